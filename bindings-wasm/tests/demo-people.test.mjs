// The form where things are less simple: one person in two seats, two people in one, several agencies,
// and questions that somebody would not answer or that are disputed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import * as node from '../node.js';
import { meetings } from '../demo/families/meetings.js';
import { afresh, dated, link, next, opened, soFar, testOn, ways } from './demo-page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let form;
before(async () => { form = await opened(); });
after(() => form.close());

const on = testOn(() => form);
const says = (locator, pattern) => locator.filter({ hasText: pattern }).first().waitFor();
const shot = (page, name) => process.env.SHOTS && page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });

/** Nothing that axe-core finds, and nothing wider than the window. */
async function fine(page, state) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${state}: ${id}: ${target.join(' ')}`)), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${state}: too wide`);
}

const choose = (page, field, value) => page.locator(`[data-field="${field}"] input[value="${value}"]`).check();

on('a meeting: one person in two seats, with the keyboard alone', async ({ page }) => {
  await ways.meetings(page);
  await choose(page, 'seat.executive.chair', 'holder');
  await next(page);
  await choose(page, 'seat.executive.children', 'holder');
  await next(page);
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  await page.locator('[id="seat.executive.adults"]').focus();
  await press('Space', 'ArrowDown', 'ArrowDown');
  assert.equal(await page.locator('[name="seat.executive.adults"]:checked').inputValue(), 'same-holder');
  await fine(page, 'one person in two seats');
  await shot(page, 'meeting-seat');
  await press('Enter');
  await says(page.locator('h1'), 'In which other seat is this person told?');
  await page.locator('[id="same.executive.adults"]').focus();
  await press('ArrowDown');
  assert.equal(await page.locator('[name="same.executive.adults"]:checked').inputValue(), 'executive.children');
  await press('Enter');
  await link(page, 'See the whole answer');
  await says(page.locator('.form-section--people li'), 'Also in the seat Executive Director of Adult Services, the holder');
  assert.equal(await page.locator('.form-section--people > * > li').count(), 2, 'three seats, two people');
  await fine(page, 'the answer with two seats');
  await shot(page, 'meeting-answer');
});

on('a meeting: whoever is told nowhere cannot sit in a second seat', async ({ page }) => {
  await ways.meetings(page);
  await link(page, 'All questions on one page');
  await choose(page, 'seat.executive.children', 'nobody');
  await choose(page, 'seat.executive.adults', 'same-holder');
  await page.locator('[data-field="same.executive.adults"]').waitFor();
  await choose(page, 'same.executive.adults', 'executive.children');
  await next(page, 'Check the answers');
  await link(page, 'Choose a seat for which somebody was there');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'same.executive.adults');
  await fine(page, 'nobody in the other seat');
});

on('a meeting: a second person in a seat', async ({ page }) => {
  await ways.meetings(page);
  await link(page, 'All questions on one page');
  assert.equal(await page.locator('[data-field="other.1"]').isVisible(), false, 'not before somebody is told');
  await choose(page, 'seat.executive.police', 'holder');
  await choose(page, 'seat.executive.health', 'nobody');
  await page.locator('[data-field="other.1"]').waitFor();
  await choose(page, 'other.1', 'executive.health');
  await page.locator('[data-field="other-as.1"]').waitFor();
  await choose(page, 'other-as.1', 'deputy');
  await page.locator('[data-field="test.other-1.entrusted"]').waitFor();
  await choose(page, 'test.other-1.entrusted', 'yes');
  await page.locator('[data-field="other.2"]').waitFor();
  await choose(page, 'other.2', 'none');
  await page.locator('[data-field="other.3"]').waitFor({ state: 'hidden' });
  await fine(page, 'a second person');
  await shot(page, 'meeting-second');
  await link(page, 'See the whole answer');
  await says(page.locator('.form-section--people li'), 'Person told besides, 1 (Chief Nurse), a deputy');
  const told = await page.locator('#answer-text').inputValue();
  const [download] = await Promise.all([page.waitForEvent('download'), next(page, 'Save to a file')]);
  const saved = await readFile(await download.path());
  await afresh(page, form.origin);
  await page.locator('#saved-file').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: saved });
  await next(page, 'Open the file');
  await page.locator('#answer-text').waitFor({ state: 'attached' });
  assert.equal(await page.locator('#answer-text').inputValue(), told);
}, { viewport: { width: 320, height: 640 } });

on('a schedule of three agencies, each by its name', async ({ page }) => {
  await page.locator('input[name=family][value=schedules]').check();
  await next(page, 'Start now');
  await page.locator('input[name=pack][value=walsall]').check();
  await dated(page, 'as_of', '2024-06-01');
  await next(page);
  await page.locator('input[name=programme][value=section-11]').check();
  await page.locator('#type').selectOption('nhs-trust');
  await choose(page, 'another', 'yes');
  await page.locator('#duties').check();
  await fine(page, 'is there another agency');
  await shot(page, 'schedule-first');
  await next(page);
  await says(page.locator('label'), 'What kind of agency is agency 2?');
  await next(page);
  await link(page, 'Choose an answer: What kind of agency is agency 2?');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'type-2');
  await page.locator('#type-2').selectOption('police-force');
  await page.locator('#agency-2').fill('The Force');
  await choose(page, 'another-2', 'yes');
  await fine(page, 'the second agency');
  await shot(page, 'schedule-second');
  await next(page);
  await page.locator('#type-3').selectOption('nhs-trust');
  await next(page);
  await link(page, 'All questions on one page');
  for (const [setting, value] of [['s11_year_kind', 'financial'], ['s11_slippage', 'fixed-parity']]) await choose(page, `setting.${setting}`, value);
  for (const [setting, value] of [['s11_anchor', '2019'], ['s11_return_months', '4'], ['s11_opens_months', '1']]) await page.locator(`[id="setting.${setting}"]`).fill(value);
  await page.locator('[data-field="done.self-assessment.2023.return.agency-2"]').waitFor();
  await dated(page, 'done.self-assessment.2023.return.agency-2', '2023-07-01');
  await says(soFar(page), 'overdue');
  await fine(page, 'the record of three agencies');
  await link(page, 'See the whole answer');
  const standing = page.locator('.form-section--standing li');
  await says(standing, 'NHS trust 1: Self-assessment 2023/24');
  await says(standing, 'The Force: Self-assessment 2023/24');
  await says(standing, 'NHS trust 3: Self-assessment 2023/24');
  await fine(page, 'the answer for three agencies');
  await shot(page, 'schedule-answer');
  await link(page, 'Change what it is about');
  await next(page);
  await choose(page, 'another', 'no');
  await next(page);
  await link(page, 'See the whole answer');
  assert.doesNotMatch(await page.locator('#answer-text').inputValue(), /The Force/);
});

on('what is declined or disputed is told so, and stays open', async ({ page }) => {
  await ways.thresholds(page);
  await choose(page, 'immediate_danger', 'state.disputed');
  await fine(page, 'disputed');
  await shot(page, 'states');
  await next(page);
  await page.locator('#date_of_birth-year').fill('2019');
  await page.getByLabel('Asked, and declined to say').check();
  assert.equal(await page.locator('#date_of_birth-year').inputValue(), '', 'a state empties the boxes');
  await shot(page, 'states-date');
  await next(page);
  await link(page, 'See the whole answer');
  await says(page.locator('.form-section--settle li'), 'Disputed.');
  const text = await page.locator('#answer-text').inputValue();
  for (const part of [/immediate danger.*\? Disputed: people say different things\./, /date of birth.*\? Asked, and declined to say\./]) assert.match(text, part);
  assert.doesNotMatch(text, /state\.|undefined/);
  await link(page, 'Start again');
  await ways.reviews(page);
  await link(page, 'All questions on one page');
  await choose(page, 'abuse_or_neglect_suspected', 'state.declined');
  await link(page, 'See the whole answer');
  assert.match(await page.locator('#answer-text').inputValue(), /Asked, and declined to say\./);
});

test('a meeting: somebody of whom it is not told in which other seat they are is nobody more', async () => {
  const rules = await node.load();
  const form = meetings.open(rules, { pack: 'walsall', as_of: '2021-11-10', body: 'executive-group' });
  const inputs = { 'seat.executive.children': 'holder', 'seat.executive.adults': 'same-holder', no_others: 'yes' };
  const { answer } = form.check(inputs);
  assert.deepEqual(answer.people.map(({ person }) => person), ['executive.children']);
  const unnamed = answer.seats.find(({ seat }) => seat === 'executive.adults');
  assert.equal(unnamed.vacant, 'false');
  const told = form.check({ ...inputs, 'same.executive.adults': 'executive.children' }).answer;
  assert.deepEqual(told.people.map(({ seats }) => seats.length), [2]);
});

test('a meeting: what was told of somebody in a second seat is kept when it turns out who they are', async () => {
  const rules = await node.load();
  const form = meetings.open(rules, { pack: 'walsall', as_of: '2021-11-10', body: 'executive-group', matter: 'child-review.commission' });
  const asked = { 'seat.executive.children': 'holder', 'setting.interest_effect': 'out-of-quorum' };
  const one = { ...asked, 'seat.executive.adults': 'same-holder', 'same.executive.adults': 'executive.children' };
  const told = (inputs) => {
    const { people, partners } = form.check(inputs).answer;
    const [{ seats }] = people;
    return [people.length, seats.map(({ failed }) => failed.includes('interest')), partners.find(({ partner }) => partner === 'council').agrees];
  };
  assert.deepEqual(told(one), [1, [false, false], 'unknown']);
  assert.deepEqual(told({ ...one, 'interest.executive.adults': 'yes' }), [1, [true, true], 'false'], 'an interest');
  assert.deepEqual(told({ ...one, 'interest.executive.adults': 'yes', 'interest.executive.children': 'no' }), [1, [true, true], 'false'], 'once declared it stays one');
  assert.deepEqual(told({ ...one, 'agrees.executive.adults': 'no' }), [1, [false, false], 'false'], 'does not agree');
  assert.deepEqual(told({ ...one, 'agrees.executive.adults': 'no', 'agrees.executive.children': 'yes' }), [1, [false, false], 'unknown'], 'what is told first goes before');
});
