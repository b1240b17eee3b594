// Uses objects, cases and forms as a reader would; compiled with `tsc --strict`, never run.
import { type Answered, type Asked, Case, Catalogue, Incident, load, Meeting, type MeetingTold, type PackDocument, type Part, Rules } from 'safeguarding-rules';
import { load as loadSome } from 'safeguarding-rules/load';
import { PackRules } from 'safeguarding-rules/packs';
import { form, readDate, type Fault, type Form, type Words } from 'safeguarding-rules/form';
import english from 'safeguarding-rules/words-en';

const rules: Rules = await load({ families: ['thresholds', 'reviews'] });
// @ts-expect-error: there is no such family.
await loadSome({ families: ['audit'] });
const request = { pack: 'walsall', subject: 'child', as_of: '2024-05-01', facts: { date_of_birth: '2014' } };
const decision: Answered.Decision = rules.assess(request);
const brief: Answered.Brief = rules.assess({ ...request, explain: 'none' });
const kept: Answered.Recorded = rules.assess({ ...request, record: true });
const again: Answered.Replayed = rules.ask({ question: 'replay', record: { ...kept } });
console.log(decision.level?.at_least, decision.missing[0]?.fact, brief.at_most, kept.record, again.same);
// @ts-expect-error: the day is missing.
rules.assess({ pack: 'walsall', subject: 'child', facts: {} });
// @ts-expect-error: no fact is answered so.
rules.assess({ ...request, facts: { date_of_birth: { since: '2014' } } });
const reviews: Answered.ReviewDecision = rules.reviews({ ...request, subject: 'incident', events: { 'la-aware': null } });
const audits: Answered.AuditDecision = rules.audits({ pack: 'walsall', as_of: '2019-06-01', from: '2019-04-01', until: '2021-04-01' });
declare const sits: Asked.Seat;
const seat: Answered.SeatAnswer | Answered.RecordedSeat = rules.membership(sits);
const members: Answered.MembershipAnswer = rules.membership({ pack: 'walsall', as_of: '2021-11-10' });
const questions: Answered.Form = rules.questions({ pack: 'walsall', subject: 'child', as_of: '2024-05-01' });
console.log(reviews.next_action, audits.answer, seat.answer, members.answer, questions.questions[0]?.question);

const held: Case = rules.case(request);
const changed: readonly Part[] = held.set('date_of_birth', { from: '2014-01', to: '2014-03' });
held.set('injury_non_mobile', undefined);
// @ts-expect-error: what has changed is one of four.
const odd: boolean = changed.includes('colour');
console.log(odd, held.outcome().routes[0]?.truth, held.assess('all').findings.length, held.assess('none').settled);
held.free();

const incident: Incident = rules.incident({ ...request, subject: 'incident', events: { 'la-aware': null } });
const reviewed: readonly string[] = [...incident.set('died', true), ...incident.event('la-aware', '2021-10-02')];
console.log(reviewed, incident.outcome().reviews[0]?.at_least, incident.assess().next_action, incident.assess('none').exact);
incident.free();
declare const sitting: Asked.Meeting;
const meeting: Meeting = rules.meeting(sitting);
meeting.present('chair', null);
// @ts-expect-error: whether somebody was there is yes, no or not known.
meeting.present('chair', 'yes');
const told: MeetingTold = meeting.outcome();
console.log(told.constituted, told.outcome, told.could_be?.length);
meeting.free();

declare const pack: PackDocument;
console.log(rules.check(pack, '{}')[0]?.code, new Rules(Catalogue.empty()).with(pack).packs()[0]?.editions[0]?.digest);

const words: Words = { ...english, questions: { date_of_birth: 'Dyddiad geni' } };
const child: Form = form(rules, { pack: 'walsall', subject: 'child', as_of: '2024-05-01' }, words);
const { wrong, unanswered } = child.check({ date_of_birth: { day: '1', year: 2014 }, injury_non_mobile: 'not-known' });
console.log(child.check({}, { settings: { repeated_contacts_number: 3 } }).answer.answer);
const fault: Fault | undefined = wrong[0] ?? unanswered[0];
console.log(fault?.href, fault?.part, readDate({ year: 2014 }).value);
const checked = child['~standard'].validate({});
if (!checked.issues) console.log(Object.keys(checked.value));

const provable = new PackRules();
const proof: Answered.Proof = provable.prove({ pack: 'walsall', as_of: '2024-05-01', subject: 'child' });
const sides = { before: { pack: 'walsall', as_of: '2022-06-30' }, after: { pack: 'walsall', as_of: '2022-07-01' } };
const compared: Answered.PacksCompared = provable.compare({ ...sides, subject: 'child' });
const said: Answered.Changes = provable.changes({ ...sides, family: 'membership' });
const ways: Answered.Ways = provable.whyNot({ ...request, wanted: { level_at_least: 4 } });
const review = { review: 'rapid-review', modality: 'duty' } as const;
const required: Answered.Ways = provable.whyNot({ ...request, family: 'reviews', wanted: { review_at_least: review } });
console.log(required.all, proof.spared?.[0]?.facts[0]);
const document: Answered.Rendered = provable.render({ pack: 'walsall', as_of: '2024-05-01', format: 'html' });
const sheet: Answered.Rendered = provable.render({ pack: 'walsall', as_of: '2024-05-01', format: 'html', length: 'short' });
const board: Answered.Rendered = provable.render({ pack: 'walsall', as_of: '2024-05-01', format: 'html', length: 'board' });
// @ts-expect-error: documents have three lengths.
provable.render({ pack: 'walsall', as_of: '2024-05-01', format: 'html', length: 'tiny' });
console.log(sheet.length, board.family);
const shown: Answered.Coverage = provable.coverage({ packs: ['{}'], fixtures: [{ fixtures: [] }] });
const missed: Answered.Mutation = provable.mutate({ packs: ['{}'], fixtures: ['{}'], every: 10 });
console.log(shown.editions[0]?.gaps, missed.survivors[0]?.words);
const audited: Answered.Proof = provable.prove({ pack: 'walsall', as_of: '2024-05-01', family: 'audits' });
// @ts-expect-error: packs about audits are not compared case by case.
provable.compare({ ...sides, subject: 'partnership', family: 'audits' });
console.log(proof.findings[0]?.code, audited.decided, ways.consistent, compared.equal, said.sections[0]?.new, ways.all, document.title);
