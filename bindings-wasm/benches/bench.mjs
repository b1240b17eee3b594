// One run, all beside each other: `npm ci && node bench.mjs` (or `--quick` to try it out).
// What another process does in between is left out: time is that of this process on the processor.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as zen from '@gorules/zen-engine';
import jsonLogic from 'json-logic-js';
import * as jsonRulesEngine from 'json-rules-engine';
import { Catalogue, load } from '../node.js';
import { byJsonLogic, byJsonRulesEngine, byZen } from './engines.mjs';
import { model } from './rules.mjs';
import { table, times } from './times.mjs';

const bytesOf = (name) => readFileSync(new URL(`../pkg/${name}`, import.meta.url));
const families = { families: ['thresholds'] };
const rules = await load(families);
const made = model(gunzipSync(bytesOf('thresholds.packs')).toString(), rules);
const all = new Catalogue();
const rows = await times({
  rules, model: made, answer: (text) => all.answer(text), bytes: bytesOf('native_bg.wasm'),
  engines: { 'json-logic-js': byJsonLogic(jsonLogic, made), 'json-rules-engine': byJsonRulesEngine(jsonRulesEngine, made), zen: byZen(zen, made) },
  reload: async () => (await load(families)).free(),
  spent: () => { const { user, system } = process.cpuUsage(); return user + system; },
  rounds: process.argv.includes('--quick') ? 8 : 30,
});
console.log(`${made.catalogue.length} rules, ${made.asked.length + 1} facts; Node ${process.versions.node}\n\n${table(rows)}`);
