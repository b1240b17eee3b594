// What is timed, in Node and in a browser alike; `spent` is a clock in microseconds.
import { request } from './rules.mjs';

/** The least time of a call in microseconds, over rounds of a twentieth of a second or more. */
async function time(call, spent, rounds) {
  let [count, best] = [1, Infinity];
  for (let round = 0; round < rounds; ) {
    const before = spent();
    for (let done = 0; done < count; done += 1) {
      const given = call(done);
      if (given instanceof Promise) await given;
    }
    const took = spent() - before;
    if (took < 50_000) count *= 2;
    else {
      best = Math.min(best, took / count);
      round += 1;
    }
  }
  return best;
}

/** All engines say the same of sixteen people; then each is timed. `answer` takes a text, `reload` reads the packs anew. */
export async function times({ rules, answer, model: { asked, person }, engines, bytes, reload, spent, rounds }) {
  const people = Array.from({ length: 16 }, (_, seed) => person(seed));
  for (const { ours, theirs } of people) {
    const { at_least, at_most } = rules.assess({ ...request, facts: ours, explain: 'none' });
    if (at_least !== at_most) throw new Error('not everything is known');
    for (const [name, engine] of Object.entries(engines)) {
      if ((await engine(theirs)) !== at_least) throw new Error(`${name} says another level`);
    }
  }
  const held = rules.case({ ...request, facts: people[0].ours });
  const yes_no = asked.filter(({ kind }) => kind === 'yes-no').map(({ fact }) => fact);
  // Forty answers, as somebody gives who fills in a form.
  const some = Object.fromEntries(Object.entries(people[0].ours).slice(0, 40));
  const text = (explain) => JSON.stringify({ ...request, question: 'thresholds', facts: some, explain });
  const [none, deciding] = [text('none'), text('deciding')];
  // The same child by the rules that are in force in Walsall, which ask less.
  const here = { ...request, pack: 'walsall' };
  const known = new Set(rules.questions(here).questions.map(({ fact }) => fact));
  const ours = Object.fromEntries(Object.entries(people[0].ours).filter(([fact]) => known.has(fact)).slice(0, 40));
  const local = (explain) => JSON.stringify({ ...here, question: 'thresholds', facts: ours, explain });
  const [local_none, local_deciding] = [local('none'), local('deciding')];

  const rows = [];
  const row = async (what, call) => rows.push([what, await time(call, spent, rounds)]);
  await row('one answer changed, and the outcome again, by handle', (call) => {
    held.set(yes_no[call % yes_no.length], (call & 64) === 0);
    return held.outcome().at_least;
  });
  await row('the same with the list of routes', (call) => {
    held.set(yes_no[call % yes_no.length], (call & 64) === 0);
    return held.outcome().routes.length;
  });
  await row('JSON.parse of a request with 40 answers, alone', () => JSON.parse(none));
  await row('the same text in, the outcome alone as text', () => answer(none));
  await row('the same text in, deciding findings as text', () => answer(deciding));
  await row(`the rules of Walsall, ${Object.keys(ours).length} answers as text in, the outcome alone as text`, () => answer(local_none));
  await row('the same, deciding findings as text', () => answer(local_deciding));
  await row(`object with all ${asked.length + 1} answers in, deciding findings as object`, (call) => rules.assess({ ...request, facts: people[call & 15].ours }));
  for (const [name, engine] of Object.entries(engines)) await row(`${name}, the level alone, from an object`, (call) => engine(people[call & 15].theirs));
  const module = await WebAssembly.compile(bytes);
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
  await row('instantiating the compiled module', () => new WebAssembly.Instance(module, imports));
  await row('compiling the module', () => new WebAssembly.Module(bytes));
  await row('reading the packs of thresholds', reload);
  return rows;
}

/** The rows as a table, with ratios to the first. */
export function table(rows) {
  const [, first] = rows[0];
  const lines = rows.map(([what, us]) => `| ${what} | ${us.toPrecision(3)} | ${(us / first).toPrecision(3)} |`);
  return ['| what | microseconds | times the first |', '|---|---|---|', ...lines].join('\n');
}
