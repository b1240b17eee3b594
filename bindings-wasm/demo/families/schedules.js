// Which audit or duty of some agencies falls due when, and where it stands on what was recorded.
import { readDate } from '../../form.js';
import { dayField, packField } from '../asked.js';
import { isAnswered } from '../fields.js';
import { readSettings, settingField } from '../settings.js';
import { all, known, lower, say, sentence } from '../say.js';
import { PLAN, tellSchedule } from './schedules-told.js';

const family = 'audits';
const AGENCY = 'agency';
const NONE = 'none';
/** As many agencies can be told. */
const AGENCIES = 6;
/** Settings on which the day hangs by which a phase is due. */
const DAYS = /_(opens|return|challenge_opens|challenge)_months$/;
const pressing = ['due', 'overdue', 'done', 'cannot-tell'];

const formOf = (rules, { pack, as_of }) => rules.questions({ family, pack, as_of });

/** The first of April so many years from a day, as the boxes of a date. */
const april = (from, years) => ({ day: '1', month: '4', year: String(Number(from.slice(0, 4)) + years) });

const named = (id, n) => (n === 1 ? id : `${id}-${n}`);

const anotherField = (n) => ({ id: named('another', n), kind: 'yes-no', optional: true, label: say(n === 1 ? 'set-up.another' : 'set-up.another-besides') });

/** Of one agency: of what kind it is, what it is called, and whether there is another. */
function agencyFields(types, { as_of }, n) {
  const offered = types.filter(({ until }) => !until || until > as_of).map(({ type, label }) => ({ value: type, label }));
  return [
    { id: named('type', n), kind: 'select', label: say(n === 1 ? 'set-up.type' : 'set-up.type-next', { n }), options: offered },
    { id: named('agency', n), kind: 'text', optional: true, label: say(n === 1 ? 'set-up.agency' : 'set-up.agency-next', { n }), hint: say('set-up.agency-hint') },
    ...(n < AGENCIES ? [anotherField(n)] : []),
  ];
}

/** Further agencies are asked for one by one, as long as there is another. */
const further = Array.from({ length: AGENCIES - 1 }, (_, index) => (rules, given) =>
  (given[named('another', index + 1)] === 'yes' ? agencyFields(formOf(rules, given).agency_types, given, index + 2) : []));

/** The agencies that were told; of those without a name, and with the name of another, the place tells them apart. */
function agenciesOf(given, types) {
  const told = Array.from({ length: AGENCIES }, (_, index) => index + 1).filter((n) => given[named('type', n)] !== undefined);
  const called = told.map((n) => given[named('agency', n)] ?? types.find(({ type }) => type === given[named('type', n)]).label);
  const label = (index) => (called.indexOf(called[index]) === called.lastIndexOf(called[index]) ? called[index] : say('schedules.agency-n', { called: called[index], n: index + 1 }));
  return told.map((n, index) => ({ agency: named(AGENCY, n), label: label(index), types: [given[named('type', n)]] }));
}

function whatFields(rules, given) {
  const { programmes, agency_types: types } = formOf(rules, given);
  return [
    { id: 'programme', kind: 'choice', label: say('set-up.programme'), options: [...programmes.map(({ programme, label }) => ({ value: programme, label })), { value: NONE, label: say('set-up.programme-none') }] },
    ...agencyFields(types, given, 1).slice(0, 2),
    { id: 'duties', kind: 'yes-no', label: say('set-up.duties'), hint: say('set-up.duties-hint') },
    dayField('from', say('set-up.from-hint')), dayField('until', say('set-up.until-hint')), anotherField(1),
  ];
}

/** The name of a year of a programme: in financial and school years it has two. */
const yearName = (programmes, id, year) => programmes.find(({ programme }) => programme === id)?.years.find((one) => one.year === year)?.name ?? String(year);

/** Of the first agency as when there is no other, so that saved answers keep their questions. */
const doneId = ({ phase, year, step, agency }) => ['done', phase, year, step, ...(agency === AGENCY ? [] : [agency])].join('.');
const dutyId = ({ duty, agency }) => ['duty', duty, ...(agency ? [agency] : [])].join('.');

/** A question for each step that can be recorded in the years of the span, and for each duty. */
function recordFields({ programmes, duties }, { from, until, programme: wanted, duties: also }, agencies) {
  const several = agencies.length > 1;
  const of = (label, text) => (several ? say('schedules.of-agency', { agency: label, text }) : text);
  const years = Array.from({ length: Number(until.slice(0, 4)) - Number(from.slice(0, 4)) + 2 }, (_, index) => Number(from.slice(0, 4)) - 1 + index);
  const steps = agencies.flatMap(({ agency, label: owner }) => programmes.filter(({ programme }) => programme === wanted).flatMap(({ programme, phases }) => years.flatMap((year) => phases.flatMap(({ phase, label: called, steps }) =>
    steps.filter(({ optional, chases }) => !optional && !chases).map(({ step, label, who, does, done_by: what }) => ({
      id: doneId({ phase, year, step, agency }), kind: 'event', step: { programme, phase, year, step, what, agency }, theme: of(owner, say('schedules.theme', { phase: called, year })),
      label: of(owner, say('schedules.when', { step: label, phase: lower(called), year })), hint: sentence(say('schedules.who-does', { who, does })),
    }))))));
  // What is a duty of each agency is asked of each, where there are several.
  const owners = [{}, ...(several ? agencies : [])];
  const recurring = also === 'yes' ? duties.filter(({ event }) => !event).flatMap(({ duty, label, who, does, done_by: what }) => owners.map(({ agency, label: owner }) => ({
    id: dutyId({ duty, agency }), kind: 'event', duty: { duty, what, agency }, theme: agency ? of(owner, say('schedules.theme-duties')) : say('schedules.theme-duties'),
    label: agency ? of(owner, say('schedules.when-duty', { duty: label })) : say('schedules.when-duty', { duty: label }), hint: sentence(say('schedules.who-does', { who, does })),
  }))) : [];
  return [...steps, ...recurring];
}

/** What was recorded. What is not known cannot be recorded, and is told apart. */
function readRecord(fields, inputs, { as_of }) {
  const [happened, wrong, unknown] = [[], [], []];
  for (const { id, label, step, duty } of fields) {
    const input = inputs[id];
    if (!(step ?? duty) || !isAnswered(input) || input === 'no') continue;
    if (input === 'not-known') {
      unknown.push(id);
      continue;
    }
    const { value, message, part } = typeof input === 'string' ? { value: { to: as_of } } : readDate(input);
    if (message) wrong.push({ code: message, field: id, part, href: `#${id}-${part}`, text: say(`faults.${message}`, { question: label, part: say(`field.${part}`).toLowerCase() }) });
    else happened.push({ field: id, entry: step ? { programme: step.programme, phase: step.phase, year: step.year, agency: step.agency, what: step.what, on: value } : { duty: duty.duty, what: duty.what, on: value, ...(duty.agency && { agency: duty.agency }) } });
  }
  return { happened, wrong, unknown };
}

/** What was recorded and cannot be as it is. */
function refused(problems, happened) {
  return problems.flatMap(({ at, code, message }) => {
    const place = /^\/happened\/(\d+)/.exec(at);
    return place ? [{ code, field: happened[place[1]].field, href: `#${happened[place[1]].field}`, text: sentence(message) }] : [];
  });
}

/** The fields that can matter now: settings on which the plan hangs, what is due, then the other settings. */
function matters({ programmes, occurrences, duties, open_settings: settings = [] }, fields) {
  const unplanned = programmes.some(({ years }) => years.length === 0);
  // In the order of the form: what the years hang on, then the days within them.
  const not_set = new Set(settings.map(({ setting }) => setting));
  const open = fields.filter(({ setting }) => not_set.has(setting)).map(({ id }) => id);
  const first = open.filter((id) => (unplanned ? PLAN : DAYS).test(id));
  const steps = occurrences.filter(({ standing }) => !['not-due', 'waived', 'left'].includes(standing)).flatMap(({ phase, year, agency, steps = [] }) =>
    steps.filter(({ state }) => pressing.includes(state)).map(({ step }) => doneId({ phase, year, step, agency })));
  const known = new Set(fields.map(({ id }) => id));
  const due = duties.flatMap(({ duty, occurrences }) => occurrences.filter(({ state, due }) => due && ['due', 'overdue', 'cannot-tell'].includes(state)).map(({ agency }) => {
    const own = dutyId({ duty, agency });
    return known.has(own) ? own : dutyId({ duty });
  }));
  return [...new Set([...first, ...steps, ...due, ...(unplanned ? [] : open)])].filter((id) => known.has(id));
}

export const schedules = {
  id: 'schedules',
  steps: [(rules) => [packField(rules, family), dayField('as_of', say('set-up.standing-hint'))], (rules, given) => whatFields(rules, given), ...further],
  /** What stands in the boxes before anybody has typed. */
  preset: ({ as_of }) => ({ from: april(as_of, -2), until: april(as_of, 3) }),

  refused(rules, { pack, as_of, from, until, programme, duties }, step) {
    const at = (field, text, part) => [{ code: 'set-up', field, part, text }];
    if (step === 1 && until <= from) return at('until', say('faults.span-wrong', { question: say('set-up.until') }), 'day');
    if (step === 1 && Number(until.slice(0, 4)) - Number(from.slice(0, 4)) > 20) return at('until', say('set-up.too-long'), 'day');
    if (step === 1 && programme === NONE && duties === 'no') return at('programme', say('set-up.nothing-asked'));
    try {
      rules.questions({ family, pack, as_of });
      if (step === 1) rules.audits({ pack, as_of, from, until, agencies: [], happened: [], duties: false });
      return [];
    } catch {
      return at(step === 0 ? 'as_of' : 'from', say('set-up.not-here'), 'day');
    }
  },

  open(rules, given) {
    const { pack, as_of, from, until, programme, duties } = given;
    const form = formOf(rules, given);
    const agencies = agenciesOf(given, form.agency_types);
    const fields = [...recordFields(form, given, agencies), ...form.settings.map((one) => settingField(one))];
    const kind = ({ types: [type] }) => form.agency_types.find((one) => one.type === type).label;
    const called = (one) => (one.label.startsWith(kind(one)) ? one.label : `${one.label} (${lower(kind(one))})`);
    const byProgramme = form.programmes.find((one) => one.programme === programme);
    const request = { pack, as_of, from, until, programmes: byProgramme ? [programme] : [], duties: duties === 'yes', agencies };
    return {
      about: [all(agencies.map(called)), byProgramme?.label ?? say('set-up.programme-none'), known(`packs.${pack}`) ?? pack].map(sentence),
      fields,
      check(inputs) {
        const { happened, wrong, unknown } = readRecord(fields, inputs, given);
        const set = readSettings(fields, inputs);
        const answer = rules.audits({ ...request, happened: happened.map(({ entry }) => entry), settings: set.settings });
        const faults = [...wrong, ...set.wrong, ...refused(answer.problems ?? [], happened)];
        const open = matters(answer, fields);
        const left = open.filter((id) => !isAnswered(inputs[id]));
        const unanswered = left.map((id) => ({ code: 'not-answered', field: id, text: fields.find((field) => field.id === id).label }));
        return { answer, wrong: faults, unanswered, open, next: left[0], told: tellSchedule(answer, { form, fields, agencies, unknown, left: left.length, year: (id, year) => yearName(answer.programmes, id, year) }) };
      },
    };
  },
};
