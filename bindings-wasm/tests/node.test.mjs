// The whole fixture battery in Node, each fixture a named test; the four functions; errors.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { answer, Catalogue, packs, questions, SafeguardingError, version } from '../node.js';
import { differences, requestOf } from './battery.mjs';

const folder = new URL('../../fixtures/thresholds/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
const fixtures = files.flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).fixtures);

const answered = (request) => {
  try {
    return JSON.parse(answer(request));
  } catch (refused) {
    if (!(refused instanceof SafeguardingError)) throw refused;
    return { error: refused };
  }
};

test('there are fixtures', () => assert.ok(fixtures.length > 0));

for (const fixture of fixtures) {
  test(fixture.name, () => {
    assert.deepEqual(differences(fixture.expect, answered(requestOf(fixture, questions))), []);
  });
}

test('packs and version', () => {
  assert.ok(JSON.parse(packs()).packs.some(({ pack }) => pack === 'walsall'));
  assert.equal(version(), '0.1.0');
});

test('an error carries code, place and problems, and the next answer comes', () => {
  assert.throws(() => answer('{'), { name: 'SafeguardingError', code: 'json.syntax', at: '' });
  assert.throws(() => answer(new Uint8Array([0xff])), { code: 'json.not-utf8' });
  assert.equal(JSON.parse(packs()).packs.length > 0, true);
});

test('a freed catalogue gives an error, never a trap', () => {
  const catalogue = Catalogue.empty();
  assert.throws(() => catalogue.withPacks(['{}']), (error) => error.problems.length > 0);
  catalogue.free();
  catalogue.free();
  assert.throws(() => catalogue.packs(), { code: 'wire.freed' });
});
