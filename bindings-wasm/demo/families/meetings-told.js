// An answer about a meeting, told: what it may do, what is lacking, and on what that rests.
import { all, known, lower, say, sentence } from '../say.js';
import { conflicts, footing, howManyOpen, item, openSettings, section, toSettle } from '../told.js';

/** The whole answer as sections; `scene` is what everything is called. */
export function tellMeeting(answer, scene) {
  const names = namesOf(scene);
  const { outcome, could_be: could = [], constituted, agreed, agreement, matter } = answer;
  const may = (word) => say(`outcome.${word}`);
  const headline = !matter ? say(`constituted.${constituted}`)
    : outcome === 'cannot-tell' ? say('meetings.cannot-tell', { could: could.map(may).join(say('meetings.or-that')) }) : say('meetings.may', { may: may(outcome) });
  const lines = [matter && say(`constituted.${constituted}`), matter && agreed && say(`${agreement === 'not-said' ? 'agreed-not-said' : 'agreed'}.${agreed}`), answer.exists === 'false' && say('meetings.no-body')].filter(Boolean);
  const decided = (id, list = []) => section(id, list.map(({ entry, who }) => item(who, scene.parts.find((one) => one.entry === entry) ?? {})));
  return {
    headline,
    lines: lines.filter((line) => line !== headline).map(sentence),
    sections: [
      ...section('lacking', lacking(answer, names), { live: true }),
      ...decided('refer', answer.refer_to),
      ...decided('decided', answer.decided_by),
      ...decided('signs', answer.signed_off_by),
      ...section('quorum', (answer.quorum?.patterns ?? []).map((one) => item(`${one.label}: ${say(`met.${one.constituted}`)}`, one, { lines: one.clauses.map(clause) }))),
      ...section('partners', answer.partners.map((one) => item(`${one.label}: ${say(`represented.${one.represented}`)}${matter && one.represented !== 'false' ? `; ${say(`agrees.${one.agrees}`)}` : ''}`, one, { lines: one.people.map((id) => sentence(names.seat(id))) }))),
      ...section('people', answer.people.map((one) => person(one, names))),
      ...section('seats', answer.seats.map((one) => ({ text: sentence(`${one.label}: ${say(`vacancy.${one.vacant}`)}`) }))),
      ...section('parts', scene.parts.map((one) => item(`${one.who}: ${say(`part.${one.part}`)}`, one))),
      ...toSettle(asked(answer, scene)),
      ...openSettings(answer),
      ...section('accountable', answer.accountable.map((one) => item(names.any(one.who), one))),
      ...section('problems', (answer.problems ?? []).map(({ message }) => ({ text: sentence(message) }))),
      ...conflicts(answer),
      ...footing(answer),
    ],
    open: howManyOpen(scene.left),
  };
}

function namesOf({ form, about, fields }) {
  const seats = new Map([...about.seats.map(({ seat, label }) => [seat, label]), ...fields.filter(({ further }) => further).map(({ seat, short }) => [seat, short]), ...fields.filter(({ other }) => other).map(({ other, short }) => [other, short])]);
  const tests = new Map(form.tests.map(({ test, label }) => [test, label]));
  const partners = new Map(form.partners.map(({ partner, label }) => [partner, label]));
  const settings = new Map(form.settings.map(({ setting, label, set_by }) => [setting, { label, set_by }]));
  const offices = new Map(form.offices.map(({ office, label }) => [office, label]));
  return {
    seat: (id) => seats.get(id) ?? id,
    criterion: (id) => { const [test, of] = id.split('.'); return `“${tests.get(test) ?? say(`criterion.${test}`)}”${of ? ` (${say(`commitment.${of}`).toLowerCase()})` : ''}`; },
    partner: (id) => partners.get(id) ?? id,
    setting: (id) => settings.get(id) ?? { label: id, set_by: '' },
    any: (id) => offices.get(id) ?? partners.get(id) ?? (about.body === id ? about.label : String(id).replaceAll('-', ' ')),
    field: (id) => fields.find((one) => one.id === id),
  };
}

const number = ({ least, most }) => (most === undefined ? say('clause.from', { least }) : least === most ? String(least) : say('clause.range', { least, most }));
const clause = ({ clause: what, truth, needs, has }) => say(`clause.${what}`, { needs: number(needs), has: number(has), met: say(`met.${truth}`) });

function person({ person: id, seats: [first, ...more] }, names) {
  const list = (key, criteria) => criteria.length > 0 && say(key, { criteria: all(criteria.map(names.criterion)) });
  const sits = ({ as, counts }, called) => sentence(say('meetings.person', { seat: called, as: say(`as.${as ?? 'open'}`), counts: say(`counts.${counts}`) }));
  const lines = ({ failed, missing }) => [list('meetings.fails', failed), list('meetings.open', missing)].filter(Boolean);
  // Whoever is told apart from a seat is called so, with the seat.
  const called = names.seat(first.seat) === names.seat(id) ? names.seat(id) : `${names.seat(id)} (${names.seat(first.seat)})`;
  return { text: sits(first, called), lines: [...lines(first), ...more.flatMap((one) => [sits(one, say('meetings.also', { seat: names.seat(one.seat) })), ...lines(one)])] };
}

/** What would have to change, the tests of one person in one line. */
function lacking({ lacking: all_lacking = [], people, partners }, names) {
  const found = new Map();
  for (const one of all_lacking) {
    const { what, setting, partner, person, criterion, seat } = one;
    if (what === 'test') {
      const fails = people.some((there) => there.person === person && there.seats.some((sits) => sits.seat === seat && sits.failed.includes(criterion)));
      const key = `${person} ${fails}`;
      const before = found.get(key);
      const criteria = [...(before?.criteria ?? []), names.criterion(criterion)];
      found.set(key, { criteria, text: sentence(say(fails ? 'lacking.fails' : 'lacking.open', { seat: names.seat(person), criteria: all(criteria) })), go: before?.go ?? `test.${person.startsWith('other-') ? person : seat}.${criterion}` });
      continue;
    }
    const set = setting && names.setting(setting);
    const told = known(`lacking.${what}${what === 'pattern' && !setting ? '-none' : ''}${what === 'people' && one.number === undefined ? '-open' : ''}`, {
      partner: partner && lower(names.partner(partner)), known: partner && say(`lacking-partner.${partners.find((there) => there.partner === partner)?.represented}`),
      n: one.number, seat: person && names.seat(person), by: set?.set_by, label: set?.label,
    });
    found.set(JSON.stringify(one), { text: sentence(told ?? what), go: setting && `setting.${setting}` });
  }
  return [...found.values()].map(({ text, go }) => ({ text, go }));
}

/** What is not known and could change the answer, each with its question. */
function asked(answer, { fields, fieldOf, inputs }) {
  const ids = [...new Set(answer.missing.map(fieldOf))];
  return ids.map((id) => fields.find((field) => field.id === id)).filter(Boolean)
    .map(({ id, label }) => ({ text: label, lines: [say(inputs[id] === 'not-known' ? 'states.not-known' : 'states.not-asked')], go: id }));
}
