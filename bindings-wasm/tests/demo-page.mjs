// The form in a browser, served as any static server would, with what a person does and sees.
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
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
      page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
      page.on('pageerror', (error) => wrong.push(String(error.stack)));
      page.on('dialog', (dialog) => dialog.accept());
      page.setDefaultTimeout(20_000);
      await page.goto(`${origin}/`);
      if (options.javaScriptEnabled !== false) await page.waitForSelector('body[data-ready]', { state: 'attached' });
      return { page, wrong, context };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
