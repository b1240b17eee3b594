// The same in a page: what `chromium.mjs` opens. The others come as scripts of their own.
import { face, load, textOf } from '../load.js';
import { byJsonLogic, byJsonRulesEngine } from './engines.mjs';
import { model } from './rules.mjs';
import { table, times } from './times.mjs';

/** One run; the texts of all packs are read before, as those of one family. */
globalThis.run = async (rounds) => {
  const families = { families: ['thresholds'] };
  const rules = await load(families);
  const made = model(await textOf('thresholds'), rules);
  const bytes = await (await fetch('../pkg/native_bg.wasm')).arrayBuffer();
  const all = new face.Catalogue();
  const rows = await times({
    rules, model: made, bytes, rounds, answer: (text) => all.answer(text),
    engines: { 'json-logic-js': byJsonLogic(globalThis.jsonLogic, made), 'json-rules-engine': byJsonRulesEngine(globalThis.required('json-rules-engine'), made) },
    reload: async () => (await load(families)).free(),
    spent: () => performance.now() * 1000,
  });
  return `${made.catalogue.length} rules, ${made.asked.length + 1} facts\n\n${table(rows)}`;
};
document.body.dataset.ready = 'yes';
