// The form in a browser, served as any static server would, with what a person does and sees.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import test from 'node:test';
import { chromium } from 'playwright-core';
import { assemble } from '../demo/assemble.mjs';

const kinds = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html', '.css': 'text/css', '.packs': 'application/octet-stream' };

/** Serves a folder; the page brings its own policy. */
async function served(folder) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const body = await readFile(join(folder, name)).catch(() => undefined);
    response.writeHead(body ? 200 : 404, { 'content-type': kinds[extname(name)] ?? 'text/plain' });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A browser and the form, assembled into a folder of its own. */
export async function opened() {
  const server = await served(assemble(mkdtempSync(join(tmpdir(), 'form-'))));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || undefined,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin, browser,
    /** A page of its own, with everything that went wrong in it. */
    async page(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
      const page = await context.newPage();
      const wrong = [];
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.addInitScript(() => {
        globalThis.violations = [];
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => globalThis.violations.push(`${violatedDirective} ${blockedURI}`));
      });
      page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
      page.on('pageerror', (error) => wrong.push(String(error.stack)));
      page.on('dialog', (dialog) => dialog.accept());
      page.setDefaultTimeout(20_000);
      await page.goto(`${origin}/`);
      if (options.javaScriptEnabled !== false) await page.waitForSelector('body[data-ready]', { state: 'attached' });
      return { page, wrong, asked, context };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** How each question begins: what is chosen before its questions are put. */
export const ways = {
  thresholds: async (page) => {
    await begun(page, 'thresholds');
    await page.locator('input[name=subject][value=child]').check();
    await next(page);
  },
  reviews: async (page) => {
    await begun(page, 'reviews', '2024-04-05');
    await dated(page, 'incident', '2024-03-23');
    await next(page);
  },
  meetings: async (page) => {
    await begun(page, 'meetings', '2024-05-01');
    await page.locator('input[name=body][value=executive-group]').check();
    await page.locator('#matter').selectOption('child-review.commission');
    await next(page);
  },
  schedules: async (page) => {
    await begun(page, 'schedules', '2024-06-01');
    await page.locator('input[name=programme][value=section-11]').check();
    await page.locator('#type').selectOption('nhs-trust');
    await page.locator('#agency').fill('Trust <img src=x onerror="globalThis.hurt=1">');
    await page.locator('#duties-2').check();
    await next(page);
  },
};

export const next = (page, name = 'Continue') => page.getByRole('button', { name, exact: true }).click();
export const link = (page, name) => page.getByRole('link', { name }).first().click();
export const heading = (page) => page.locator('#view h1').innerText();
/** The answer so far, in one sentence. */
export const soFar = (page) => page.locator('#so-far h3').first();

export async function dated(page, field, day) {
  const [year, month, date] = day.split('-');
  for (const [part, text] of [['day', date], ['month', month], ['year', year]]) await page.locator(`[id="${field}-${part}"]`).fill(String(Number(text)));
}

/** From the start to whose rules and which day. */
async function begun(page, family, day) {
  await page.locator(`input[name=family][value=${family}]`).check();
  await next(page, 'Start now');
  await page.locator('input[name=pack][value=walsall]').check();
  if (day) await dated(page, 'as_of', day);
  await next(page);
}

/** From the start again, in the same page. */
export async function afresh(page, origin) {
  await page.goto(`${origin}/`);
  await page.waitForSelector('body[data-ready]', { state: 'attached' });
}

/** A test with a page of its own, in which nothing may go wrong; `form`: gives what was opened. */
export const testOn = (form) => (name, does, options) => test(name, async () => {
  const visit = await form().page(options);
  try {
    await does(visit);
    assert.deepEqual(visit.wrong, []);
    assert.deepEqual(await visit.page.evaluate(() => globalThis.violations), [], 'violations of the policy');
  } finally {
    await visit.context.close();
  }
});
