// What stands beside the questions: the answer so far, which follows every change.
import { el, leading } from './dom.js';
import { say } from './say.js';
import { headlines, soFar } from './show.js';

/** Draws it anew; what has changed of the answer itself is read out, the rest is not. */
export function side(beside, page) {
  const { told } = page.checked();
  const [, status, sections] = [...beside.children];
  const top = [...headlines(told, 3).flat(), el('p', { class: 'govuk-body form-open' }, told.open)];
  const parts = [soFar(told, page.leads), el('p', { class: 'govuk-body' }, leading(say('form.see-answer'), () => page.show({ view: 'answer' })))].flat();
  if (!status) {
    beside.replaceChildren(el('h2', { class: 'govuk-caption-m' }, say('so-far.heading')), el('div', { role: 'status', class: 'form-live' }, top), el('div', {}, parts));
    return;
  }
  const said = top.map((node) => node.textContent).join('\n');
  if (status.dataset.said !== said) {
    status.dataset.said = said;
    status.replaceChildren(...top);
  }
  sections.replaceChildren(...parts);
}
