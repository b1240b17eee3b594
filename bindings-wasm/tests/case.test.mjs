// Cases that are held, objects in and out, and validation of forms.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { answer, Catalogue, load, Rules, SafeguardingError } from 'safeguarding-rules';
import { form, readDate } from 'safeguarding-rules/form';
import { fixtures, requestOf } from './battery.mjs';
import { questions } from 'safeguarding-rules';

const child = { pack: 'walsall', subject: 'child', as_of: '2024-05-01', facts: {} };
const rules = await load({ families: ['thresholds', 'reviews'] });

/** A case's outcome in the words of the answer with the outcome alone. */
const brief = ({ applies, at_least, at_most, settled, routes, exact }) => ({ applies, at_least, at_most, settled, routes, exact });

for (const fixture of fixtures()) {
  const request = JSON.parse(requestOf(fixture, questions));
  if (fixture.expect.error || request.question !== 'thresholds' || request.record) continue;
  test(`${fixture.name}, answered one by one`, () => {
    const { facts, ...whole } = request;
    const held = rules.case({ ...whole, facts: {} });
    for (const [fact, value] of Object.entries(facts)) held.set(fact, value);
    const asked = { ...request, explain: 'none', judgement: undefined };
    assert.deepEqual(brief(held.outcome()), brief(JSON.parse(answer(JSON.stringify(asked)))));
    assert.equal(held.answer(), answer(JSON.stringify(request)));
    // Taken back one by one, nothing is left.
    const empty = rules.case({ ...whole, facts: {} });
    for (const fact of Object.keys(facts)) held.set(fact, undefined);
    assert.equal(held.answer(), empty.answer());
    held.free();
    empty.free();
  });
}

test('what changes is told, and the outcome stays the same object until then', () => {
  const held = rules.case(child);
  const before = held.outcome();
  assert.deepEqual(held.set('reasonable_cause_significant_harm', null), []);
  assert.equal(held.outcome(), before);
  assert.ok(held.set('reasonable_cause_significant_harm', true).includes('level'));
  const { at_least, settled, routes } = held.outcome();
  assert.deepEqual([at_least, settled], [4, true]);
  assert.ok(routes.some(({ route, truth }) => route === 's47-enquiry' && truth === 'true'));
  assert.equal(held.assess('none').at_least, 4);
});

test('what is refused has a code and a place, and changes nothing', () => {
  const held = rules.case({ ...child, facts: { date_of_birth: '2014-02-03' } });
  const before = held.answer('all');
  for (const [fact, value, code, at] of [
    ['reasonable_cause_significant_hurt', true, 'case.unknown-fact', '/facts/reasonable_cause_significant_hurt'],
    ['toString', true, 'case.unknown-fact', '/facts/toString'],
    ['a/b', 1, 'case.unknown-fact', '/facts/a~1b'],
    ['date_of_birth', '2014-02-30', 'case.not-a-date', '/facts/date_of_birth'],
    ['date_of_birth', { from: '2015', to: '2014' }, 'case.bad-range', '/facts/date_of_birth'],
    ['date_of_birth', true, 'case.wrong-kind', '/facts/date_of_birth'],
    ['date_of_birth', { state: 'lost' }, 'json.unknown-word', '/facts/date_of_birth/state'],
    ['reasonable_cause_significant_harm', 'yes', 'case.wrong-kind', '/facts/reasonable_cause_significant_harm'],
    ['reasonable_cause_significant_harm', '\ud800', 'json.syntax', undefined],
  ]) {
    assert.throws(
      () => held.set(fact, value),
      (error) => error instanceof SafeguardingError && (at === undefined || (error.code === code && error.at === at)),
      `${fact} ${code}`,
    );
    assert.equal(held.answer('all'), before);
  }
  for (const value of [() => 1, Symbol('a')]) assert.throws(() => held.set('date_of_birth', value), TypeError);
  assert.throws(() => held.answer('some'), { code: 'json.unknown-word', at: '/explain' });
});

test('a freed case gives an error, never a trap; one that is lost takes nothing with it', () => {
  const held = rules.case(child);
  held.free();
  held.free();
  for (const use of [() => held.set('a', true), () => held.outcome(), () => held.answer()]) {
    assert.throws(use, { name: 'SafeguardingError', code: 'wire.freed' });
  }
  for (let made = 0; made < 2000; made += 1) rules.case(child);
  const other = new Rules(new Catalogue());
  const kept = other.case(child);
  other.free();
  assert.throws(() => other.packs(), { code: 'wire.freed' });
  assert.equal(kept.outcome().at_least, 1);
});

test('only a request about thresholds is held, and not for a record', () => {
  const catalogue = new Catalogue();
  assert.throws(() => catalogue.case('{"question":"deadline"}'), { code: 'request.unknown-question', at: '/question' });
  const recorded = JSON.stringify({ question: 'thresholds', ...child, record: true });
  assert.throws(() => catalogue.case(recorded), { code: 'json.unknown-key', at: '/record' });
  assert.throws(() => rules.case({ ...child, pack: 'walsal' }), { code: 'request.unknown-pack' });
});

test('only the packs that are wanted are read', async () => {
  const families = (loaded) => [...new Set(loaded.packs().map(({ family }) => family))];
  assert.deepEqual(families(await load({ families: ['audits'] })), ['audits']);
  assert.deepEqual((await load({ families: [] })).packs(), []);
  assert.deepEqual(families(await load()).sort(), ['audits', 'membership', 'reviews', 'thresholds']);
  await assert.rejects(load({ families: ['audit'] }), TypeError);
  const small = JSON.parse(readFileSync(new URL('../../fixtures/packs/good/small.json', import.meta.url), 'utf8'));
  const own = await load({ families: [], packs: [small] });
  assert.deepEqual(own.packs().map(({ pack }) => pack), ['small']);
  assert.deepEqual(rules.check(small), []);
  assert.equal(rules.check({ ...small, format: 2 })[0].at, '/format');
  assert.ok(rules.with(JSON.stringify(small)).packs().some(({ pack }) => pack === 'small'));
});

test('objects in, objects out', () => {
  assert.equal(rules.assess({ ...child, facts: { injury_non_mobile: true } }).answer, 'thresholds');
  const all = new Rules();
  assert.equal(all.audits({ pack: 'walsall', as_of: '2019-06-01', from: '2019-04-01', until: '2021-04-01', agencies: [] }).answer, 'audits');
  assert.equal(all.ask({ question: 'deadline', from: '2024-03-25', unit: 'working-days', n: 5 }).earliest, '2024-04-03');
  assert.equal(all.membership({ pack: 'walsall', as_of: '2021-11-10' }).answer, 'membership');
  assert.throws(() => all.assess({ ...child, as_of: '2024' }), { code: 'json.not-a-day', at: '/as_of' });
});

const { facts, ...asked } = child;
const walsall = form(rules, asked);

test('the parts of a date that are at fault', () => {
  for (const [boxes, expected] of [
    [{}, {}],
    [{ day: '', month: ' ', year: '' }, {}],
    [{ day: '3', month: '2', year: '2019' }, { value: '2019-02-03' }],
    [{ day: 29, month: 2, year: 2020 }, { value: '2020-02-29' }],
    [{ month: '2', year: '2019' }, { value: '2019-02' }],
    [{ year: '2019' }, { value: '2019' }],
    [{ day: '29', month: '2', year: '2019' }, { message: 'date-part-wrong', part: 'day' }],
    [{ day: '32', month: '1', year: '2019' }, { message: 'date-part-wrong', part: 'day' }],
    [{ day: '1', month: '13', year: '2019' }, { message: 'date-part-wrong', part: 'month' }],
    [{ day: '1', month: 'May', year: '2019' }, { message: 'date-part-wrong', part: 'month' }],
    [{ day: '1', month: '5' }, { message: 'date-part-missing', part: 'year' }],
    [{ day: '1', year: '2019' }, { message: 'date-part-missing', part: 'month' }],
    [{ day: '1', month: '5', year: '19' }, { message: 'date-part-wrong', part: 'year' }],
  ]) {
    assert.deepEqual(readDate(boxes), expected, JSON.stringify(boxes));
  }
});

test('what is wrong stands apart from what is not yet answered', () => {
  const { wrong, unanswered, facts, answer } = walsall.check({
    date_of_birth: { day: '1', month: '5', year: '' }, reasonable_cause_significant_harm: 'not-known', injury_non_mobile: 'yes',
  });
  assert.deepEqual(wrong.map(({ code, field, part, href }) => [code, field, part, href]), [
    ['date-part-missing', 'date_of_birth', 'year', '#date_of_birth-year'],
  ]);
  assert.match(wrong[0].text, /^The date must include a year: /);
  assert.deepEqual(facts, { reasonable_cause_significant_harm: null, injury_non_mobile: true });
  assert.equal(answer.level.at_least > 1, true);
  const open = unanswered.map(({ field }) => field);
  assert.ok(open.length > 0 && !open.includes('reasonable_cause_significant_harm') && !open.includes('date_of_birth'));
  assert.ok(walsall.check({}).unanswered.some(({ field }) => field === 'date_of_birth'));
});

test('what the library refuses becomes a line of the error summary', () => {
  const { wrong, facts } = walsall.check({ nothing: true, date_of_birth: '2019-02-30', injury_non_mobile: 3 });
  assert.deepEqual(wrong.map(({ code, field }) => [code, field]).sort(), [
    ['date-wrong', 'date_of_birth'], ['kind-wrong', 'injury_non_mobile'], ['not-known-here', 'nothing'],
  ]);
  assert.deepEqual(facts, {});
  assert.throws(() => form(rules, { ...asked, as_of: '1999-01-01' }), { code: 'request.no-edition' });
});

test('answers that contradict each other name every field', () => {
  const reviews = form(rules, { question: 'reviews', pack: 'walsall', subject: 'incident', as_of: '2021-10-01' });
  const { wrong } = reviews.check({ incident_date: '2021-10-01', date_of_birth: '2022-01-01', died: true, seriously_harmed: true });
  for (const fault of wrong) assert.ok(fault.code === 'inconsistent' && fault.fields.length > 0 && fault.text);
  const inconsistent = fixtures().find(({ expect }) => expect.inconsistent?.length === 1);
  const { pack, subject, as_of, facts } = inconsistent.request;
  const found = form(rules, { pack, subject, as_of }, { rules: { [inconsistent.expect.inconsistent[0]]: 'Nid yw’n cyd-fynd' } }).check(facts);
  assert.deepEqual(found.wrong.map(({ rule, text }) => [rule, text]), [[inconsistent.expect.inconsistent[0], 'Nid yw’n cyd-fynd']]);
});

test('events and settings may come after the form was made', () => {
  const reviews = form(rules, { question: 'reviews', pack: 'walsall', subject: 'incident', as_of: '2024-04-05' });
  const inputs = { incident_date: '2024-03-23', date_of_birth: '2024-01', place: 'this-area', abuse_or_neglect_suspected: 'yes', seriously_harmed: 'yes' };
  const state = (also) => reviews.check(inputs, also).answer.actions.find(({ action }) => action === 'sin.submit').state;
  assert.deepEqual([state(), state({ events: { 'la-aware': '2024-03-25', 'sin-submitted': false } })], ['cannot-tell', 'overdue']);
});

test('another language', () => {
  const welsh = {
    parts: { day: 'diwrnod', month: 'mis', year: 'blwyddyn' },
    messages: { 'date-part-missing': 'Rhaid i’r dyddiad gynnwys {part}: {question}' },
    questions: { date_of_birth: 'Dyddiad geni' },
  };
  const { wrong } = form(rules, asked, welsh).check({ date_of_birth: { day: '1', year: '2020' }, injury_non_mobile: 3 });
  assert.equal(wrong.find(({ field }) => field === 'date_of_birth').text, 'Rhaid i’r dyddiad gynnwys mis: Dyddiad geni');
  // What the language lacks is said in English.
  assert.match(wrong.find(({ field }) => field === 'injury_non_mobile').text, /^Answer the question/);
});

test('Standard Schema', () => {
  const { version, vendor, validate } = walsall['~standard'];
  assert.deepEqual([version, vendor], [1, 'safeguarding-rules']);
  assert.deepEqual(validate({ injury_non_mobile: 'no', date_of_birth: '' }), { value: { injury_non_mobile: false } });
  const { issues } = validate({ date_of_birth: { day: '31', month: '4', year: '2020' } });
  assert.deepEqual(issues.map(({ path }) => path), [['date_of_birth', 'day']]);
  for (const nothing of [null, undefined, 3, 'text', []]) assert.equal(validate(nothing).issues.length, 1);
});
