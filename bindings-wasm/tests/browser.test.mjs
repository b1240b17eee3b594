// The whole fixture battery in headless Chromium under a strict Content-Security-Policy,
// byte for byte the same answers as in Node.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import test from 'node:test';
import { chromium } from 'playwright-core';
import { answer, Catalogue, questions } from '../node.js';
import { PackRules } from '../proving-node.js';
import * as audits from './audits-battery.mjs';
import { fixtures, incidents, requestOf } from './battery.mjs';
import * as membership from './membership-battery.mjs';

const root = new URL('../', import.meta.url);
const kinds = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html', '.packs': 'application/octet-stream' };
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:";

const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname;
  const kind = kinds[extname(path)];
  const body = kind && (await readFile(new URL(`.${path}`, root)).catch(() => undefined));
  response.writeHead(body ? 200 : 404, { 'content-type': kind ?? 'text/plain', 'content-security-policy': policy });
  response.end(body);
});

const all = [...fixtures(), ...fixtures('reviews'), ...fixtures('membership'), ...incidents(), ...membership.whole()];
const requests = all.map((fixture) => requestOf(fixture, questions));
// Those of audits are asked of the bundled packs and others together.
const ofPacks = new Map();
for (const fixture of audits.fixtures()) {
  const key = JSON.stringify(fixture.packs);
  ofPacks.set(key, [...(ofPacks.get(key) ?? []), fixture]);
}
const forms = ['audits-calendar', 'audits-timeline'];
const asked = ({ request }) =>
  [request, ...forms.filter(() => request.question === 'audits').map((question) => ({ ...request, question }))].map((one) => JSON.stringify(one));
const told = (request, ask = answer) => {
  try {
    return ask(request);
  } catch ({ code, at, message }) {
    return JSON.stringify({ code, at, message });
  }
};

test('the browser gives the same bytes as Node', async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || undefined,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    const violations = [];
    page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
    await page.goto(`http://127.0.0.1:${server.address().port}/tests/page.html`);
    await page.waitForSelector('body[data-ready]', { state: 'attached' });
    const answers = await page.evaluate((given) => globalThis.answerAll(given), requests);
    assert.ok(requests.length > 0);
    requests.forEach((request, index) => assert.equal(answers[index], told(request), request));
    for (const [texts, fixtures] of ofPacks) {
      const given = fixtures.flatMap(asked);
      const catalogue = new Catalogue().withPacks(JSON.parse(texts));
      const found = await page.evaluate(([given, packs]) => globalThis.answerAll(given, packs), [given, JSON.parse(texts)]);
      given.forEach((request, index) => assert.equal(found[index], told(request, (text) => catalogue.answer(text)), request));
    }
    const answers_one_by_one = [['date_of_birth', '2014'], ['injury_non_mobile', null], ['reasonable_cause_significant_harm', true]];
    const held = { pack: 'walsall', subject: 'child', as_of: '2024-05-01', facts: {} };
    const told_there = await page.evaluate((given) => globalThis.answerInWorker(given), { request: held, answers: answers_one_by_one });
    const whole = { ...held, question: 'thresholds', facts: Object.fromEntries(answers_one_by_one) };
    assert.equal(told_there.answer, answer(JSON.stringify(whole)));
    assert.deepEqual([told_there.at_least, told_there.at_most, told_there.families], [4, 4, ['thresholds']]);
    assert.ok(told_there.changed[2].includes('level'));
    // Packs themselves, by the module that only this question loads.
    const packs = [
      { question: 'prove', pack: 'england', as_of: '2024-05-01', subject: 'carer' },
      { question: 'render', pack: 'walsall', as_of: '2024-05-01', subject: 'carer', format: 'markdown' },
    ];
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('proving')));
    assert.equal(await loaded(), false);
    const of_packs = await page.evaluate((given) => globalThis.askPacks(given), packs);
    assert.equal(await loaded(), true);
    assert.deepEqual(of_packs, packs.map((request) => new PackRules().ask(request)));
    assert.deepEqual(violations, []);
  } finally {
    await browser.close();
    server.close();
  }
});
