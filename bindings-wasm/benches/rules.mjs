// The rules of the illustrative catalogue about children, written for other engines: two-valued, on
// cases in which everything is known, with the age computed beforehand.
export const request = { pack: 'example-thresholds', subject: 'child', as_of: '2024-05-01' };

/** The rules of a text of packs, with what is asked about the subject by the library's `rules`. */
export function model(text, rules) {
  const editions = text.split('\n').map((line) => JSON.parse(line));
  const of = (name) => editions.filter(({ pack, rules }) => pack === name && rules).at(-1).rules;
  const catalogue = of(request.pack).filter(({ subject, then }) => subject === request.subject && then.level);
  const asked = rules.questions(request).questions.filter(({ kind }) => kind !== 'date');
  const whens = new Map(editions.flatMap(({ rules = [] }) => rules).map(({ id, when }) => [id, when]));
  return { catalogue, asked, written: (when, to) => written(when, to, whens), person: (seed) => person(seed, asked) };
}

const list = (value) => (Array.isArray(value) ? value : [value]);
const value = (number) => (typeof number === 'object' ? 3 : number);

/** A condition in the words of `to`: `and`, `or`, `not`, `yes`, `compare`, `among`, `has`, `some_of`. */
function written(when, to, whens) {
  const inner = (part) => written(part, to, whens);
  if (when.all) return to.and(when.all.map(inner));
  if (when.any) return to.or(when.any.map(inner));
  if (when.not) return to.not(inner(when.not));
  if (when.rule) return inner(whens.get(when.rule));
  if (when.of) return to.some_of(when.at_least, when.of.map(inner));
  const { fact } = when;
  if ('age_at_least' in when) return to.compare('age', '>=', value(when.age_at_least));
  if ('age_under' in when) return to.compare('age', '<', value(when.age_under));
  if ('at_least' in when) return to.compare(fact, '>=', value(when.at_least));
  if ('at_most' in when) return to.compare(fact, '<=', value(when.at_most));
  if ('is' in when) return to.among(fact, [when.is]);
  if ('one_of' in when) return to.among(fact, when.one_of);
  if ('includes' in when) return to.or(list(when.includes).map((option) => to.has(fact, option)));
  if ('includes_at_least' in when) return to.compare(`${fact}_count`, '>=', value(when.includes_at_least));
  return to.yes(fact);
}

/** Repeatable chance. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A case in which everything is known: for the library, and for the others. */
function person(seed, asked) {
  const below = chance(seed);
  const age = below(17) + 1;
  const ours = { date_of_birth: `${2024 - age}-01-15` };
  const theirs = { age };
  for (const { fact: id, kind, options = [] } of asked) {
    let answer;
    if (kind === 'yes-no') answer = below(12) === 0;
    else if (kind === 'count') answer = below(3);
    else if (kind === 'choice') answer = options[below(options.length)].id;
    else answer = options.filter(() => below(8) === 0).map((option) => option.id);
    ours[id] = answer;
    theirs[id] = answer;
    if (kind === 'choices') theirs[`${id}_count`] = answer.length;
  }
  return { ours, theirs };
}
