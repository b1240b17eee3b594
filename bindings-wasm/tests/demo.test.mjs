// The form as a person uses it, in Chromium: what is typed, what is shown, what is kept.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test, { after, before } from 'node:test';
import { day, say, speak } from '../demo/say.js';
import { afresh, dated, heading, link, next, opened, soFar, testOn, ways } from './demo-page.mjs';

let form;
before(async () => { form = await opened(); });
after(() => form.close());

const on = testOn(() => form);
const says = (locator, pattern) => locator.filter({ hasText: pattern }).waitFor();
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName);

on('with the keyboard alone, from the start to the answer', async ({ page }) => {
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  const reach = async (id) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if ((await focused(page)) === id) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${id} is not reached with Tab, but ${await focused(page)}`);
  };
  await reach('family');
  await press('Space', 'Enter');
  await reach('pack');
  await press('Space', 'ArrowDown', 'ArrowDown');
  assert.equal(await page.locator('input[name=pack]:checked').inputValue(), 'walsall');
  await press('Enter');
  await says(page.locator('legend'), 'Who is it about?');
  await reach('subject');
  await press('Space', 'ArrowDown', 'ArrowDown');
  assert.equal(await page.locator('input[name=subject]:checked').inputValue(), 'child');
  await press('Enter');
  assert.match(await heading(page), /immediate danger/);
  assert.equal(await page.evaluate(() => document.activeElement.contains(document.querySelector('#view h1'))), true, 'a new question has the focus');
  await reach('immediate_danger');
  await press('Space', 'Enter');
  await says(page.locator('h1'), 'date of birth');
  await says(page.locator('#so-far'), 'Whoever learns of it should call 999');
  await reach('date_of_birth-month');
  await page.keyboard.type('3');
  await press('Tab');
  await page.keyboard.type('2019');
  await press('Enter');
  await says(page.locator('h1'), 'reasonable cause');
  await page.evaluate(() => [...document.querySelectorAll('#view a')].find((one) => one.textContent === 'See the whole answer').focus());
  await press('Enter');
  assert.equal(await heading(page).then((text) => text.split('\n').at(-1)), 'Answer');
  assert.match(await page.locator('.form-answer').innerText(), /level 4/i);
});

on('a link of the error summary leads to the field, and to the part of the date at fault', async ({ page }) => {
  await next(page, 'Start now');
  assert.match(await page.title(), /^Error: /);
  assert.equal(await focused(page), 'govuk-error-summary');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'family');
  await ways.thresholds(page);
  await next(page);
  assert.equal(await focused(page), 'govuk-error-summary');
  await link(page, 'Answer the question, or say that it is not known');
  assert.equal(await focused(page), 'immediate_danger');
  await page.getByLabel('No', { exact: true }).check();
  await next(page);
  await page.locator('#date_of_birth-day').fill('31');
  await page.locator('#date_of_birth-month').fill('2');
  await page.locator('#date_of_birth-year').fill('2019');
  await next(page);
  await says(page.locator('.govuk-error-summary'), 'Enter a real day in the date');
  await link(page, 'Enter a real day');
  assert.equal(await focused(page), 'date_of_birth-day');
  assert.equal(await page.locator('.govuk-input--error').count(), 1);
  await page.locator('#date_of_birth-day').fill('');
  await page.locator('#date_of_birth-month').fill('');
  await next(page);
  assert.match(await heading(page), /reasonable cause/);
});

on('answers change what the rules say at once, and which questions are put', async ({ page }) => {
  await ways.thresholds(page);
  await link(page, 'All questions on one page');
  await says(soFar(page), 'Cannot tell yet: level 1, 2, 3 or 4');
  const depends = page.locator('[data-field=enquiries_frustrated]');
  assert.equal(await depends.isVisible(), false);
  await page.locator('#reasonable_cause_significant_harm').check();
  await says(soFar(page), 'Level 4: Statutory intervention');
  await says(page.locator('#so-far .form-section--routes li'), 'must make the enquiries needed to decide');
  await depends.waitFor();
  await page.locator('#reasonable_cause_significant_harm-2').check();
  await says(soFar(page), 'Cannot tell yet');
  await depends.waitFor({ state: 'hidden' });
  await page.locator('#immediate_danger-2').check();
  await dated(page, 'date_of_birth', '2010-01-01');
  await page.locator('#date_of_birth-not-known').check();
  assert.equal(await page.locator('#date_of_birth-year').inputValue(), '', 'not known empties the boxes');
  await page.locator('#date_of_birth-year').fill('2010');
  assert.equal(await page.locator('#date_of_birth-not-known').isChecked(), false);
  await page.locator('#date_of_birth-year').fill('20x');
  await next(page, 'Check the answers');
  await says(page.locator('.govuk-error-summary'), 'Enter a real year');
  assert.match(await page.locator('.form-not-yet').innerText(), /Not yet answered/);
  assert.doesNotMatch(await page.locator('.govuk-error-summary').innerText(), /Not yet answered/);
});

for (const family of Object.keys(ways)) {
  on(`${family}: not known is an answer to everything`, async ({ page }) => {
    await ways[family](page);
    const seen = new Set();
    for (let asked = 0; asked < 150; asked += 1) {
      const question = await heading(page);
      if (question === 'All questions are answered') break;
      assert.ok(!seen.has(question), `asked twice: ${question}`);
      seen.add(question);
      await page.locator('[data-field] input[value=not-known]').check();
      await next(page);
    }
    assert.equal(await heading(page), 'All questions are answered');
    assert.ok(seen.size > 2, String(seen.size));
    await says(page.locator('#so-far'), 'No further question could change the answer.');
    await next(page, 'See the whole answer');
    assert.match(await page.locator('.form-answer').innerText(), /cannot|not known/i);
  });
}

on('two answers that contradict each other are shown together, and may both stay', async ({ page }) => {
  await ways.thresholds(page);
  await link(page, 'All questions on one page');
  await page.locator('#additional_need-2').check();
  await link(page, 'See the whole answer');
  await page.locator('.form-section--settle').getByText(/^\d+ more/).click();
  await page.locator('.form-section--settle a[href]', { hasText: 'help from more than one agency' }).first().click();
  await page.locator('#needs_several_agencies').check();
  await next(page);
  const summary = page.locator('.govuk-error-summary');
  await says(summary, 'Several needs are to be coordinated');
  assert.equal(await summary.locator('a').count(), 2);
  assert.equal(await page.locator('[data-field]').count(), 2, 'both questions stand on the page');
  await summary.locator('a').last().click();
  assert.equal(await focused(page), 'additional_need');
  await says(page.locator('#so-far'), 'These answers cannot stand together');
  await next(page);
  assert.equal(await page.locator('.govuk-error-summary').count(), 0, 'whoever continues means it');
  await link(page, 'See the whole answer');
  await says(page.locator('.form-section--contradictions'), 'Several needs are to be coordinated');
});

on('answers go to a file and come back the same; other files are refused', async ({ page }) => {
  await ways.schedules(page);
  await page.locator('[data-field] input[value=financial]').check();
  await next(page);
  await link(page, 'See the whole answer');
  const told = await page.locator('#answer-text').inputValue();
  const [download] = await Promise.all([page.waitForEvent('download'), next(page, 'Save to a file')]);
  const path = await download.path();
  assert.match(download.suggestedFilename(), /^safeguarding-rules-form-schedules\.json$/);
  const saved = JSON.parse(await readFile(path, 'utf8'));
  await afresh(page, form.origin);
  const refuse = async (text, pattern) => {
    await page.locator('#saved-file').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.evaluate(() => document.querySelector('.govuk-error-summary')?.setAttribute('data-before', ''));
    await next(page, 'Open the file');
    await says(page.locator('.govuk-error-summary:not([data-before])'), pattern);
  };
  await next(page, 'Open the file');
  await says(page.locator('.govuk-error-summary'), 'Choose a file');
  await refuse('no JSON', 'must be one that this form has saved');
  await refuse(JSON.stringify({ ...saved, family: 'constructor' }), 'must be one');
  await refuse(JSON.stringify({ ...saved, about: { ...saved.about, type: 'no-such' } }), 'must be one');
  const more = JSON.stringify({ ...saved, version: '0.0.1', answers: { ...saved.answers, no_such_fact: 'yes', bad: { nested: {} }, __proto__: { polluted: 'yes' } } });
  await page.locator('#saved-file').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(more) });
  await next(page, 'Open the file');
  await says(page.locator('#view'), 'was left out');
  await says(page.locator('#view'), 'The file was saved with version 0.0.1');
  assert.equal(await page.locator('#answer-text').inputValue(), told);
  assert.equal(await page.evaluate(() => ({}).polluted), undefined);
});

on('once loaded it needs no network, and keeps nothing', async ({ page, asked, context }) => {
  const loaded = asked.length;
  assert.ok(asked.every((url) => url.startsWith(form.origin) || url.startsWith('data:')), asked.join('\n'));
  await context.setOffline(true);
  for (const family of Object.keys(ways)) {
    await ways[family](page);
    await link(page, 'See the whole answer');
    await page.locator('#answer-text').waitFor({ state: 'attached' });
    await link(page, 'Start again');
  }
  assert.equal(asked.length, loaded);
  assert.deepEqual(await context.cookies(), []);
  const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, document.cookie]);
  assert.deepEqual(kept, [0, 0, 0, 0, '']);
});

on('the text to copy has the answer, the reasons with their places, and what it is not', async ({ page }) => {
  await ways.thresholds(page);
  await link(page, 'All questions on one page');
  await page.locator('#injury_non_mobile').check();
  await page.locator('#immediate_danger-not-known').check();
  await link(page, 'See the whole answer');
  await next(page, 'Copy as text');
  await says(page.locator('[role=status]'), 'Copied');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of [/^What the safeguarding rules say/, /Level 4: Statutory intervention/, /To do now/, /Bedfordshire|independently mobile/, /What would settle it/, /Answers given\n- .*\? Not known\./,
    /No answer here means that there is no risk/, /does not replace professional judgement/, /SHA-256/]) assert.match(text, part);
  assert.doesNotMatch(text, /undefined|\[object|\{/);
}, { permissions: ['clipboard-read', 'clipboard-write'] });

on('where copying is not allowed the text is selected', async ({ page }) => {
  await ways.meetings(page);
  await link(page, 'See the whole answer');
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); });
  await next(page, 'Copy as text');
  await says(page.locator('[role=status]'), 'does not allow copying');
  assert.equal(await focused(page), 'answer-text');
  assert.ok(await page.evaluate(() => document.activeElement.selectionEnd > 500));
});

on('on paper: the answer, the places, the answers given, and no buttons', async ({ page }) => {
  await ways.reviews(page);
  await link(page, 'All questions on one page');
  await page.locator('#abuse_or_neglect_suspected').check();
  await link(page, 'See the whole answer');
  await page.emulateMedia({ media: 'print' });
  for (const name of ['Copy as text', 'Print', 'Save to a file']) assert.equal(await page.getByRole('button', { name }).isVisible(), false, name);
  assert.equal(await page.locator('.form-answer').isVisible(), true);
  assert.equal(await page.locator('.govuk-summary-list').isVisible(), true);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.locator('.form-grounds .govuk-details__text').first().isVisible(), true);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('.form-grounds[open]').count(), 0);
  assert.ok((await page.pdf()).length > 10_000);
});

on('what is typed is shown as text', async ({ page }) => {
  await ways.schedules(page);
  await link(page, 'See the whole answer');
  await says(page.locator('#view'), 'Trust <img src=x');
  assert.equal(await page.evaluate(() => [globalThis.hurt, document.querySelectorAll('#view img').length].join()), ',0');
});

on('the way back leads to the question before', async ({ page }) => {
  await ways.thresholds(page);
  await page.getByLabel('No', { exact: true }).check();
  await next(page);
  assert.match(await heading(page), /date of birth/);
  await link(page, 'Back');
  await says(page.locator('h1'), 'immediate danger');
  assert.equal(await page.getByLabel('No', { exact: true }).isChecked(), true);
  await page.goForward();
  await says(page.locator('h1'), 'date of birth');
});

test('the words of the page are data: another language, and English where it has none', () => {
  speak({ months: { 4: 'Ebrill' }, field: { 'not-known': 'Ddim yn hysbys' } });
  assert.deepEqual([day('2024-04-03'), day('2024-05'), say('field.not-known'), say('field.yes')], ['3 Ebrill 2024', 'May 2024', 'Ddim yn hysbys', 'Yes']);
  speak({});
});

on('with JavaScript off a notice says so, and what to do', async ({ page }) => {
  const text = await page.locator('main').innerText();
  assert.match(text, /This form needs JavaScript/);
  assert.match(text, /call 999/);
  assert.match(text, /designated safeguarding lead/);
  assert.equal(await page.locator('form').count(), 0);
}, { javaScriptEnabled: false });
