// What crosses the door: texts as bytes, and errors as `Error`.

/** Why a text was refused: every problem, each with a stable code and a place. */
export class SafeguardingError extends Error {
  constructor({ code, at, message, problems }) {
    super(message);
    this.name = 'SafeguardingError';
    this.code = code;
    this.at = at;
    this.problems = problems;
  }
}

/** Does something with the native module; what it refuses is thrown, at places below `base`. */
export function call(action, base = '') {
  try {
    return action();
  } catch (refused) {
    if (typeof refused !== 'string') throw refused;
    const { error } = JSON.parse(refused);
    const below = (problem) => ({ ...problem, at: base + problem.at });
    throw new SafeguardingError({ ...below(error), problems: error.problems.map(below) });
  }
}

/** Refuses for one reason. */
export function refuse(code, at, message) {
  const problem = { code, at, message };
  throw new SafeguardingError({ ...problem, problems: [problem] });
}

/** Refuses to use what has been freed. */
export function freed(what) {
  refuse('wire.freed', '', `this ${what} has been freed; make another`);
}

const encoder = new TextEncoder();

/**
 * The text as bytes. `TextEncoder` would silently replace half of a surrogate pair, which UTF-8
 * cannot hold: here it becomes a byte that is refused, so that nothing is changed unnoticed.
 */
export function bytes(text) {
  if (ArrayBuffer.isView(text)) return new Uint8Array(text.buffer, text.byteOffset, text.byteLength);
  if (typeof text !== 'string') {
    throw new TypeError('a text is a string or its UTF-8 bytes; JSON.stringify makes one of an object');
  }
  const half = text.search(/\p{Surrogate}/u);
  if (half < 0) return encoder.encode(text);
  const before = encoder.encode(text.slice(0, half));
  const refused = new Uint8Array(before.length + 1).fill(0xff);
  refused.set(before);
  return refused;
}
