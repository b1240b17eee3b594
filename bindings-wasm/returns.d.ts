// A question about returns of audits, or about a report, and its answer, as `JSON.parse` gives them; described in `core/AUDITS.md`.
// For example: `const returns: ReturnsAnswer = JSON.parse(answer(JSON.stringify(request)));`
import type { DateGiven, Day, Days } from './calendars.d.ts';
import type { ConflictTouched, EditionNamed, Grounds, OpenSetting, SettingValue, Truth } from './reviews.d.ts';
import type { Problem } from './types.d.ts';

/** What returns say, standard by standard. */
export interface AuditReturnsRequest {
  /** The day on which it is asked where the actions stand. */
  readonly as_of: Day;
  /** The worst ratings are wanted too. */
  readonly overall?: boolean;
  /** The pack. */
  readonly pack: string;
  /** What is asked. */
  readonly question: 'audit-returns';
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
  /** The returns. */
  readonly returns?: readonly ReturnGiven[];
  /** The scale. */
  readonly scale: string;
  /** The set of standards. */
  readonly set: string;
}

/** What a report has to have, and what of it is there. */
export interface AnnualReportRequest {
  /** The day whose rules count. */
  readonly as_of: Day;
  /** The pack. */
  readonly pack: string;
  /** Whether each part is there; `null`: not known. */
  readonly parts?: { readonly [id: string]: boolean | null };
  /** When it was published. */
  readonly published?: DateGiven;
  /** What is asked. */
  readonly question: 'annual-report';
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
  /** The report; `annual-report` when absent. */
  readonly report?: string;
  /** Values for settings; `null`: not set. */
  readonly settings?: { readonly [id: string]: SettingValue | null };
}

/** The whole answer about returns. */
export interface ReturnsAnswer {
  /** `audit-returns`. */
  readonly answer: 'audit-returns';
  /** The day on which it is asked where the actions stand. */
  readonly as_of: Day;
  /** Places where the documents behind this answer differ. */
  readonly conflicts?: readonly ConflictTouched[];
  /** The documents it rests on, with their digests. */
  readonly editions: readonly EditionNamed[];
  /** Notices of the editions it rests on. */
  readonly notices?: readonly string[];
  /** The pack asked. */
  readonly pack: string;
  /** What cannot be as it was given. */
  readonly problems?: readonly Problem[];
  /** Each return, in the order given. */
  readonly returns: readonly ReturnAnswer[];
  /** The scale. */
  readonly scale: string;
  /** The set of standards. */
  readonly set: string;
  /** Each standard over all returns. */
  readonly standards: readonly StandardOverAll[];
  /** The version of the library. */
  readonly version: string;
}

/** The whole answer about a report. */
export interface ReportAnswer {
  /** `annual-report`. */
  readonly answer: 'annual-report';
  /** The day whose rules count. */
  readonly as_of: Day;
  /** Whether everything is there. */
  readonly complete: Truth;
  /** Places where the documents behind this answer differ. */
  readonly conflicts?: readonly ConflictTouched[];
  /** The documents it rests on, with their digests. */
  readonly editions: readonly EditionNamed[];
  /** What a person reads. */
  readonly label: string;
  /** What is not there. */
  readonly missing: readonly string[];
  /** Notices of the editions it rests on. */
  readonly notices?: readonly string[];
  /** What the law asks for and no part of the local arrangements covers. */
  readonly omissions: readonly OmissionAnswer[];
  /** The settings that are not set and on which hangs whether a part has to be there. */
  readonly open_settings?: readonly OpenSetting[];
  /** The pack asked. */
  readonly pack: string;
  /** Everything that it has to have. */
  readonly parts: readonly PartAnswer[];
  /** What cannot be as it was given. */
  readonly problems?: readonly Problem[];
  /** The report. */
  readonly report: string;
  /** What may be there. */
  readonly unknown: readonly string[];
  /** The version of the library. */
  readonly version: string;
  /** Who makes it. */
  readonly who: string;
}

/** The return of one agency. */
export interface ReturnGiven {
  /** The agency. */
  readonly agency: string;
  /** What earlier cycles left open: `carry` of the answer to their returns. */
  readonly carried?: readonly Carried[];
  /** When it came. */
  readonly on?: DateGiven;
  /** What is said of each standard. */
  readonly ratings?: readonly Rated[];
  /** The year of the cycle that it is of. */
  readonly year?: number;
}

/** One return. */
export interface ReturnAnswer {
  /** The agency. */
  readonly agency: string;
  /** Every action that is not closed: what the return of the next cycle takes as `carried`. */
  readonly carry?: readonly CarriedAnswer[];
  /** Every standard that applies is rated. */
  readonly complete: boolean;
  /** How many standards are compliant. */
  readonly compliant: HowManyStandards;
  /** How often each rating was given. */
  readonly counts: Counts;
  /** The standards that are not rated. */
  readonly missing?: readonly string[];
  /** Each standard that applies, in the order of the set. */
  readonly standards: readonly StandardAnswer[];
  /** Those that ask for something to be done, where nothing is planned. */
  readonly without_action?: readonly string[];
  /** Those rated and said to be shown by nothing. */
  readonly without_evidence?: readonly string[];
  /** Those of which an action has no owner, or no day. */
  readonly without_owner_or_day?: readonly string[];
  /** With `overall`: the worst rating. */
  readonly worst?: string;
  /** With `overall`: the worst of the core standards. */
  readonly worst_core?: string;
}

/** A standard over all returns. */
export interface StandardOverAll {
  /** How often each rating was given. */
  readonly counts: Counts;
  /** What a person reads. */
  readonly label: string;
  /** In how many returns it is not rated. */
  readonly not_rated: number;
  /** The worst and the best. */
  readonly spread?: Spread;
  /** The standard. */
  readonly standard: string;
}

/** Something that the law asks for and the local arrangements leave out. */
export interface OmissionAnswer extends Grounds {
  /** The part. */
  readonly part: string;
  /** What it is. */
  readonly words: string;
}

/** Something that a report has to have. */
export interface PartAnswer extends Grounds {
  /** The parts given as there that cover it. */
  readonly covered_by?: readonly string[];
  /** What kind of thing it is. */
  readonly kind: PartKind;
  /** What a reader should know. */
  readonly note?: string;
  /** Its id. */
  readonly part: string;
  /** Whether it is there. */
  readonly present: Truth;
  /** Whether it has to be there; left out where it surely has to. */
  readonly required?: Truth;
  /** What it is. */
  readonly words: string;
}

/** What is said of one standard. */
export interface Rated {
  /** What is to be done about it. */
  readonly actions?: readonly Planned[];
  /** How many pieces of evidence are named. */
  readonly evidence?: number;
  /** Why it does not apply. */
  readonly not_applicable?: string;
  /** What peers give it. */
  readonly peer?: string;
  /** What the agency gives itself. */
  readonly self?: string;
  /** The standard. */
  readonly standard: string;
}

/** At least and at most so many. */
export interface HowManyStandards {
  /** At least. */
  readonly least: number;
  /** At most. */
  readonly most: number;
}

/** How often each rating was given, the worst first; those never given are left out. */
export type Counts = { readonly [id: string]: number };

/** One standard of a return. */
export interface StandardAnswer {
  /** What is being done. */
  readonly actions: readonly PlannedAnswer[];
  /** Whether it is compliant by this scale. */
  readonly compliant: Truth;
  /** Whether anything shows it. */
  readonly evidence_present: Truth;
  /** Which way peers moved it. */
  readonly moved?: Moved;
  /** Whether something has to be done about it. */
  readonly needs_action: Truth;
  /** What peers give it. */
  readonly peer?: string;
  /** The one that counts. */
  readonly rating?: string;
  /** What the agency gives itself. */
  readonly self?: string;
  /** The standard. */
  readonly standard: string;
}

/** The worst and the best rating. */
export interface Spread {
  /** The best. */
  readonly best: string;
  /** The worst. */
  readonly worst: string;
}

/** What kind of thing a report has to have. */
export type PartKind = 'content' | 'recipient' | 'channel';

/** Something that is to be done about a standard. */
export interface Planned {
  /** Its name. */
  readonly action: string;
  /** When it was closed. */
  readonly closed?: DateGiven;
  /** By when. */
  readonly due?: DateGiven;
  /** The year of the cycle that it is carried over from. */
  readonly from?: number;
  /** Who does it. */
  readonly owner?: string;
}

/** Something that is to be done about a standard. */
export interface PlannedAnswer {
  /** Its name. */
  readonly action: string;
  /** The year of the cycle that it is carried over from. */
  readonly carried_from?: number;
  /** By when. */
  readonly due?: Days;
  /** What it lacks while it is not closed: an owner, a day. */
  readonly lacks?: readonly ActionLacks[];
  /** Who does it. */
  readonly owner?: string;
  /** Where it stands. */
  readonly state: ActionState;
}

/** Something that an earlier cycle left open. */
export interface Carried extends Planned {
  /** The standard that it is about. */
  readonly standard: string;
}

/** An action that is not closed, as the next cycle's return takes it. */
export interface CarriedAnswer {
  /** Its name. */
  readonly action: string;
  /** By when. */
  readonly due?: Days;
  /** The year of the cycle in which it arose. */
  readonly from?: number;
  /** Who does it. */
  readonly owner?: string;
  /** The standard. */
  readonly standard: string;
}

/** What an action lacks. */
export type ActionLacks = 'owner' | 'due';

/** Which way peers moved a rating. */
export type Moved = 'up' | 'down';

/** Where something that is to be done stands. */
export type ActionState = 'open' | 'overdue' | 'closed';
