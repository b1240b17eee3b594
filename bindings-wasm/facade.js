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

function call(action) {
  try {
    return action();
  } catch (refused) {
    if (typeof refused !== 'string') throw refused;
    throw new SafeguardingError(JSON.parse(refused).error);
  }
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
      const inner = this.#held();
      return new Catalogue(call(() => inner.withPacks([...texts].map(String))));
    }
    answer(request) {
      const inner = this.#held();
      return call(() => (request instanceof Uint8Array ? inner.answerBytes(request) : inner.answer(String(request))));
    }
    questions(request) {
      const inner = this.#held();
      return call(() => inner.questions(String(request)));
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
