// One run, all beside each other: `npm ci && node bench.mjs` (or `--quick` to try it out).
// What another process does in between is left out: time is that of this process on the processor.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Catalogue, load } from '../node.js';
import { byJsonLogic, byJsonRulesEngine, byZen } from './engines.mjs';
import { asked, catalogue, person, request, rules } from './rules.mjs';

const quick = process.argv.includes('--quick');

/** The least time of a call in microseconds, over rounds of about a tenth of a second. */
async function time(call) {
  let [count, best] = [1, Infinity];
  for (let round = 0; round < (quick ? 8 : 30); ) {
    const before = process.cpuUsage();
    for (let done = 0; done < count; done += 1) {
      const given = call(done);
      if (given instanceof Promise) await given;
    }
    const { user, system } = process.cpuUsage(before);
    const spent = user + system;
    if (spent < 50_000) count *= 2;
    else {
      best = Math.min(best, spent / count);
      round += 1;
    }
  }
  return best;
}

const people = Array.from({ length: 16 }, (_, seed) => person(seed));
const all = new Catalogue();
const engines = { 'json-logic-js': byJsonLogic(), 'json-rules-engine': byJsonRulesEngine(), zen: byZen() };

// They say the same before they are timed.
for (const { ours, theirs } of people) {
  const { at_least, at_most } = rules.assess({ ...request, facts: ours, explain: 'none' });
  assert.equal(at_least, at_most);
  for (const [name, engine] of Object.entries(engines)) assert.equal(await engine(theirs), at_least, name);
}

const held = rules.case({ ...request, facts: people[0].ours });
const yes_no = asked.filter(({ kind }) => kind === 'yes-no').map(({ fact }) => fact);
// Forty answers, as somebody gives who fills in a form.
const some = Object.fromEntries(Object.entries(people[0].ours).slice(0, 40));
const text = (explain) => JSON.stringify({ ...request, question: 'thresholds', facts: some, explain });
const [none, deciding] = [text('none'), text('deciding')];
const pick = (call) => people[call & 15].theirs;

const rows = [];
const row = async (what, call) => rows.push([what, await time(call)]);
await row('one answer changed, and the outcome again, by handle', (call) => {
  held.set(yes_no[call % yes_no.length], (call & 64) === 0);
  return held.outcome().at_least;
});
await row('the same with the list of routes', (call) => {
  held.set(yes_no[call % yes_no.length], (call & 64) === 0);
  return held.outcome().routes.length;
});
await row('JSON.parse of a request with 40 answers, alone', () => JSON.parse(none));
await row('the same text in, the outcome alone as text', () => all.answer(none));
await row('the same text in, deciding findings as text', () => all.answer(deciding));
await row(`object with all ${asked.length + 1} answers in, deciding findings as object`, (call) => rules.assess({ ...request, facts: people[call & 15].ours }));
for (const [name, engine] of Object.entries(engines)) await row(`${name}, the level alone, from an object`, (call) => engine(pick(call)));
const bytes = readFileSync(new URL('../pkg/native_bg.wasm', import.meta.url));
const module = await WebAssembly.compile(bytes);
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
await row('instantiating the compiled module', () => new WebAssembly.Instance(module, imports));
await row('compiling the module', () => new WebAssembly.Module(bytes));
await row('reading the packs of thresholds', async () => (await load({ families: ['thresholds'] })).free());

const [, first] = rows[0];
console.log(`${catalogue.length} rules, ${asked.length + 1} facts; Node ${process.versions.node}\n`);
console.log('| what | microseconds | times the first |\n|---|---|---|');
for (const [what, us] of rows) console.log(`| ${what} | ${us.toPrecision(3)} | ${(us / first).toPrecision(3)} |`);
