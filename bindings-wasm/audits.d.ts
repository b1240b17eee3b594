// A question about audits and its answer, as `JSON.parse` gives them; described in `core/AUDITS.md`.
// For example: `const decision: AuditDecision = JSON.parse(answer(JSON.stringify(request)));`
import type { CalendarGiven, CalendarNamed, DateGiven, Day, Days, NumberOfDays } from './calendars.d.ts';
import type { ConflictTouched, EditionNamed, Grounds, OpenSetting, SettingValue, Standing, Truth } from './reviews.d.ts';
import type { Problem } from './types.d.ts';

/** What falls due, on whom, when, and where it stands. */
export interface AuditsRequest {
  /** The agencies. */
  readonly agencies?: readonly AgencyGiven[];
  /** The day on which it is asked where everything stands. */
  readonly as_of: Day;
  /** The table of working days; `england-and-wales` when absent. */
  readonly calendar?: CalendarGiven;
  /** Whether the recurring duties are wanted; they are when absent. */
  readonly duties?: boolean;
  /** The first day of the span. */
  readonly from: Day;
  /** What happened. */
  readonly happened?: readonly Happened[];
  /** The pack. */
  readonly pack: string;
  /** Only these programmes. */
  readonly programmes?: readonly string[];
  /** What is asked. */
  readonly question: 'audits' | 'audits-calendar' | 'audits-timeline';
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
  /** Values for settings; `null`: not set. */
  readonly settings?: { readonly [id: string]: SettingValue | null };
  /** Whether the steps are wanted; they are when absent. */
  readonly steps?: boolean;
  /** The first day outside it. */
  readonly until: Day;
}

/** The whole answer about audits and recurring duties. */
export interface AuditDecision {
  /** What each agency owes, in the order given. */
  readonly agencies: readonly AgencyAnswer[];
  /** `audits`. */
  readonly answer: 'audits';
  /** The day on which it is asked where everything stands. */
  readonly as_of: Day;
  /** The table of working days by which everything was counted. */
  readonly calendar: CalendarNamed;
  /** What falls due first, on the day asked about or after it. */
  readonly coming: NextDue | null;
  /** Places where the documents behind this answer differ. */
  readonly conflicts?: readonly ConflictTouched[];
  /** What recurs beside the audits. */
  readonly duties: readonly DutyAnswer[];
  /** The documents it rests on, with their digests. */
  readonly editions: readonly EditionNamed[];
  /** The first day of the span. */
  readonly from: Day;
  /** What to do next: the longest overdue, else what is due first. */
  readonly next: NextDue | null;
  /** Notices of the editions it rests on. */
  readonly notices?: readonly string[];
  /** Every phase of every year of every agency that takes part. */
  readonly occurrences: readonly OccurrenceAnswer[];
  /** Settings that are not set and on which something in the span hangs. */
  readonly open_settings?: readonly OpenSetting[];
  /** The pack asked. */
  readonly pack: string;
  /** What is out of step, and what would bring it back. */
  readonly phase_errors: readonly PhaseErrorAnswer[];
  /** What cannot be as it was given. */
  readonly problems?: readonly Problem[];
  /** The programmes, in the order of the pack. */
  readonly programmes: readonly ProgrammeAnswer[];
  /** The first day outside it. */
  readonly until: Day;
  /** The version of the library. */
  readonly version: string;
}

/** Everything of audits that has a due day, as a calendar. */
export interface AuditsCalendar {
  /** `audits-calendar`. */
  readonly answer: 'audits-calendar';
  /** The day on which it is asked where everything stands. */
  readonly as_of: Day;
  /** The table of working days by which everything was counted. */
  readonly calendar: CalendarNamed;
  /** The documents it rests on, with their digests. */
  readonly editions: readonly EditionNamed[];
  /** How many events stand in it. */
  readonly events: number;
  /** The first day of the span. */
  readonly from: Day;
  /** Notices of the editions it rests on. */
  readonly notices?: readonly string[];
  /** Settings that are not set and on which something in the span hangs. */
  readonly open_settings?: readonly OpenSetting[];
  /** The pack asked. */
  readonly pack: string;
  /** What cannot be as it was given. */
  readonly problems?: readonly Problem[];
  /** The iCalendar object. */
  readonly text: string;
  /** The first day outside it. */
  readonly until: Day;
  /** The version of the library. */
  readonly version: string;
}

/** The years of audits as a picture. */
export interface AuditsTimeline {
  /** `audits-timeline`. */
  readonly answer: 'audits-timeline';
  /** The day on which it is asked where everything stands. */
  readonly as_of: Day;
  /** The table of working days by which everything was counted. */
  readonly calendar: CalendarNamed;
  /** The documents it rests on, with their digests. */
  readonly editions: readonly EditionNamed[];
  /** The first day of the span. */
  readonly from: Day;
  /** Notices of the editions it rests on. */
  readonly notices?: readonly string[];
  /** Settings that are not set and on which something in the span hangs. */
  readonly open_settings?: readonly OpenSetting[];
  /** The pack asked. */
  readonly pack: string;
  /** What cannot be as it was given. */
  readonly problems?: readonly Problem[];
  /** The picture, in SVG. */
  readonly svg: string;
  /** What it shows. */
  readonly title: string;
  /** The first day outside it. */
  readonly until: Day;
  /** The version of the library. */
  readonly version: string;
}

/** An agency. */
export interface AgencyGiven {
  /** Its name. */
  readonly agency: string;
  /** The agency that answers for it. */
  readonly answered_by?: string;
  /** The agency that took it over. */
  readonly became?: string;
  /** First day it exists or takes part. */
  readonly from?: Day;
  /** What a person reads. */
  readonly label?: string;
  /** What it is. */
  readonly types?: readonly TypeGiven[];
  /** First day it no longer does. */
  readonly until?: Day;
}

/** Something that happened. */
export type Happened = OfPhase | OfDuty;

/** An agency and what it owes. */
export interface AgencyAnswer {
  /** Its name as given. */
  readonly agency: string;
  /** What a person reads. */
  readonly label?: string;
  /** What it owes, through the span. */
  readonly owes: readonly OwesAnswer[];
}

/** Something that recurs. */
export interface DutyAnswer extends Grounds {
  /** Whether it is in force. */
  readonly active: Truth;
  /** How it recurs. */
  readonly cadence: string;
  /** What they do. */
  readonly does: string;
  /** Its id. */
  readonly duty: string;
  /** What a person reads. */
  readonly label: string;
  /** The settings that are not set. */
  readonly not_set?: readonly string[];
  /** What a reader should know. */
  readonly note?: string;
  /** Each time that it falls due in the span. */
  readonly occurrences: readonly DutyTime[];
  /** Who sets them. */
  readonly set_by?: readonly string[];
  /** Who receives it. */
  readonly to?: readonly string[];
  /** Who acts. */
  readonly who: string;
}

/** What the length of a cycle rests on. */
export interface CycleBy extends Grounds {
  /** Where the value that it has was seen, or how it was read. */
  readonly seen_at?: string;
  /** The setting. */
  readonly setting: string;
}

/** What to do next. */
export interface NextDue {
  /** The agency. */
  readonly agency?: string;
  /** When it is due. */
  readonly due: Days;
  /** The duty, where it is one. */
  readonly duty?: string;
  /** The phase of a step. */
  readonly phase?: string;
  /** The programme of a step. */
  readonly programme?: string;
  /** Where it stands. */
  readonly state: Standing;
  /** The step. */
  readonly step?: string;
  /** The year of a step. */
  readonly year?: number;
}

/** A phase of a year of one agency. */
export interface OccurrenceAnswer {
  /** The agency. */
  readonly agency: string;
  /** With `cannot-tell`: where it can stand. */
  readonly could_be?: readonly AuditStanding[];
  /** When the main step was done. */
  readonly done?: Days;
  /** When the main step is due. */
  readonly due?: Days;
  /** Whether it was done by the day it was due. */
  readonly in_time?: Truth;
  /** By how many days it was late. */
  readonly late_days?: NumberOfDays;
  /** When the phase opens. */
  readonly opens: Days;
  /** With `overdue` and `escalated`: by how many days. */
  readonly overdue_days?: NumberOfDays;
  /** What it owes. */
  readonly owed: Owed;
  /** The phase. */
  readonly phase: string;
  /** The programme. */
  readonly programme: string;
  /** Where it stands. */
  readonly standing: AuditStanding;
  /** Its steps, unless they were left out. */
  readonly steps?: readonly StepAnswer[];
  /** Why it was waived. */
  readonly waived?: string;
  /** The year. */
  readonly year: number;
}

/** Something that is out of step. */
export interface PhaseErrorAnswer {
  /** The agency. */
  readonly agency: string;
  /** A stable word. */
  readonly code: string;
  /** What is wrong. */
  readonly message: string;
  /** The phase. */
  readonly phase: string;
  /** The programme. */
  readonly programme: string;
  /** What would bring it back into step. */
  readonly put_right: string;
  /** The year. */
  readonly year: number;
}

/** A programme with its years. */
export interface ProgrammeAnswer extends Grounds {
  /** A year in which the first phase falls. */
  readonly anchor?: number;
  /** Who says so, where that is a setting. */
  readonly cycle_by?: CycleBy;
  /** After how many years it comes round. */
  readonly cycle_years?: number;
  /** What a person reads. */
  readonly label: string;
  /** The settings that are not set. */
  readonly not_set?: readonly string[];
  /** What a reader should know. */
  readonly note?: string;
  /** Its id. */
  readonly programme: string;
  /** What a late phase does to the rest. */
  readonly slippage?: Slippage;
  /** When its years begin. */
  readonly year_kind?: YearKind;
  /** The years that begin in the span. */
  readonly years: readonly YearAnswer[];
}

/** An agency type, perhaps from one day until another. */
export type TypeGiven = string | TypeBetween;

/** Something that happened in a phase. */
export interface OfPhase {
  /** The agency; absent: every one without an entry of its own. */
  readonly agency?: string;
  /** When; what is no date is answered all the same, as a problem. */
  readonly on: DateGiven;
  /** The phase. */
  readonly phase: string;
  /** The programme. */
  readonly programme: string;
  /** Why, where it was waived. */
  readonly reason?: string;
  /** The word of the step, or `waived`. */
  readonly what: string;
  /** The calendar year in which its year begins. */
  readonly year: number;
}

/** Something that happened of a duty. */
export interface OfDuty {
  /** The agency. */
  readonly agency?: string;
  /** The duty. */
  readonly duty: string;
  /** The first day of the period that it answers. */
  readonly for?: Day;
  /** When; what is no date is answered all the same, as a problem. */
  readonly on: DateGiven;
  /** Why. */
  readonly reason?: string;
  /** The word for it. */
  readonly what: string;
}

/** What is owed of a programme from one day until another. */
export interface OwesAnswer extends Partial<Grounds> {
  /** The obligation; `null` where nothing says anything of any of its types. */
  readonly by: string | null;
  /** First day, where it lies in the span. */
  readonly from?: Day;
  /** What a reader should know. */
  readonly note?: string;
  /** What is owed. */
  readonly owed: Owed;
  /** The programme. */
  readonly programme: string;
  /** First day no longer, where it lies in the span. */
  readonly until?: Day;
}

/** One time that a duty falls due. */
export interface DutyTime {
  /** The agency; absent: the partnership. */
  readonly agency?: string;
  /** When it was called for. */
  readonly called_on?: Days;
  /** When it was done. */
  readonly done?: Days;
  /** When it is due. */
  readonly due?: Days;
  /** The first day of the period. */
  readonly from?: Day;
  /** Whether it was done by the day it was due. */
  readonly in_time?: Truth;
  /** By how many days it was late. */
  readonly late_days?: NumberOfDays;
  /** With `overdue`: by how many days. */
  readonly overdue_days?: NumberOfDays;
  /** Where it stands. */
  readonly state: Standing;
  /** The first day after it. */
  readonly until?: Day;
}

/** Where an agency stands with a phase of a year. */
export type AuditStanding = 'not-due' | 'open' | 'in-progress' | 'returned' | 'under-moderation' | 'moderated' | 'plan-open' | 'ready-for-challenge' | 'challenged' | 'closed' | 'overdue' | 'escalated' | 'blocked' | 'waived' | 'left' | 'cannot-tell';

/** What an agency owes of an audit; the firmest last. */
export type Owed = 'out-of-scope' | 'invitation' | 'contract' | 'statute';

/** A step of a phase. */
export interface StepAnswer {
  /** What they do. */
  readonly does: string;
  /** When it was done. */
  readonly done?: Days;
  /** When it is due. */
  readonly due?: Days;
  /** By how many days it was late. */
  readonly late_days?: NumberOfDays;
  /** With `overdue`: by how many days. */
  readonly overdue_days?: NumberOfDays;
  /** Where it stands. */
  readonly state: Standing;
  /** The step. */
  readonly step: string;
  /** Who receives it. */
  readonly to?: readonly string[];
  /** Who acts. */
  readonly who: string;
}

/** What a late phase does to the rest of the cycle. */
export type Slippage = 'fixed-parity' | 'from-completion';

/** When a year begins. */
export type YearKind = 'calendar' | 'financial' | 'academic';

/** One year of a programme. */
export interface YearAnswer {
  /** Its first day. */
  readonly from: Day;
  /** What it is called. */
  readonly name: string;
  /** The phase that falls in it. */
  readonly phase?: string;
  /** The first day after it. */
  readonly until: Day;
  /** The calendar year in which it begins. */
  readonly year: number;
}

/** An agency type from one day until another. */
export interface TypeBetween {
  /** First day. */
  readonly from?: Day;
  /** The type. */
  readonly type: string;
  /** First day no longer. */
  readonly until?: Day;
}
