// Says how an answer about reviews differs from what is expected.

/** Each way in which the answer is not as expected. */
export function differences(expect, answer) {
  if (answer.error && !('error' in expect)) return [`refused: ${JSON.stringify(answer.error)}`];
  const compare = ([key, expected]) => {
    if (!(key in compared)) throw new Error(`unknown expectation ${key}`);
    return compared[key](answer, expected, key);
  };
  const wrong = Object.entries(expect).flatMap(compare).filter(([, wanted, got]) => !same(wanted, got));
  return wrong.map(([what, wanted, got]) => `${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
}

/** Whether two values are alike; the order of keys does not matter. */
export function same(a, b) {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  const keys = Object.keys(a);
  const kind = Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length;
  return kind && keys.every((key) => key in b && same(a[key], b[key]));
}

const unique = (items) => [...new Set(items)].sort();
const ids = (items, of) => unique((items ?? []).map((item) => item[of]));
const sourcesOf = ({ findings = [] }) => ids(findings.flatMap(({ cites }) => cites), 'source');
const held = ({ findings = [] }) => findings.filter(({ truth }) => truth === 'true');

/** All of them as a set; some that must be among them; some that must not. */
const all = (of) => (answer, expected, key) => [[key, unique(expected), of(answer)]];
const some = (of) => (answer, expected, key) => {
  const got = of(answer);
  return [[`${key} lacking`, [], expected.filter((item) => !got.includes(item))]];
};
const none = (of) => (answer, expected, key) => {
  const got = of(answer);
  return [[key, [], expected.filter((item) => got.includes(item))]];
};
const listed = (key, of) => (answer) => ids(answer[key], of);
const exactly = (answer, expected, key) => [[key, expected, answer[key] ?? null]];

/** For each review named, what must be among its roles or links. */
const ofReviews = (words) => (answer, expected, key) =>
  Object.entries(expected).map(([name, wanted]) => {
    const got = (review(answer, name)[key] ?? []).map(words);
    return [`${key} ${name} lacking, got ${got}`, [], wanted.filter((item) => !got.includes(item))];
  });

/** How each key of `expect` is compared: names with what is wanted and what there is. */
const compared = {
  reviews: (answer, expected, key) =>
    Object.entries(expected).map(([name, word]) => [`${key} ${name}`, word, outcome(answer, name)]),
  scope: (answer, expected, key) =>
    Object.entries(expected).map(([name, truth]) => [`${key} ${name}`, truth, review(answer, name).scope ?? null]),
  actions: (answer, expected) => Object.entries(expected).flatMap(([name, parts]) => action(answer, name, parts)),
  next_action: exactly,
  applies: exactly,
  problems: ({ problems = [] }, expected, key) => [[key, expected, problems.map(({ code, at }) => ({ code, at }))]],
  deciding: all((answer) => ids(held(answer).filter((finding) => 'review' in finding), 'rule')),
  findings_include: some((answer) => ids(held(answer), 'rule')),
  prompts: all(listed('prompts', 'rule')),
  prompts_include: some(listed('prompts', 'rule')),
  sources: all(sourcesOf),
  sources_include: some(sourcesOf),
  missing: all(listed('missing', 'fact')),
  missing_includes: some(listed('missing', 'fact')),
  missing_excludes: none(listed('missing', 'fact')),
  missing_events: all(listed('missing_events', 'event')),
  missing_events_include: some(listed('missing_events', 'event')),
  next_question: (answer, expected, key) => [[key, expected, answer.next_question?.fact ?? null]],
  open_settings: all(listed('open_settings', 'setting')),
  inconsistent: all(listed('inconsistent', 'rule')),
  conflicts_include: some(listed('conflicts', 'conflict')),
  roles: ofReviews(({ role, who }) => `${role}: ${who}`),
  links: ofReviews((link) => link.with),
  error: ({ error }, expected, key) => [[key, expected, { code: error?.code, at: error?.at }]],
};

const review = (answer, name) => (answer.reviews ?? []).find((found) => found.review === name) ?? {};

/** `not-applicable`, `not-met`, one modality, or two joined by dots. */
function outcome(answer, name) {
  const { outcome: word = 'no such review', settled, at_least, at_most } = review(answer, name);
  if (word !== 'met' && word !== 'cannot-tell') return word;
  return settled ? at_least : `${at_least}..${at_most}`;
}

/** The parts of an action that are expected; `null`: it is not listed. */
function action(answer, name, expected) {
  const found = (answer.actions ?? []).find((found) => found.action === name);
  if (!expected || !found) return [[`actions ${name}`, expected, found?.state ?? null]];
  return Object.entries(expected).map(([key, value]) => [`actions ${name} ${key}`, value, part(found, key, value)]);
}

function part(found, key, expected) {
  switch (key) {
    case 'due':
    case 'done':
    case 'overdue_days':
    case 'late_days':
      return shortened(found[key], expected);
    case 'also':
      return (found.also ?? []).map(({ due }) => shortened(due, null));
    case 'could_be':
    case 'waits_for':
    case 'needs':
      return found[key] ?? [];
    default:
      return found[key] ?? null;
  }
}

/** A span of one value as that value, where the fixture writes it so. */
function shortened(span, expected) {
  const isSpan = expected !== null && typeof expected === 'object';
  const values = new Set(Object.values(span ?? {}));
  return !isSpan && values.size === 1 ? [...values][0] : (span ?? null);
}
