// Uses the names of the package; compiled with `tsc --strict`, never run.
import { answer, Catalogue, packs, questions, SafeguardingError, version } from 'safeguarding-rules';
import type {
  ActionAnswer, AnnualReportRequest, AuditDecision, AuditForm, AuditFormRequest, AuditReturnsRequest, AuditsCalendar,
  AuditsRequest, AuditsTimeline, AuthorityAnswer, AuthorityRequest, AuthorityTableRequest, HolderNamed, MeetingAnswer, MeetingOutcome, Agreeing,
  MeetingRequest, MembershipAnswer, MembershipForm, MembershipFormRequest, MembershipRequest, MembershipShown, SeatAnswer, SeatRequest, StructureDiagramRequest, ReportAnswer, ReturnsAnswer, CalendarsCompared, CalendarTable, CompareCalendarsRequest, DeadlineAnswer, DeadlineRequest, EventGiven,
  FactAnswer, Form, FormRequest, Packs, ReviewAnswer, ReviewDecision, ReviewsBrief, ReviewsRequest, Standing, Truth,
} from 'safeguarding-rules';

const text: string = answer('{}') + answer(new Uint8Array()) + questions('{}') + packs() + version();
const catalogue: Catalogue = new Catalogue().withPacks([text]);
try {
  catalogue.answer(Catalogue.empty().questions('{}'));
} catch (error) {
  if (error instanceof SafeguardingError) console.log(error.code, error.at, error.problems[0]?.message);
}
catalogue.free();

// A question about reviews, with facts and events of every form.
const facts: { [fact: string]: FactAnswer } = {
  incident_date: '2021-10-01', date_of_birth: { from: '2019-05', to: '2019-06' }, unborn: { unborn: true },
  died: true, asked: null, count: { from: 1 }, some: { yes: ['a'], no: ['b'] }, refused: { state: 'declined' },
  disputed: { state: 'disputed', by: [{ who: 'GP', says: true }, { who: 'school', says: false }] },
};
const events: { [event: string]: EventGiven } = {
  'la-aware': '2021-10-02', 'sin-submitted': { about: '2021-10-08' }, 'rapid-review-completed': false, told: true, sent: null,
};
const request: ReviewsRequest = {
  question: 'reviews', pack: 'walsall', subject: 'incident', as_of: '2021-11-01', facts, events,
  no_other_events: true, settings: { rapid_review_clock_start: 'la-aware', number: 3, none: null },
  calendar: 'england-and-wales', explain: 'deciding', record: false,
};
const decision: ReviewDecision = JSON.parse(answer(JSON.stringify(request)));
const brief: ReviewsBrief = decision;

/** What is said of every way in which a review or an action can stand. */
const outcomes: { [outcome in ReviewAnswer['outcome']]: string } = {
  met: 'it is called for', 'not-met': 'it is not', 'not-applicable': 'it cannot be', 'cannot-tell': 'answers are missing',
};
const standings: { [state in Standing]: (action: ActionAnswer) => string | undefined } = {
  'not-yet-due': ({ clock }) => `waits for ${clock?.from ?? clock?.due_of}`,
  due: ({ due }) => due?.earliest,
  overdue: ({ overdue_days }) => `${overdue_days?.least} days`,
  done: ({ done, in_time, late_days }) => `${done?.latest} ${in_time} ${late_days?.most}`,
  'cannot-tell': ({ could_be, waits_for }) => `${could_be?.join()} ${waits_for?.join()}`,
};
const truths: { [truth in Truth]: boolean | undefined } = { true: true, false: false, unknown: undefined };

for (const { review, outcome } of brief.reviews) console.log(review, outcomes[outcome]);
for (const { review, kind, at_least, at_most, settled, scope, roles, links, cites } of decision.reviews) {
  console.log(review, kind, settled ? at_least : `${at_least}..${at_most}`, truths[scope]);
  for (const { role, who, does, truth } of roles ?? []) console.log(role, who, does, truths[truth]);
  for (const { how, words } of links ?? []) console.log(how, words, cites[0]?.title);
}
for (const action of decision.actions) {
  console.log(action.action, action.to?.join(), standings[action.state](action), action.needs, action.also?.[0]?.due);
}
console.log(decision.incident.earliest, decision.next_action, decision.problems?.[0]?.code, decision.next_question?.question);
console.log(decision.missing[0]?.reviews, decision.missing_events[0]?.question, decision.open_settings?.[0]?.choices[0]?.value);
console.log(decision.prompts[0]?.consider, decision.findings[0]?.modality, decision.conflicts?.[0]?.says[0]?.words);
console.log(decision.inconsistent?.[0]?.facts, decision.states?.[0]?.by, decision.calendar.digest, decision.editions[0]?.family);

// Deadlines and calendars.
const table: CalendarTable = {
  format: 1, calendar: 'mine', title: 'Mine', from: '2024-01-01', until: '2025-01-01', checked_on: '2024-05-01',
  weekend: ['saturday', 'sunday'], holidays: [{ day: '2024-12-25', name: 'Christmas Day', kind: 'regular' }],
};
const asked: DeadlineRequest = { question: 'deadline', from: '2024-03-28', unit: 'working-days', n: 5, calendar: table };
const at_once: DeadlineRequest = { question: 'deadline', from: '2024-03', unit: 'as-soon-as-possible' };
// @ts-expect-error: what has a date says how many.
const without: DeadlineRequest = { question: 'deadline', from: '2024-03-28', unit: 'days' };
const due: DeadlineAnswer = JSON.parse(answer(JSON.stringify([asked, at_once, without])));
const comparison: CompareCalendarsRequest = {
  question: 'compare-calendars', old: 'england-and-wales', new: table,
  deadlines: [{ id: 'rr', from: '2024-12-20', unit: 'working-days', n: 15, direction: 'before', counting: 'clear' }],
};
const compared: CalendarsCompared = JSON.parse(answer(JSON.stringify(comparison)));
console.log(due.earliest, due.calendar.until, compared.moved[0]?.was?.latest, compared.added[0]?.name, compared.removed.length);

// Forms and packs.
const form_request: FormRequest = { family: 'reviews', pack: 'walsall', subject: 'incident', as_of: '2024-05-01' };
const form: Form = JSON.parse(questions(JSON.stringify(form_request)));
for (const { fact, question, kind, incident_day } of form.questions) console.log(fact, question, kind, incident_day);
for (const setting of form.settings ?? []) {
  console.log({ count: setting.min, day: setting.not_before, event: setting.choices[0]?.value, choice: setting.choices[1]?.value }[setting.kind], setting.default);
}
for (const { event, after, may_lie_ahead } of form.events ?? []) console.log(event, after, may_lie_ahead);
const at_hand: Packs = JSON.parse(packs());
console.log(at_hand.packs.filter(({ family }) => family === 'reviews').map(({ pack, editions }) => [pack, editions[0]?.from]));

// Audits: the schedule, what is overdue, what is out of step, and the other forms of the same question.
const audits_request: AuditsRequest = {
  question: 'audits', pack: 'walsall', as_of: '2020-06-01', from: '2019-04-01', until: '2023-04-01',
  settings: { s11_anchor: 2019, s11_year_kind: 'financial', s11_slippage: 'fixed-parity', other: null },
  agencies: [{ agency: 'trust', types: ['nhs-trust', { type: 'academy', from: '2021-09-01' }], answered_by: 'group' }],
  happened: [
    { programme: 'section-11', phase: 'self-assessment', year: 2019, agency: 'trust', what: 'returned', on: { about: '2019-09' } },
    { duty: 'datasets.quarterly', agency: 'trust', what: 'dataset-sent', on: '2021-07-20', for: '2021-04-01' },
  ],
};
const audits: AuditDecision = JSON.parse(answer(JSON.stringify(audits_request)));
for (const { agency, phase, year, standing, due, overdue_days, steps } of audits.occurrences) {
  if (standing === 'overdue') console.log(agency, phase, year, due?.earliest, overdue_days?.least, steps?.[0]?.state);
}
for (const { code, agency, put_right } of audits.phase_errors) console.log(code, agency, put_right);
console.log(audits.next?.due.earliest, audits.programmes[0]?.years[0]?.name, audits.agencies[0]?.owes[0]?.owed);
const drawn: AuditsTimeline = JSON.parse(answer(JSON.stringify({ ...audits_request, question: 'audits-timeline' })));
const dated: AuditsCalendar = JSON.parse(answer(JSON.stringify({ ...audits_request, question: 'audits-calendar' })));
console.log(drawn.svg, drawn.title, dated.text, dated.events);
const returns_request: AuditReturnsRequest = {
  question: 'audit-returns', pack: 'walsall', as_of: '2021-11-01', set: 's11-eight', scale: 'rag-met',
  returns: [{ agency: 'trust', ratings: [{ standard: 'senior-commitment', self: 'green', peer: 'amber', evidence: 2 }] }],
};
const returned: ReturnsAnswer = JSON.parse(answer(JSON.stringify(returns_request)));
console.log(returned.returns[0]?.compliant.least, returned.standards[0]?.counts['green'], returned.returns[0]?.missing);
for (const { standard, rating, moved, actions } of returned.returns.flatMap(({ standards }) => standards)) {
  console.log(standard, rating, moved, actions.map(({ action, state, due }) => [action, state, due?.latest]));
}

// The yearly report: what it has to have, what is missing, and what the local arrangements leave out.
const report_request: AnnualReportRequest = {
  question: 'annual-report', pack: 'walsall', as_of: '2024-06-01', report: 'annual-report', published: '2024-05',
  parts: { 'wt23.impact': true, 'wt23.restraint': false, 'wt23.panel': null },
};
/** What is still to be written, in the words of the parts. */
const to_write = ({ complete, parts, missing }: ReportAnswer): string[] =>
  complete === 'true' ? [] : parts.filter(({ part }) => missing.includes(part)).map(({ words }) => words);
const report: ReportAnswer = JSON.parse(answer(JSON.stringify(report_request)));
for (const { part, kind, present, covered_by, cites } of report.parts) {
  const where: { [kind in typeof kind]: string } = { content: 'in it', recipient: 'sent to', channel: 'published on' };
  console.log(part, where[kind], truths[present], covered_by?.join(), cites[0]?.title);
}
console.log(report.label, report.who, to_write(report), report.unknown, report.omissions[0]?.words, report.problems?.[0]?.at);
const audit_form_request: AuditFormRequest = { family: 'audits', pack: 'walsall', as_of: '2024-06-01' };
const audit_form: AuditForm = JSON.parse(questions(JSON.stringify(audit_form_request)));
console.log(audit_form.as_of);

// Membership: who is what, who may sit, what a meeting may do, who decides what.
const membership_request: MembershipRequest = {
  question: 'membership', pack: 'walsall', as_of: '2022-08-01', structure: true,
  organisations: [{ organisation: 'oak-homes', kinds: { yes: ['housing-provider'], no: [] }, in_area: true, functions_in_area: null }],
};
const membership: MembershipAnswer = JSON.parse(answer(JSON.stringify(membership_request)));
for (const { organisation, statutory_partner, relevant_agency, by } of membership.organisations) {
  console.log(organisation, truths[statutory_partner.children], relevant_agency.standing, by[0]?.cites[0]?.title);
}
console.log(membership.partners[0]?.held_by, membership.bodies?.[0]?.name, membership.seats?.[0]?.decides, membership.missing[0]?.needs);
const seat_request: SeatRequest = {
  question: 'seat', pack: 'walsall', as_of: '2021-11-10', seat: 'executive.police', as: 'deputy', matter: 'funding.allocate',
  person: { offices: [], tests: { entrusted: true, 'holds-to-account': { met: true, evidence: 'an order' }, commits: { policy: true, resourcing: null } } },
};
const seat: SeatAnswer = JSON.parse(answer(JSON.stringify(seat_request)));
console.log(seat.outcome, seat.authority, seat.criteria[0]?.commitments?.policy, seat.failed, seat.accountable[0]?.who);
const meeting_request: MeetingRequest = {
  question: 'meeting', pack: 'walsall', as_of: '2021-11-10', body: 'executive-group', matter: 'child-review.commission',
  people: [{ person: 'a', seats: ['executive.children', { seat: 'executive.adults', as: 'deputy' }], present: true, agrees: null }],
  extra_seats: [{ seat: 'trust', part: 'member', kinds: ['nhs-trust'] }], no_others: true, vacant: [], interests: { yes: ['a'] },
  consulted: { 'child-review.commission.others': null },
};
const meeting: MeetingAnswer = JSON.parse(answer(JSON.stringify(meeting_request)));
const may: { [outcome in MeetingOutcome]: string } = {
  'must-refer': 'others decide', 'not-yet': 'not as it is', 'may-decide': 'it may', 'may-sign-off': 'it may sign off', 'each-decides': 'each of its members may', 'may-recommend': 'it may recommend',
  'may-oversee': 'it may oversee', 'may-be-consulted': 'it may be heard', 'may-be-informed': 'it may be told', 'cannot-tell': 'answers are missing',
};
const agree: { [agreeing in Agreeing]: string } = {
  'all-partners': 'every partner', 'majority-of-partners': 'most partners', 'majority-of-members': 'most people', 'not-said': 'nobody says', 'cannot-tell': 'it is not set',
};
console.log(meeting.agreement && agree[meeting.agreement], meeting.agreement_could_be?.length);
console.log(meeting.outcome && may[meeting.outcome], meeting.quorum?.patterns[0]?.clauses[0]?.needs.most, meeting.lacking[0]?.what);
console.log(meeting.people[0]?.seats[0]?.failed, meeting.partners[0]?.represented, meeting.missing[0]?.needs, meeting.refer_to?.[0]?.who);
const named = (by: HolderNamed): string | undefined => ('body' in by ? by.body : 'setting' in by ? by.choices.join() : undefined);
const authority_request: AuthorityRequest = { question: 'authority', pack: 'walsall', as_of: '2021-11-10', matter: 'child-review.commission' };
const authority: AuthorityAnswer = JSON.parse(answer(JSON.stringify(authority_request)));
for (const { matter, deciders, parts } of authority.matters) console.log(matter, deciders.map(({ by }) => named(by)), parts[0]?.effect);
console.log(authority.matrix[0]?.bodies[0]?.part, authority.disputes[0]?.words);
const table_request: AuthorityTableRequest = { question: 'authority-table', pack: 'walsall', as_of: '2021-11-10' };
const diagram_request: StructureDiagramRequest = { question: 'structure-diagram', pack: 'walsall', as_of: '2021-11-10' };
for (const one of [table_request, diagram_request]) {
  const shown: MembershipShown = JSON.parse(answer(JSON.stringify(one)));
  console.log(shown.title, shown.markdown, shown.svg);
}
const meeting_form_request: MembershipFormRequest = { family: 'membership', pack: 'walsall', as_of: '2021-11-10', body: 'executive-group' };
const meeting_form: MembershipForm = JSON.parse(questions(JSON.stringify(meeting_form_request)));
for (const { label, seats, asks } of meeting_form.bodies) console.log(label, seats[0]?.holder, asks.map(({ question }) => question));
