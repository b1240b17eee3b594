// Incidents and meetings that are held: answered one by one they are answered as at once.
import assert from 'node:assert/strict';
import test from 'node:test';
import { answer, load, questions, SafeguardingError } from 'safeguarding-rules';
import { documents, fixtures, requestOf } from './battery.mjs';

const rules = await load();

/** The requests of one question that are answered by the bundled packs, with their names. */
function requests(all, question) {
  const ours = all.filter(({ expect }) => !expect.error).map((one) => [one.name, JSON.parse(requestOf(one, questions))]);
  return ours.filter(([, request]) => request.question === question && !request.record);
}

// To answer one of them takes a quarter of a second: every twelfth is held.
const incidents = requests(fixtures('reviews'), 'reviews').filter((_, number) => number % 12 === 0);
const bundled = documents('membership').filter(([, { packs }]) => !packs);
const meetings = requests(bundled.flatMap(([, { fixtures }]) => fixtures), 'meeting');

test('there are incidents and meetings to hold', () => {
  assert.ok(incidents.length > 40, `${incidents.length} incidents`);
  assert.ok(meetings.length > 100, `${meetings.length} meetings`);
});

test('an incident answered one by one is answered as at once, and nothing is left when all is taken back', () => {
  for (const [name, request] of incidents) {
    const { facts = {}, events = {}, ...whole } = request;
    const held = rules.incident({ ...whole, facts: {} });
    const before = held.answer();
    const empty = new Map(held.outcome().reviews.map((one) => [one.review, one]));
    const changed = new Set();
    for (const [fact, value] of Object.entries(facts)) held.set(fact, value).forEach((review) => changed.add(review));
    for (const [event, value] of Object.entries(events)) held.event(event, value);
    assert.equal(held.answer(), answer(JSON.stringify(request)), name);
    for (const { review, at_least, at_most } of held.outcome().reviews) {
      const was = empty.get(review);
      const differs = was?.at_least !== at_least || was?.at_most !== at_most;
      assert.ok(!differs || changed.has(review), `${name}: ${review} was told to change`);
    }
    for (const fact of Object.keys(facts)) held.set(fact, undefined);
    for (const event of Object.keys(events)) held.event(event, undefined);
    assert.equal(held.answer(), before, name);
    held.free();
  }
});

test('what is refused of an incident has a code and a place, and changes nothing', () => {
  const held = rules.incident({ pack: 'england', subject: 'incident', as_of: '2021-11-01', facts: { incident_date: '2021-10-01' } });
  const before = held.answer('all');
  const outcome = held.outcome();
  assert.equal(held.outcome(), outcome);
  for (const [fact, value, code, at] of [
    ['dyed', true, 'case.unknown-fact', '/facts/dyed'],
    ['died', 'yes', 'case.wrong-kind', '/facts/died'],
    ['incident_date', '2021-12-01', 'case.after-as-of', '/facts/incident_date'],
  ]) {
    assert.throws(() => held.set(fact, value), (error) => error instanceof SafeguardingError && error.code === code && error.at === at, code);
    assert.equal(held.answer('all'), before);
  }
  assert.throws(() => held.answer('some'), { code: 'json.unknown-word', at: '/explain' });
  // An event that is not known is a problem of the answer, as in a request.
  held.event('la-awear', '2021-10-02');
  assert.ok(held.assess().problems.length > 0);
  held.event('la-awear', undefined);
  assert.equal(held.answer('all'), before);
  held.free();
  held.free();
  for (const use of [() => held.set('died', true), () => held.event('la-aware', null), () => held.answer()]) assert.throws(use, { code: 'wire.freed' });
});

test('the outcome of a meeting held is that of the full answer, while it is learnt who is there', () => {
  for (const [name, request] of meetings) {
    const people = request.people.map((person) => ({ ...person }));
    const held = rules.meeting({ ...request, people: people.map(({ present, ...rest }) => rest) });
    const ids = new Set();
    for (const { person, present } of people) {
      // Of one given twice the first is taken.
      if (!ids.has(person)) held.present(person, present ?? null);
      ids.add(person);
    }
    const { constituted, outcome, could_be } = JSON.parse(answer(JSON.stringify(request)));
    const told = held.outcome();
    assert.deepEqual([told.constituted, told.outcome, told.could_be], [constituted, outcome, could_be], name);
    held.free();
  }
});

test('a meeting held takes what else is learnt, and refuses whom it does not know', () => {
  const met = { senior: true, speaks: true, commits: true, 'holds-to-account': true };
  const request = {
    pack: 'walsall', as_of: '2021-11-10', body: 'executive-group', no_others: true,
    settings: { executive_quorum: 'all-partners-or-chair' }, vacant: [], interests: [],
    people: [{ person: 'chair', seats: ['executive.chair'] }, { person: 'police', seats: ['executive.police'], tests: met }],
  };
  const held = rules.meeting(request);
  assert.equal(held.outcome().constituted, 'unknown');
  held.present('chair', true);
  held.present('police', true);
  held.chairAllows(false);
  assert.equal(held.outcome().constituted, 'false');
  held.chairAllows(true);
  assert.deepEqual(held.outcome(), { constituted: 'true' });
  held.delegated(null);
  assert.throws(() => held.present('nobody', true), { code: 'membership.unknown-person' });
  assert.throws(() => held.consulted('nothing', true), { code: 'membership.unknown-consultation' });
  assert.throws(() => rules.meeting({ ...request, body: 'executive-grope' }), { code: 'request.unknown-body' });
  held.free();
  assert.throws(() => held.outcome(), { code: 'wire.freed' });
});
