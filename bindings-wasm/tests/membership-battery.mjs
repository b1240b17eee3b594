// Reads the fixtures of membership and says how an answer differs from what is expected.
import { same } from './reviews-battery.mjs';

const days = ['2018-06-29', '2021-11-10', '2022-07-01', '2023-12-15'];
const asWhole = [{ question: 'membership', structure: true }, { question: 'authority' }, { question: 'authority-table' }, { question: 'structure-diagram' }];

/** What is asked of a pack as a whole: the structure, all authority, both as a table and a drawing. */
export const whole = () =>
  ['england', 'walsall'].flatMap((pack) =>
    days.flatMap((as_of) => asWhole.map((asked) => ({ name: `${asked.question} ${pack} ${as_of}`, request: { ...asked, pack, as_of } }))),
  );

/** Each way in which the answer is not as expected. */
export function differences(expect, answer) {
  if (answer.error && !('error' in expect)) return [`refused: ${JSON.stringify(answer.error)}`];
  const compare = ([key, expected]) => {
    if (!(key in compared)) throw new Error(`unknown expectation ${key}`);
    return compared[key](answer, expected, key);
  };
  const wrong = Object.entries(expect).flatMap(compare).filter(([, wanted, got]) => !same(wanted, got));
  return wrong.map(([what, wanted, got]) => `${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
}

const byId = (items, key) => new Map((items ?? []).map((item) => [item[key], item]));
const pairs = (problems) => (problems ?? []).map(({ code, at }) => `${code} ${at}`).sort();
const entries = (deciders) => (deciders ?? []).map(({ entry }) => entry);

const word = (answer, expected, key) => [[key, expected, answer[key] ?? null]];
const ofEntries = (answer, expected, key) => [[key, expected, entries(answer[key])]];
const list = (answer, expected, key) => [[key, expected, answer[key] ?? []]];

/** A part of the rows that are expected, by their names. */
const ofRows = (rows, name, part) => (answer, expected, key) => {
  const there = byId(answer[rows], name);
  const of = (row) => (typeof part === 'function' ? row && part(row) : row?.[part]);
  return Object.entries(expected).map(([one, wanted]) => [`${key} ${one}`, wanted, of(there.get(one)) ?? null]);
};

/** All clauses of the patterns named: the truth, how many are needed, how many there are. */
function clauses({ quorum }, expected) {
  const there = byId(quorum?.patterns, 'pattern');
  const told = ({ clause, truth, needs, has }) => [clause, [truth, needs.most ?? null, has.most ?? null]];
  return Object.entries(expected).map(([pattern, wanted]) => {
    const found = Object.fromEntries((there.get(pattern)?.clauses ?? []).map(told));
    return [`clauses ${pattern}`, wanted, found];
  });
}

/** What bodies have to do with matters; a list where it could be several things. */
function matrix(answer, expected) {
  const there = byId(answer.matrix, 'matter');
  return Object.entries(expected).flatMap(([matter, bodies]) => {
    const cells = byId(there.get(matter)?.bodies, 'body');
    return Object.entries(bodies).map(([body, wanted]) => {
      const cell = cells.get(body);
      return [`matrix ${matter} ${body}`, wanted, cell?.could_be ?? cell?.part ?? null];
    });
  });
}

const ofPartner = ['children', 'adults', 'place'];
const ofAgency = ['in_law', 'named', 'eligible', 'standing', 'could_be', 'entries', 'paragraphs'];
const ofOrganisation = ['exists', 'board_member', 'part_of_partner', 'voice', 'became', 'begins'];

/** One part of an organisation, wherever in the answer it stands. */
function part(organisation, missing, key) {
  if (key === 'missing') return missing?.needs;
  if (ofPartner.includes(key)) return organisation?.statutory_partner[key];
  if (ofAgency.includes(key)) return organisation?.relevant_agency[key];
  if (ofOrganisation.includes(key)) return organisation?.[key];
  throw new Error(`unknown expectation ${key} of an organisation`);
}

function organisations(answer, expected) {
  const there = byId(answer.organisations, 'organisation');
  const missing = byId(answer.missing, 'organisation');
  return Object.entries(expected).flatMap(([name, parts]) =>
    Object.entries(parts).map(([key, wanted]) => {
      const nothing = Array.isArray(wanted) && there.has(name) ? [] : null;
      return [`organisation ${name} ${key}`, wanted, part(there.get(name), missing.get(name), key) ?? nothing];
    }),
  );
}

/** Something of each matter that is named. */
function ofMatters(what) {
  return ({ matters }, expected, key) => {
    const there = byId(matters, 'matter');
    return Object.entries(expected).map(([matter, wanted]) => [`${key} ${matter}`, wanted, there.has(matter) ? what(there.get(matter)) : null]);
  };
}

/** How each key of `expect` is compared: names with what is wanted and what there is. */
const compared = {
  exists: word,
  constituted: word,
  part: word,
  outcome: word,
  agreed: word,
  agreement: word,
  authority: word,
  could_be: list,
  part_could_be: list,
  failed: list,
  missing: list,
  lacking: list,
  represented: ofRows('partners', 'partner', 'represented'),
  partner_agrees: ofRows('partners', 'partner', 'agrees'),
  held_by: ofRows('partners', 'partner', 'held_by'),
  counts: ofRows('people', 'person', 'counts'),
  says: ofRows('people', 'person', 'has_a_say'),
  clauses,
  matrix,
  organisations,
  lacking_include: ({ lacking = [] }, expected, key) => [
    [key, [], expected.filter((row) => !lacking.some((one) => same(row, one)))],
  ],
  refer_to: ofEntries,
  exercised_by: ofEntries,
  decided_by: ofEntries,
  signed_off_by: ofEntries,
  entries: ofEntries,
  grounds: ofRows('entries', 'entry', ({ strength, basis, evidence }) => [strength, basis, evidence]),
  called: ({ matters = [], refer_to = [] }, expected, key) => {
    const there = byId([...matters.flatMap(({ deciders }) => deciders), ...refer_to], 'entry');
    return Object.entries(expected).map(([entry, wanted]) => [`${key} ${entry}`, wanted, there.get(entry)?.who ?? null]);
  },
  names: ofRows('bodies', 'id', ({ name, name_could_be }) => name ?? name_could_be),
  relations_include: ({ relations = [] }, expected, key) => {
    const there = relations.map(({ body, how, with: other, in_force }) => [body, how, other, in_force]);
    return [[key, [], expected.filter((row) => !there.some((one) => same(row, one)))]];
  },
  delegates: ofRows('partners', 'partner', ({ delegates, delegates_could_be = [] }) => [delegates, delegates_could_be]),
  disputes: ({ disputes }, expected, key) => [[key, expected, disputes.map(({ dispute }) => dispute)]],
  stands_back: ({ stands_back = [] }, expected, key) => [
    [key, expected, stands_back.map(({ entry, stands_back }) => [entry, stands_back])],
  ],
  conflicts: ({ conflicts = [] }, expected, key) => [[key, [...expected].sort(), conflicts.map(({ conflict }) => conflict).sort()]],
  ready: ofMatters(({ ready }) => ready ?? null),
  answerable: ofMatters(({ accountable = [] }) => [...new Set(accountable.map(({ by }) => by))].sort()),
  consultation: ofMatters(({ consultation = [] }) => consultation.map(({ entry, consulted }) => [entry, consulted])),
  accountable_by: ({ accountable = [] }, expected, key) => [
    [key, [...expected].sort(), [...new Set(accountable.map(({ by }) => by))].sort()],
  ],
  deciders: ({ matters }, expected, key) =>
    Object.entries(expected).map(([matter, ids]) => [`${key} ${matter}`, ids, entries(byId(matters, 'matter').get(matter)?.deciders)]),
  effects: ({ matters = [] }, expected, key) => {
    const there = byId(matters.flatMap(({ parts }) => parts), 'entry');
    return Object.entries(expected).map(([entry, wanted]) => [`${key} ${entry}`, wanted, there.get(entry)?.effect ?? null]);
  },
  open_settings: ({ open_settings = [] }, expected, key) => [
    [key, [...expected].sort(), open_settings.map(({ setting }) => setting).sort()],
  ],
  problems: (answer, expected, key) => [[key, pairs(expected), pairs(answer[key])]],
  error: ({ error }, expected, key) => [
    [key, expected, Object.fromEntries(Object.keys(expected).map((name) => [name, error?.[name] ?? null]))],
  ],
};
