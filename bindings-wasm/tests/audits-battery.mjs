// Reads the fixtures of audits and says how an answer differs from what is expected.
import { readFileSync } from 'node:fs';
import { documents, top } from './battery.mjs';
import { same } from './reviews-battery.mjs';

/** Every fixture of the family, with the texts of the packs that it is asked of. */
export const fixtures = () =>
  documents('audits').flatMap(([file, document]) => {
    const unknown = strangers(known, document);
    if (unknown.length) throw new Error(`unknown key in ${file}: ${unknown}`);
    const { packs, fixtures } = document;
    const texts = packs.map((name) => readFileSync(new URL(`packs/good/${name}.json`, top), 'utf8'));
    return fixtures.map((fixture) => ({ ...fixture, packs: texts }));
  });

const known = JSON.parse(readFileSync(new URL('expectations/audits.json', top), 'utf8'));

/** The places of keys that nobody knows, and of what is no list or object where one is expected. */
function strangers(known, given, at = '') {
  if (known === true || given === null) return [];
  if (Array.isArray(known)) {
    return Array.isArray(given) ? given.flatMap((item, number) => strangers(known[0], item, `${at}/${number}`)) : [at];
  }
  if (typeof given !== 'object' || Array.isArray(given)) return [at];
  return Object.entries(given).flatMap(([key, value]) => {
    const inner = Object.hasOwn(known, key) ? known[key] : known['*'];
    return inner === undefined ? [`${at}/${key}`] : strangers(inner, value, `${at}/${key}`);
  });
}

/** Each way in which the answer is not as expected. */
export function differences(expect, answer) {
  const unknown = strangers(known.fixtures[0].expect, expect);
  if (unknown.length) throw new Error(`unknown expectation ${unknown}`);
  if (answer.error && !Object.hasOwn(expect, 'error')) return [`refused: ${JSON.stringify(answer.error)}`];
  const compare = ([key, expected]) => compared[key](answer, expected, key);
  const wrong = Object.entries(expect).flatMap(compare).filter(([, wanted, got]) => !same(wanted, got));
  return wrong.map(([what, wanted, got]) => `${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
}

const byId = (items, key) => new Map((items ?? []).map((item) => [item[key], item]));
const sorted = (items) => [...new Set(items ?? [])].sort();
const nameOf = ({ programme, phase, year, agency }) => [programme, phase, year, agency].join('/');
const errorsOf = ({ phase_errors = [] }) => new Set(phase_errors.map((error) => `${error.code} ${nameOf(error)}`));
const pairs = (problems) => (problems ?? []).map(({ code, at }) => `${code} ${at}`).sort();

/** Items by their names, each with the parts expected; `null`: there is no such item. */
function each(key, expected, there, parts) {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const item = there.get(name) ?? null;
    if (wanted === null || item === null) return [[`${key} ${name}`, wanted, item]];
    const all = Object.entries(wanted).flatMap(([what, value]) => parts(item, what, value));
    return all.map(([what, one, other]) => [`${key} ${name} ${what}`, one, other]);
  });
}

const sets = ['not_set', 'could_be', 'missing', 'without_evidence', 'without_action', 'without_owner_or_day'];
const spans = ['earliest,latest', 'least,most'];

/** One part of an item, in the short form of the fixtures. */
function part(item, key, expected) {
  if (sets.includes(key)) return [[key, sorted(expected), sorted(item[key])]];
  const got = item[key] ?? null;
  const isObject = (value) => value !== null && typeof value === 'object';
  const isSpan = isObject(got) && spans.includes(Object.keys(got).join());
  const values = new Set(Object.values(got ?? {}));
  return [[key, expected, isSpan && !isObject(expected) && values.size === 1 ? [...values][0] : got]];
}

/** A part of a programme; its years in words. */
function programme(item, key, expected) {
  if (key === 'years') return [[key, expected, item.years.map(({ year, phase }) => (phase ? `${year} ${phase}` : `${year}`))]];
  if (key !== 'year_days') return part(item, key, expected);
  const days = byId(item.years, 'year');
  const of = (year) => (days.has(year) ? [days.get(year).from, days.get(year).until] : null);
  return [[key, expected, Object.fromEntries(Object.keys(expected).map((year) => [year, of(Number(year))]))]];
}

/** What is owed from when to when, in words. */
const wordsOf = ({ owed, from, until }) => owed + (from ? ` from ${from}` : '') + (until ? ` until ${until}` : '');

/** What agencies owe, stretch by stretch. */
const owes = (words) => (answer, expected, key) =>
  Object.entries(expected).flatMap(([agency, programmes]) =>
    Object.entries(programmes).map(([name, stretches]) => {
      const owed = byId(answer.agencies, 'agency').get(agency)?.owes ?? [];
      return [`${key} ${agency} ${name}`, stretches, owed.filter((one) => one.programme === name).map(words)];
    }),
  );

const occurrence = (item, key, expected) =>
  key === 'steps' ? each('step', expected, byId(item.steps, 'step'), part) : part(item, key, expected);

function duty(item, key, expected) {
  const times = item.occurrences ?? [];
  if (key === 'count') return [[key, expected, times.length]];
  if (key !== 'occurrences') return part(item, key, expected);
  const numbered = new Map(times.map((time, number) => [`${number}`, time]));
  return [[`number of ${key}`, expected.length, times.length], ...each('', { ...expected }, numbered, part)];
}

const rated = (item, key, expected) =>
  key === 'actions'
    ? [[key, expected, Object.fromEntries(item.actions.map(({ action, state }) => [action, state]))]]
    : part(item, key, expected);

const carried = ({ standard, action, from }) => `${standard}/${action}` + (from ? ` from ${from}` : '');

const returned = (item, key, expected) =>
  key === 'carry' ? [[key, expected, (item[key] ?? []).map(carried)]] :
  key === 'standards' ? each('standard', expected, byId(item.standards, 'standard'), rated) : part(item, key, expected);

const listed = (of) => (answer, expected, key) => [[key, sorted(expected), sorted((answer[key] ?? []).map((item) => item[of]))]];
const asSet = (answer, expected, key) => [[key, sorted(expected), sorted(answer[key])]];
const items = (of, parts) => (answer, expected, key) => each(key, expected, byId(answer[key], of), parts);

/** How each key of `expect` is compared: names with what is wanted and what there is. */
const compared = {
  programmes: items('programme', programme),
  owes: owes(wordsOf),
  owed_by: owes(({ by }) => by),
  occurrences: (answer, expected, key) =>
    each(key, expected, new Map((answer[key] ?? []).map((item) => [nameOf(item), item])), occurrence),
  all_occurrences: ({ occurrences = [] }, expected, key) => [[key, expected, occurrences.map(nameOf)]],
  duties: items('duty', duty),
  phase_errors: (answer, expected, key) => [[key, sorted(expected), sorted(errorsOf(answer))]],
  phase_errors_include: (answer, expected, key) => [[key, [], expected.filter((one) => !errorsOf(answer).has(one))]],
  phase_errors_exclude: (answer, expected, key) => [[key, [], expected.filter((one) => errorsOf(answer).has(one))]],
  next: (answer, expected, key) => each('', { [key]: expected }, new Map([[key, answer[key]]]), part),
  coming: (answer, expected, key) => each('', { [key]: expected }, new Map([[key, answer[key]]]), part),
  problems: (answer, expected, key) => [[key, pairs(expected), pairs(answer[key])]],
  problem_codes: ({ problems = [] }, expected, key) => [[key, sorted(expected), sorted(problems.map(({ code }) => code))]],
  open_settings: listed('setting'),
  conflicts: listed('conflict'),
  omissions: listed('part'),
  returns: items('agency', returned),
  standards: items('standard', part),
  parts: (answer, expected, key) =>
    Object.entries(expected).map(([name, truth]) => [`${key} ${name}`, truth, byId(answer.parts, 'part').get(name)?.present ?? null]),
  covered_by: (answer, expected, key) =>
    Object.entries(expected).map(([name, by]) => [`${key} ${name}`, sorted(by), sorted(byId(answer.parts, 'part').get(name)?.covered_by)]),
  missing: asSet,
  unknown: asSet,
  complete: (answer, expected, key) => [[key, expected, answer[key]]],
  error: ({ error }, expected, key) => [
    [key, expected, Object.fromEntries(Object.keys(expected).map((name) => [name, error?.[name] ?? null]))],
  ],
};
