// An answer about reviews, told: what is called for, what is next and by when, what is open.
import { all, capital, day, days, say, sentence, span } from '../say.js';
import { conflicts, contradictions, findings, footing, howManyOpen, item, openSettings, prompts, section, toSettle } from '../told.js';

const settled = (truth) => (truth === 'true' ? '' : say('reviews.not-settled'));

/** Called for, and how firmly. */
function called(review) {
  const { label, who, at_least, at_most, settled: sure, roles = [], links = [] } = review;
  return item(`${label} ${say(`firmness.${at_least}`)}`, review, {
    lines: [sure ? '' : say(`at-most.${at_most}`), say('reviews.who', { who })].filter(Boolean),
    behind: [...roles.map(({ who, does, truth }) => say('reviews.role', { who, does, open: settled(truth) })), ...links.map((link) => say('reviews.link', link))],
  });
}

/** Where an action stands, in sentences. */
function standing(action, event) {
  const { state, due, outside, overdue_days: by, done, in_time: inTime, late_days: late, could_be: could = [], waits_for: waits = [], needs = [] } = action;
  const on = due && days(due);
  const safe = due && due.earliest !== due.latest ? say('standing.safe', { day: on, safe: day(due.earliest) }) : due && say('standing.due', { day: on });
  const lines = outside ? [say('standing.outside')] : [];
  if (state === 'overdue') lines.push(by ? say('standing.overdue', { day: on, by: span(by) }) : say('standing.overdue-undated'));
  else if (state === 'done') {
    lines.push(done ? say('standing.done', { day: days(done) }) : say('standing.done-undated'));
    if (on) lines.push(say('standing.due', { day: on }));
    if (inTime) lines.push(say(`standing.${inTime}`, { late: late && span(late) }));
  } else if (state === 'cannot-tell') {
    if (safe) lines.push(safe);
    lines.push(say('standing.could-be', { states: all(could.map((one) => say(`states_of.${one}`)), 'or') }));
    if (waits.length > 0) lines.push(say('standing.waits', { events: sentence(waits.map(event).join('; ')) }));
  } else if (safe) lines.push(safe);
  else lines.push(say(state === 'due' ? 'standing.now' : 'standing.later'));
  if (needs.length > 0) lines.push(say('standing.needs', { events: sentence(needs.map(event).join('; ')) }));
  return lines;
}

function counted({ from, due_of: dueOf, unit, n, direction = 'after' }, event) {
  const start = from ? `“${event(from)}”` : say(dueOf ? 'standing.due-of' : 'standing.not-set');
  return n ? say('standing.clock', { n, unit: say(`units.${unit}`), direction: say(`direction.${direction}`), start }) : say('standing.soon', { start });
}

/** What somebody has to do, by when, and how that is counted. */
function told(action, event) {
  const { who, does, to = [], clock, also = [] } = action;
  return item(`${capital(who)}: ${does}`, action, {
    lines: standing(action, event),
    behind: [to.length > 0 && say('reviews.to', { to: to.join(', ') }), clock && counted(clock, event),
      ...also.map((one) => say('standing.also', { label: one.label, day: one.due ? days(one.due) : say('standing.no-day') }))].filter(Boolean),
  });
}

/** The whole answer as sections. */
export function tellReviews(answer, fields, wrong, open) {
  const label = (id) => fields.find((field) => field.id === id)?.label ?? id;
  const event = (id) => fields.find((field) => field.event === id)?.short ?? id;
  const of = (outcome) => answer.reviews.filter((review) => review.outcome === outcome);
  const [met, cannot, out] = [of('met'), of('cannot-tell'), [...of('not-met'), ...of('not-applicable')]];
  const sure = answer.actions.filter(({ applies }) => applies === 'true');
  const next = answer.actions.filter(({ action }) => action === answer.next_action).slice(0, 1);
  const actions = (id, state, how) => section(id, sure.filter((one) => one.state === state).map((one) => ({ ...told(one, event), later: next.includes(one) })), how);
  const called_for = met.map(({ label }) => label);
  const headline = met.length > 0
    ? say(met.length === 1 ? 'reviews.called.one' : 'reviews.called.more', { n: met.length, labels: all(called_for) + (met.length === 1 ? ` ${say(`firmness.${met[0].at_least}`)}` : '') })
    : say(cannot.length > 0 ? 'reviews.cannot-tell' : 'reviews.none');
  const pressing = answer.actions.filter(({ applies, state, due }) => applies !== 'true' && ['overdue', 'due', 'done'].includes(state) && due);
  return {
    headline,
    lines: cannot.length > 0 && met.length > 0 ? [say('reviews.more', { labels: all(cannot.map(({ label }) => label)) })] : [],
    sections: [
      ...contradictions(wrong),
      ...section('next', next.map((one) => told(one, event)), { live: true }),
      ...section('called', met.map(called)),
      ...actions('overdue', 'overdue', { live: true }),
      ...actions('due', 'due', { live: true }),
      ...section('possible', cannot.map((review) => item(review.label, review, { lines: [say(`at-most.${review.at_most}`), say('reviews.who', review)] }))),
      ...findings(answer),
      ...actions('later', 'not-yet-due'),
      ...actions('cannot-tell', 'cannot-tell'),
      ...actions('done', 'done'),
      ...section('if-called-for', pressing.map((one) => told(one, event))),
      ...prompts(answer),
      ...toSettle(answer.missing.map((one) => ({ text: label(one.fact), lines: [say(`states.${one.state}`)], go: one.fact }))),
      ...section('days', (answer.missing_events ?? []).map(({ event, question }) => ({ text: question, go: `event.${event}` }))),
      ...openSettings(answer),
      ...section('out', out.map((review) => item(review.label))),
      ...conflicts(answer),
      ...footing(answer),
    ],
    open: howManyOpen(open),
  };
}
