// An incident, and a meeting, held between two answers.
import { give } from './case.js';
import { bytes, call, freed, refuse } from './text.js';

const known = (value) => (value === null || value === undefined ? 2 : +value);
const text = (value) => bytes(value === undefined ? '' : give(value));

export class Incident {
  #inner;
  #outcome;
  constructor(inner) {
    this.#inner = inner;
  }
  #changed(change) {
    const inner = this.#inner ?? freed('incident');
    const changed = call(() => change(inner));
    this.#outcome = undefined;
    return changed;
  }
  /** Answers a question; `null` says that it is not known, `undefined` takes the answer back. */
  set(fact, value) {
    return this.#changed((inner) => inner.set(String(fact), text(value)));
  }
  /** Puts down an event, as in `events`; `undefined` takes it back. */
  event(event, value) {
    return this.#changed((inner) => inner.event(String(event), text(value)));
  }
  /** What is said of every review; the same object until something is answered. */
  outcome() {
    return (this.#outcome ??= this.assess('none'));
  }
  /** The whole answer, as text; `explain` in place of what the request asked for. */
  answer(explain = '') {
    const inner = this.#inner ?? freed('incident');
    return call(() => inner.answer(String(explain)));
  }
  /** The whole answer. */
  assess(explain) {
    return JSON.parse(this.answer(explain));
  }
  free() {
    this.#inner?.free();
    this.#inner = this.#outcome = undefined;
  }
}

const truths = ['false', 'unknown', 'true'];

export class Meeting {
  #inner;
  #words;
  constructor(inner, words) {
    this.#inner = inner;
    this.#words = words;
  }
  #held() {
    return this.#inner ?? freed('meeting');
  }
  #named(is, code, at, what) {
    if (!is) refuse(code, at, `no ${what} of this name is here; give one of the request`);
  }
  /** Says whether a person was there; `null`: not known. */
  present(person, is) {
    this.#named(this.#held().present(String(person), known(is)), 'membership.unknown-person', '/people', 'person');
  }
  /** Says whether those were consulted whom an entry names. */
  consulted(entry, is) {
    this.#named(this.#held().consulted(String(entry), known(is)), 'membership.unknown-consultation', '/consulted', 'entry');
  }
  /** Says whether the chair lets the matter go ahead. */
  chairAllows(is) {
    this.#held().chairAllows(known(is));
  }
  /** Says whether it is on record that the decision was delegated to this body. */
  delegated(is) {
    this.#held().delegated(known(is));
  }
  /** Whether the meeting is properly constituted, and what it may do. */
  outcome() {
    const inner = this.#held();
    const bits = call(() => inner.outcome());
    const could_be = this.#words.filter((_, place) => bits & (4 << place));
    const outcome = { constituted: truths[bits & 3] };
    if (could_be.length === 1) [outcome.outcome] = could_be;
    else if (could_be.length) Object.assign(outcome, { outcome: 'cannot-tell', could_be });
    return outcome;
  }
  free() {
    this.#inner?.free();
    this.#inner = undefined;
  }
}
