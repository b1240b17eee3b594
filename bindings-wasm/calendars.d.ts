// Days, working days and deadlines, as `JSON.parse` gives them; described in `core/REVIEWS.md`.

/** A day, `YYYY-MM-DD`. */
export type Day = string;
/** A day, a month or a year: `2019-03-04`, `2019-03` or `2019`. */
export type PartialDate = string;
/** A date in every form that is understood: known in part, between two dates, or about one. */
export type DateGiven = PartialDate | { readonly from?: PartialDate; readonly to?: PartialDate } | { readonly about: PartialDate };
/** Which days count: the event's day is day 0, or is day 1, or whole days lie between. */
export type Counting = 'exclusive' | 'inclusive' | 'clear';

/** The unit in which a clock counts; `as-soon-as-possible` is no date but an order. */
export type PeriodUnit = 'days' | 'working-days' | 'weeks' | 'months' | 'years' | 'as-soon-as-possible';
/** How many of which unit: a whole number from 1 to 10,000, except where it is no date. */
type HowMany = { readonly unit: Exclude<PeriodUnit, 'as-soon-as-possible'>; readonly n: number } | { readonly unit: 'as-soon-as-possible'; readonly n?: never };

/** So many of a unit, after an event (when `direction` is absent) or before it; `counting` is `exclusive` when absent. */
export type Period = HowMany & { readonly direction?: 'after' | 'before'; readonly counting?: Counting };

/** A holiday of a table; `extra`: proclaimed once. */
export interface Holiday extends NamedHoliday {
  readonly kind: 'regular' | 'substitute' | 'moved' | 'extra';
}

/** A document. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** When it was published: a day, a month or a year. */
  readonly date?: string;
  /** Where it can be read. */
  readonly link?: string;
}

/** A table of working days, as `core/calendars/README.md` describes it. */
export interface CalendarTable {
  readonly format: 1;
  /** Its name: lower case words joined by `-`. */
  readonly calendar: string;
  /** What a person would call it. */
  readonly title: string;
  /** The first day that it covers. */
  readonly from: Day;
  /** The first day that it no longer covers. */
  readonly until: Day;
  /** The day somebody last compared it with its sources. */
  readonly checked_on: Day;
  /** The first day for which nothing had been proclaimed when it was written. */
  readonly proclaimed_until?: Day;
  /** Days of the week on which nobody works. */
  readonly weekend: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
  /** Where it comes from. */
  readonly sources?: readonly Source[];
  /** Earliest first, none on a weekend. */
  readonly holidays: readonly Holiday[];
}

/** A calendar in a request: the name of the bundled one, or a table. */
export type CalendarGiven = 'england-and-wales' | CalendarTable;

/** Some day of these; the two are the same where it is known. */
export interface Days {
  readonly earliest: Day;
  readonly latest: Day;
}

/** A number of calendar days, or what is known of it. */
export interface NumberOfDays {
  readonly least: number;
  readonly most: number;
}

/** A table of working days that an answer rests on. */
export interface CalendarNamed {
  /** Its name. */
  readonly calendar: string;
  /** SHA-256 of its canonical JSON. */
  readonly digest: string;
  /** The first day that it covers. */
  readonly from: Day;
  /** The first day that it no longer covers. */
  readonly until: Day;
  /** The first day for which no holiday had been proclaimed when it was written. */
  readonly proclaimed_until?: Day;
}

/** When something is due. */
export type DeadlineRequest = Period & {
  readonly question: 'deadline';
  /** The day of the event, or what is known of it. */
  readonly from: DateGiven;
  /** The table of working days; the bundled one when absent. */
  readonly calendar?: CalendarGiven;
};

/** The day it is due; neither day is there where it is no date but an order. */
export interface DeadlineAnswer extends Partial<Days> {
  readonly answer: 'deadline';
  readonly calendar: CalendarNamed;
  /** Notices of the table. */
  readonly notices?: readonly string[];
}

/** What changes from one table of working days to another. */
export interface CompareCalendarsRequest {
  readonly question: 'compare-calendars';
  readonly old: CalendarGiven;
  readonly new: CalendarGiven;
  /** The deadlines to look at. */
  readonly deadlines: readonly NamedDeadline[];
}

/** A deadline with a name that no other has. */
export type NamedDeadline = Period & { readonly id: string; readonly from: DateGiven };

/** The deadlines that move and the holidays that differ. */
export interface CalendarsCompared {
  readonly answer: 'compare-calendars';
  /** The deadlines that move, in the order given. */
  readonly moved: readonly MovedDeadline[];
  /** The deadlines that lie outside both tables, or in no year that can be written. */
  readonly outside: readonly string[];
  /** The holidays that the new table alone has, on days that both cover. */
  readonly added: readonly NamedHoliday[];
  /** The holidays that the old table alone has, on days that both cover. */
  readonly removed: readonly NamedHoliday[];
  readonly old: CalendarNamed;
  readonly new: CalendarNamed;
}

/** A deadline by the old table and by the new; `null` where it lies outside that. */
export interface MovedDeadline {
  readonly id: string;
  readonly was: Days | null;
  readonly now: Days | null;
}

/** A holiday. */
export interface NamedHoliday {
  readonly day: Day;
  readonly name: string;
}
