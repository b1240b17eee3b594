// Which level of need or legal test a person's case reaches.
import { form } from '../../form.js';
import { isAnswered } from '../fields.js';
import { readSettings, settingField } from '../settings.js';
import { all, capital, lower, say, sentence } from '../say.js';
import { packField, dayField, questionField, split, stated } from '../asked.js';
import { conflicts, contradictions, duty, findings, footing, howManyOpen, item, openSettings, prompts, section, toSettle } from '../told.js';

const urgency = ['planned', 'prompt', 'same-day', 'immediate'];

function subjectField(rules, { pack }) {
  const { subjects } = rules.packs().find((one) => one.family === 'thresholds' && one.pack === pack);
  return { id: 'subject', kind: 'choice', label: say('set-up.subject'), options: subjects.map((value) => ({ value, label: say(`subjects.${value}`) })) };
}

/** The level, or between which it lies, and what that does not mean. */
function headline({ applies, level, subject }) {
  if (applies === 'false') return { headline: say('levels.not-for', { subject: say(`subjects.${subject}`) }), lines: [] };
  const lines = applies === 'unknown' ? [say('levels.not-settled-for', { subject: lower(say(`subjects.${subject}`)) })] : [];
  if (!level) return { headline: say('levels.none'), lines };
  const { at_least, settled, names, published_only: published } = level;
  const named = (number) => {
    const name = names.find((one) => one.number === number)?.name;
    return name ? say('levels.named', { number, name }) : say('levels.level', { number });
  };
  if (at_least === 1) lines.unshift(say('levels.one'));
  else if (!settled) lines.unshift(say('levels.cannot-fall', { number: at_least }));
  if (published) lines.push(say('levels.published', published));
  if (settled) return { headline: at_least === 1 ? say('levels.nothing-above', { name: named(1) }) : named(at_least), lines };
  const possible = names.map(({ number }) => String(number));
  if (at_least === 1) return { headline: say('levels.open', { numbers: all(possible, 'or') }), lines };
  return { headline: say('levels.range', { least: lower(named(at_least)) }), lines: [say('levels.possible', { numbers: all(names.slice(1).map(({ number, name }) => (name ? `${number} (${name})` : number)), 'or') }), ...lines] };
}

const limit = ({ limit }) => limit && (limit.n ? say('told.within', { n: limit.n, unit: say(`units.${limit.unit}`), from: limit.from }) : say('told.as-soon', { from: limit.from }));

function tell(answer, fields, wrong, open) {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const label = (id) => byId.get(id)?.label ?? id;
  const act = (id) => answer.routes.find(({ route }) => route === id);
  const belongs = (of) => {
    if (of.startsWith('level-')) return say('levels.level', { number: of.slice(6) });
    const route = act(of.replace(/^route:/, ''));
    return route ? capital(route.act) : of;
  };
  // Of a level that is only possible what is asked of it stands in the whole answer alone.
  const isFirst = (of) => (of.startsWith('level-') ? answer.level?.at_least > 1 && of === `level-${answer.level.at_least}` : act(of.replace(/^route:/, ''))?.truth === 'true');
  const routes = (truth) => answer.routes.filter((route) => route.truth === truth).sort((one, other) => urgency.indexOf(other.urgency) - urgency.indexOf(one.urgency));
  const steps = (open) => answer.pathway.filter(({ while_open }) => Boolean(while_open) === open).map((step) =>
    item(`${capital(step.who)}: ${step.does}`, step, { lines: [limit(step), open && say('told.while-open', { questions: step.while_open.map(label).join(' ') })].filter(Boolean) }));
  const reach = ({ could_reach, routes: decides = [] }) => [
    could_reach && say('told.could-reach', { number: could_reach }),
    decides.length > 0 && say('told.decides', { acts: all(decides.slice(0, 3).map((id) => act(id)?.act ?? id), 'or') })].filter(Boolean);
  return {
    ...headline(answer),
    sections: [
      ...contradictions(wrong),
      ...section('routes', routes('true').map((route) => item(duty(route), route, { lines: [say(`urgency.${route.urgency}`)] })), { live: true }),
      ...section('while-open', steps(true), { live: true }),
      ...section('consent', answer.consent.map((consent) => item(`${belongs(consent.for)}: ${consent.words}`, consent, { lines: [say(`${{ 'unless-refused': 'refused', 'unless-objected': 'objected' }[consent.requirement] ?? 'without'}.${consent.may_proceed_without}`)], later: !isFirst(consent.for) })), { live: true }),
      ...findings(answer),
      ...section('steps', steps(false)),
      ...prompts(answer),
      ...section('strengths', answer.strengths.map(({ label, note }) => item(label, {}, { note }))),
      ...toSettle(answer.missing.map((one) => ({ text: label(one.fact), lines: [say(`states.${one.state}`), ...reach(one)], go: one.fact }))),
      ...section('routes-open', routes('unknown').map((route) => item(duty(route), route))),
      ...openSettings(answer),
      ...section('governing', (answer.governed_by ?? []).map((one) => item(`${capital(one.binds)} ${say(`strength.${one.strength}`)} ${say('told.work-to', { title: one.title, sets: one.sets })}`, one, { lines: one.truth === 'true' ? [] : [say('told.not-settled')] }))),
      ...conflicts(answer),
      ...footing(answer),
    ],
    open: howManyOpen(open),
  };
}

export const thresholds = {
  id: 'thresholds',
  steps: [(rules) => [packField(rules, 'thresholds'), dayField()], (rules, given) => [subjectField(rules, given)]],

  /** The questions about one subject on one day, and the answer to what is put there. */
  open(rules, { pack, subject, as_of }) {
    const asked = form(rules, { question: 'thresholds', pack, subject, as_of });
    const { settings = [] } = rules.questions({ pack, subject, as_of });
    const fields = [...asked.questions.map(questionField), ...settings.map((one) => settingField(one))];
    return {
      about: [sentence(say(`subjects.${subject}`)), sentence(say(`packs.${pack}`))],
      fields,
      check(inputs) {
        const [facts] = split(inputs, 'setting.');
        const set = readSettings(fields, inputs);
        const { answer, wrong, unanswered } = asked.check(stated(facts), { settings: set.settings });
        const faults = [...wrong, ...set.wrong];
        const open = [...answer.missing.map(({ fact }) => fact), ...(answer.open_settings ?? []).map(({ setting }) => `setting.${setting}`)];
        const left = open.filter((id) => !isAnswered(inputs[id]));
        return { answer, wrong: faults, unanswered, open, next: answer.next_question?.fact ?? left.find((id) => id.startsWith('setting.')), told: tell(answer, fields, faults, left.length) };
      },
    };
  },
};
