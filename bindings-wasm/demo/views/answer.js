// The whole answer, to read, copy, print and save, with the answers given.
import { asText, given } from '../as-text.js';
import { button, el, paragraph, backward, leading } from '../dom.js';
import { save } from '../file.js';
import { day, say } from '../say.js';
import { headlines, sections } from '../show.js';

function answersGiven(page, go) {
  const { session, inputs } = page.state;
  const rows = given(session.fields, inputs).map(({ field, text }) => {
    return el('div', { class: 'govuk-summary-list__row' },
      el('dt', { class: 'govuk-summary-list__key' }, field.label),
      el('dd', { class: 'govuk-summary-list__value' }, text),
      el('dd', { class: 'govuk-summary-list__actions' }, leading(say('form.change'), go(field.id), { also: field.label })));
  });
  return el('section', { 'aria-labelledby': 'given' }, el('h2', { class: 'govuk-heading-m', id: 'given' }, say('answer.given')),
    rows.length > 0 ? el('dl', { class: 'govuk-summary-list' }, rows) : paragraph(say('answer.given-none')));
}

/** Copies the text; where the browser does not allow it, the text is selected. */
async function copy(text, box, tell) {
  try {
    await navigator.clipboard.writeText(text);
    tell(say('answer.copied'));
  } catch {
    box.closest('details').open = true;
    box.focus();
    box.select();
    tell(say('answer.not-copied'));
  }
}

export function answer(page) {
  const { session, inputs, given: about } = page.state;
  const { told } = page.checked();
  const text = asText(session, inputs, told, about);
  const status = el('p', { class: 'govuk-body form-status', role: 'status' });
  const tell = (words) => { status.textContent = words; };
  const box = el('textarea', { class: 'govuk-textarea', id: 'answer-text', rows: '12', readonly: true }, text);
  return {
    title: say('answer.heading'), wide: true,
    nodes: [
      backward(say('form.back'), () => page.back()),
      el('h1', { class: 'govuk-heading-l', tabindex: '-1' }, el('span', { class: 'govuk-caption-l' }, [...session.about, say('answer.as-of', { day: day(about.as_of) })].join(' ')), say('answer.heading')),
      el('p', { class: 'govuk-body form-ways' }, leading(say('answer.change-about'), () => page.show({ view: 'set-up', step: 0 })), leading(say('form.all'), () => page.show({ view: 'all' })), leading(say('form.begin'), () => page.again())),
      el('div', { class: 'form-answer' }, headlines(told, 2), paragraph(told.open)),
      el('div', { class: 'govuk-button-group form-screen' },
        button(say('answer.more'), () => page.ask()),
        button(say('answer.copy'), () => copy(text, box, tell), 'secondary'),
        button(say('answer.print'), () => window.print(), 'secondary'),
        button(say('answer.save'), () => { save(page.state, page.version); tell(say('answer.saved')); }, 'secondary')),
      status,
      el('details', { class: 'govuk-details form-screen' }, el('summary', { class: 'govuk-details__summary' }, el('span', { class: 'govuk-details__summary-text' }, say('answer.text'))),
        el('div', { class: 'govuk-details__text' }, el('label', { class: 'govuk-label', for: 'answer-text' }, say('answer.text')), box)),
      el('p', { class: 'govuk-body form-screen' }, say('answer.keep-hint')),
      sections(told, page.leads),
      answersGiven(page, page.leads),
    ],
  };
}
