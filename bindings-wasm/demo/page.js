// The page: which question is asked, what was answered so far, and what is shown. Everything is kept in
// memory and gone when the page is closed; nothing is stored or sent.
import { load, version } from '../load.js';
import { isAnswered } from './fields.js';
import { families } from './families/all.js';
import { readGiven, today } from './asked.js';
import { el, paragraph } from './dom.js';
import { many, say } from './say.js';
import { side } from './side.js';
import { answer } from './views/answer.js';
import { all, one } from './views/questions.js';
import { setUp } from './views/set-up.js';
import { start } from './views/start.js';
import { SkipLink } from './govuk-frontend.min.js';

const views = { start, 'set-up': setUp, one, all, answer };
const place = document.getElementById('view');
const beside = document.getElementById('so-far');
const state = { family: undefined, setUp: {}, given: {}, session: undefined, inputs: {}, accepted: new Set() };
const trail = [];
const views_of_questions = new Set(['one', 'all', 'answer']);
let position = 0;
let listening;
let now;
let due;
/** How long the last answer took: the longer, the longer somebody may type before the next. */
let took = 0;

const page = {
  families, state, version: version(),

  /** The questions by which a form of this family begins, as far as before some step. */
  given(before = state.family.steps.length) {
    const given = {};
    for (const step of state.family.steps.slice(0, before)) Object.assign(given, readGiven(step(page.rules, given), state.setUp).given);
    return given;
  },
  /** Everything is forgotten. */
  again() {
    Object.assign(state, { family: undefined, setUp: {}, inputs: {}, session: undefined, accepted: new Set() });
    page.show({ view: 'start' });
  },
  begin(id) {
    Object.assign(state, { family: families.find((one) => one.id === id), setUp: { as_of: today() }, inputs: {}, session: undefined, accepted: new Set() });
    page.show({ view: 'set-up', step: 0 });
  },
  next(step) {
    const { steps, preset } = state.family;
    // A step that asks nothing after what was said before is passed over.
    const after = steps.findIndex((asks, at) => at > step && asks(page.rules, page.given(at)).length > 0);
    if (after > 0) {
      state.setUp = { ...preset?.(page.given(after)), ...state.setUp };
      return page.show({ view: 'set-up', step: after });
    }
    page.open();
    return page.ask();
  },
  open() {
    state.given = page.given();
    state.session = state.family.open(page.rules, state.given);
    const known = new Set(state.session.fields.map((field) => field.id));
    const kept = Object.entries(state.inputs).filter(([id]) => known.has(id));
    const left = Object.keys(state.inputs).length - kept.length;
    state.inputs = Object.fromEntries(kept);
    return left;
  },
  /** Answers that were saved; false where these rules cannot take them. */
  resume({ family: id, about, answers, version: then }) {
    const family = families.find((one) => one.id === id);
    if (!family) return false;
    Object.assign(state, { family, setUp: about, inputs: answers, accepted: new Set() });
    let left;
    try {
      for (const step of family.steps.keys()) {
        if (readGiven(family.steps[step](page.rules, page.given(step)), about).wrong.length > 0) return false;
      }
      left = page.open();
    } catch {
      return false;
    }
    const told = [left > 0 && many('file.left-out', left), then !== page.version && say('file.other-version', { then, now: page.version })].filter(Boolean);
    page.show({ view: 'answer', told });
    return true;
  },
  checked() {
    if (now) return now;
    const before = performance.now();
    now = state.session.check(state.inputs);
    took = performance.now() - before;
    return now;
  },
  /** An answer was typed or ticked: the answer of the rules follows a moment later. */
  put(id, input) {
    if (isAnswered(input)) state.inputs[id] = input;
    else delete state.inputs[id];
    now = undefined;
    clearTimeout(due);
    due = setTimeout(() => {
      listening?.(page.checked().open);
      side(beside, page);
    }, Math.max(60, 2 * took));
  },
  /** The next question. */
  ask() {
    page.show({ view: 'one', field: page.checked().next });
  },
  /** What leads to the question of a fact, an event or a setting; nothing where there is none. */
  leads(id) {
    const field = state.session.fields.find((one) => one.id === id);
    return field && Object.assign(() => page.show({ view: 'one', field: id }), { label: field.label });
  },
  /** Shows a view; `again` in place of the one that is shown. */
  show(at, { again = false } = {}) {
    if (again) trail[position] = at;
    else {
      trail.splice((position += 1), Infinity, at);
      history.pushState({ at: position }, '');
    }
    draw(at);
  },
  back: () => history.back(),
};

function draw(at) {
  now = undefined;
  const shown = views[at.view](page, at);
  listening = shown.arrange;
  document.title = `${shown.wrong?.length ? say('form.title-error') : ''}${shown.title}${shown.title === say('title') ? '' : ` – ${say('title')}`}`;
  place.replaceChildren(...[shown.nodes].flat(Infinity).filter(Boolean));
  document.body.classList.toggle('form-wide', shown.wide === true);
  beside.hidden = shown.wide === true;
  if (shown.wide) beside.replaceChildren();
  else side(beside, page);
  for (const told of at.told ?? []) place.prepend(el('div', { class: 'govuk-inset-text' }, told));
  scrollTo(0, 0);
  if (shown.focus) return shown.focus();
  if (!shown.wrong?.length) (place.querySelector('h1[tabindex]') ?? place).focus({ preventScroll: true });
}

addEventListener('popstate', ({ state: told }) => {
  const at = trail[told?.at ?? 0];
  if (!at || (at.view !== 'start' && !state.family) || (views_of_questions.has(at.view) && !state.session)) return page.show({ view: 'start' });
  position = told?.at ?? 0;
  draw({ ...at, wrong: [], told: undefined });
});
// On paper the places that an answer rests on stand open; afterwards as they were.
let unfolded = [];
addEventListener('beforeprint', () => {
  unfolded = [...place.querySelectorAll('details:not([open]):not(.form-screen)')];
  unfolded.forEach((one) => { one.open = true; });
});
addEventListener('afterprint', () => unfolded.forEach((one) => { one.open = false; }));
// Answers that were not saved are lost when the page is left.
addEventListener('beforeunload', (event) => {
  if (Object.keys(state.inputs).length > 0) event.preventDefault();
});

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
new SkipLink(document.querySelector('.govuk-skip-link'));
try {
  page.rules = await load();
  history.replaceState({ at: 0 }, '');
  trail.push({ view: 'start' });
  draw(trail[0]);
  document.body.dataset.ready = 'yes';
} catch (error) {
  place.replaceChildren(el('h1', { class: 'govuk-heading-l' }, say('start.heading')), paragraph(say('start.not-loaded')));
  throw error;
}
