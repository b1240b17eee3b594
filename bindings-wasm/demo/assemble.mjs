// Puts the form together into a folder that any static server can serve:
// `node bindings-wasm/demo/assemble.mjs [folder]`, by default `target/demo`.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = new URL('../', import.meta.url);
const path = (name, from = here) => fileURLToPath(new URL(name, from));
const library = ['facade.js', 'text.js', 'case.js', 'held.js', 'load.js', 'form.js', 'words-en.js'];
const made = ['native.js', 'native_bg.wasm', 'sources.packs', 'thresholds.packs', 'reviews.packs', 'audits.packs', 'membership.packs'];
const govuk = 'node_modules/govuk-frontend/dist/govuk/';

/** Without the typeface of GOV.UK, which is for its own domain alone, and without its crest. */
const withoutTypeface = (css) =>
  css.replace(/@font-face\{[^}]*\}/g, '').replaceAll('GDS Transport,', '').replaceAll('font-family:GDS Transport', 'font-family:arial,sans-serif')
    .replace(/url\(\/assets[^)]*\)/g, 'none').replace(/\/\*# sourceMappingURL.*?\*\//, '');

/** The folder, made anew. */
export function assemble(folder = path('../target/demo')) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}/demo`, { recursive: true });
  mkdirSync(`${folder}/pkg`);
  for (const name of library) cpSync(path(name), `${folder}/${name}`);
  for (const name of made) cpSync(path(`pkg/${name}`), `${folder}/pkg/${name}`);
  cpSync(path('demo'), `${folder}/demo`, { recursive: true, filter: (name) => !/\.(html|mjs)$/.test(name) });
  cpSync(path('demo/index.html'), `${folder}/index.html`);
  writeFileSync(`${folder}/demo/govuk-frontend.css`, withoutTypeface(readFileSync(path(`${govuk}govuk-frontend.min.css`), 'utf8')));
  writeFileSync(`${folder}/demo/govuk-frontend.min.js`, readFileSync(path(`${govuk}govuk-frontend.min.js`), 'utf8').replace(/\/\/# sourceMappingURL.*/, ''));
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(assemble(process.argv[2]));
