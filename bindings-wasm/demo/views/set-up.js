// What has to be known before the questions: whose rules, of which day, about whom or what.
import { el, backward } from '../dom.js';
import { draw, read, settle } from '../fields.js';
import { readGiven } from '../asked.js';
import { say } from '../say.js';
import { errorSummary, faultsOf } from '../summary.js';

export function setUp(page, { step = 0, wrong = [] }) {
  const { family, setUp: inputs } = page.state;
  const fields = family.steps[step](page.rules, page.given(step));
  const groups = new Map(fields.map((field) => [field, draw(field, inputs[field.id], faultsOf(wrong, field.id))]));
  const submit = (event) => {
    event.preventDefault();
    for (const [field, group] of groups) inputs[field.id] = read(field, group);
    const found = readGiven(fields, inputs).wrong;
    if (found.length === 0) {
      const also = family.refused?.(page.rules, page.given(step + 1), step) ?? [];
      if (also.length === 0) return page.next(step);
      found.push(...also);
    }
    return page.show({ view: 'set-up', step, wrong: found }, { again: true });
  };
  const input = (event) => settle(event.target.closest('[data-field]'), event.target);
  return {
    title: say('set-up.heading'), wide: true, wrong,
    nodes: [
      backward(say('form.back'), () => page.back()),
      wrong.length > 0 && errorSummary(wrong, fields),
      el('h1', { class: 'govuk-heading-l', tabindex: '-1' }, el('span', { class: 'govuk-caption-l' }, say(`family.${family.id}`)), say('set-up.heading')),
      el('form', { novalidate: true, submit, input }, [...groups.values()], el('button', { type: 'submit', class: 'govuk-button' }, say('form.continue'))),
    ],
  };
}
