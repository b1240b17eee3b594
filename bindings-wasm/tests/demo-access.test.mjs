// The form for everybody: no violation that axe-core finds on any page and state of all four families,
// nothing that has to be scrolled sideways on a narrow screen or with large letters.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { link, next, opened, ways } from './demo-page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let form;
before(async () => { form = await opened(); });
after(() => form.close());

/** Everything that axe-core has rules for, good practice too. */
async function accessible(page, state) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const told = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${state}: ${id}: ${help}: ${target.join(' ')}`));
  assert.deepEqual(told, []);
}

/** Nothing is wider than the window. */
async function fits(page, state) {
  const wide = await page.evaluate(() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    return [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > most + 1).map((one) => `${one.tagName}.${one.className}`).slice(0, 5);
  });
  assert.deepEqual(wide, [], state);
}

/** Every page and state of a family, one after another. */
async function through(page, family, look) {
  await look(`${family}: start`);
  await next(page, 'Start now');
  await look(`${family}: start, nothing chosen`);
  await page.locator(`input[name=family][value=${family}]`).check();
  await next(page, 'Start now');
  await look(`${family}: set-up`);
  await page.locator('#as_of-year').fill('');
  await next(page);
  await look(`${family}: set-up, with mistakes`);
  await page.goBack();
  await page.locator('input[name=family]').first().waitFor();
  await ways[family](page);
  await look(`${family}: a question`);
  await next(page);
  await look(`${family}: a question left out`);
  await link(page, 'All questions on one page');
  await look(`${family}: all questions`);
  for (const box of await page.locator('[data-field]:not([hidden]) input[type=text]').all()) await box.fill('x');
  await next(page, 'Check the answers');
  await look(`${family}: all questions, with mistakes`);
  await link(page, 'See the whole answer');
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
  await look(`${family}: the answer`);
}

for (const family of Object.keys(ways)) {
  test(`${family}: axe-core finds nothing on any page and state`, async () => {
    const { page, context, wrong } = await form.page();
    await through(page, family, (state) => accessible(page, state));
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${family}: 320 pixels are wide enough, and letters may be twice as large`, async () => {
    for (const [how, options, zoom] of [['320 pixels', { viewport: { width: 320, height: 640 } }], ['200 %', { viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 }], ['large letters', { viewport: { width: 1200, height: 900 } }, '200%']]) {
      const { page, context } = await form.page(options);
      if (zoom) await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, zoom);
      await through(page, family, (state) => fits(page, `${how}: ${state}`));
      await context.close();
    }
  });
}

test('axe-core finds nothing where answers contradict each other, on a narrow screen too', async () => {
  const { page, context } = await form.page({ viewport: { width: 320, height: 640 } });
  await ways.thresholds(page);
  await link(page, 'All questions on one page');
  await page.locator('#additional_need-2').check();
  await page.locator('#needs_several_agencies').check();
  await next(page, 'Check the answers');
  await page.locator('.govuk-error-summary').waitFor();
  await accessible(page, 'contradiction');
  await fits(page, 'contradiction');
  await context.close();
});

test('axe-core finds nothing with JavaScript off', async () => {
  // Rules can only be looked at where scripts run: the notice is put in their place.
  const { page, context } = await form.page();
  await page.evaluate(() => {
    const notice = document.querySelector('noscript');
    const shown = new DOMParser().parseFromString(notice.textContent, 'text/html').body;
    document.querySelector('.form-columns').replaceWith(...shown.childNodes);
  });
  await page.locator('h1', { hasText: 'This form needs JavaScript' }).waitFor();
  await accessible(page, 'JavaScript off');
  await context.close();
});
