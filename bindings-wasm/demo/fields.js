// One question as GOV.UK draws it, and what a person has put there.
import { el, hidden } from './dom.js';
import { say } from './say.js';

const NOT_KNOWN = 'not-known';
const NONE = '(none)';
const parts = ['day', 'month', 'year'];
const isBoxes = (input) => typeof input === 'object' && input !== null && !Array.isArray(input);

/** Whether something was put there, be it that it is not known. */
export function isAnswered(input) {
  if (input === undefined || input === null || input === '') return false;
  if (isBoxes(input)) return parts.some((part) => String(input[part] ?? '').trim() !== '');
  return true;
}

const described = (...ids) => ids.filter(Boolean).join(' ') || undefined;

function ticked(kind, id, name, value, label, checked, hint, attributes = {}) {
  return el('div', { class: `govuk-${kind}__item` },
    el('input', { class: `govuk-${kind}__input`, id, name, type: kind === 'radios' ? 'radio' : 'checkbox', value, checked,
      'aria-describedby': hint && `${id}-hint`, ...attributes }),
    el('label', { class: `govuk-label govuk-${kind}__label`, for: id }, label),
    hint && el('div', { id: `${id}-hint`, class: `govuk-hint govuk-${kind}__hint` }, hint));
}

const divider = (kind) => el('div', { class: `govuk-${kind}__divider` }, say('field.or'));

/** In which words a field offers that it is not known. */
const notKnown = (unknown) => (unknown === true ? say('field.not-known') : unknown);

/** What else there is instead of a value: the question was put, and nobody would say, or not all the same. */
export const STATES = ['state.declined', 'state.disputed'];
const others = ({ unknown, states }) => [...(unknown ? [[NOT_KNOWN, notKnown(unknown)]] : []), ...(states ? STATES.map((state) => [state, say(`field.${state.slice('state.'.length)}`)]) : [])];
const idOf = (id, value) => `${id}-${value.replace('.', '-')}`;

/** Radios: the first bears the field's own id, so that a link to the field leads there. */
function radios(field, options, input, from = 0) {
  const { id } = field;
  const rows = options.map(({ value, label, hint }, index) =>
    ticked('radios', from + index === 0 ? id : `${id}-${from + index + 1}`, id, value, label, input === value, hint));
  const instead = others(field);
  if (instead.length > 0) rows.push(divider('radios'), ...instead.map(([value, label]) => ticked('radios', idOf(id, value), id, value, label, input === value)));
  return el('div', { class: 'govuk-radios' }, rows);
}

function checkboxes(field, input) {
  const { id, options, none = say('field.none') } = field;
  const chosen = Array.isArray(input) ? input : [];
  const rows = options.map(({ value, label, hint }, index) =>
    ticked('checkboxes', index === 0 ? id : `${id}-${index + 1}`, id, value, label, chosen.includes(value), hint));
  rows.push(divider('checkboxes'), ticked('checkboxes', `${id}-none`, id, NONE, none, Array.isArray(input) && input.length === 0, undefined, { 'data-alone': true }));
  rows.push(...others(field).map(([value, label]) => ticked('checkboxes', idOf(id, value), id, value, label, input === value, undefined, { 'data-alone': true })));
  return el('div', { class: 'govuk-checkboxes' }, rows);
}

/** Beside boxes to type in: that it is not known. */
function instead(field, input) {
  const { id, unknown } = field;
  if (!unknown) return undefined;
  return el('div', { class: 'form-instead' }, el('p', { class: 'govuk-body form-or' }, say('field.or')),
    el('div', { class: 'govuk-checkboxes' }, others(field).map(([value, label]) => ticked('checkboxes', idOf(id, value), `${id}-not-known`, value, label, input === value, undefined, { 'data-alone': true }))));
}

function boxes({ id }, input, wrong) {
  const at = wrong.map(({ part }) => part).filter(Boolean);
  const box = (part) => {
    const bad = wrong.length > 0 && (at.length === 0 || at.includes(part));
    const width = part === 'year' ? 4 : 2;
    return el('div', { class: 'govuk-date-input__item' }, el('div', { class: 'govuk-form-group' },
      el('label', { class: 'govuk-label govuk-date-input__label', for: `${id}-${part}` }, say(`field.${part}`)),
      el('input', { class: `govuk-input govuk-date-input__input govuk-input--width-${width}${bad ? ' govuk-input--error' : ''}`,
        id: `${id}-${part}`, name: `${id}-${part}`, type: 'text', inputmode: 'numeric', autocomplete: 'off', maxlength: width,
        value: isBoxes(input) ? input[part] : undefined, 'data-part': part })));
  };
  return el('div', { class: 'govuk-date-input', id }, parts.map(box));
}

function typedBox({ id, kind, unit }, input, wrong) {
  const numeric = kind === 'count';
  return el('div', { class: 'govuk-form-group' },
    numeric && el('label', { class: 'govuk-label', for: id }, unit ? say('field.number-of', { unit }) : say('field.number')),
    el('input', { class: `govuk-input ${numeric ? 'govuk-input--width-4' : 'govuk-!-width-two-thirds'}${wrong.length ? ' govuk-input--error' : ''}`, id, name: id, type: 'text',
      inputmode: numeric ? 'numeric' : undefined, spellcheck: numeric ? 'false' : undefined, autocomplete: 'off',
      'aria-describedby': numeric ? undefined : described(`${id}-hint`), 'data-typed': true,
      value: typeof input === 'string' && input !== NOT_KNOWN && !STATES.includes(input) ? input : undefined }));
}

function select({ id, options, unknown }, input, described) {
  const rows = [{ value: '', label: say('field.choose') }, ...options, ...(unknown ? [{ value: NOT_KNOWN, label: say('field.not-known') }] : [])];
  return el('select', { class: 'govuk-select', id, name: id, 'aria-describedby': described },
    rows.map(({ value, label }) => el('option', { value, selected: input === value }, label)));
}

const yesNo = () => [{ value: 'yes', label: say('field.yes') }, { value: 'no', label: say('field.no') }];
const events = () => [{ value: 'no', label: say('field.not-happened') }, { value: 'yes', label: say('field.some-day') }];

function inner(field, input, wrong) {
  switch (field.kind) {
    case 'yes-no': return radios(field, yesNo(), input);
    case 'choice': return radios(field, field.options, input);
    case 'choices': return checkboxes(field, input);
    case 'date': case 'day': return [boxes(field, input, wrong), instead(field, input)];
    case 'event': return [boxes(field, input, wrong), el('p', { class: 'govuk-body form-or' }, say('field.or')),
      radios({ id: field.id, unknown: say('field.not-known-whether') }, events(), input, 1)];
    default: return [typedBox(field, input, wrong), instead(field, input)];
  }
}

const hintOf = (field) => [field.hint, ['date', 'event'].includes(field.kind) && say('field.date-hint'), field.kind === 'day' && say('field.day-hint'), field.kind === 'choices' && say('field.choices-hint')].filter(Boolean);

/** A question with what was put there and what is wrong with it; `heading` is the level of its heading. */
export function draw(field, input, wrong = [], heading = 0) {
  const { id, label } = field;
  const hints = hintOf(field);
  const about = described(hints.length > 0 && `${id}-hint`, wrong.length > 0 && `${id}-error`);
  const size = heading === 1 ? 'l' : 's';
  const titled = heading ? el(`h${heading}`, { class: 'govuk-fieldset__heading', tabindex: heading === 1 && '-1' }, label) : label;
  const hint = hints.length > 0 && el('div', { id: `${id}-hint`, class: 'govuk-hint' }, hints.map((text) => el('span', { class: 'form-line' }, text)));
  const faults = wrong.length > 0 && el('p', { id: `${id}-error`, class: 'govuk-error-message' },
    wrong.map(({ text }) => el('span', { class: 'form-line' }, hidden(`${say('field.error')} `), text)));
  const group = el('div', { class: `govuk-form-group form-field${wrong.length ? ' govuk-form-group--error' : ''}`, 'data-field': id });
  if (field.kind === 'select' || field.kind === 'text') {
    const labelled = el('label', { class: `govuk-label govuk-label--${size}`, for: id }, label);
    const box = field.kind === 'select' ? select(field, input, about) : typedBox(field, input, wrong);
    group.append(heading ? el(`h${heading}`, { class: 'govuk-label-wrapper', tabindex: heading === 1 && '-1' }, labelled) : labelled, ...[hint, faults].filter(Boolean), box);
  } else {
    group.append(el('fieldset', { class: 'govuk-fieldset', 'aria-describedby': about },
      el('legend', { class: `govuk-fieldset__legend govuk-fieldset__legend--${size}` }, titled), hint, faults, inner(field, input, wrong)));
  }
  return group;
}

/** After something was typed or ticked: what it excludes goes. */
export function settle(group, target) {
  const [alone, others] = [[], []];
  for (const input of group.querySelectorAll('input')) (input.hasAttribute('data-alone') ? alone : others).push(input);
  const typed = others.filter((input) => input.type === 'text');
  const radio = others.filter((input) => input.type === 'radio');
  const clear = (inputs) => inputs.forEach((input) => { if (input.type === 'text') input.value = ''; else input.checked = false; });
  if (target.hasAttribute('data-alone')) {
    if (target.checked) clear([...others, ...alone.filter((input) => input !== target)]);
  } else if (target.type === 'radio') clear(typed);
  else if (target.type === 'checkbox' ? target.checked : target.value !== '') clear([...alone, ...(typed.includes(target) ? radio : [])]);
}

/** What stands in a field: the words of a form as `safeguarding-rules/form` reads them. */
export function read(field, group) {
  if (field.kind === 'select') return group.querySelector('select').value;
  const inputs = [...group.querySelectorAll('input')];
  const boxed = inputs.filter((input) => input.dataset.part);
  const values = inputs.filter((input) => input.checked).map((input) => input.value);
  if (boxed.length > 0) {
    const typed = Object.fromEntries(boxed.map((input) => [input.dataset.part, input.value.trim()]));
    return isAnswered(typed) ? typed : (values[0] ?? '');
  }
  if (field.kind === 'choices') {
    const instead = values.find((value) => value === NOT_KNOWN || STATES.includes(value));
    if (instead) return instead;
    return values.includes(NONE) ? [] : values.length > 0 ? values : '';
  }
  const typed = inputs.find((input) => input.dataset.typed !== undefined);
  if (typed && typed.value.trim() !== '') return typed.value.trim();
  return values[0] ?? '';
}
