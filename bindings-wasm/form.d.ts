// Validation for any form.
import type { FormQuestion } from './types.d.ts';
import type { AskedOf, Rules } from './rules.d.ts';
import type { Answer, Decision, Reviews, ReviewDecision, Thresholds } from './rules.d.ts';

/** A part of a date. */
export type DatePart = 'day' | 'month' | 'year';

/** What a person is told, in one language; what is left out is said in English. */
export interface Words {
  readonly parts?: { readonly [part in DatePart]?: string };
  /** By what is wrong; `{question}` and `{part}` are filled in. */
  readonly messages?: { readonly [message in FaultCode]?: string };
  /** Questions in other words than the pack's, by fact. */
  readonly questions?: { readonly [fact: string]: string };
  /** What is told of answers that contradict each other, by rule. */
  readonly rules?: { readonly [rule: string]: string };
}

export type FaultCode =
  | 'date-part-missing' | 'date-part-wrong' | 'date-wrong' | 'count-wrong' | 'option-wrong' | 'range-wrong'
  | 'kind-wrong' | 'not-known-here' | 'not-answered';

/** One line of an error summary. */
export interface Fault {
  readonly code: FaultCode | 'inconsistent';
  /** The fact whose field is at fault. */
  readonly field: string;
  /** The part of a date at fault. */
  readonly part?: DatePart;
  /** What to tell the person. */
  readonly text: string;
  /** The field's anchor: `#fact`, or `#fact-part`. */
  readonly href: string;
  /** Of answers that contradict each other: the rule, and all fields concerned. */
  readonly rule?: string;
  readonly fields?: readonly string[];
}

/** What a form holds for one question: an answer, or what was typed. */
export type Input = Answer | 'yes' | 'no' | 'not-known' | '' | undefined | { readonly [part in DatePart]?: string | number };

export interface Checked {
  /** The answers that could be read. */
  readonly facts: { readonly [fact: string]: Answer };
  /** The answer of the rules to them. */
  readonly answer: Decision | ReviewDecision;
  /** What is wrong, in the order of the questions. */
  readonly wrong: readonly Fault[];
  /** What is not yet answered and could still change the answer. */
  readonly unanswered: readonly Fault[];
}

/** The part of Standard Schema (https://standardschema.dev) that a form library uses. */
export interface StandardSchema<Output> {
  readonly version: 1;
  readonly vendor: string;
  validate(value: unknown):
    | { readonly value: Output; readonly issues?: undefined }
    | { readonly issues: readonly { readonly message: string; readonly path?: readonly PropertyKey[] }[] };
  readonly types?: { readonly input: Output; readonly output: Output };
}

export interface Form {
  readonly questions: readonly FormQuestion[];
  /** The answers that can be read, and what is wrong with the others. */
  read(inputs: { readonly [fact: string]: Input }): Pick<Checked, 'facts' | 'wrong'>;
  /** `also`: what else the request has by now. */
  check(inputs: { readonly [fact: string]: Input }, also?: Partial<Pick<Reviews, 'settings' | 'events' | 'no_other_events'>>): Checked;
  readonly '~standard': StandardSchema<{ readonly [fact: string]: Answer }>;
}

/** A form for the questions of a request about thresholds or reviews, which gives no facts. */
export function form(
  rules: Rules,
  request: Omit<AskedOf<Thresholds>, 'facts'> & { readonly question?: 'thresholds' } | Omit<Reviews, 'facts'>,
  words?: Words,
): Form;

/** Reads the three boxes of a date. */
export function readDate(boxes: { readonly [part in DatePart]?: string | number }):
  { readonly value?: string; readonly message?: FaultCode; readonly part?: DatePart };
/** Reads what a form holds for a question. */
export function readAnswer(question: { readonly kind: FormQuestion['kind'] }, input: Input):
  { readonly value?: Answer; readonly message?: FaultCode; readonly part?: DatePart };
