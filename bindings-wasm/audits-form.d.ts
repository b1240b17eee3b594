// What can be given about audits, as `JSON.parse` gives it; described in `core/AUDITS.md`.
// For example: `const form: AuditForm = JSON.parse(answer(JSON.stringify(request)));`
import type { Day } from './calendars.d.ts';
import type { PartKind } from './returns.d.ts';
import type { SettingChoice, SettingValue } from './reviews.d.ts';

/** What can be given about audits. */
export interface AuditFormRequest {
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** Which kind of question it is for. */
  readonly family: 'audits';
  /** The pack. */
  readonly pack: string;
}

/** What can be given about the audits of one pack on one day. */
export interface AuditForm {
  /** The kinds of agency. */
  readonly agency_types: readonly TypeAsked[];
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** What recurs beside them. */
  readonly duties: readonly DutyAsked[];
  /** `audits`. */
  readonly family: 'audits';
  /** The pack asked. */
  readonly pack: string;
  /** The programmes, and what can be recorded of each. */
  readonly programmes: readonly ProgrammeAsked[];
  /** What is reported, and what each report has to have. */
  readonly reports: readonly ReportAsked[];
  /** How they are rated. */
  readonly scales: readonly ScaleAsked[];
  /** What can be set. */
  readonly settings: readonly OpenValue[];
  /** What returns are rated against. */
  readonly standard_sets: readonly SetAsked[];
}

/** A kind of agency. */
export interface TypeAsked {
  /** What took its place. */
  readonly became?: readonly string[];
  /** First day on which there can be one. */
  readonly from?: Day;
  /** What a person reads. */
  readonly label: string;
  /** What a reader should know. */
  readonly note?: string;
  /** Its id. */
  readonly type: string;
  /** First day on which there is none any more. */
  readonly until?: Day;
}

/** Something that recurs. */
export interface DutyAsked {
  /** What they do. */
  readonly does: string;
  /** The word under which the record says that it was done. */
  readonly done_by: string;
  /** Its id. */
  readonly duty: string;
  /** One for every agency of these types; left out: one, of the partnership. */
  readonly each?: readonly string[];
  /** The word under which the record says that something called for it. */
  readonly event?: string;
  /** What a person reads. */
  readonly label: string;
  /** Who acts. */
  readonly who: string;
}

/** A programme. */
export interface ProgrammeAsked {
  /** What a person reads. */
  readonly label: string;
  /** What a reader should know. */
  readonly note?: string;
  /** In the order of the years of a cycle. */
  readonly phases: readonly PhaseAsked[];
  /** Its id. */
  readonly programme: string;
  /** What it is for. */
  readonly purpose: string;
}

/** A report. */
export interface ReportAsked {
  /** What a person reads. */
  readonly label: string;
  /** What it has to have on the day. */
  readonly parts: readonly PartAsked[];
  /** Its id. */
  readonly report: string;
  /** Who makes it. */
  readonly who: string;
}

/** A scale. */
export interface ScaleAsked {
  /** What a person reads. */
  readonly label: string;
  /** The worst first. */
  readonly ratings: readonly RatingAsked[];
  /** Its id. */
  readonly scale: string;
}

/** A value that the text leaves open. */
export interface OpenValue {
  /** Values seen in practice. */
  readonly choices: readonly SettingChoice[];
  /** The published value, where there is one. */
  readonly default?: SettingValue;
  /** What kind of value it takes. */
  readonly kind: SettingKind;
  /** What it is. */
  readonly label: string;
  /** Counts: the least value that makes sense. */
  readonly min?: number;
  /** Days: the day before which it is known not to lie. */
  readonly not_before?: Day;
  /** Who sets it. */
  readonly set_by: string;
  /** The setting. */
  readonly setting: string;
}

/** What returns are rated against. */
export interface SetAsked {
  /** What a person reads. */
  readonly label: string;
  /** The programmes that use it. */
  readonly programmes: readonly string[];
  /** Its id. */
  readonly set: string;
  /** In order. */
  readonly standards: readonly StandardAsked[];
}

/** What falls in one year of a cycle. */
export interface PhaseAsked {
  /** What a person reads. */
  readonly label: string;
  /** The phase of the same cycle that comes first. */
  readonly needs?: string;
  /** Its id. */
  readonly phase: string;
  /** In the order in which they are taken. */
  readonly steps: readonly StepAsked[];
}

/** Something that a report has to have. */
export interface PartAsked {
  /** What kind of thing. */
  readonly kind: PartKind;
  /** Its id. */
  readonly part: string;
  /** What it is. */
  readonly words: string;
}

/** A rating. */
export interface RatingAsked {
  /** Whether what is rated so is compliant. */
  readonly compliant: boolean;
  /** What a person reads. */
  readonly label: string;
  /** Whether something has to be done about it. */
  readonly needs_action: boolean;
  /** Its id. */
  readonly rating: string;
  /** What it means. */
  readonly words: string;
}

/** What kind of value a setting takes. */
export type SettingKind = 'count' | 'day' | 'event' | 'choice';

/** One thing that is rated. */
export interface StandardAsked {
  /** What it asks for. */
  readonly asks: string;
  /** Nothing outweighs it. */
  readonly core?: boolean;
  /** What usually shows it. */
  readonly evidence: readonly string[];
  /** What a person reads. */
  readonly label: string;
  /** Its id. */
  readonly standard: string;
}

/** A step that can be recorded. */
export interface StepAsked {
  /** The step that it asks for again. */
  readonly chases?: string;
  /** What they do. */
  readonly does: string;
  /** The word under which the record says that it happened. */
  readonly done_by: string;
  /** What a person reads. */
  readonly label: string;
  /** When it is done, the phase counts as done. */
  readonly main?: boolean;
  /** Nothing waits for it. */
  readonly optional?: boolean;
  /** Its id. */
  readonly step: string;
  /** Who acts. */
  readonly who: string;
}
