// What the answers of all families have in common, told as sections: a heading and items with the
// places they rest on. `show.js` draws them, `as-text.js` writes them.
import { capital, day, known, many, rests, say, sentence } from './say.js';

/** How many items of a long list are told at once. */
const MOST = 8;

/** A section; none where it has no items. `more` of a long list stand behind. */
export function section(id, items, { live = false, intro, most = MOST, gaps } = {}) {
  const told = items.filter(Boolean);
  if (told.length === 0) return [];
  return [{ id, heading: say(`sections.${id}`, gaps), intro: intro ?? known(`intros.${id}`, gaps), items: told, live, most }];
}

/** An item of something that has grounds. */
export function item(text, grounded = {}, also = {}) {
  return { text: sentence(text), cites: grounded.cites ?? grounded.grounds?.cites, grounds: rests(grounded), note: grounded.note, ...also };
}

/** What somebody does: `The referrer must send the form`; an act that says itself that it is a power stands alone. */
export const duty = ({ who, act, strength }) => `${capital(who)} ${/^(may|must|should) /.test(act) ? '' : `${say(`strength.${strength}`)} `}${act}`;

/** Why it is so: the findings that hold. */
export const findings = ({ findings: all = [] }) =>
  section('why', all.filter(({ truth }) => truth === 'true').map((found) =>
    item(found.label, found, { mark: found.illustrative && say('marks.illustrative'), note: found.note })));

export const prompts = ({ prompts: all = [] }) =>
  section('weigh', all.map((prompt) => item(say('told.consider', { what: prompt.consider }), prompt)));

/** Facts, events or settings that are open, each with a link to its question. */
export const toSettle = (items) => section('settle', items);

export const openSettings = ({ open_settings: all = [] }, prefix = 'setting.') =>
  section('not-set', all.map(({ setting, label, set_by }) => ({ text: sentence(say('told.not-set', { label, by: set_by })), go: `${prefix}${setting}` })));

/** The titles of the documents that an answer cites, by id. */
function titles(value, found = new Map()) {
  if (typeof value !== 'object' || value === null) return found;
  if (value.source && value.title) found.set(value.source, value);
  for (const inner of Object.values(value)) titles(inner, found);
  return found;
}

/** Places where the documents differ: there they stand by id alone. */
export function conflicts(answer) {
  const known = titles(answer);
  const named = ({ source, at }) => ({ title: known.get(source)?.title ?? source.replaceAll('-', ' '), link: known.get(source)?.link, at });
  return section('conflicts', (answer.conflicts ?? []).map(({ about, says }) => ({ text: sentence(about), lines: says.map(({ words, holds }) => (holds && says.some((one) => !one.holds) ? say('told.followed', { words }) : words)), cites: says.flatMap(({ cites }) => cites.map(named)) })));
}

/** What is told of answers that contradict each other, each with links to the questions. */
export const contradictions = (wrong) =>
  section('contradictions', wrong.filter(({ rule }) => rule).map(({ text, fields }) => ({ text, to: fields })), { live: true });

/** What the answer rests on, and what it is not. */
export function footing({ notices = [], editions = [], version, exact = true }) {
  const rules = editions.filter(({ family }) => family !== 'sources').map(({ pack, family, from, digest }) => ({
    text: say(from ? 'told.edition' : 'told.edition-undated', { pack: known(`packs.${pack}`) ?? pack, family: say(`family-names.${family}`), from: from && day(from), digest: digest.slice(0, 12) }),
  }));
  return [
    ...section('limits', [...(exact ? [] : [{ text: say('told.not-exact') }]), ...notices.map((text) => ({ text })), { text: say('told.no-all-clear') }, { text: say('told.judgement') }]),
    ...section('rules', [...rules, { text: say('told.version', { version }) }], { most: 20 }),
  ];
}

/** What is not yet answered, in one line. */
export const howManyOpen = (open) => (open === 0 ? say('told.none-open') : many('told.open', open));
