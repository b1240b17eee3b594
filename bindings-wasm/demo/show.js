// Draws an answer: all of it, or what is kept in view beside the questions.
import { el, hidden, outward, paragraph, leading } from './dom.js';
import { many, say } from './say.js';

function cited(cites) {
  return el('ul', { class: 'govuk-list form-cites' }, cites.map(({ title, source, at, link }) => {
    const place = `${title ?? source}, ${at}`;
    return el('li', {}, outward(place, link));
  }));
}

/** One item; `go` leads to a question. */
function row(item, go, brief) {
  const { text, lines = [], behind = [], note, mark, cites = [], grounds } = item;
  const target = item.go && go(item.go);
  const to = (item.to ?? []).map((id) => [id, go(id)]).filter(([, does]) => does);
  return el('li', {},
    mark && el('strong', { class: 'govuk-tag govuk-tag--yellow form-mark' }, mark),
    target ? leading(text, target) : el('span', {}, text),
    lines.map((line) => el('span', { class: 'form-line form-more' }, line)),
    to.map(([id, does]) => el('span', { class: 'form-line' }, leading(`${say('form.change')}: ${does.label ?? id}`, does))),
    !brief && behind.length > 0 && el('ul', { class: 'govuk-list form-behind' }, behind.map((line) => el('li', {}, line))),
    !brief && note && el('span', { class: 'form-line form-more' }, note),
    !brief && (cites.length > 0 || grounds) && el('details', { class: 'govuk-details form-grounds' },
      el('summary', { class: 'govuk-details__summary' }, el('span', { class: 'govuk-details__summary-text' }, say('grounds.from'), hidden(`: ${text}`))),
      el('div', { class: 'govuk-details__text' }, grounds && el('p', { class: 'govuk-body-s' }, `${grounds}.`), cites.length > 0 && cited(cites))));
}

function drawn({ id, heading, intro, items, most }, go, { level, brief, prefix }) {
  const rows = items.map((item) => row(item, go, brief));
  const ul = (some) => el('ul', { class: 'govuk-list govuk-list--bullet form-items' }, some);
  const rest = rows.slice(most);
  return el('section', { class: `form-section form-section--${id}`, 'aria-labelledby': `${prefix}${id}` },
    el(`h${level}`, { class: level === 3 ? 'govuk-heading-s' : 'govuk-heading-m', id: `${prefix}${id}` }, heading),
    intro && !brief && paragraph(intro), ul(rows.slice(0, most)),
    rest.length > 0 && el('details', { class: 'govuk-details form-rest' },
      el('summary', { class: 'govuk-details__summary' }, el('span', { class: 'govuk-details__summary-text' }, many('form.see-more', rest.length), hidden(`: ${heading}`))), ul(rest)));
}

/** What stands on top: the answer in one sentence, and what goes with it. */
export const headlines = ({ headline, lines }, level) => [
  el(`h${level}`, { class: 'govuk-heading-m' }, headline),
  lines.map((line) => paragraph(line)),
];

/** All sections; `go` gives what leads to a question, or nothing. */
export const sections = (told, go) => told.sections.map((one) => drawn(one, go, { level: 2, brief: false, prefix: 'part-' }));

/** What has to be in view while answering. */
export const soFar = (told, go) =>
  told.sections.filter(({ live }) => live).flatMap((one) => {
    const items = one.items.filter(({ later }) => !later);
    return items.length > 0 ? [drawn({ ...one, items, most: 4 }, go, { level: 3, brief: true, prefix: 'now-' })] : [];
  });
