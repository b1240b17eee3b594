// The JavaScript face over the native module: errors as `Error`, names as JavaScript writes them.

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

function call(action, base = '') {
  try {
    return action();
  } catch (refused) {
    if (typeof refused !== 'string') throw refused;
    const { error } = JSON.parse(refused);
    const below = (problem) => ({ ...problem, at: base + problem.at });
    throw new SafeguardingError({ ...below(error), problems: error.problems.map(below) });
  }
}

const encoder = new TextEncoder();

/**
 * The text as bytes. `TextEncoder` would silently replace half of a surrogate pair, which UTF-8
 * cannot hold: here it becomes a byte that is refused, so that nothing is changed unnoticed.
 */
function bytes(text) {
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

/** The functions of the package over one native module. */
export function over(native) {
  class Catalogue {
    #inner;
    constructor(inner = native.Catalogue.bundled()) {
      this.#inner = inner;
    }
    static empty() {
      return new Catalogue(native.Catalogue.empty());
    }
    #held() {
      if (this.#inner) return this.#inner;
      const message = 'this catalogue has been freed; make another';
      const problem = { code: 'wire.freed', at: '', message };
      throw new SafeguardingError({ ...problem, problems: [problem] });
    }
    withPacks(texts) {
      if (typeof texts === 'string') throw new TypeError('withPacks takes a list of texts');
      const inner = this.#held();
      const given = Array.from(texts);
      const place = (index) => (given.length > 1 ? `/${index}` : '');
      const read = given.map((text, index) => call(() => native.utf8(bytes(text)), place(index)));
      return new Catalogue(call(() => inner.withPacks(read)));
    }
    answer(request) {
      const inner = this.#held();
      return call(() => inner.answer(bytes(request)));
    }
    questions(request) {
      const inner = this.#held();
      return call(() => inner.questions(bytes(request)));
    }
    packs() {
      return this.#held().packs();
    }
    free() {
      this.#inner?.free();
      this.#inner = undefined;
    }
  }
  let bundled;
  const shared = () => (bundled ??= new Catalogue());
  return {
    Catalogue,
    answer: (request) => shared().answer(request),
    questions: (request) => shared().questions(request),
    packs: () => shared().packs(),
    version: () => native.version(),
  };
}
