// What the package gives to TypeScript.
import type { Day } from './calendars.d.ts';
import type { Case, Incident, Meeting } from './rules.d.ts';
import type { EventMissing, Family, NextQuestion, OpenSetting, SettingValue } from './reviews.d.ts';

export { Case, Incident, load, Meeting, Rules } from './rules.js';
export type { AnswerOf, Answered, Asked, AskedOf, CaseOutcome, MeetingTold, Pack, PackDocument, Part, Wanted } from './rules.js';
export type * from './audits-form.d.ts';
export type * from './audits.d.ts';
export type * from './authority.d.ts';
export type * from './calendars.d.ts';
export type * from './meetings.d.ts';
export type * from './membership-form.d.ts';
export type * from './membership.d.ts';
export type * from './returns.d.ts';
export type * from './reviews.d.ts';

/** A request or a pack: JSON text, or its UTF-8 bytes. The texts are described in `core/WIRE.md`. */
export type Text = string | Uint8Array;

/** One thing that is wrong with what was given. */
export interface Problem {
  /** A stable word such as `case.unknown-fact`. */
  readonly code: string;
  /** A JSON pointer into what was given. */
  readonly at: string;
  /** What was found, what was expected, and what to do. Never an answer of a case. */
  readonly message: string;
}

/** Why a text was refused: `code`, `at` and `message` are those of the first problem. */
export class SafeguardingError extends Error {
  private constructor();
  readonly name: 'SafeguardingError';
  readonly code: string;
  readonly at: string;
  readonly problems: readonly Problem[];
}

/** Packs at hand: the bundled ones, and those that are added. A catalogue never changes. */
export class Catalogue {
  /** The bundled packs. */
  constructor();
  /** A catalogue without packs. */
  static empty(): Catalogue;
  /** This catalogue and the packs of these texts, each checked in full. */
  withPacks(texts: Iterable<Text>): Catalogue;
  /** Answers a request. */
  answer(request: Text): string;
  /** The questions of a pack for one subject on one day. */
  questions(request: Text): string;
  /** Reads a request about thresholds once, to change its answers one by one. */
  case(request: Text): Case;
  /** Reads a request about reviews once, to change its answers and events one by one. */
  incident(request: Text): Incident;
  /** Reads a request about a meeting once, to be told its outcome while it is learnt who is there. */
  meeting(request: Text): Meeting;
  /** The packs at hand, with their editions and digests. */
  packs(): string;
  /** Gives the memory back; the catalogue answers no more. */
  free(): void;
}

/** Answers a request with the bundled packs. */
export function answer(request: Text): string;
/** The questions of a bundled pack for one subject on one day. */
export function questions(request: Text): string;
/** The bundled packs, with their editions and digests. */
export function packs(): string;
/** The version of the library. */
export function version(): string;

/** What `questions` takes. */
export interface FormRequest {
  /** `thresholds` when absent. */
  readonly family?: Family;
  readonly pack: string;
  readonly subject: string;
  /** The day whose rules apply; for reviews the day of the incident. */
  readonly as_of: Day;
}

/** One question of a form. */
export interface FormQuestion extends NextQuestion {
  /** A date of birth, which may lie ahead. */
  readonly birth?: true;
  /** It gives the day of the incident. */
  readonly incident_day?: true;
  /** Heading under which a form shows it. */
  readonly theme?: string;
  /** A condition, as the pack writes it: where it is false the question is not put. */
  readonly asked_when?: { readonly [part: string]: unknown };
  /** Its turn comes late. */
  readonly asked_late?: true;
}

/** One setting of a form. */
export interface FormSetting extends OpenSetting {
  /** What its value is: a whole number, a day, or the id of an event or of a choice among its choices. */
  readonly kind: 'count' | 'day' | 'event' | 'choice';
  /** Of a count: the least value that makes sense. */
  readonly min?: number;
  /** Of a day: the day before which it is known not to lie. */
  readonly not_before?: Day;
  /** The published value, where there is one. */
  readonly default?: SettingValue;
}

/** One event of a form. */
export interface FormEvent extends EventMissing {
  /** The events that cannot come later; `incident` is the incident itself. */
  readonly after: readonly string[];
  /** A planned day, which may lie after `as_of`. */
  readonly may_lie_ahead?: true;
}

/** What `questions` gives. */
export interface Form {
  readonly pack: string;
  readonly subject: string;
  /** The subject as a person reads it. */
  readonly label: string;
  readonly as_of: Day;
  readonly questions: readonly FormQuestion[];
  readonly settings?: readonly FormSetting[];
  /** The events that can be put down, for reviews. */
  readonly events?: readonly FormEvent[];
}

/** What `packs` gives: one entry for each authority and family. */
export interface Packs {
  readonly packs: readonly {
    readonly pack: string;
    readonly family: Family;
    /** Whom a request can be about in some edition. */
    readonly subjects: readonly string[];
    /** Its editions, earliest first. */
    readonly editions: readonly {
      readonly title: string;
      readonly from: Day;
      readonly until?: Day;
      /** The day somebody last compared it with its sources. */
      readonly checked_on: Day;
      /** The pack that lies underneath. */
      readonly extends?: string;
      readonly illustrative?: true;
      /** SHA-256 of its canonical JSON. */
      readonly digest: string;
    }[];
  }[];
}
