// Which reviews and notifications an incident calls for, and where each action stands on a day.
import { readDate, form } from '../../form.js';
import { dayField, packField, questionField, split, stated } from '../asked.js';
import { isAnswered } from '../fields.js';
import { readSettings, settingField } from '../settings.js';
import { day, say, sentence } from '../say.js';
import { tellReviews } from './reviews-told.js';

const subject = 'incident';
const EVENT = 'event.';

const incidentField = () => ({ id: 'incident', kind: 'date', unknown: true, label: say('set-up.incident'), hint: say('set-up.incident-hint') });

const eventField = ({ event, label, question, after }) => ({
  id: `${EVENT}${event}`, event, short: label, kind: 'event', label: question, theme: say('reviews.theme-events'), after: after.map((one) => `${EVENT}${one}`),
});

/** The first day that a day, a month or a year can be. */
const first = (date) => `${date}-01-01`.slice(0, 10);

/** What is said of events: a day, that it has not happened, that it has on some day, or that it is not known. */
function readEvents(fields, inputs) {
  const events = {};
  const wrong = [];
  for (const { id, event, label } of fields) {
    const input = inputs[id];
    if (event === undefined || !isAnswered(input)) continue;
    if (typeof input === 'string') events[event] = { yes: true, no: false }[input] ?? null;
    else {
      const { value, message, part } = readDate(input);
      if (message) wrong.push({ code: message, field: id, part, href: `#${id}-${part}`, text: say(`faults.${message}`, { question: label, part: say(`field.${part}`).toLowerCase() }) });
      else events[event] = value;
    }
  }
  return { events, wrong };
}

/** Events that cannot be as given. */
function refused(answer, fields) {
  return (answer.problems ?? []).flatMap(({ code, at, message }) => {
    const field = fields.find(({ event }) => at === `/events/${event}`);
    return field ? [{ code, field: field.id, href: `#${field.id}`, text: `${field.short}: ${say(`event-problems.${code}`) ?? message}` }] : [];
  });
}

/** The events on which the actions that surely apply hang, those that begin a clock first. */
function pressing({ actions }, inputs) {
  const sure = actions.filter(({ applies, state }) => applies === 'true' && state === 'cannot-tell');
  const begins = sure.flatMap(({ clock, waits_for: waits = [] }) => waits.filter((event) => event === clock?.from));
  const all = [...begins, ...sure.flatMap(({ waits_for: waits = [] }) => waits)].map((event) => `${EVENT}${event}`);
  return { begins: begins.map((event) => `${EVENT}${event}`).find((id) => !isAnswered(inputs[id])), all: [...new Set(all)] };
}

export const reviews = {
  id: 'reviews',
  steps: [(rules) => [packField(rules, 'reviews'), dayField('as_of', say('set-up.standing-hint'))], () => [incidentField()]],

  /** What keeps the form from being opened: no rules for that day, or an incident that lies ahead. */
  refused(rules, { pack, as_of, incident }, step) {
    const at = (field, text) => [{ code: 'set-up', field, part: 'day', text }];
    if (incident && first(incident) > as_of) return at('incident', say('set-up.incident-ahead'));
    const last = step === 0 ? 'as_of' : 'incident';
    try {
      rules.questions({ family: 'reviews', pack, subject, as_of: incident ? first(incident) : as_of });
      return [];
    } catch {
      return at(last, say('set-up.not-here'));
    }
  },

  open(rules, { pack, as_of, incident }) {
    // The questions are those of the day of the incident, the answer that of the day asked about.
    const on = incident ? first(incident) : as_of;
    const there = { questions: (request) => rules.questions({ ...request, as_of: on }), ask: (request) => rules.ask(request) };
    const asked = form(there, { question: 'reviews', pack, subject, as_of });
    const { events: declared = [], settings = [] } = there.questions({ family: 'reviews', pack, subject });
    const labels = new Map(declared.map(({ event, label }) => [event, label]));
    const incidentDay = asked.questions.find((one) => one.incident_day).fact;
    const fields = [
      ...asked.questions.filter(({ fact }) => fact !== incidentDay).map(questionField),
      ...declared.map(eventField),
      ...settings.map((one) => settingField(one, labels)),
    ];
    const known = new Set(fields.map(({ id }) => id));
    return {
      about: [say(`packs.${pack}`), incident ? say('reviews.incident-on', { day: day(incident) }) : say('reviews.incident-open')].map(sentence),
      fields,
      check(inputs) {
        const [others] = split(inputs, EVENT);
        const [facts] = split(others, 'setting.');
        const given = readEvents(fields, inputs);
        const set = readSettings(fields, inputs);
        const { answer, wrong, unanswered } = asked.check({ ...stated(facts), [incidentDay]: incident ?? 'not-known' }, { events: given.events, settings: set.settings });
        const faults = [...wrong, ...given.wrong, ...set.wrong, ...refused(answer, fields)];
        const hang = pressing(answer, inputs);
        const open = [...answer.missing.map(({ fact }) => fact), ...hang.all, ...(answer.open_settings ?? []).map(({ setting }) => `setting.${setting}`)].filter((id) => known.has(id));
        const left = open.filter((id) => !isAnswered(inputs[id]));
        const fact = answer.next_question?.fact;
        const next = hang.begins ?? (known.has(fact) ? fact : left.find((id) => !id.includes('.')) ?? left[0]);
        return { answer, wrong: faults, unanswered: unanswered.filter(({ field }) => known.has(field)), open, next, told: tellReviews(answer, fields, faults, left.length) };
      },
    };
  },
};
