// The JavaScript face over the native module: errors as `Error`, names as JavaScript writes them.
import { Case, give } from './case.js';
import { Incident, Meeting } from './held.js';
import { bytes, call, freed, SafeguardingError } from './text.js';

export { SafeguardingError };

/** The files of bundled packs: the sources, which all need, and one for each family. */
export const parts = ['sources', 'thresholds', 'reviews', 'audits', 'membership'];
const families = parts.slice(1);

const given = (pack) => (typeof pack === 'string' || ArrayBuffer.isView(pack) ? pack : JSON.stringify(pack));

/** The functions of the package over one native module; `bundled` gives the texts of all packs. */
export function over(native, bundled) {
  class Catalogue {
    #inner;
    constructor(inner = native.Catalogue.empty().withPacks(bundled())) {
      this.#inner = inner;
    }
    static empty() {
      return new Catalogue(native.Catalogue.empty());
    }
    #held() {
      return this.#inner ?? freed('catalogue');
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
    case(request) {
      const inner = this.#held();
      return new Case(call(() => native.Case.read(inner, bytes(request))));
    }
    incident(request) {
      const inner = this.#held();
      return new Incident(call(() => native.Incident.read(inner, bytes(request))));
    }
    meeting(request) {
      const inner = this.#held();
      return new Meeting(call(() => native.Meeting.read(inner, bytes(request))), native.Meeting.words());
    }
    packs() {
      return this.#held().packs();
    }
    free() {
      this.#inner?.free();
      this.#inner = undefined;
    }
  }

  /** Objects in, objects out, over one catalogue. */
  class Rules {
    #catalogue;
    constructor(catalogue = shared()) {
      this.#catalogue = catalogue;
    }
    /** Any request, by its `question`. */
    ask(request) {
      return JSON.parse(this.#catalogue.answer(give(request)));
    }
    assess(request) {
      return this.ask({ ...request, question: 'thresholds' });
    }
    reviews(request) {
      return this.ask({ ...request, question: 'reviews' });
    }
    audits(request) {
      return this.ask({ ...request, question: 'audits' });
    }
    membership(request) {
      return this.ask({ question: 'membership', ...request });
    }
    questions(request) {
      return JSON.parse(this.#catalogue.questions(give(request)));
    }
    case(request) {
      return this.#catalogue.case(give({ ...request, question: 'thresholds' }));
    }
    incident(request) {
      return this.#catalogue.incident(give({ ...request, question: 'reviews' }));
    }
    meeting(request) {
      return this.#catalogue.meeting(give({ ...request, question: 'meeting' }));
    }
    /** What is wrong with packs; nothing where they are good. */
    check(...packs) {
      try {
        this.#catalogue.withPacks(packs.map(given)).free();
        return [];
      } catch (error) {
        if (error instanceof SafeguardingError) return error.problems;
        throw error;
      }
    }
    /** These rules and those of more packs. */
    with(...packs) {
      return new this.constructor(this.#catalogue.withPacks(packs.map(given)));
    }
    packs() {
      return JSON.parse(this.#catalogue.packs()).packs;
    }
    free() {
      this.#catalogue.free();
    }
  }

  let all;
  const shared = () => (all ??= new Catalogue());
  return {
    Catalogue,
    Rules,
    answer: (request) => shared().answer(request),
    questions: (request) => shared().questions(request),
    packs: () => shared().packs(),
    version: () => native.version(),
  };
}

/** The rules of some families, their packs asked for with `textOf`; of all where none is named. */
export async function loaded({ Catalogue, Rules }, textOf, { families: wanted = families, packs = [] } = {}) {
  const unknown = wanted.find((family) => !families.includes(family));
  if (unknown !== undefined) throw new TypeError(`expected families among ${families.join(', ')}`);
  const files = wanted.length ? parts.filter((part) => part === 'sources' || wanted.includes(part)) : [];
  const texts = await Promise.all(files.map(textOf));
  const empty = Catalogue.empty();
  const rules = new Rules(empty.withPacks([...texts.flatMap((text) => text.split('\n')), ...packs.map(given)]));
  empty.free();
  return rules;
}
