// Objects in, objects out: the types are made from those of the library (`schema-types.mjs`).
import type * as Asked from './pkg/request.d.ts';
import type * as Answered from './pkg/response.d.ts';
import type { PackDocument } from './pkg/pack.d.ts';
import type { Catalogue, Problem, Text } from './types.d.ts';

export type { Asked, Answered, PackDocument };
export type { Answer, Reviews, Thresholds } from './pkg/request.d.ts';
export type { Decision, ReviewDecision } from './pkg/response.d.ts';

/** A request whose method says what it asks. */
export type AskedOf<Request> = Omit<Request, 'question'>;
/** A request by which of its answers only the outcome is given. */
type Brief<Request> = Request & { readonly explain: 'none' };
/** A request whose answer is kept with it. */
type Kept<Request> = Request & { readonly record: true };

/** What each question is answered with. */
export interface AnswerOf {
  readonly 'thresholds': Answered.Decision | Answered.Brief | Answered.Recorded;
  readonly 'reviews': Answered.ReviewDecision | Answered.ReviewsBrief | Answered.RecordedReviews;
  readonly 'audits': Answered.AuditDecision | Answered.RecordedAudits;
  readonly 'audits-calendar': Answered.AuditsCalendar | Answered.RecordedAudits;
  readonly 'audits-timeline': Answered.AuditsTimeline | Answered.RecordedAudits;
  readonly 'audit-returns': Answered.ReturnsAnswer | Answered.RecordedAudits;
  readonly 'annual-report': Answered.ReportAnswer | Answered.RecordedAudits;
  readonly 'membership': Answered.MembershipAnswer | Answered.RecordedMembership;
  readonly 'seat': Answered.SeatAnswer | Answered.RecordedSeat;
  readonly 'meeting': Answered.MeetingAnswer | Answered.RecordedMeeting;
  readonly 'authority': Answered.AuthorityAnswer | Answered.RecordedAuthority;
  readonly 'authority-table': Answered.MembershipShown | Answered.RecordedTable;
  readonly 'structure-diagram': Answered.MembershipShown | Answered.RecordedDiagram;
  readonly 'deadline': Answered.DeadlineAnswer;
  readonly 'compare-calendars': Answered.CalendarsCompared;
  readonly 'replay': Answered.Replayed;
  /** These seven are answered by `safeguarding-rules/packs`. */
  readonly 'prove': Answered.Proof;
  readonly 'compare': Answered.PacksCompared;
  readonly 'why-not': Answered.Ways;
  readonly 'coverage': Answered.Coverage;
  readonly 'mutate': Answered.Mutation;
  readonly 'render': Answered.Rendered;
  readonly 'changes': Answered.Changes;
}

type Questions = Extract<Asked.Request, { readonly question: string }>;
type OfMembership = Asked.Seat | Asked.Meeting | Asked.Authority | Asked.AuthorityTable | Asked.StructureDiagram;

/** A pack as an object, or its text. */
export type Pack = PackDocument | Text;

/** Packs at hand; adding some gives other rules. */
export class Rules {
  /** Those of a catalogue; all bundled ones where none is given. */
  constructor(catalogue?: Catalogue);
  /** Any request, by its `question`. */
  ask<Request extends Questions>(request: Request): AnswerOf[Request['question']];
  /** Which level of need or legal test is reached. */
  assess(request: Brief<AskedOf<Asked.Thresholds>>): Answered.Brief;
  assess(request: Kept<AskedOf<Asked.Thresholds>>): Answered.Recorded;
  assess(request: AskedOf<Asked.Thresholds>): Answered.Decision;
  /** What an incident calls for, and where it stands. */
  reviews(request: Brief<AskedOf<Asked.Reviews>>): Answered.ReviewsBrief;
  reviews(request: Kept<AskedOf<Asked.Reviews>>): Answered.RecordedReviews;
  reviews(request: AskedOf<Asked.Reviews>): Answered.ReviewDecision;
  /** Which audit or duty falls when, and where it stands. */
  audits(request: Kept<AskedOf<Asked.Audits>>): Answered.RecordedAudits;
  audits(request: AskedOf<Asked.Audits>): Answered.AuditDecision;
  /** Who sits where; with `question` also whether somebody may sit, act or decide. */
  membership<Request extends OfMembership>(request: Request): AnswerOf[Request['question']];
  membership(request: AskedOf<Asked.Membership> & { readonly question?: 'membership' }): Answered.MembershipAnswer;
  /** The form for one subject on one day. */
  questions(request: Asked.Form): Answered.Form;
  questions(request: Asked.AuditForm): Answered.AuditForm;
  questions(request: Asked.MembershipForm): Answered.MembershipForm;
  /** A case that is held, and whose answers change one by one. */
  case(request: AskedOf<Asked.Thresholds>): Case;
  /** An incident that is held, and whose answers and events change one by one. */
  incident(request: AskedOf<Asked.Reviews>): Incident;
  /** A meeting that is held while it is learnt who is there. */
  meeting(request: AskedOf<Asked.Meeting>): Meeting;
  /** What is wrong with packs; nothing where they are good. */
  check(...packs: readonly Pack[]): readonly Problem[];
  /** These rules and those of more packs, each checked in full. */
  with(...packs: readonly Pack[]): Rules;
  /** The packs at hand, with their editions and digests. */
  packs(): Answered.Packs['packs'];
  /** Gives the memory back; the rules answer no more. */
  free(): void;
}

/** What can change of an outcome. */
export type Part = 'level' | 'applies' | 'routes' | 'consent';

/** The outcome of a case alone. */
export type CaseOutcome = Pick<Answered.Brief, 'applies' | 'at_least' | 'at_most' | 'settled' | 'exact' | 'routes'>;

/** A request about thresholds, read once. */
export class Case {
  private constructor();
  /**
   * Answers a question in place of an earlier answer, and says what of the outcome changes.
   * `null` says that it is not known, `undefined` takes the answer back. What is refused changes
   * nothing.
   */
  set(fact: string, value: Asked.Answer | undefined): readonly Part[];
  /** What the answers given so far show; the same object until something of it changes. */
  outcome(): CaseOutcome;
  /** The whole answer as text; `explain` in place of what the request asked for. */
  answer(explain?: Asked.Explain): string;
  /** The whole answer. */
  assess(explain: 'none'): Answered.Brief;
  assess(explain?: Asked.Explain): Answered.Decision;
  /** Gives the memory back; the case answers no more. */
  free(): void;
}

/** A request about reviews, read once. */
export class Incident {
  private constructor();
  /**
   * Answers a question in place of an earlier answer, and gives the reviews of which something else
   * is now said. `null` says that it is not known, `undefined` takes the answer back. What is
   * refused changes nothing.
   */
  set(fact: string, value: Asked.Answer | undefined): readonly string[];
  /** Puts down an event as in `events` of a request; `undefined` takes it back. */
  event(event: string, value: NonNullable<Asked.Reviews['events']>[string] | undefined): readonly string[];
  /** What is said of every review; the same object until something is answered. */
  outcome(): Answered.ReviewsBrief;
  /** The whole answer as text; `explain` in place of what the request asked for. */
  answer(explain?: Asked.Explain): string;
  /** The whole answer. */
  assess(explain: 'none'): Answered.ReviewsBrief;
  assess(explain?: Asked.Explain): Answered.ReviewDecision;
  /** Gives the memory back; the incident answers no more. */
  free(): void;
}

/** What a meeting comes to, in every filling of what is not known of it. */
export type MeetingTold = Pick<Answered.MeetingAnswer, 'constituted' | 'outcome' | 'could_be'>;

/** A request about a meeting, read once. */
export class Meeting {
  private constructor();
  /** Says whether a person was there; `null`: not known. */
  present(person: string, is: boolean | null): void;
  /** Says whether those were consulted whom an entry names. */
  consulted(entry: string, is: boolean | null): void;
  /** Says whether the chair lets the matter go ahead. */
  chairAllows(is: boolean | null): void;
  /** Says whether it is on record that the decision was delegated to this body. */
  delegated(is: boolean | null): void;
  /** Whether it is properly constituted and, with a matter, what it may do. */
  outcome(): MeetingTold;
  /** Gives the memory back; the meeting answers no more. */
  free(): void;
}

/** Which packs are wanted. */
export interface Wanted {
  /** The families whose bundled packs are read; all where none is named. */
  readonly families?: readonly ('thresholds' | 'reviews' | 'audits' | 'membership')[];
  /** Further packs. */
  readonly packs?: readonly Pack[];
}

/** Reads the packs that are wanted, from beside the module and from nowhere else. */
export function load(wanted?: Wanted): Promise<Rules>;
