// Packs proved, compared and read in Node, by the module that only these questions load.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { Catalogue, PackRules, SafeguardingError } from '../proving-node.js';
import { Rules } from '../node.js';

const rules = new PackRules();

test('a bundled pack is proved', () => {
  const proof = rules.prove({ pack: 'england', as_of: '2024-05-01' });
  assert.deepEqual(proof.findings, []);
  assert.ok(proof.claims.length >= 7 && proof.claims.every(({ proved }) => proved === 'proved'));
});

test('a local pack is told from its base', () => {
  const sides = { before: { pack: 'england', as_of: '2024-05-01' }, after: { pack: 'walsall', as_of: '2024-05-01' } };
  const told = rules.compare({ ...sides, subject: 'child' });
  assert.equal(told.equal, 'refuted');
  for (const { cases } of told.differences) {
    const [first, second] = cases.map(({ request, others }) => (others ? undefined : rules.ask({ ...request, explain: 'none' })));
    if (first && second) assert.notDeepEqual({ ...first, pack: '' }, { ...second, pack: '' });
  }
});

test('what would change an answer, put in its place, changes it', () => {
  const request = { pack: 'walsall', subject: 'child', as_of: '2024-05-01', facts: { date_of_birth: '2024-01' } };
  const { ways } = rules.whyNot({ ...request, wanted: { level_at_least: 4 }, most_changes: 1 });
  assert.ok(ways.length > 0);
  for (const way of ways) {
    assert.equal(rules.assess({ ...request, facts: { ...request.facts, ...way }, explain: 'none' }).at_least, 4);
  }
});

test('what would make a review required, put in its place, does', () => {
  const facts = { incident_date: '2024-03-23', date_of_birth: '2024-01', place: 'this-area' };
  const request = { pack: 'walsall', subject: 'incident', as_of: '2024-05-01', facts };
  const wanted = { review_at_least: { review: 'child-death-review', modality: 'duty' } };
  const { ways, all } = rules.whyNot({ ...request, family: 'reviews', wanted, most_changes: 2 });
  assert.ok(all && ways.length > 0);
  for (const way of ways) {
    const { reviews } = rules.reviews({ ...request, facts: { ...facts, ...way }, explain: 'none' });
    assert.equal(reviews.find(({ review }) => review === 'child-death-review').at_least, 'duty');
  }
});

test('a change of law is told', () => {
  const day = (as_of) => ({ pack: 'walsall', as_of });
  const { sections } = rules.changes({ family: 'membership', before: day('2022-06-30'), after: day('2022-07-01') });
  assert.match(sections.flatMap((section) => section.new).join(), /Integrated Care Board/);
});

test('a pack is a document', () => {
  const asked = { pack: 'walsall', family: 'membership', as_of: '2024-05-01' };
  assert.match(rules.render({ ...asked, format: 'markdown' }).document, /^# Walsall/);
  assert.match(rules.render({ ...asked, format: 'html' }).document, /^<!DOCTYPE html>/);
  const short = rules.render({ ...asked, format: 'markdown', length: 'short' });
  assert.match(short.document, /^# Walsall: .* in short/);
  const { family, ...all } = asked;
  const board = rules.render({ ...all, format: 'markdown', length: 'board' });
  assert.match(board.document, /^# Walsall: the rules in short/);
  assert.equal(board.family, undefined);
  assert.throws(() => rules.render({ ...asked, format: 'markdown', length: 'board' }), { code: 'json.unknown-key' });
});

const says = { strength: 'must', basis: 'statute', evidence: 'recalled', cites: [{ source: 'act', at: '1' }] };
const mine = {
  format: 1, pack: 'mine', family: 'thresholds', title: 'Mine', from: '2024-01-01', checked_on: '2024-01-01',
  sources: [{ id: 'act', title: 'Act', publisher: 'Parliament' }],
  subjects: [{ id: 'child', label: 'Child', applies: { all: [] }, ...says }],
  levels: [1, 2].map((number) => ({
    subject: 'child', number, name: 'Name', summary: 'All.', responders: ['All'], route_in: 'Any', ...says,
  })),
  facts: [{ id: 'hurt', subject: ['child'], kind: 'yes-no', question: 'Hurt?', burden: 'plain' }],
  rules: [{ id: 'hurt', subject: 'child', label: 'Hurt', when: { fact: 'hurt' }, then: { level: 2 }, ...says }],
};
const of = (name, hurt, level) => ({
  name, expect: { at_least: level, at_most: level },
  request: { question: 'thresholds', pack: 'mine', subject: 'child', as_of: '2024-02-01', facts: { hurt } },
});

test('what no fixture shows, and which mistakes none would notice', () => {
  const few = { fixtures: [of('hurt', true, 2)] };
  const { editions, failing } = rules.coverage({ packs: [mine], fixtures: [few] });
  assert.deepEqual(failing, undefined);
  assert.deepEqual(editions[0].gaps.map(({ item, lacking }) => [item, lacking]), [['hurt', ['false', 'unknown']]]);
  const { survivors } = rules.mutate({ packs: [JSON.stringify(mine)], fixtures: [few] });
  const both = { fixtures: [...few.fixtures, of('not hurt', false, 1)] };
  const told = rules.mutate({ packs: [mine], fixtures: [both] });
  assert.ok(told.survivors.length <= survivors.length && told.killed_per_mille > 0);
  const wrong = { fixtures: [of('hurt', true, 1)] };
  assert.throws(() => rules.mutate({ packs: [mine], fixtures: [wrong] }), ({ code }) => code === 'fixtures.failing');
  assert.throws(() => rules.coverage({ packs: ['{'], fixtures: [] }), ({ at }) => at === '/packs/0');
});

test('packs of somebody else are proved too', () => {
  assert.ok(rules.with() instanceof PackRules);
});

test('the module that forms load does not answer these', () => {
  const request = { question: 'prove', pack: 'england', as_of: '2024-05-01' };
  assert.throws(() => new Rules().ask(request), (error) => error instanceof Error && error.code === 'request.unknown-question');
  assert.throws(() => rules.prove({ pack: 'nowhere', as_of: '2024-05-01' }), SafeguardingError);
});

test('answers are the bytes that Rust gives', () => {
  const lines = [
    { question: 'prove', pack: 'england', as_of: '2024-05-01' },
    { question: 'compare', subject: 'child', before: { pack: 'england', as_of: '2024-05-01' }, after: { pack: 'walsall', as_of: '2024-05-01' } },
    { question: 'render', pack: 'walsall', as_of: '2024-05-01', format: 'html' },
    { question: 'changes', family: 'audits', before: { pack: 'walsall', as_of: '2021-04-01' }, after: { pack: 'walsall', as_of: '2024-05-01' } },
  ].map((line) => JSON.stringify(line));
  // The example of Rust, as the test command builds it.
  const example = fileURLToPath(new URL('../../target/release/examples/answers', import.meta.url));
  const told = execFileSync(example, { input: `${lines.join('\n')}\n`, maxBuffer: 1 << 26 }).toString();
  const catalogue = new Catalogue();
  assert.deepEqual(told.trimEnd().split('\n'), lines.map((line) => catalogue.answer(line)));
});
