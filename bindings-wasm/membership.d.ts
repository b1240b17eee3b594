// A question about who is what or who may sit, and its answer, as `JSON.parse` gives them; described in `core/MEMBERSHIP.md`.
// For example: `const membership: MembershipAnswer = JSON.parse(answer(JSON.stringify(request)));`
import type { Answerable, CapacityKind, DisputeShown, HolderNamed, Side } from './authority.d.ts';
import type { Day } from './calendars.d.ts';
import type { NamesGiven, SeatPart, SeatRole, TestGiven, TruthGiven } from './meetings.d.ts';
import type { ConflictTouched, EditionNamed, Grounds, OpenSetting, SettingValue, Truth } from './reviews.d.ts';
import type { Problem } from './types.d.ts';

/** Who is what, on a day. */
export interface MembershipRequest {
  /** What is asked. */
  readonly question: 'membership';
  /** The pack. */
  readonly pack: string;
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** Those asked about. */
  readonly organisations?: readonly OrganisationGiven[];
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
  /** Values for settings; `null`: not set. */
  readonly settings?: { readonly [id: string]: SettingValue | null };
  /** The bodies, seats and how they stand to each other are wanted too. */
  readonly structure?: boolean;
}

/** Whether a person may sit, or deputise. */
export interface SeatRequest {
  /** What is asked. */
  readonly question: 'seat';
  /** The pack. */
  readonly pack: string;
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** In which role. */
  readonly as: SeatRole;
  /** The matter for which. */
  readonly matter?: string;
  /** What is known of the person. */
  readonly person: PersonGiven;
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
  /** The seat. */
  readonly seat: string;
  /** Values for settings; `null`: not set. */
  readonly settings?: { readonly [id: string]: SettingValue | null };
}

/** An organisation, and what is known of it. */
export interface OrganisationGiven {
  /** The local authority has added it to the Safeguarding Adults Board. */
  readonly added?: TruthGiven;
  /** It exercises functions here in relation to children. */
  readonly functions_in_area?: TruthGiven;
  /** It is the one for this area. */
  readonly in_area?: TruthGiven;
  /** What it is. */
  readonly kinds?: NamesGiven;
  /** What a person reads. */
  readonly label?: string;
  /** The published arrangements name it. */
  readonly named?: TruthGiven;
  /** Its id in the pack, or a word of one's own. */
  readonly organisation: string;
}

/** A person of whom it is asked whether they may sit. */
export interface PersonGiven {
  /** The local authority has added it to the Safeguarding Adults Board. */
  readonly added?: TruthGiven;
  /**
   * What they are for the partner that the seat represents (`lead`, `delegate` …), where the pack
   * leaves open who is.
   */
  readonly capacities?: NamesGiven;
  /** It exercises functions here in relation to children. */
  readonly functions_in_area?: TruthGiven;
  /** It is the one for this area. */
  readonly in_area?: TruthGiven;
  /** What the organisation is that they are from. */
  readonly kinds?: NamesGiven;
  /** The published arrangements name it. */
  readonly named?: TruthGiven;
  /** The offices that they hold. */
  readonly offices?: NamesGiven;
  /** The tests, by their ids. */
  readonly tests?: { readonly [id: string]: TestGiven };
}

/** Who is what, on a day. With `structure` all six lists of the structure are there. */
export interface MembershipAnswer extends OfMembership {
  /** The question that is answered. */
  readonly answer: 'membership';
  /** Who stays answerable. */
  readonly accountability?: readonly AccountabilityShown[];
  /** The bodies that are, or may be, in force. */
  readonly bodies?: readonly BodyShown[];
  /** What offices are for the partnership. */
  readonly capacities?: readonly CapacityShown[];
  /** The steps of a disagreement. */
  readonly disputes?: readonly DisputeShown[];
  /** What is not known of each and could change what it is. */
  readonly missing: readonly OrganisationMissing[];
  /** The organisations asked about, as asked. */
  readonly organisations: readonly OrganisationAnswer[];
  /** The places of the statutory partners. */
  readonly partners: readonly PartnerAnswer[];
  /** How bodies stand to each other. */
  readonly relations?: readonly RelationShown[];
  /** Their seats. */
  readonly seats?: readonly SeatShown[];
}

/** Whether a person may sit, or deputise. */
export interface SeatAnswer extends OfMembership {
  /** The question that is answered. */
  readonly answer: 'seat';
  /** Who stays answerable for what the person does in that seat. */
  readonly accountable: readonly Answerable[];
  /** In which role. */
  readonly as: SeatRole;
  /** How a deputy's authority compares with the holder's. */
  readonly authority?: DeputyAuthority;
  /** The body. */
  readonly body: string;
  /** With the authority `cannot-tell`: how it could compare. */
  readonly could_be?: readonly DeputyAuthority[];
  /** What is asked of such a person in such a seat. */
  readonly criteria: readonly CriterionAnswer[];
  /** The criteria that are not met. */
  readonly failed: readonly string[];
  /** What a person reads. */
  readonly label: string;
  /** The matter. */
  readonly matter?: string;
  /** The criteria of which it is not known, and what the matter needs where that is not given. */
  readonly missing: readonly string[];
  /** Whether they may. */
  readonly outcome: SeatOutcome;
  /** The seat. */
  readonly seat: string;
  /** By which entries this person has, or may have, no say in the matter; it changes nothing of whether they may sit. Left out where by none. */
  readonly stands_back?: readonly StandsBack[];
}

/** An entry by which somebody has, or may have, no say in a matter. */
export interface StandsBack extends Grounds {
  /** The entry. */
  readonly entry: string;
  /** The office whose holder stands back. */
  readonly office: string;
  /** Whether this person does, in this seat. */
  readonly stands_back: Truth;
  /** What that means. */
  readonly words?: string;
}

/** What every answer of the family has. */
export interface OfMembership {
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** Places where the documents behind this answer differ. */
  readonly conflicts?: readonly ConflictTouched[];
  /** The documents it rests on, with their digests. */
  readonly editions: readonly EditionNamed[];
  /** Notices of the editions it rests on. */
  readonly notices?: readonly string[];
  /** Settings that are not set and on which something in the answer hangs. */
  readonly open_settings?: readonly OpenSetting[];
  /** The pack asked. */
  readonly pack: string;
  /** What cannot be as it was given. */
  readonly problems?: readonly Problem[];
  /** The version of the library. */
  readonly version: string;
}

/** Who stays answerable for what somebody does. */
export interface AccountabilityShown extends Grounds {
  /** For whom. */
  readonly for: HolderNamed;
  /** Its id. */
  readonly id: string;
  /** Whether it is in force. */
  readonly in_force: Truth;
  /** For children, for adults. */
  readonly of: readonly Side[];
  /** Who. */
  readonly who: HolderNamed;
  /** What that means. */
  readonly words: string;
}

/** A body that is, or may be, in force. */
export interface BodyShown extends Grounds {
  /** Who has to agree to what it decides, where an entry does not say otherwise. */
  readonly agreement?: WordShown;
  /** Other names. */
  readonly also_called?: readonly string[];
  /** For how many partners one person counts. */
  readonly hats?: WordShown;
  /** Its id. */
  readonly id: string;
  /** Whether it is in force. */
  readonly in_force: Truth;
  /** What an interest in the matter does. */
  readonly interests?: WordShown;
  /** What kind of body it is. */
  readonly kind: BodyKind;
  /** What a person reads. */
  readonly label: string;
  /** Whether its seats are all listed, some of them, or none. */
  readonly members: MembersKnown;
  /** Its name on the day; left out where that is not set. */
  readonly name?: string;
  /** Where it is not set, every name that it could have. */
  readonly name_could_be?: readonly string[];
  /** What a reader should know. */
  readonly note?: string;
  /** For children, for adults. */
  readonly of: readonly Side[];
  /** When a meeting of it is quorate. */
  readonly quorum?: WordShown;
}

/** What an office is for the partnership. */
export interface CapacityShown extends Grounds {
  /** What it is. */
  readonly capacity: CapacityKind;
  /** Its id. */
  readonly id: string;
  /** Whether it is in force. */
  readonly in_force: Truth;
  /** What a reader should know. */
  readonly note?: string;
  /** For children, for adults. */
  readonly of: readonly Side[];
  /** The office; absent: it is not said who. */
  readonly office?: string;
  /** Each chooses anew: whoever is named is this only where that is said of them. */
  readonly others?: boolean;
  /** The partner for whom. */
  readonly partner?: string;
  /** What it is called. */
  readonly title: string;
}

/** What is not known of an organisation and could change what it is. */
export interface OrganisationMissing {
  /** What is not known. */
  readonly needs: readonly string[];
  /** The organisation. */
  readonly organisation: string;
}

/** What an organisation is. */
export interface OrganisationAnswer {
  /** What took its place, in turn, as far as that is or may be in force. */
  readonly became?: readonly string[];
  /** Its first day, where that is yet to come. */
  readonly begins?: Day;
  /** A member of the Safeguarding Adults Board. */
  readonly board_member: Truth;
  /** What is behind every truth that is not `false`. */
  readonly by: readonly Behind[];
  /** It, and the kind as which it is given, is in force. */
  readonly exists: Truth;
  /** What a person reads. */
  readonly label?: string;
  /** Its name as given. */
  readonly organisation: string;
  /** It is part of a statutory partner. */
  readonly part_of_partner: Truth;
  /** Whether it is a relevant agency. */
  readonly relevant_agency: RelevantAgency;
  /** Whether it holds the place of a statutory partner. */
  readonly statutory_partner: StatutoryPartner;
  /** It is heard and holds to account. */
  readonly voice: Truth;
}

/** The place of a statutory partner on the day. */
export interface PartnerAnswer extends Grounds {
  /** The offices to which that is delegated. */
  readonly delegates: readonly string[];
  /** The offices to which a text says that it is delegated, where each chooses anew to whom. */
  readonly delegates_could_be?: readonly string[];
  /** The kind of organisation that holds it; left out where that is not set. */
  readonly held_by?: string;
  /** What a person reads. */
  readonly label: string;
  /** The offices that lead for it. */
  readonly leads: readonly string[];
  /** The offices that a text names as leading, where each chooses anew who does. */
  readonly leads_could_be?: readonly string[];
  /** A safeguarding partner (children), a member of the board by law (adults). */
  readonly of: readonly Side[];
  /** The one of the pack that is of that kind. */
  readonly organisation?: string;
  /** The partner. */
  readonly partner: string;
}

/** How a body stands to another. */
export interface RelationShown extends Grounds {
  /** The body. */
  readonly body: string;
  /** How it stands. */
  readonly how: RelationKind;
  /** Its id. */
  readonly id: string;
  /** Whether it is in force. */
  readonly in_force: Truth;
  /** The other body. */
  readonly with: string;
  /** What that means. */
  readonly words?: string;
}

/** A seat that is, or may be, in force. */
export interface SeatShown extends Grounds {
  /** The body. */
  readonly body: string;
  /** Its holder is one of these for that partner. */
  readonly capacities?: readonly CapacityKind[];
  /** Whether its holder has a say. */
  readonly decides?: WordShown;
  /** Whether somebody may attend in the holder's place. */
  readonly deputy?: WordShown;
  /** There is such a seat for every such organisation. */
  readonly each?: boolean;
  /** Its id. */
  readonly id: string;
  /** Whether it is in force. */
  readonly in_force: Truth;
  /** It is for an organisation of one of these kinds. */
  readonly kinds?: readonly string[];
  /** What a person reads. */
  readonly label: string;
  /** What a reader should know. */
  readonly note?: string;
  /** The office that it is for. */
  readonly office?: string;
  /** What its holder is there. */
  readonly part: SeatPart;
  /** For how long, where it is not meant to last. */
  readonly provisional?: string;
  /** The partner for whom its holder speaks. */
  readonly represents?: string;
  /** It is for an organisation of that standing. */
  readonly standing?: ListingKind;
}

/** How a deputy's authority compares with the holder's. */
export type DeputyAuthority = 'similar-in-all' | 'enough-for-the-matter' | 'lesser' | 'cannot-tell';

/** One thing that is asked of somebody who sits. */
export interface CriterionAnswer extends Grounds {
  /** What a person is asked. */
  readonly question?: string;
  /** Whether it is met, by what the organisation can be committed to. */
  readonly commitments?: Commitments;
  /** Its name; of a test its id. */
  readonly criterion: string;
  /** What a person reads. */
  readonly label: string;
  /** Whether it is met. */
  readonly truth: Truth;
}

/** Whether a person may sit, or deputise. */
export type SeatOutcome = 'permitted' | 'not-permitted' | 'cannot-tell';

/** A word, or the setting that leaves it open. */
export type WordShown = string | SettingShown;

/** What kind of body it is. */
export type BodyKind = 'partners' | 'group' | 'subgroup' | 'board' | 'unit' | 'forum' | 'outside';

/** How much is said of who sits on a body. */
export type MembersKnown = 'listed' | 'partly' | 'not-named';

/** An item behind a truth. */
export interface Behind extends Grounds {
  /** Its id. */
  readonly item: string;
}

/** Whether an organisation is a relevant agency. */
export interface RelevantAgency {
  /** With `cannot-tell`: on which lists it could be. */
  readonly could_be?: readonly AgencyStanding[];
  /** It is on the list of the law. */
  readonly eligible: Truth;
  /** The entries of the list of the area that fit or may fit. */
  readonly entries: readonly string[];
  /** Named and eligible, and neither a statutory partner nor part of one. */
  readonly in_law: Truth;
  /** It is on the list of the area. */
  readonly named: Truth;
  /** The paragraphs of the list of the law that fit or may fit. */
  readonly paragraphs: readonly string[];
  /** On which lists it is. */
  readonly standing: AgencyStanding;
}

/** Whether an organisation holds the place of a statutory partner. */
export interface StatutoryPartner {
  /** For adults. */
  readonly adults: Truth;
  /** For children. */
  readonly children: Truth;
  /** The place. */
  readonly place?: string;
}

/** How one body stands to another. */
export type RelationKind = 'reports-to' | 'acts-for' | 'overseen-by' | 'exchanges-with' | 'supports';

/** What an organisation is that holds no statutory partner's place. */
export type ListingKind = 'eligible' | 'named' | 'board-member' | 'voice';

/** Whether a test is met, by what the organisation can be committed to. */
export interface Commitments {
  /** To its policy. */
  readonly policy: Truth;
  /** To what its people do. */
  readonly practice: Truth;
  /** To money and people. */
  readonly resourcing: Truth;
}

/** The setting that leaves something open. */
export interface SettingShown {
  /** Its id. */
  readonly setting: string;
}

/** Whether an organisation is on the list of the area, and on that of the law. */
export type AgencyStanding = 'named-and-eligible' | 'named-only' | 'eligible-only' | 'neither' | 'cannot-tell';
