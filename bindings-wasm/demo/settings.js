// What the documents leave to a partnership to set, asked as further questions.
import { readAnswer, readDate } from '../form.js';
import { isAnswered } from './fields.js';
import { known, say } from './say.js';

const PREFIX = 'setting.';
const kinds = { count: 'count', day: 'date', event: 'choice', choice: 'choice' };

/** The question about a setting; its label in the pack is a phrase. */
export function settingField({ setting, label, set_by, kind, min, not_before, default: published, choices = [] }, events = new Map()) {
  const called = (value) => events.get(value) ?? known(`choices.${value}`) ?? String(value).replaceAll('-', ' ');
  const seen = choices.filter(({ seen_at }) => seen_at).map(({ value, seen_at }) => say('settings.seen', { value: called(value), at: seen_at }));
  const offered = kinds[kind] === 'choice';
  return {
    id: `${PREFIX}${setting}`, setting, kind: kinds[kind], label, min, not_before, unknown: say('settings.not-known'), theme: say('settings.theme'),
    hint: [say('settings.set-by', { by: set_by }), published !== undefined && say('settings.published', { value: called(published) }), ...(offered ? [] : seen)].filter(Boolean).join(' '),
    options: offered ? choices.map(({ value, seen_at }) => ({ value, label: called(value), hint: seen_at && say('settings.seen-at', { at: seen_at }) })) : undefined,
  };
}

/** The settings that were given, and what is wrong with the others. */
export function readSettings(fields, inputs) {
  const settings = {};
  const wrong = [];
  for (const field of fields) {
    const input = inputs[field.id];
    if (field.setting === undefined || !isAnswered(input) || input === 'not-known') continue;
    const { value, message, part } = field.kind === 'date' ? readDate(input) : readAnswer(field, input);
    const bad = (text, at) => wrong.push({ code: 'setting', field: field.id, part: at, text, href: `#${field.id}${at ? `-${at}` : ''}` });
    if (message) bad(say(`faults.${message}`, { question: field.label, part: part && say(`field.${part}`).toLowerCase() }), part);
    else if (field.kind === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) bad(say('faults.whole-date', { question: field.label }), 'day');
    else if (field.min !== undefined && value < field.min) bad(say('faults.at-least', { question: field.label, least: field.min }));
    else if (field.not_before !== undefined && value < field.not_before) bad(say('faults.not-before', { question: field.label, day: field.not_before }));
    else settings[field.setting] = value;
  }
  return { settings, wrong };
}
