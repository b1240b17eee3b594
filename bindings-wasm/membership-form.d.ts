// What can be given about meetings, seats and organisations, as `JSON.parse` gives it; described in `core/MEMBERSHIP.md`.
// For example: `const form: MembershipForm = JSON.parse(questions(JSON.stringify(request)));`
import type { OpenValue } from './audits-form.d.ts';
import type { CapacityKind, Commitment, Side } from './authority.d.ts';
import type { Day } from './calendars.d.ts';
import type { BodyKind, ListingKind, MembersKnown } from './membership.d.ts';
import type { Truth } from './reviews.d.ts';

/** What can be given about meetings, seats and organisations. */
export interface MembershipFormRequest {
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** This body alone. */
  readonly body?: string;
  /** Which kind of question it is for. */
  readonly family: 'membership';
  /** This matter alone. */
  readonly matter?: string;
  /** The pack. */
  readonly pack: string;
}

/** What can be given about the membership of one pack on one day. */
export interface MembershipForm {
  /** The day whose rules apply. */
  readonly as_of: Day;
  /** The bodies that may meet, each with its seats and with what is asked of a meeting. */
  readonly bodies: readonly BodyAsked[];
  /** `membership`. */
  readonly family: 'membership';
  /** The kinds of organisation, also those of other days. */
  readonly kinds: readonly KindAsked[];
  /** What can be decided. */
  readonly matters: readonly MatterAsked[];
  /** The posts that a person can hold. */
  readonly offices: readonly OfficeAsked[];
  /** The organisations that the pack names, also those of other days. */
  readonly organisations: readonly OrganisationAsked[];
  /** The pack asked. */
  readonly pack: string;
  /** The places of the statutory partners. */
  readonly partners: readonly PartnerAsked[];
  /** What can be set; of one body, what its meetings hang on. */
  readonly settings: readonly OpenValue[];
  /** The tests of those who sit. */
  readonly tests: readonly TestAsked[];
}

/** A body. */
export interface BodyAsked {
  /** What is asked of a meeting, in the order in which a form asks. */
  readonly asks: readonly { readonly key: string; readonly of: AskedOf; readonly question: string }[];
  /** Its id. */
  readonly body: string;
  /** What kind of body. */
  readonly kind: BodyKind;
  /** What it is called on the day. */
  readonly label: string;
  /** How much is said of who sits there; unless `listed`, further seats can be given. */
  readonly members: MembersKnown;
  /** What a reader should know. */
  readonly note?: string;
  /** Whose arrangements it belongs to. */
  readonly of: readonly Side[];
  /** The seats that are, or may be, in force. */
  readonly seats: readonly SeatAsked[];
  /** The settings on which its meetings hang. */
  readonly settings: readonly string[];
}

/** What can be asked of whoever holds a seat for capacities. */
export interface CapacityAsked {
  /** The word that `capacities` of a person has for it. */
  readonly capacity: CapacityKind;
  /** What a person is asked. */
  readonly question: string;
}

/** A kind of organisation. */
export interface KindAsked {
  /** Whether there is such a one on the day; left out where there surely is. */
  readonly in_force?: Truth;
  /** Its id. */
  readonly kind: string;
  /** What a person reads. */
  readonly label: string;
  /** The kind of which it is a part. */
  readonly part_of?: string;
}

/** A matter. */
export interface MatterAsked {
  /** What a decision commits the organisations to. */
  readonly commits: readonly Commitment[];
  /** What a person reads. */
  readonly label: string;
  /** Its id. */
  readonly matter: string;
  /** Whose matter it is. */
  readonly of: readonly Side[];
}

/** A post. */
export interface OfficeAsked {
  /** Its holder is elected, and no officer. */
  readonly elected?: boolean;
  /** What a person reads. */
  readonly label: string;
  /** Its id. */
  readonly office: string;
  /** The partner whose post it is. */
  readonly partner?: string;
}

/** An organisation that the pack names. */
export interface OrganisationAsked {
  /** Whether there is such a one on the day; left out where there surely is. */
  readonly in_force?: Truth;
  /** What kind of organisation it is. */
  readonly kinds: readonly string[];
  /** What a person reads. */
  readonly label: string;
  /** Its id. */
  readonly organisation: string;
}

/** The place of a statutory partner. */
export interface PartnerAsked {
  /** The kind of organisation that holds it on the day, where that is known. */
  readonly held_by?: string;
  /** What a person reads. */
  readonly label: string;
  /** Whose. */
  readonly of: readonly Side[];
  /** Its id. */
  readonly partner: string;
}

/** A seat. */
export interface SeatAsked {
  /** Its holder is one of these for that partner. */
  readonly capacities?: readonly CapacityKind[];
  /** The tests that a deputy has to meet; left out where the seat allows none. */
  readonly deputy?: readonly string[];
  /** There is one for every such organisation. */
  readonly each?: boolean;
  /** The tests that its holder has to meet. */
  readonly holder: readonly string[];
  /** It is for organisations of these kinds. */
  readonly kinds?: readonly string[];
  /** What a person reads. */
  readonly label: string;
  /** What a reader should know. */
  readonly note?: string;
  /** The office that it is for. */
  readonly office?: string;
  /**
   * Those of them that can be asked of its holder, since the rules leave, or may leave, open who it
   * is.
   */
  readonly open_capacities?: readonly CapacityAsked[];
  /** What its holder is there. */
  readonly part: 'chair' | 'member' | 'attends';
  /** For how long, where it is not meant to last. */
  readonly provisional?: string;
  /** The partner for whom its holder speaks. */
  readonly represents?: string;
  /** Its id. */
  readonly seat: string;
  /** It is for organisations of this standing. */
  readonly standing?: ListingKind;
}

/** A test. */
export interface TestAsked {
  /** Of whom it is asked. */
  readonly asked_of: readonly ('holder' | 'deputy')[];
  /** It is answered for policy, resourcing and practice each. */
  readonly by_commitment?: boolean;
  /** What a person reads. */
  readonly label: string;
  /** What a person is asked. */
  readonly question: string;
  /** Its id. */
  readonly test: string;
}

/** Of what something is asked. */
export type AskedOf = 'person' | 'meeting';
