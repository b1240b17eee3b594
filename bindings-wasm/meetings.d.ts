// A question about a meeting and its answer, as `JSON.parse` gives them; described in `core/MEMBERSHIP.md`.
// For example: `const meeting: MeetingAnswer = JSON.parse(answer(JSON.stringify(request)));`
import type { Answerable, BodyPart, Decider, EntryAnswer } from './authority.d.ts';
import type { Day } from './calendars.d.ts';
import type { OfMembership } from './membership.d.ts';
import type { Grounds, SettingValue, Truth } from './reviews.d.ts';

/** Whether a meeting is properly constituted, and what it may do. */
export interface MeetingRequest {
  /** What is asked. */
  readonly question: 'meeting';
  /** The pack. */
  readonly pack: string;
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** The body. */
  readonly body: string;
  /** The chair lets the matter go ahead. */
  readonly chair_allows?: TruthGiven;
  /** Whether those were consulted whom these entries of authority name. */
  readonly consulted?: { readonly [entry: string]: TruthGiven };
  /** It is on record that the decision was delegated to this body. */
  readonly delegated?: TruthGiven;
  /** Seats that the source does not name. */
  readonly extra_seats?: readonly ExtraSeatGiven[];
  /** Who has an interest in the matter. */
  readonly interests?: NamesGiven;
  /** What is to be decided. */
  readonly matter?: string;
  /** How many seats the body has. */
  readonly members?: number;
  /** Nobody was there but those given. */
  readonly no_others?: boolean;
  /** Those who sit in it. */
  readonly people: readonly AttendeeGiven[];
  /** Give the answer together with the request, as a record. */
  readonly record?: boolean;
  /** Values for settings; `null`: not set. */
  readonly settings?: { readonly [id: string]: SettingValue | null };
  /** Which seats are vacant. */
  readonly vacant?: NamesGiven;
}

/** Whether a meeting is properly constituted, and what it may do. What is said of a matter is there where one was given. */
export interface MeetingAnswer extends OfMembership {
  /** The question that is answered. */
  readonly answer: 'meeting';
  /** Who stays answerable for what is decided. */
  readonly accountable: readonly Answerable[];
  /** What is asked of agreement has been given; left out where the body surely has nothing to decide. */
  readonly agreed?: Truth;
  /** What has to be agreed; left out where the body surely has nothing to decide. */
  readonly agreement?: Agreeing;
  /** With the agreement `cannot-tell`: what it could be. */
  readonly agreement_could_be?: readonly Agreeing[];
  /** The body. */
  readonly body: string;
  /** It is properly constituted. */
  readonly constituted: Truth;
  /** With the outcome `cannot-tell`: what it could be. */
  readonly could_be?: readonly MeetingOutcome[];
  /** Where this body decides or signs off, or may: who decides beside it, or together with it. */
  readonly decided_by?: readonly Decider[];
  /** With the part `decides-by-law`: the entries through which what is the body's is exercised. */
  readonly exercised_by?: readonly Decider[];
  /**
   * On what all of that rests, in pack order: what is, or may be, said of this body's part in the
   * matter, and every entry that is named here.
   */
  readonly entries?: readonly EntryAnswer[];
  /** The body is in force. */
  readonly exists: Truth;
  /** What would have to change. */
  readonly lacking: readonly LackingThere[];
  /** What is to be decided. */
  readonly matter?: string;
  /** What is not known and could change whether it is constituted, the outcome or what was agreed. */
  readonly missing: readonly MissingThere[];
  /** Its name on the day; left out where that is not set. */
  readonly name?: string;
  /** Where it is not set, every name that it could have. */
  readonly name_could_be?: readonly string[];
  /** What the meeting may do. */
  readonly outcome?: MeetingOutcome;
  /** What the body has to do with it. */
  readonly part?: BodyPart;
  /** With the part `cannot-tell`: what it could be. */
  readonly part_could_be?: readonly BodyPart[];
  /** How each partner is represented. */
  readonly partners: readonly PartnerThere[];
  /** The people, as given. */
  readonly people: readonly PersonThere[];
  /** How it stands to its quorum. */
  readonly quorum?: QuorumAnswer;
  /** Who decides, where it is not surely for this body or for its members. */
  readonly refer_to?: readonly Decider[];
  /** The seats for which nobody is named. */
  readonly seats: readonly SeatUnnamed[];
  /** Who beside this body has to sign before what is decided stands. */
  readonly signed_off_by?: readonly Decider[];
}

/** What has to be agreed before something is decided. */
export type Agreeing = 'all-partners' | 'majority-of-partners' | 'majority-of-members' | 'not-said' | 'cannot-tell';

/** What a meeting may do. */
export type MeetingOutcome = 'must-refer' | 'not-yet' | 'may-decide' | 'may-sign-off' | 'each-decides' | 'may-recommend' | 'may-oversee' | 'may-be-consulted' | 'may-be-informed' | 'cannot-tell';

/** One thing that would have to change. */
export interface LackingThere {
  /** The criterion. */
  readonly criterion?: string;
  /** The entry by which it may be delegated, or by which somebody has to be consulted. */
  readonly entry?: string;
  /** So many more people have to count, at most; of `partners` and `members`, so many more are asked for than there are. */
  readonly number?: number;
  /** The partner. */
  readonly partner?: string;
  /** The person. */
  readonly person?: string;
  /** The seat. */
  readonly seat?: string;
  /** The setting that is not set; of `partners` and `members`, the one that asks for too many. */
  readonly setting?: string;
  /** What. */
  readonly what: LackingWord;
}

/** What can be lacking. */
export type LackingWord = 'body' | 'pattern' | 'partners' | 'members' | 'partner' | 'people' | 'chair' | 'chair_allows' | 'say' | 'test' | 'interest' | 'delegation' | 'agreement' | 'consultation';

/** Something that is not known and could change what a meeting may do. */
export interface MissingThere {
  /** The entry by which they would be consulted. */
  readonly entry?: string;
  /** What is not known. */
  readonly needs: string;
  /** The person of whom. */
  readonly person?: string;
  /** The seat of which, or in which. */
  readonly seat?: string;
}

/** How a partner is represented. */
export interface PartnerThere {
  /** It agrees. */
  readonly agrees: Truth;
  /** The kind of organisation that holds its place; left out where that is not set. */
  readonly held_by?: string;
  /** What a person reads. */
  readonly label: string;
  /** The partner. */
  readonly partner: string;
  /** Those who do or may. */
  readonly people: readonly string[];
  /** Somebody stands for it in every matching that represents as many as can be. */
  readonly represented: Truth;
}

/** Somebody, seat by seat. */
export interface PersonThere {
  /** They count. */
  readonly counts: Truth;
  /** They have a say. */
  readonly has_a_say: Truth;
  /** What they are called, as given. */
  readonly person: string;
  /** The seats in which they sit. */
  readonly seats: readonly SeatThere[];
}

/** A seat in which somebody sits. */
export interface SeatThere {
  /** The role. */
  readonly as: SeatRole;
  /** They count in it. */
  readonly counts: Truth;
  /** The criteria that are not met. */
  readonly failed: readonly string[];
  /** The criteria of which it is not known. */
  readonly missing: readonly string[];
  /** The seat. */
  readonly seat: string;
}

/** The pattern that is set, or every one that could be. */
export interface QuorumAnswer {
  /** The pattern that is set. */
  readonly pattern?: string;
  /** How the meeting stands to each. */
  readonly patterns: readonly PatternAnswer[];
  /** Who sets it. */
  readonly set_by?: string;
  /** The setting, where none is. */
  readonly setting?: string;
}

/** How a meeting stands to a pattern. */
export interface PatternAnswer extends Grounds {
  /** What it asks. */
  readonly clauses: readonly ClauseAnswer[];
  /** It is met. */
  readonly constituted: Truth;
  /** What a person reads. */
  readonly label: string;
  /** The pattern. */
  readonly pattern: string;
}

/** One thing that a pattern asks. */
export interface ClauseAnswer {
  /** What. */
  readonly clause: QuorumClause;
  /** How many there are. */
  readonly has: NumberThere;
  /** How many it needs. */
  readonly needs: NumberThere;
  /** It is met. */
  readonly truth: Truth;
}

/** What a pattern can ask. */
export type QuorumClause = 'partners' | 'members' | 'chair' | 'chair_may';

/** A number as far as it is known. */
export interface NumberThere {
  /** The least. */
  readonly least: number;
  /** The most; left out where there is no end. */
  readonly most?: number;
}

/** A seat for which nobody is named. */
export interface SeatUnnamed {
  /** What a person reads. */
  readonly label: string;
  /** The partner for whom its holder speaks. */
  readonly represents?: string;
  /** The seat. */
  readonly seat: string;
  /** It is vacant. */
  readonly vacant: Truth;
}

/** A person of a meeting. */
export interface AttendeeGiven {
  /** They agree with what is to be decided. */
  readonly agrees?: TruthGiven;
  /** What they are called here. */
  readonly person: string;
  /** They were there. */
  readonly present?: TruthGiven;
  /** The seats in which they sit. */
  readonly seats: readonly SeatTaken[];
  /** The tests, by their ids. */
  readonly tests?: { readonly [id: string]: TestGiven };
}

/** A seat in which a person sits, as its holder where nothing else is said. */
export type SeatTaken = string | SeatTakenAs;

/** A seat in which a person sits in a role, or for an organisation. */
export interface SeatTakenAs {
  /** The role; `holder` when absent. */
  readonly as?: SeatRole;
  /** The organisation. */
  readonly organisation?: string;
  /** The seat. */
  readonly seat: string;
  /** What is said of the tests in this seat; it goes before what is said of the person. */
  readonly tests?: { readonly [id: string]: TestGiven };
}

/** A seat that the source does not name. */
export interface ExtraSeatGiven {
  /** Whether its holder has a say. */
  readonly decides?: boolean;
  /** The kinds of the organisation that it is for. */
  readonly kinds?: readonly string[];
  /** What a person reads. */
  readonly label?: string;
  /** The office of its holder. */
  readonly office?: string;
  /** What its holder is there. */
  readonly part: SeatPart;
  /** The partner for whom its holder speaks. */
  readonly represents?: string;
  /** What it is called here. */
  readonly seat: string;
}

/** What the holder of a seat is there. */
export type SeatPart = 'chair' | 'member' | 'attends';

/** In which role a person is in a seat. */
export type SeatRole = 'holder' | 'deputy';

/** Whether a person meets a test. */
export type TestGiven = boolean | null | MetWithEvidence | MetByCommitment;

/** Whether a test is met, and what shows it. */
export interface MetWithEvidence {
  /** What shows it. */
  readonly evidence?: string;
  /** Whether it is met. */
  readonly met?: TestGiven;
}

/** Whether a test is met, by what the organisation can be committed to. */
export interface MetByCommitment {
  /** To its policy. */
  readonly policy?: TruthGiven;
  /** To what its people do. */
  readonly practice?: TruthGiven;
  /** To money and people. */
  readonly resourcing?: TruthGiven;
}

/** Whether something is so; `null`: asked, not known. */
export type TruthGiven = boolean | null;

/** Exactly these; or these, not those, and of others it is not known. */
export type NamesGiven = readonly string[] | SomeNames;

/** These, not those; of others it is not known. */
export interface SomeNames {
  /** Those that are not. */
  readonly no?: readonly string[];
  /** Those that are in it. */
  readonly yes?: readonly string[];
}
