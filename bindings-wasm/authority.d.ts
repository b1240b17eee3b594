// A question about who decides what and its answer, as `JSON.parse` gives them; described in `core/MEMBERSHIP.md`.
// For example: `const authority: AuthorityAnswer = JSON.parse(answer(JSON.stringify(request)));`
import type { Day } from './calendars.d.ts';
import type { TruthGiven } from './meetings.d.ts';
import type { OfMembership } from './membership.d.ts';
import type { Grounds, SettingValue, Truth } from './reviews.d.ts';

/** Who decides what. */
export interface AuthorityRequest {
  /** What is asked. */
  readonly question: 'authority';
  /** The pack. */
  readonly pack: string;
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** The body; everybody when absent. */
  readonly body?: string;
  /** Whether those were consulted whom these entries of authority name. */
  readonly consulted?: { readonly [entry: string]: TruthGiven };
  /** The matter; all when absent. */
  readonly matter?: string;
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
  /** Values for settings; `null`: not set. */
  readonly settings?: { readonly [id: string]: SettingValue | null };
}

/** Who decides what, as a table. */
export interface AuthorityTableRequest {
  /** What is asked. */
  readonly question: 'authority-table';
  /** The pack. */
  readonly pack: string;
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** The matter; all when absent. */
  readonly matter?: string;
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
  /** Values for settings; `null`: not set. */
  readonly settings?: { readonly [id: string]: SettingValue | null };
}

/** The bodies, who sits on them and how they stand to each other, as a drawing. */
export interface StructureDiagramRequest {
  /** What is asked. */
  readonly question: 'structure-diagram';
  /** The pack. */
  readonly pack: string;
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
  /** Values for settings; `null`: not set. */
  readonly settings?: { readonly [id: string]: SettingValue | null };
}

/** Who decides what. */
export interface AuthorityAnswer extends OfMembership {
  /** The question that is answered. */
  readonly answer: 'authority';
  /** The steps of a disagreement. */
  readonly disputes: readonly DisputeShown[];
  /** Every matter by every body. */
  readonly matrix: readonly MatrixRow[];
  /** The matters in force. */
  readonly matters: readonly MatterAnswer[];
}

/** A table or a drawing, in two forms that say the same. */
export interface MembershipShown {
  /** The question that is answered. */
  readonly answer: 'structure-diagram' | 'authority-table';
  /** It in Markdown. */
  readonly markdown: string;
  /** It in SVG. */
  readonly svg: string;
  /** What it shows. */
  readonly title: string;
}

/** A matter and everybody who has a part in it. */
export interface MatterAnswer extends Grounds {
  /** Who stays answerable. */
  readonly accountable: readonly Answerable[];
  /** What a decision commits the organisations to. */
  readonly commits: readonly Commitment[];
  /** Those who have to be consulted before it is decided; left out where nobody has to be. */
  readonly consultation?: readonly Consultation[];
  /** Who decides it. */
  readonly deciders: readonly Decider[];
  /** What a person reads. */
  readonly label: string;
  /** The matter. */
  readonly matter: string;
  /** For children, for adults. */
  readonly of: readonly Side[];
  /** Who does what in it. */
  readonly parts: readonly EntryAnswer[];
  /** All who have to be were consulted; left out where nobody has to be. */
  readonly ready?: Truth;
}

/** Somebody who has to be consulted. */
export interface Consultation {
  /** Who, as the pack names them. */
  readonly by: HolderNamed;
  /** Whether they were, as given. */
  readonly consulted: Truth;
  /** The entry that says so. */
  readonly entry: string;
  /** Who, in words. */
  readonly who: string;
}

/** A matter by every body. */
export interface MatrixRow {
  /** The bodies, in the order of the pack. */
  readonly bodies: readonly MatrixCell[];
  /** The matter. */
  readonly matter: string;
}

/** What a body has to do with a matter. */
export interface MatrixCell {
  /** The body. */
  readonly body: string;
  /** With the part `cannot-tell`: what it could be. */
  readonly could_be?: readonly BodyPart[];
  /** What that comes to. */
  readonly part: BodyPart;
  /** All that it does. */
  readonly parts: readonly AuthorityPart[];
}

/** What somebody has to do with a matter, on the day. */
export interface EntryAnswer extends Grounds {
  /** Who has to agree. */
  readonly agreement?: AgreementShown;
  /** Who, as the pack names them. */
  readonly by: HolderNamed;
  /** With the effect `cannot-tell`: what could become of it. */
  readonly could_be?: readonly EntryEffect[];
  /** Whether it may be delegated. */
  readonly delegable?: Delegable;
  /** What becomes of it. */
  readonly effect: EntryEffect;
  /** Its id. */
  readonly entry: string;
  /** The entry whose authority is exercised in this way. */
  readonly for?: string;
  /** Whether it is in force. */
  readonly in_force: Truth;
  /** What a reader should know. */
  readonly note?: string;
  /** What they do. */
  readonly part: AuthorityPart;
  /** To whom. */
  readonly to?: readonly HolderNamed[];
  /** Who, in words. */
  readonly who: string;
  /** What that means. */
  readonly words?: string;
  /** The entry before which it has no effect. */
  readonly yields_to?: string;
}

/** Who decides a matter. */
export interface Decider {
  /** Who, as the pack names them. */
  readonly by: HolderNamed;
  /** The entry that says so. */
  readonly entry: string;
  /** Who, in words. */
  readonly who: string;
}

/** Who has to agree, or the setting that leaves it open. */
export type AgreementShown = Agreement | HangsOn;

/** What hangs on a setting that is not set. */
export interface HangsOn {
  /** What it could be. */
  readonly choices: readonly string[];
  /** Who sets it. */
  readonly set_by: string;
  /** The setting. */
  readonly setting: string;
}

/** What somebody has to do with a matter. */
export type AuthorityPart = 'proposes' | 'considers' | 'recommends' | 'advises' | 'consulted' | 'decides' | 'signs-off' | 'oversees' | 'informed' | 'carries-out' | 'stands-back';

/** What becomes of an entry. */
export type EntryEffect = 'stands' | 'exercised-by' | 'exercises' | 'yields' | 'cannot-tell';

/** Whether a decision may be delegated. */
export type Delegable = 'may' | 'may-not' | 'not-stated';

/** Who has to agree to a decision. */
export type Agreement = 'all-partners' | 'majority-of-partners' | 'majority-of-members';

/** What an organisation can be committed to. */
export type Commitment = 'policy' | 'resourcing' | 'practice';

/** What a body has to do with a matter, the firmest first. */
export type BodyPart = 'decides' | 'decides-by-law' | 'signs-off' | 'delegate' | 'each-decides' | 'recommends' | 'oversees' | 'consulted' | 'informed' | 'none' | 'cannot-tell';

/** Somebody, as a pack names them: by one key, or by a setting that is not set. */
export type HolderNamed =
  | { readonly body: string }
  | { readonly bodies: readonly string[] }
  | { readonly office: string }
  | { readonly partner: string }
  | { readonly partners: 'all' }
  | { readonly other_partners: string }
  | { readonly members: string; readonly but: string }
  | { readonly capacity: CapacityKind }
  | { readonly kind: string }
  | HangsOn;

/** Between whom there is a disagreement. */
export type DisputeSide = 'leaders' | 'practitioners';

/** What is done about a disagreement. */
export type DisputeAct = 'settles' | 'assists' | 'inspects' | 'directs';

/** A step of a disagreement. */
export interface DisputeShown extends Grounds {
  /** Between whom. */
  readonly between: DisputeSide;
  /** Who does it, as the pack names them. */
  readonly by?: HolderNamed;
  /** Its id. */
  readonly dispute: string;
  /** What is done. */
  readonly does: DisputeAct;
  /** Whether it is in force; said where the structure is asked for. */
  readonly in_force?: Truth;
  /** The matters in which it is no step; left out where a matter was asked for. */
  readonly not_for?: readonly string[];
  /** Its place in the order. */
  readonly step: number;
  /** Who does it, in words. */
  readonly who?: string;
  /** What that means. */
  readonly words: string;
}

/** What an office is for the partnership. */
export type CapacityKind = 'lead' | 'delegate' | 'chair' | 'scrutineer' | 'signatory';

/** Which of the two arrangements something belongs to. */
export type Side = 'children' | 'adults';

/** Somebody who stays answerable. */
export interface Answerable extends Grounds {
  /** The item that says so. */
  readonly by: string;
  /** The partner for whom. */
  readonly partner?: string;
  /** The office, body or partner. */
  readonly who: string;
}
