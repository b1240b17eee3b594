// One run in headless Chromium, all beside each other: `npm ci && CHROMIUM=… node chromium.mjs` (or `--quick`).
// Time is that on the wall, the least of the rounds; zen is native code and has no part in it.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { chromium } from 'playwright-core';

const root = new URL('../', import.meta.url);
const kinds = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html', '.packs': 'application/octet-stream' };

/** A package of CommonJS modules, with what it needs, as one script that defines `required`. */
function bundled(name) {
  const found = new Map();
  const take = (file) => {
    if (found.has(file)) return;
    const source = readFileSync(file, 'utf8');
    const resolve = createRequire(file).resolve;
    const needs = {};
    found.set(file, { source, needs });
    for (const [, of] of source.matchAll(/require\(['"]([^'"]+)['"]\)/g)) {
      try {
        needs[of] = resolve(of);
        if (needs[of].startsWith('/')) take(needs[of]);
      } catch {
        // Needed by a path that a browser does not go.
      }
    }
  };
  const entry = createRequire(import.meta.url).resolve(name);
  take(entry);
  const modules = [...found].map(([file, { source, needs }]) => `${JSON.stringify(file)}: [${JSON.stringify(needs)}, function (module, exports, require) {${source}\n}]`);
  return `(() => {
const modules = {${modules.join(',\n')}};
const made = {};
const take = (file) => {
  // What only Node has is not there, and not called.
  if (!modules[file]) return {};
  if (!made[file]) {
    const module = (made[file] = { exports: {} });
    const [needs, define] = modules[file];
    define.call(module.exports, module, module.exports, (of) => take(needs[of]));
  }
  return made[file].exports;
};
globalThis.required = (name) => (name === ${JSON.stringify(name)} ? take(${JSON.stringify(entry)}) : undefined);
})();`;
}

const page_of = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Times</title><body><script src="node_modules/json-logic-js/logic.js"></script><script src="json-rules-engine.js"></script><script type="module" src="page.mjs"></script></body></html>';
const made = new Map([['/benches/', page_of], ['/benches/json-rules-engine.js', bundled('json-rules-engine')]]);
const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname;
  const body = made.get(path) ?? (await readFile(new URL(`.${path}`, root)).catch(() => undefined));
  response.writeHead(body ? 200 : 404, { 'content-type': kinds[extname(path)] ?? 'text/html' });
  response.end(body);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined, args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  page.setDefaultTimeout(0);
  await page.goto(`http://127.0.0.1:${server.address().port}/benches/`);
  await page.waitForSelector('body[data-ready]', { state: 'attached' });
  const told = await page.evaluate((rounds) => globalThis.run(rounds), process.argv.includes('--quick') ? 8 : 30);
  console.log(`Chromium ${browser.version()}; ${told}`);
} finally {
  await browser.close();
  server.close();
}
