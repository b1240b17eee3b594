// An answer about audits and duties, told: what is next, what is overdue, where each stands.
import { all, capital, days, lower, say, sentence, span } from '../say.js';
import { conflicts, footing, howManyOpen, item, openSettings, section } from '../told.js';

/** Settings on which the years of a programme hang. */
export const PLAN = /_(anchor|year_kind|slippage|cycle_years)$/;

/** The whole answer as sections; `scene` is what everything is called. */
export function tellSchedule(answer, scene) {
  const names = namesOf(scene);
  const { next, coming, occurrences, duties, programmes } = answer;
  const unplanned = programmes.filter(({ years }) => years.length === 0);
  const overdue = occurrences.filter(({ standing }) => ['overdue', 'escalated'].includes(standing));
  const late = duties.filter(({ occurrences }) => occurrences.some(({ state }) => state === 'overdue'));
  const headline = overdue.length > 0 ? say(overdue.length === 1 ? 'schedules.overdue.one' : 'schedules.overdue.more', { n: overdue.length, what: names.phase(overdue[0]) })
    : unplanned.length > 0 ? say('schedules.no-plan')
      : next ? say('schedules.next', { what: names.due(next), day: days(next.due) }) : say(answer.open_settings?.length ? 'schedules.no-days' : 'schedules.nothing');
  const not_set = unplanned.flatMap(({ not_set: ids = [] }) => ids).filter((id) => PLAN.test(id));
  return {
    headline,
    lines: [unplanned.length > 0 && say('schedules.hangs-on', { settings: sentence(all(not_set.map((id) => lower(names.setting(id))))) }),
      overdue.length > 0 && next && say('schedules.begin', { what: names.due(next), day: days(next.due) })].filter(Boolean),
    sections: [
      ...section('unrecorded', scene.unknown.map((id) => ({ text: names.field(id), go: id })), { live: true }),
      ...section('next', next ? [due(next, names)] : [], { live: true }),
      ...section('overdue', [...overdue.map((one) => standing(one, names)), ...late.map((one) => duty(one, names))], { live: true }),
      ...section('coming', coming && JSON.stringify(coming) !== JSON.stringify(next) ? [due(coming, names)] : [], { live: true }),
      ...section('standing', occurrences.map((one) => standing(one, names))),
      ...section('errors', answer.phase_errors.map(({ programme, phase, year, agency, message, put_right: right }) => ({ text: sentence(`${names.phase({ programme, phase, year, agency })}: ${message}`), lines: [right] }))),
      ...section('owes', answer.agencies.flatMap(({ agency, owes = [] }) => owes.map((one) => item(names.whose(agency, `${names.programme(one.programme)}: ${say(`owed.${one.owed}`)}`), one)))),
      ...section('cycles', programmes.filter(({ years }) => years.length > 0).map((one) => item(say('schedules.cycle', { label: one.label, n: one.cycle_years, kind: lower(say(`choices.${one.year_kind}`)) }), one, { lines: one.years.filter(({ phase }) => phase).map(({ name, phase }) => `${name}: ${names.of(one.programme, phase)}.`) }))),
      ...section('recurs', duties.filter(({ occurrences }) => occurrences.length > 0).map((one) => duty(one, names))),
      ...section('recurs-open', duties.filter(({ occurrences, active }) => occurrences.length === 0 && active !== 'false').map((one) => item(one.label, one, { lines: [one.set_by && say('schedules.set-by', { by: all(one.set_by) })].filter(Boolean) }))),
      ...openSettings(answer),
      ...section('problems', (answer.problems ?? []).map(({ message }) => ({ text: sentence(message) }))),
      ...conflicts(answer),
      ...footing(answer),
    ],
    open: howManyOpen(scene.left),
  };
}

function namesOf({ form, fields, agencies, year }) {
  const programme = (id) => form.programmes.find((one) => one.programme === id);
  const phase = (of, id) => programme(of)?.phases.find((one) => one.phase === id);
  const step = ({ programme: of, phase: id, step }) => phase(of, id)?.steps.find((one) => one.step === step)?.label ?? step;
  /** Whose it is, where there are several. */
  const of = (id, text) => (agencies.length > 1 && id ? say('schedules.of-agency', { agency: agencies.find(({ agency }) => agency === id)?.label ?? id, text }) : text);
  const names = {
    whose: of,
    programme: (id) => programme(id)?.label ?? id,
    of: (of, id) => lower(phase(of, id)?.label ?? id),
    phase: (one) => of(one.agency, names.bare(one)),
    bare: (one) => say('schedules.phase', { phase: phase(one.programme, one.phase)?.label ?? one.phase, year: year(one.programme, one.year) }),
    due: (one) => of(one.agency, one.duty ? form.duties.find(({ duty }) => duty === one.duty)?.label ?? one.duty : say('schedules.step', { step: step(one), phase: lower(names.bare(one)) })),
    step,
    setting: (id) => form.settings.find(({ setting }) => setting === id)?.label ?? id,
    field: (id) => fields.find((field) => field.id === id)?.label ?? id,
  };
  return names;
}

const when = ({ due, overdue_days: by, done, in_time: inTime, late_days: late, state }) => [
  state === 'overdue' && due ? say(by ? 'standing.overdue' : 'standing.overdue-due', { day: days(due), by: by && span(by) }) : due && say('standing.due', { day: days(due) }),
  done && say('standing.done', { day: days(done) }), inTime && say(`standing.${inTime}`, { late: late && span(late) }),
].filter(Boolean);

const due = (one, names) => ({ text: sentence(names.due(one)), lines: when(one) });

/** Where a phase of a year stands, and its steps behind. */
function standing(one, names) {
  const { standing: word, could_be: could = [], steps = [], programme, phase } = one;
  const is = word === 'cannot-tell' ? say('standing.could-be', { states: all(could.map((one) => say(`audit-standing.${one}`)), 'or') }) : say(`audit-standing.${word}`);
  const overdue = one.overdue_days ? 'overdue' : '';
  return {
    text: sentence(`${names.phase(one)}: ${lower(is)}`), lines: when({ ...one, state: overdue }),
    behind: steps.map((step) => say('schedules.line', { step: names.step({ programme, phase, step: step.step }), state: say(`states_of.${step.state}`), when: when(step).filter(() => step.state !== 'due').join(' ') }).trim()),
  };
}

function duty(one, names) {
  const shown = one.occurrences.filter(({ state }) => state !== 'not-yet-due').slice(0, 4);
  return item(say('schedules.duty', { label: one.label, who: capital(one.who), does: one.does }), one, {
    lines: (shown.length > 0 ? shown : one.occurrences.slice(0, 1)).map((time) => names.whose(time.agency, when(time).join(' ') || sentence(say(`states_of.${time.state}`)))),
  });
}
