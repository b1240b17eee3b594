// What a page loads does not grow unnoticed. The goals were 120 KB for module and packs, 70 KB for
// the module alone and 10 KB for JavaScript; only the last is kept, without forms, and the README says
// what weighs what.
import assert from 'node:assert/strict';
import test from 'node:test';
import { sizes, sum } from './sizes.mjs';

const { wasm, packs, js } = sizes;
const KB = 1000;

for (const [what, size, most] of [
  ['the module', wasm, 700 * KB],
  ['the packs of all families', sum(packs), 180 * KB],
  ['the packs of thresholds', packs.sources + packs.thresholds, 80 * KB],
  ['JavaScript', sum(js) - js['form.js'] - js['words-en.js'], 10 * KB],
  ['JavaScript for forms', js['form.js'] + js['words-en.js'], 4 * KB],
]) {
  test(`${what}: at most ${most} bytes, compressed`, () => assert.ok(size <= most, `${size} bytes`));
}
