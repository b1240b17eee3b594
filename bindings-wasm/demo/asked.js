// The questions of the library as fields of the page, and those by which a form begins.
import { readDate } from '../form.js';
import { isAnswered, STATES } from './fields.js';
import { say } from './say.js';

/** A question of a form of thresholds or reviews. */
export function questionField({ fact, question, help, kind, unit, options, theme, asked_when: when }) {
  return {
    id: fact, kind, unit, theme: theme ?? say('form.further'), label: question, hint: help, unknown: true, states: true, after: when ? named(when) : [],
    options: options?.map(({ id, label }) => ({ value: id, label })),
  };
}

/** The facts that a condition names: until they are answered, what hangs on them is not asked. */
function named(when) {
  if (Array.isArray(when)) return when.flatMap(named);
  if (typeof when !== 'object' || when === null) return [];
  return [...(typeof when.fact === 'string' ? [when.fact] : []), ...Object.values(when).flatMap(named)];
}

/** Which fields are shown at once: those answered, and those that can matter and whose turn has come. */
export function shown(fields, inputs, open) {
  const matters = new Set(open);
  const waits = ({ after = [], id }) => after.some((fact) => fact !== id && matters.has(fact) && !isAnswered(inputs[fact]));
  return fields.filter((field) => isAnswered(inputs[field.id]) || (matters.has(field.id) && !waits(field)));
}

/** The inputs as the library reads them: what was declined or is disputed as that state. */
export const stated = (inputs) => Object.fromEntries(Object.entries(inputs).map(([id, input]) => [id, STATES.includes(input) ? { state: input.slice('state.'.length) } : input]));

/** The inputs whose names begin so, without that; and the others. */
export function split(inputs, prefix) {
  const [others, own] = [{}, {}];
  for (const [id, input] of Object.entries(inputs)) {
    if (id.startsWith(prefix)) own[id.slice(prefix.length)] = input;
    else others[id] = input;
  }
  return [others, own];
}

/** Whose rules: of a family, the packs at hand. */
export function packField(rules, family) {
  const packs = rules.packs().filter((one) => one.family === family);
  const titles = ({ editions }) => editions.at(-1).title;
  return { id: 'pack', kind: 'choice', label: say('set-up.pack'), options: packs.map((one) => ({ value: one.pack, label: say(`packs.${one.pack}`), hint: titles(one) })) };
}

/** The day whose rules apply; today, unless somebody says another. */
export const dayField = (id = 'as_of', hint = say('set-up.day-hint')) => ({ id, kind: 'day', label: say(`set-up.${id}`), hint });

/** Today as the boxes of a date. */
export function today(now = new Date()) {
  return { day: String(now.getDate()), month: String(now.getMonth() + 1), year: String(now.getFullYear()) };
}

const dated = ['day', 'date'];

/** What was put into the questions by which a form begins: `given`, and what is wrong. */
export function readGiven(fields, inputs) {
  const given = {};
  const wrong = [];
  for (const field of fields) {
    const { id, kind, label, optional } = field;
    const input = inputs[id];
    const bad = (message, part) => wrong.push({ code: message, field: id, part, href: `#${id}${part ? `-${part}` : ''}`, text: say(`faults.${message}`, { question: label, part: part && say(`field.${part}`).toLowerCase() }) });
    if (!isAnswered(input)) {
      if (!optional) bad(dated.includes(kind) ? 'date-missing' : kind === 'text' ? 'text-missing' : 'choice-missing', dated.includes(kind) ? 'day' : undefined);
    } else if (kind === 'day') {
      const { value, message, part } = readDate(input);
      if (message) bad(message, part);
      else if (value.length < 10) bad('date-part-missing', value.length < 7 ? 'month' : 'day');
      else given[id] = value;
    } else if (kind === 'date') {
      // It may be known in part, or not at all.
      const { value, message, part } = input === 'not-known' ? { value: null } : readDate(input);
      if (message) bad(message, part);
      else given[id] = value;
    } else if (['choice', 'select'].includes(kind) && !field.options.some(({ value }) => value === input)) bad('choice-missing');
    else given[id] = input;
  }
  return { given, wrong };
}
