// A case held between two answers: one answer changed, and the outcome again.
import { bytes, call, freed } from './text.js';

const truths = ['false', 'unknown', 'true'];
const parts = ['level', 'applies', 'routes', 'consent'];
/** For each four bits, what has changed. */
const changes = Array.from({ length: 16 }, (_, bits) => Object.freeze(parts.filter((_, part) => bits & (1 << part))));
const OTHER_KIND = 0xffffffff;

/** A request or an answer as text; what JSON does not hold is refused. */
export function give(value) {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError('expected what JSON can hold');
  return text;
}

/** The routes that hold in some way of filling the gaps. */
function held(ids, certain, possible) {
  const found = [];
  ids.forEach((route, position) => {
    const bit = 1n << BigInt(position);
    if (possible & bit) found.push({ route, truth: certain & bit ? 'true' : 'unknown' });
  });
  return found;
}

export class Case {
  #inner;
  #positions = new Map();
  #routes;
  #outcome;
  constructor(inner) {
    this.#inner = inner;
    const { facts, routes } = JSON.parse(inner.names());
    facts.forEach((fact, position) => this.#positions.set(fact, position));
    this.#routes = routes;
  }
  #held() {
    return this.#inner ?? freed('case');
  }
  /** Answers a question; `null` says that it is not known, `undefined` takes the answer back. */
  set(fact, value) {
    const inner = this.#inner ?? freed('case');
    let bits = OTHER_KIND;
    if (value === true || value === false || value === null) {
      const position = this.#positions.get(fact);
      // The number comes out with a sign.
      if (position !== undefined) bits = inner.setYesNo(position, value === null ? 2 : +value) >>> 0;
    }
    if (bits === OTHER_KIND) {
      bits = call(() => inner.set(String(fact), bytes(value === undefined ? '' : give(value))));
    }
    const changed = changes[(bits >>> 16) & 15];
    if (changed.length) this.#outcome = undefined;
    return changed;
  }
  /** What the answers given so far show; the same object until something of it changes. */
  outcome() {
    return (this.#outcome ??= this.#read(this.#held()));
  }
  #read(inner) {
    const bits = inner.outcome();
    const applies = truths[(bits >> 10) & 3];
    const exact = (bits & 0x1000) !== 0;
    const least = bits & 31;
    const [certain, possible] = [inner.routes(false), inner.routes(true)];
    const ids = this.#routes;
    // The list is made when somebody looks at it.
    let list;
    const outcome = {
      applies,
      get routes() {
        return (list ??= held(ids, certain, possible));
      },
      exact,
    };
    if (least === 0 || applies === 'false') return outcome;
    const most = (bits >> 5) & 31;
    outcome.at_least = least;
    outcome.at_most = most;
    outcome.settled = least === most;
    return outcome;
  }
  /** The whole answer, as text; `explain` in place of what the request asked for. */
  answer(explain = '') {
    const inner = this.#held();
    return call(() => inner.answer(String(explain)));
  }
  /** The whole answer. */
  assess(explain) {
    return JSON.parse(this.answer(explain));
  }
  free() {
    this.#inner?.free();
    this.#inner = undefined;
    this.#outcome = undefined;
  }
}
