// The answer as plain text, to paste into a referral or a record.
import { day, say, told as inWords } from './say.js';
import { isAnswered } from './fields.js';

function written({ text, lines = [], behind = [], note, mark, cites = [], grounds }) {
  const places = cites.map(({ title, source, at }) => `${title ?? source}, ${at}`).join('; ');
  const basis = [places, grounds].filter(Boolean).join('. ');
  return [`- ${mark ? `${mark} ` : ''}${text}`, ...[...lines, ...behind, note].filter(Boolean).map((line) => `  ${line}`), ...(basis ? [`  [${basis}]`] : [])].join('\n');
}

/** What was answered, question by question. */
export const given = (fields, inputs) =>
  fields.filter(({ id }) => isAnswered(inputs[id])).map((field) => ({ field, text: inWords(field, inputs[field.id]) }));

/** Everything: the answer, why, what is open, what it is not, and the answers given. */
export function asText({ about, fields }, inputs, told, { as_of }) {
  const answers = given(fields, inputs).map(({ field, text }) => `- ${field.label} ${text}.`);
  const parts = told.sections.map(({ heading, intro, items }) => [heading, ...(intro ? [intro] : []), ...items.map(written)].join('\n'));
  return [
    `${say('title')}\n${[...about, say('answer.as-of', { day: day(as_of) })].join('\n')}`,
    [told.headline.replace(/[^.]$/, '$&.'), ...told.lines, told.open].join('\n'),
    ...parts,
    `${say('answer.given')}\n${answers.length ? answers.join('\n') : say('answer.given-none')}`,
  ].join('\n\n');
}
