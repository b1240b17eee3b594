// The error summary, and beside it what is merely not yet answered.
import { el, list } from './dom.js';
import { many, say } from './say.js';
import { ErrorSummary } from './govuk-frontend.min.js';

const boxed = ['date', 'day', 'event'];

/** Where a link about a field leads: what can be typed into. */
export function anchor(field, { part } = {}) {
  if (!boxed.includes(field?.kind)) return `#${field?.id ?? 'main-content'}`;
  return `#${field.id}-${part ?? 'day'}`;
}

/** The list of what is wrong, each with a link to its field; draws attention to itself. */
export function errorSummary(faults, fields, note) {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const link = (fault, id = fault.field, text = fault.text) => el('a', { href: anchor(byId.get(id), id === fault.field ? fault : {}) }, text);
  const rows = faults.flatMap((fault) => {
    const others = (fault.fields ?? []).filter((id) => id !== fault.field && byId.has(id));
    return [link(fault), ...others.map((id) => link(fault, id, byId.get(id).label))];
  });
  const summary = el('div', { class: 'govuk-error-summary', 'data-module': 'govuk-error-summary' },
    el('div', { role: 'alert' },
      el('h2', { class: 'govuk-error-summary__title' }, say('form.problem')),
      el('div', { class: 'govuk-error-summary__body' },
        note && el('p', {}, note),
        el('ul', { class: 'govuk-list govuk-error-summary__list' }, rows.map((row) => el('li', {}, row))))));
  // Once it stands in the page: it takes the focus, and its links move it to the fields.
  queueMicrotask(() => summary.isConnected && new ErrorSummary(summary));
  return summary;
}

/** What is not yet answered: no mistake, and told apart from what is. */
export function notYet(unanswered, go, most = 5) {
  // Each by its question: nothing is wrong with it.
  if (unanswered.length === 0) return undefined;
  const rows = unanswered.slice(0, most).map(({ id, label: text }) => {
    const to = go(id);
    return to ? el('a', { class: 'govuk-link', href: `#${id}`, click: (event) => { event.preventDefault(); to(); } }, text) : text;
  });
  const more = unanswered.length - most;
  return el('section', { class: 'form-not-yet govuk-inset-text', 'aria-labelledby': 'not-yet' },
    el('h2', { class: 'govuk-heading-s', id: 'not-yet' }, say('form.unanswered-heading')),
    el('p', { class: 'govuk-body' }, say('form.unanswered-intro')), list(rows), more > 0 && el('p', { class: 'govuk-body' }, many('form.see-more', more)));
}

/** Of each field what is wrong with it. */
export function faultsOf(faults, id) {
  return faults.filter(({ field, fields }) => field === id || fields?.includes(id));
}
