// A question about reviews and its answer, as `JSON.parse` gives them; described in `core/REVIEWS.md`.
// For example: `const decision: ReviewDecision = JSON.parse(answer(JSON.stringify(request)));`
import type { CalendarGiven, CalendarNamed, DateGiven, Day, Days, NumberOfDays, PartialDate, Period } from './calendars.d.ts';
import type { Problem } from './types.d.ts';

/** Whether something holds; `unknown`: two ways of filling the gaps give different answers. */
export type Truth = 'true' | 'false' | 'unknown';
/** Which kind of rules a pack holds. */
export type Family = 'thresholds' | 'reviews' | 'audits' | 'membership';
/** How much of the reasoning an answer carries; `none`: the outcome only. */
export type Explain = 'none' | 'deciding' | 'all';
/** How strongly something binds. */
export type Strength = 'must' | 'should' | 'may' | 'aim';
/** What kind of text it rests on. */
export type Basis = 'statute' | 'statutory-guidance' | 'local-arrangements' | 'published-practice' | 'project-reading';
/** How surely it says what its source says. */
export type Evidence = 'text-checked' | 'secondary' | 'recalled' | 'inferred';
/** What kind of answer a fact takes. */
export type Kind = 'yes-no' | 'count' | 'date' | 'choice' | 'choices';
/** How heavy a question is for the person asked about. */
export type Burden = 'plain' | 'sensitive' | 'special-category';
/** Why a fact has no full value. */
export type State = 'not-asked' | 'not-known' | 'declined' | 'not-applicable' | 'disputed' | 'partial' | 'known';
/** Whether a review's criteria are met. */
export type Met = 'met' | 'not-met' | 'not-applicable' | 'cannot-tell';
/** How firmly a review is called for, the firmest last. */
export type Modality = 'not-available' | 'power' | 'expectation' | 'duty';
/** What kind of thing an incident calls for; `notification`: somebody must be told. */
export type ReviewKind = 'review' | 'notification' | 'enquiry';
/** The days of the incident for which something is said in these words. */
export interface EditionDays {
  /** The first. */
  readonly from: Day;
  /** The first for which it no longer is. */
  readonly until?: Day;
}

/** What a body does in a review. */
export type RoleKind =
  | 'notifies' | 'receives' | 'leads' | 'considers' | 'recommends' | 'decides' | 'informed' | 'takes-part' | 'supervises';

/** How another process stands to a review: joined to it, not waiting for it, making it unnecessary, or taking its lessons. */
export type How = 'together' | 'beside' | 'instead' | 'feeds';
/** Where an action stands. */
export type Standing = 'not-yet-due' | 'due' | 'overdue' | 'done' | 'cannot-tell';
/** Which way a prompt points: towards more help, towards less, or to another look. */
export type Direction = 'up' | 'down' | 'check';

/** What somebody says of a fact about which people say different things. */
export interface Said {
  /** Who, by role. */
  readonly who: string;
  /** The value that they give. */
  readonly says: unknown;
}

/** The answer to a fact; `null`: asked, not known; absent: not asked. */
export type FactAnswer =
  | null | boolean | number | string | readonly string[] | DateGiven
  | { readonly expected: PartialDate } | { readonly unborn: true }
  | { readonly from?: number; readonly to?: number }
  | { readonly yes?: readonly string[]; readonly no?: readonly string[] }
  | { readonly state: 'declined' | 'not-applicable' | 'not-known' } | { readonly state: 'disputed'; readonly by?: readonly Said[] };

/** What is said of an event: its day, `true` (some day), `false` (it has not happened) or `null` (not known). */
export type EventGiven = DateGiven | boolean | null;
/** The value of a setting: a count, a day, or the id of an event. */
export type SettingValue = number | string;

/** What an incident calls for, who decides, and by when everything is due. */
export interface ReviewsRequest {
  readonly question: 'reviews';
  /** The authority whose rules are asked. */
  readonly pack: string;
  /** Whom it is about: `incident` in the bundled packs. */
  readonly subject: string;
  /** The day on which it is asked where everything stands. */
  readonly as_of: Day;
  /** The answers; a fact that is absent was not asked. */
  readonly facts: { readonly [fact: string]: FactAnswer };
  /** What is said of events; one that is absent is not known. */
  readonly events?: { readonly [event: string]: EventGiven };
  /** No event has happened but those given. */
  readonly no_other_events?: boolean;
  /** Values for what the rules leave open; `null`: not set. */
  readonly settings?: { readonly [setting: string]: SettingValue | null };
  /** The table of working days; the bundled one when absent. */
  readonly calendar?: CalendarGiven;
  /** How much of the reasoning the answer carries; `deciding` when absent. */
  readonly explain?: Explain;
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
}

/** A place in a document: its id, and paragraph, section, page or row. */
export interface Citation {
  readonly source: string;
  readonly at: string;
}

/** A place in a document, with the words to find it by. */
export interface Cited extends Citation {
  /** The title of the document. */
  readonly title: string;
  /** Where it can be read. */
  readonly link?: string;
}

/** Who says so. */
export interface Grounds {
  readonly strength: Strength;
  readonly basis: Basis;
  readonly evidence: Evidence;
  /** Where it stands. */
  readonly cites: readonly Cited[];
}

/** The outcome for one review. */
export interface ReviewBrief {
  /** The id of the review. */
  readonly review: string;
  /** Whether its criteria are met. */
  readonly outcome: Met;
  /** Reached in every way of filling the gaps. */
  readonly at_least: Modality;
  /** The firmest reached in some. */
  readonly at_most: Modality;
}

/** One review: whether it may, should or must be held, and who does what in it. */
export interface ReviewAnswer extends ReviewBrief, Grounds {
  /** What a person reads. */
  readonly label: string;
  readonly kind: ReviewKind;
  /** The body on which the duty or power lies. */
  readonly who: string;
  /** Whether age, place and time are such that it can be held at all. */
  readonly scope: Truth;
  /** `at_least` and `at_most` are the same. */
  readonly settled: boolean;
  /** The true rules that carry `at_least`. */
  readonly rules: readonly string[];
  /** Who does what. */
  readonly roles?: readonly RoleAnswer[];
  /** What runs beside it. */
  readonly links?: readonly LinkAnswer[];
}

/** The days of the incident for which something is said in these words. */
export interface EditionDays {
  /** The first. */
  readonly from: Day;
  /** The first for which it no longer is. */
  readonly until?: Day;
}

/** What a body does in a review. */
export interface RoleAnswer extends Grounds {
  readonly role: RoleKind;
  /** The body. */
  readonly who: string;
  /** What it does. */
  readonly does: string;
  /** Whether it plays that part. */
  readonly truth: 'true' | 'unknown';
  /** The editions that have it in these words, where others that are possible have it in other words. */
  readonly edition?: EditionDays;
}

/** Another process beside a review. */
export interface LinkAnswer extends Grounds {
  /** The other process, in words. */
  readonly with: string;
  readonly how: How;
  /** What that means. */
  readonly words: string;
  /** Whether it runs beside it. */
  readonly truth: 'true' | 'unknown';
  /** The editions that have it in these words, where others that are possible have it in other words. */
  readonly edition?: EditionDays;
}

/** How something is counted. */
export type ClockShown = Period & {
  /** The event it runs from; absent where an open setting names it. */
  readonly from?: string;
  /** The action from whose due day it runs. */
  readonly due_of?: string;
};

/** A further count of an action. */
export interface AlsoCounted {
  /** What it says. */
  readonly label: string;
  readonly clock: ClockShown;
  /** The day it comes to. */
  readonly due?: Days;
  /** That day lies outside the table of working days. */
  readonly outside?: true;
}

/** Something to be done, and where it stands. */
export interface ActionAnswer extends Partial<Grounds> {
  /** Its id; several may have one, each in words of its own. */
  readonly action: string;
  /** The editions that have it in these words, where others that are possible have it in other words. */
  readonly edition?: EditionDays;
  /** The review that it belongs to. */
  readonly review: string;
  /** Whether it is to be done at all. */
  readonly applies: 'true' | 'unknown';
  /** Who acts. */
  readonly who: string;
  /** What they do. */
  readonly does: string;
  /** Who receives it. */
  readonly to?: readonly string[];
  /** Where it stands. */
  readonly state: Standing;
  /** The states that are possible, where that is more than one. */
  readonly could_be?: readonly Exclude<Standing, 'cannot-tell'>[];
  /** When it is due; the earliest day is the safe one. */
  readonly due?: Days;
  /** The day that it is due lies outside the table of working days. */
  readonly outside?: true;
  /** Calendar days after the day it was due. */
  readonly overdue_days?: NumberOfDays;
  /** When it was done. */
  readonly done?: Days;
  /** Whether it was done by the day it was due. */
  readonly in_time?: Truth;
  /** By how many calendar days it was late. */
  readonly late_days?: NumberOfDays;
  /** The events that are not known and leave it open. */
  readonly waits_for?: readonly string[];
  /** The events that come first and are not recorded as having happened. */
  readonly needs?: readonly string[];
  /** How it is counted; absent where it has no clock. */
  readonly clock?: ClockShown;
  /** Further counts. */
  readonly also?: readonly AlsoCounted[];
  /** What a reader should know. */
  readonly note?: string;
}

/** A comparison of a fact, as the pack writes it. */
export type Test = { readonly [comparison: string]: unknown };

/** What one part of a condition showed. */
export interface PartFinding {
  readonly is: 'all' | 'any' | 'not' | 'at_least' | 'fact' | 'rule';
  /** Whether it holds. */
  readonly truth: Truth;
  /** The fact compared. */
  readonly fact?: string;
  /** The comparison; absent where the answer should be yes. */
  readonly test?: Test;
  /** Why the fact has no full value. */
  readonly state?: State;
  /** The rule referred to. */
  readonly rule?: string;
  /** How many parts are needed. */
  readonly needs?: number;
  readonly parts?: readonly PartFinding[];
}

/** What one rule showed. */
export interface Finding extends Grounds {
  /** The rule. */
  readonly rule: string;
  /** What a reader sees first. */
  readonly label: string;
  /** Whether it holds. */
  readonly truth: Truth;
  /** The review it leads to. */
  readonly review?: string;
  /** How firmly. */
  readonly modality?: Modality;
  /** It comes from an illustrative edition. */
  readonly illustrative?: true;
  /** What a reader should know. */
  readonly note?: string;
  /** The condition, part by part. */
  readonly parts: PartFinding;
  /** Facts that could still decide this rule. */
  readonly missing?: readonly string[];
}

/** What can be chosen. */
export interface FactOption {
  readonly id: string;
  readonly label: string;
}

/** What to ask next. */
export interface NextQuestion {
  /** The fact. */
  readonly fact: string;
  /** The question. */
  readonly question: string;
  /** How to decide. */
  readonly help?: string;
  readonly kind: Kind;
  /** What is counted. */
  readonly unit?: string;
  readonly options?: readonly FactOption[];
  readonly burden: Burden;
}

/** A value of a setting seen in practice. */
export interface SettingChoice {
  readonly value: SettingValue;
  /** What a person reads for the value. */
  readonly label?: string;
  /** Where it was seen. */
  readonly seen_at: string;
  readonly cites: readonly Citation[];
}

/** A setting: what the text leaves open. */
export interface OpenSetting {
  readonly setting: string;
  /** What it is. */
  readonly label: string;
  /** Who sets it. */
  readonly set_by: string;
  readonly choices: readonly SettingChoice[];
}

/** An event: what happened, and what a person is asked. */
export interface EventMissing {
  readonly event: string;
  readonly label: string;
  readonly question: string;
}

/** A document that an answer rests on. */
export interface EditionNamed {
  /** The authority. */
  readonly pack: string;
  /** `sources` for a list of documents. */
  readonly family: Family | 'sources';
  /** First day it applies. */
  readonly from?: Day;
  /** First day it no longer applies. */
  readonly until?: Day;
  /** SHA-256 of its canonical JSON. */
  readonly digest: string;
  /** Nothing in it is anybody's adopted policy. */
  readonly illustrative?: true;
}

/** Something for a person to weigh. */
export interface Prompted extends Grounds {
  readonly rule: string;
  /** What to weigh. */
  readonly consider: string;
  readonly direction: Direction;
}

/** A fact that could still change the answer. */
export interface MissingForReviews {
  readonly fact: string;
  /** Why it has no full value. */
  readonly state: State;
  /** The reviews that it could decide. */
  readonly reviews?: readonly string[];
  /** The actions whose being there it could decide. */
  readonly actions?: readonly string[];
}

/** Answers that cannot stand together. */
export interface Inconsistency {
  readonly rule: string;
  /** The facts concerned. */
  readonly facts: readonly string[];
  /** What to tell the person. */
  readonly words: string;
}

/** A place where documents differ. */
export interface ConflictTouched {
  readonly conflict: string;
  readonly about: string;
  /** What each says. */
  readonly says: readonly { readonly words: string; readonly cites: readonly Citation[]; /** It is followed before what does not hold. */ readonly holds?: boolean }[];
}

/** A fact given with a state. */
export interface StateGiven {
  readonly fact: string;
  readonly state: State;
  /** Who says something about it, when it is disputed. */
  readonly by?: readonly string[];
}

/** What every answer about reviews begins and ends with. */
interface ReviewsCommon {
  readonly answer: 'reviews';
  readonly pack: string;
  readonly subject: string;
  readonly as_of: Day;
  /** Whether this is such a subject. */
  readonly applies: Truth;
  /** `false` when the search was stopped at its limit: ranges may then be too wide. */
  readonly exact: boolean;
  /** The documents it rests on, with their digests. */
  readonly editions: readonly EditionNamed[];
  /** The version of the library. */
  readonly version: string;
}

/** The answer with `explain: none`: the outcome only. */
export interface ReviewsBrief extends ReviewsCommon {
  /** Every review, in the order of the pack. */
  readonly reviews: readonly ReviewBrief[];
}

/** The whole answer about reviews. */
export interface ReviewDecision extends ReviewsCommon {
  /** The days that the incident can have happened on. */
  readonly incident: Days;
  /** Every review, in the order of the pack. */
  readonly reviews: readonly ReviewAnswer[];
  /** Every action that applies or may apply, in the order of the pack. */
  readonly actions: readonly ActionAnswer[];
  /** The id of the action to take next. */
  readonly next_action: string | null;
  /** Events that cannot be as they were given, and why due days could not be counted. */
  readonly problems?: readonly Problem[];
  /** Things for a person to weigh. */
  readonly prompts: readonly Prompted[];
  /** What the rules showed. */
  readonly findings: readonly Finding[];
  /** The facts that could still change the answer, most urgent first. */
  readonly missing: readonly MissingForReviews[];
  /** The events that leave an action open. */
  readonly missing_events: readonly EventMissing[];
  /** What to ask next. */
  readonly next_question: NextQuestion | null;
  /** Settings that are open and could change the answer. */
  readonly open_settings?: readonly OpenSetting[];
  /** Answers that cannot stand together. */
  readonly inconsistent?: readonly Inconsistency[];
  /** Places where the documents behind this answer differ. */
  readonly conflicts?: readonly ConflictTouched[];
  /** Facts given as declined, not applicable or disputed. */
  readonly states?: readonly StateGiven[];
  /** The table of working days by which everything was counted. */
  readonly calendar: CalendarNamed;
  /** Notices of the editions it rests on, and of the table of working days. */
  readonly notices?: readonly string[];
}
