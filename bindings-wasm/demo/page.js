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
let now;
let due;

const page = {
  families, state, version: version(),

  /** The questions by which a form of this family begins, as far as before some step. */
  given(before = state.family.steps.length) {
    const given = {};
    for (const step of state.family.steps.slice(0, before)) Object.assign(given, readGiven(step(page.rules, given), state.setUp).given);
    return given;
  },
  begin(id) {
    Object.assign(state, { family: families.find((one) => one.id === id), setUp: { as_of: today() }, inputs: {}, session: undefined, accepted: new Set() });
    page.show({ view: 'set-up', step: 0 });
  },
  next(step) {
    if (step + 1 < state.family.steps.length) {
      state.setUp = { ...state.family.preset?.(page.given(step + 1)), ...state.setUp };
      return page.show({ view: 'set-up', step: step + 1 });
    }
    page.open();
    return page.ask();
  },
  open() {
    state.given = page.given();
    state.session = state.family.open(page.rules, state.given);
  },
  /** Answers that were saved; false where these rules cannot take them. */
  resume({ family: id, about, answers, version: then }) {
    const family = families.find((one) => one.id === id);
    if (!family) return false;
    Object.assign(state, { family, setUp: about, inputs: {}, accepted: new Set() });
    try {
      for (const step of family.steps.keys()) {
        if (readGiven(family.steps[step](page.rules, page.given(step)), about).wrong.length > 0) return false;
      }
      page.open();
    } catch {
      return false;
    }
    const known = new Set(state.session.fields.map((field) => field.id));
    const entries = Object.entries(answers).filter(([id]) => known.has(id));
    state.inputs = Object.fromEntries(entries);
    const left = Object.keys(answers).length - entries.length;
    const told = [left > 0 && many('file.left-out', left), then !== page.version && say('file.other-version', { then, now: page.version })].filter(Boolean);
    page.show({ view: 'answer', told });
    return true;
  },
  checked() {
    return (now ??= state.session.check(state.inputs));
  },
  /** An answer was typed or ticked: the answer of the rules follows a moment later. */
  put(id, input) {
    if (isAnswered(input)) state.inputs[id] = input;
    else delete state.inputs[id];
    now = undefined;
    clearTimeout(due);
    due = setTimeout(() => {
      trail.shown?.arrange?.(page.checked().open);
      side(beside, page);
    }, 60);
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
    if (again && trail.length > 0) trail[trail.length - 1] = at;
    else {
      trail.push(at);
      history.pushState({ at: trail.length - 1 }, '');
    }
    draw(at);
  },
  back: () => history.back(),
};

function draw(at) {
  now = undefined;
  const shown = views[at.view](page, at);
  trail.shown = shown;
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
  if (!at) return;
  trail.length = (told?.at ?? 0) + 1;
  draw({ ...at, wrong: [], told: undefined });
});
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
