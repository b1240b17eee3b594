// The words of the page, and how days, numbers and lists are said. Words are data; another language
// is another object of the shape of `words-en.js`, of which what is missing is said in English.
import english from './words-en.js';

let words = {};

/** Says everything in another language from now on. */
export function speak(other) {
  words = other;
}

/** Keys have at most three parts, of which the last may have dots in it. */
function found(from, key) {
  const [head, ...rest] = key.split('.');
  const at = from[head];
  return rest.length === 0 ? at : (at?.[rest.join('.')] ?? at?.[rest[0]]?.[rest.slice(1).join('.')]);
}

/** The words of a key, with `{gaps}` filled in; none where there are none. */
export function known(key, gaps = {}) {
  const text = found(words, key) ?? found(english, key);
  return typeof text === 'string' ? text.replace(/\{(\w+)\}/g, (_, gap) => String(gaps[gap] ?? '')) : undefined;
}

/** The words of a key; a word of the library that has none is said as it is written. */
export const say = (key, gaps) => known(key, gaps) ?? key.slice(key.indexOf('.') + 1).replaceAll('-', ' ');

/** One or several, by the words under `one` and `more`. */
export const many = (key, n, gaps = {}) => say(`${key}.${n === 1 ? 'one' : 'more'}`, { n, ...gaps });

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
export const sentence = (text) => (/[.?!]$/.test(text) ? capital(text) : `${capital(text)}.`);
export const lower = (text) => (/^[A-Z]([a-z]| )/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** A, B and C. */
export function all(texts, joined = 'and') {
  if (texts.length < 2) return texts.join('');
  return `${texts.slice(0, -1).join(', ')} ${say(`list.${joined}`)} ${texts.at(-1)}`;
}

/** 3 April 2024, April 2024, or 2024. */
export function day(text) {
  const [year, month, date] = text.split('-');
  const named = month && say(`months.${Number(month)}`);
  return [date && String(Number(date)), named, String(Number(year)).padStart(4, '0')].filter(Boolean).join(' ');
}

/** A day, or the days between which it lies. */
export const days = ({ earliest, latest }) =>
  earliest === latest ? day(earliest) : say('days.between', { earliest: day(earliest), latest: day(latest) });

/** So many days. */
export const span = ({ least, most }) => (least === most ? many('days.count', least) : say('days.from-to', { least, most }));

/** On what something rests: `Statute; checked against the text`. */
export const rests = ({ basis, evidence }) => basis && say('grounds.rests', { basis: say(`basis.${basis}`), evidence: say(`evidence.${evidence}`) });

/** What a person has put into a field, in words. */
export function told(field, input) {
  if (input === 'not-known') return say('field.not-known');
  if (typeof input === 'string' && input.startsWith('state.')) return say(`field.${input.slice('state.'.length)}`);
  if (Array.isArray(input)) {
    return input.length === 0 ? say('field.none') : all(input.map((one) => field.options?.find(({ value }) => value === one)?.label ?? one));
  }
  if (typeof input === 'object') {
    const { day: date, month, year } = input;
    return [date, month >= 1 && month <= 12 ? say(`months.${Number(month)}`) : month, year].filter(Boolean).join(' ');
  }
  if (field.kind === 'event') return say(input === 'no' ? 'field.not-happened' : 'field.some-day');
  if (field.kind === 'yes-no') return say(`field.${input}`);
  return field.options?.find(({ value }) => value === input)?.label ?? String(input);
}
