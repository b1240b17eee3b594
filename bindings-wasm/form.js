// Validation for any form: what a person typed, read as answers; what is wrong and what is not yet
// answered, each with words, field and the part of a date at fault.
import { SafeguardingError } from './text.js';
import english from './words-en.js';

/** What a code of the library means to somebody who fills in a form. */
const messages = {
  'case.unknown-fact': 'not-known-here',
  'case.not-a-date': 'date-wrong',
  'case.unknown-option': 'option-wrong',
  'case.bad-range': 'range-wrong',
};
const of_kind = { count: 'count-wrong', date: 'date-wrong', choice: 'option-wrong', choices: 'option-wrong' };

/** A part of a date as a number; none where nothing stands there, NaN where no number does. */
function number(text) {
  const typed = String(text ?? '').trim();
  if (typed === '') return undefined;
  return /^\d{1,4}$/.test(typed) ? Number(typed) : NaN;
}

const two = (part) => String(part).padStart(2, '0');

/**
 * Reads the three boxes of a date: a whole date, or a month, or a year alone.
 * Gives `{ value }`, or `{ message, part }` where a part is missing or is none.
 */
export function readDate(boxes) {
  const [day, month, year] = [number(boxes.day), number(boxes.month), number(boxes.year)];
  if (day === undefined && month === undefined && year === undefined) return {};
  if (day !== undefined && !(day >= 1 && day <= 31)) return { message: 'date-part-wrong', part: 'day' };
  if (month !== undefined && !(month >= 1 && month <= 12)) return { message: 'date-part-wrong', part: 'month' };
  if (day !== undefined && month === undefined) return { message: 'date-part-missing', part: 'month' };
  if (year === undefined) return { message: 'date-part-missing', part: 'year' };
  if (!(year >= 1000)) return { message: 'date-part-wrong', part: 'year' };
  if (month === undefined) return { value: String(year) };
  if (day === undefined) return { value: `${year}-${two(month)}` };
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > last) return { message: 'date-part-wrong', part: 'day' };
  return { value: `${year}-${two(month)}-${two(day)}` };
}

const typed = { yes: true, no: false, 'not-known': null };
const isBoxes = (input) =>
  typeof input === 'object' && input !== null && ['day', 'month', 'year'].some((part) => part in input);

/** What a form holds for a question, read as an answer of a request: `{ value }` or a fault. */
export function readAnswer({ kind }, input) {
  if (input === '' || input === undefined) return {};
  if (input === 'not-known') return { value: null };
  if (kind === 'date' && isBoxes(input)) return readDate(input);
  if (kind === 'yes-no' && typeof input === 'string' && Object.hasOwn(typed, input)) return { value: typed[input] };
  if (kind === 'count' && typeof input === 'string') {
    const digits = input.trim();
    return /^\d{1,10}$/.test(digits) ? { value: Number(digits) } : { message: 'count-wrong' };
  }
  return { value: input };
}

/** A fact in a place such as `/facts/date_of_birth/from`. */
const factAt = (at) => /^\/facts\/([^/]*)/.exec(at)?.[1].replaceAll('~1', '/').replaceAll('~0', '~');

/**
 * A form over the rules at hand. `request` is that of the question without its answers; `words` is
 * another language, of which what is missing is said in English.
 */
export function form(rules, request, words = {}) {
  const { question = 'thresholds', pack, subject, as_of, ...more } = request;
  const { questions } = rules.questions({ family: question, pack, subject, as_of });
  const asked = new Map(questions.map((one) => [one.fact, one]));
  const order = new Map(questions.map(({ fact }, position) => [fact, position]));
  const say = (message, fact, part) => {
    const template = words.messages?.[message] ?? english.messages[message];
    const text = { question: words.questions?.[fact] ?? asked.get(fact)?.question ?? '', part: words.parts?.[part] ?? english.parts[part] };
    return template.replace(/\{(question|part)\}/g, (_, name) => text[name]);
  };
  const fault = (code, field, text, part) => {
    const href = `#${field}${part ? `-${part}` : ''}`;
    return { code, field, ...(part && { part }), text, href };
  };
  const byQuestion = (one, other) => (order.get(one.field) ?? Infinity) - (order.get(other.field) ?? Infinity);

  /** The answers that can be read, and what is wrong with the others. */
  function read(inputs) {
    const facts = {};
    const wrong = [];
    for (const [fact, input] of Object.entries(inputs)) {
      const declared = asked.get(fact);
      if (!declared) {
        wrong.push(fault('not-known-here', fact, say('not-known-here', fact)));
        continue;
      }
      const { value, message, part } = readAnswer(declared, input);
      if (message) wrong.push(fault(message, fact, say(message, fact, part), part));
      else if (value !== undefined) facts[fact] = value;
    }
    return { facts, wrong };
  }

  /** Asks, leaving out one after another the answers that are refused. */
  function answered(facts, wrong, also) {
    const left = { ...facts };
    for (;;) {
      try {
        return { facts: left, answer: rules.ask({ ...more, ...also, question, pack, subject, as_of, facts: left }) };
      } catch (error) {
        if (!(error instanceof SafeguardingError)) throw error;
        const refused = error.problems.filter(({ at }) => Object.hasOwn(left, factAt(at) ?? ''));
        // Something else than an answer is wrong, which no person who fills in the form can mend.
        if (refused.length === 0) throw error;
        for (const { code, at } of refused) {
          const fact = factAt(at);
          if (!Object.hasOwn(left, fact)) continue;
          delete left[fact];
          const message = messages[code] ?? of_kind[asked.get(fact).kind] ?? 'kind-wrong';
          wrong.push(fault(message, fact, say(message, fact)));
        }
      }
    }
  }

  /**
   * What is wrong, what is not yet answered and could still matter, and the answer from the rest;
   * `also` is what else the request has by now, such as `settings` and `events`.
   */
  function check(inputs, also) {
    const { facts: given, wrong } = read(inputs);
    const { facts, answer } = answered(given, wrong, also);
    for (const { rule, facts: concerned, words: told } of answer.inconsistent ?? []) {
      const fields = concerned.filter((fact) => Object.hasOwn(facts, fact));
      const text = words.rules?.[rule] ?? told;
      wrong.push({ ...fault('inconsistent', fields[0] ?? concerned[0], text), rule, fields });
    }
    const open = (answer.missing ?? []).map(({ fact }) => fact).filter((fact) => !Object.hasOwn(inputs, fact) || inputs[fact] === '' || inputs[fact] === undefined);
    const unanswered = open.map((fact) => fault('not-answered', fact, say('not-answered', fact)));
    return { facts, answer, wrong: wrong.sort(byQuestion), unanswered: unanswered.sort(byQuestion) };
  }

  return {
    questions,
    read,
    check,
    /** Standard Schema, for libraries of forms: what is wrong is an issue, what is open is none. */
    '~standard': {
      version: 1,
      vendor: 'safeguarding-rules',
      validate(value) {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) {
          return { issues: [{ message: say('kind-wrong'), path: [] }] };
        }
        const { facts, wrong } = check(value);
        if (wrong.length === 0) return { value: facts };
        const path = ({ field, part }) => (part ? [field, part] : [field]);
        return { issues: wrong.map((one) => ({ message: one.text, path: path(one) })) };
      },
    },
  };
}
