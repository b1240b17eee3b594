// The whole fixture battery in Node, each fixture a named test; the four functions; errors.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { answer, Catalogue, packs, questions, SafeguardingError, version } from 'safeguarding-rules';
import * as audits from './audits-battery.mjs';
import * as thresholds from './battery.mjs';
import * as membership from './membership-battery.mjs';
import * as reviews from './reviews-battery.mjs';

const { fixtures, incidents, meetings, requestOf } = thresholds;

const answered = (request, ask = answer) => {
  try {
    return JSON.parse(ask(request));
  } catch (refused) {
    if (!(refused instanceof SafeguardingError)) throw refused;
    return { error: refused };
  }
};

for (const [all, { differences }] of [
  [fixtures(), thresholds],
  [fixtures('reviews'), reviews],
  [incidents(), reviews],
  [fixtures('membership'), membership],
  [meetings(), membership],
]) {
  test('there are fixtures', () => assert.ok(all.length > 0));
  for (const fixture of all) {
    test(fixture.name, () => {
      assert.deepEqual(differences(fixture.expect, answered(requestOf(fixture, questions))), []);
    });
  }
}

const catalogues = new Map();
/** The bundled packs and these, read once. */
const withPacks = (texts) => {
  const key = texts.join();
  if (!catalogues.has(key)) catalogues.set(key, new Catalogue().withPacks(texts));
  return catalogues.get(key);
};

for (const { name, packs: texts, request, expect } of audits.fixtures()) {
  test(name, () => {
    const catalogue = withPacks(texts);
    const found = answered(JSON.stringify(request), (text) => catalogue.answer(text));
    assert.deepEqual(audits.differences(expect, found), []);
  });
}

for (const [at, expect] of Object.entries({
  '/ocurrences': { ocurrences: {} },
  '/toString': { toString: {} },
  '/occurrences/a/b/2019/c/standin': { occurrences: { 'a/b/2019/c': { standin: null } } },
  '/occurrences/a/b/2019/c/steps/d/dun': { occurrences: { 'a/b/2019/c': { steps: { d: { dun: null } } } } },
  '/duties/d/occurrences/1/dew': { duties: { d: { occurrences: [{}, { dew: null }] } } },
  '/returns/a/standards/s/sefl': { returns: { a: { standards: { s: { sefl: null } } } } },
  '/problems/0/place': { problems: [{ code: 'audits.twice', place: '/agencies/1' }] },
  '/owes/a/section-11': { owes: { a: { 'section-11': 'statute' } } },
  '/next/hasOwnProperty': { next: { hasOwnProperty: null } },
})) {
  test(`an expectation that nobody knows is a mistake: ${at}`, () => {
    assert.throws(() => audits.differences(expect, {}), { message: `unknown expectation ${at}` });
  });
}

test('an expectation of membership that nobody knows is a mistake', () => {
  assert.throws(() => membership.differences({ ocurrences: {} }, {}), /unknown expectation/);
});

for (const { name, request } of [...incidents(), ...meetings()]) {
  test(`${name}, replayed`, () => {
    const record = answered(JSON.stringify({ ...request, record: true }));
    const replayed = answered(JSON.stringify({ question: 'replay', record }));
    assert.deepEqual(replayed, { answer: 'replay', same: true, differences: [] });
  });
}

test('packs and version', () => {
  assert.ok(JSON.parse(packs()).packs.some(({ pack }) => pack === 'walsall'));
  const { version: packaged } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  assert.equal(version(), packaged);
});

test('an error carries code, place and problems, and the next answer comes', () => {
  assert.throws(() => answer('{'), { name: 'SafeguardingError', code: 'json.syntax', at: '' });
  assert.throws(() => answer(new Uint8Array([0xff])), { code: 'json.not-utf8' });
  assert.equal(JSON.parse(packs()).packs.length > 0, true);
});

test('half of a surrogate pair is refused, never replaced', () => {
  for (const use of [answer, questions, (text) => new Catalogue().withPacks([text])]) {
    assert.throws(() => use('{"é\ud800"'), { code: 'json.not-utf8', message: /after 4 bytes/ });
  }
  assert.throws(() => answer('{"😀"'), { code: 'json.syntax' });
  assert.throws(() => new Catalogue().withPacks(['{}', '\ud800']), { code: 'json.not-utf8', at: '/1' });
});

test('what is no text is refused before anything else', () => {
  for (const given of [undefined, null, 3, {}, [], new Date(0)]) assert.throws(() => answer(given), TypeError);
  assert.throws(() => Catalogue.empty().withPacks('{}'), TypeError);
});

test('bytes are as good as a string, in a view of any kind', () => {
  const text = '{"pack":"walsall","subject":"child","as_of":"2024-05-01"}';
  const inside = new Uint8Array(Buffer.from(` ${text} `)).subarray(1, -1);
  for (const given of [Buffer.from(text), inside, new DataView(inside.buffer)]) {
    assert.equal(questions(given), questions(text));
  }
});

test('a pack given as text answers', () => {
  const text = readFileSync(new URL('../../fixtures/packs/good/small.json', import.meta.url), 'utf8');
  const request = JSON.stringify({
    question: 'thresholds', pack: 'small', subject: 'person', as_of: '2024-05-01',
    facts: { at_risk: true, home: 'shared' },
  });
  const catalogue = Catalogue.empty().withPacks([text]);
  const { level } = JSON.parse(catalogue.answer(request));
  assert.deepEqual([level.at_least, level.at_most], [3, 3]);
  const beside = new Catalogue().withPacks([Buffer.from(text)]);
  assert.equal(beside.answer(request), catalogue.answer(request));
  const names = JSON.parse(beside.packs()).packs.map(({ pack }) => pack);
  assert.ok(names.includes('small') && names.includes('walsall'));
});

test('a freed catalogue gives an error, never a trap', () => {
  const catalogue = Catalogue.empty();
  assert.throws(() => catalogue.withPacks(['{}']), (error) => error.problems.length > 0);
  catalogue.free();
  catalogue.free();
  assert.throws(() => catalogue.packs(), { code: 'wire.freed' });
});
