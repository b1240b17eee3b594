// The questions, one at a time or all on one page, with the answer so far beside them.
import { button, el, paragraph, backward, leading } from '../dom.js';
import { draw, isAnswered, read, settle } from '../fields.js';
import { shown } from '../asked.js';
import { say } from '../say.js';
import { anchor, errorSummary, faultsOf, notYet } from '../summary.js';

const missing = (field) => ({ code: 'not-answered', field: field.id, text: say('faults.not-answered', { question: field.label }) });

/** Takes over what somebody types or ticks, and tells the page. */
function listening(page, groups, also = () => {}) {
  return (event) => {
    const group = event.target.closest('[data-field]');
    const field = group && groups.get(group);
    if (!field) return;
    settle(group, event.target);
    page.put(field.id, read(field, group));
    also(event);
  };
}

const grouped = (fields, inputs, wrong, heading) => new Map(fields.map((field) => [draw(field, inputs[field.id], faultsOf(wrong, field.id), heading), field]));

/** One question, and those that its answer contradicts. */
export function one(page, { field: id, also = [], wrong = [] }) {
  const { session, inputs } = page.state;
  const fields = [id, ...also].map((one) => session.fields.find((field) => field.id === one)).filter(Boolean);
  if (fields.length === 0) return ended(page);
  const alone = fields.length === 1;
  const groups = grouped(fields, inputs, wrong, alone ? 1 : 2);
  const contradict = wrong.some(({ rule }) => rule);
  const submit = (event) => {
    event.preventDefault();
    const { wrong: all } = page.checked();
    const here = new Set(fields.map((field) => field.id));
    const found = [...fields.filter((field) => !isAnswered(inputs[field.id])).map(missing), ...all.filter((fault) => here.has(fault.field) && !fault.rule)];
    // What contradicts is told once; whoever continues then means it.
    const against = all.filter((fault) => fault.rule && fault.fields?.some((one) => here.has(one)) && !page.state.accepted.has(fault.rule));
    if (found.length > 0) return page.show({ view: 'one', field: id, also, wrong: found }, { again: true });
    if (against.length > 0) {
      against.forEach(({ rule }) => page.state.accepted.add(rule));
      const others = [...new Set(against.flatMap((fault) => fault.fields))].filter((one) => one !== id);
      return page.show({ view: 'one', field: id, also: others, wrong: against }, { again: true });
    }
    return page.ask();
  };
  return {
    title: fields[0].label, wrong,
    nodes: [
      backward(say('form.back'), () => page.back()),
      wrong.length > 0 && errorSummary(wrong, fields, contradict && say('form.keep')),
      alone ? el('span', { class: 'govuk-caption-l' }, fields[0].theme) : el('h1', { class: 'govuk-heading-l', tabindex: '-1' }, say('sections.contradictions')),
      el('form', { novalidate: true, submit, input: listening(page, groups) }, [...groups.keys()],
        el('div', { class: 'govuk-button-group' }, el('button', { type: 'submit', class: 'govuk-button' }, say('form.continue')))),
      el('div', { class: 'govuk-body form-ways' }, leading(say('form.all'), () => page.show({ view: 'all' })), leading(say('form.see-answer'), () => page.show({ view: 'answer' })), leading(say('form.begin'), () => page.again())),
    ],
  };
}

/** Nothing is left to ask. */
function ended(page) {
  return {
    title: say('form.ended'),
    nodes: [
      backward(say('form.back'), () => page.back()),
      el('h1', { class: 'govuk-heading-l', tabindex: '-1' }, say('form.ended')), paragraph(say('form.nothing')),
      button(say('form.see-answer'), () => page.show({ view: 'answer' })),
      el('div', { class: 'govuk-body form-ways' }, leading(say('form.all'), () => page.show({ view: 'all' }))),
    ],
  };
}

/** Every question that can matter, by theme; those that no longer can are left out as one answers. */
export function all(page, { wrong = [], checked = false, focus }) {
  const { session, inputs } = page.state;
  const { open, unanswered } = page.checked();
  const groups = grouped(session.fields, inputs, wrong, 0);
  const themes = new Map();
  for (const [group, field] of groups) themes.set(field.theme, [...(themes.get(field.theme) ?? []), group]);
  const parts = [...themes].map(([theme, groups]) => el('section', {}, el('h2', { class: 'govuk-heading-m' }, theme), groups));
  const arrange = (open) => {
    const visible = new Set(shown(session.fields, inputs, open));
    for (const [group, field] of groups) group.hidden = !visible.has(field) && !group.contains(document.activeElement);
    for (const part of parts) part.hidden = ![...part.querySelectorAll('[data-field]')].some((group) => !group.hidden);
  };
  arrange(open);
  const submit = (event) => {
    event.preventDefault();
    const { wrong: found } = page.checked();
    page.show({ view: 'all', wrong: found, checked: true }, { again: true });
  };
  const byId = new Map(session.fields.map((field) => [field.id, field]));
  const go = (id) => byId.has(id) && (() => document.querySelector(anchor(byId.get(id)).replace(/^#(.*)$/, (_, one) => `#${CSS.escape(one)}`))?.focus());
  const visible = new Set(shown(session.fields, inputs, open).map(({ id }) => id));
  return {
    title: say('form.heading'), wrong, arrange, focus: focus && byId.has(focus) ? go(focus) : undefined,
    nodes: [
      backward(say('form.back'), () => page.back()),
      wrong.length > 0 && errorSummary(wrong, session.fields),
      el('h1', { class: 'govuk-heading-l', tabindex: '-1' }, say('form.heading')),
      paragraph(say('form.all-hint')),
      checked && notYet(unanswered.filter(({ field }) => visible.has(field)).map(({ field }) => byId.get(field)), go),
      el('div', { class: 'govuk-body form-ways' }, leading(say('form.one'), () => page.ask()), leading(say('form.see-answer'), () => page.show({ view: 'answer' }))),
      el('form', { novalidate: true, submit, input: listening(page, groups) }, parts,
        el('div', { class: 'govuk-button-group' }, el('button', { type: 'submit', class: 'govuk-button' }, say('form.check')),
          button(say('form.see-answer'), () => page.show({ view: 'answer' }), 'secondary'))),
    ],
  };
}

