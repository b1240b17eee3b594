// Whether a meeting is properly constituted, and what it may do in a matter.
import { dayField, packField } from '../asked.js';
import { isAnswered } from '../fields.js';
import { readSettings, settingField } from '../settings.js';
import { known, say, sentence } from '../say.js';
import { SafeguardingError } from '../../text.js';
import { tellMeeting } from './meetings-told.js';

const family = 'membership';
const truths = { yes: true, no: false, 'not-known': null };
const commitments = ['policy', 'resourcing', 'practice'];
/** As many members can be told for whom the documents name no seat. */
const FURTHER = 6;
/** And as many people besides the first in a seat. */
const OTHERS = 6;
const SAME = 'same-';
const isSame = (input) => typeof input === 'string' && input.startsWith(SAME);
const NONE = 'none';

function bodyField(rules, { pack, as_of }) {
  const { bodies } = rules.questions({ family, pack, as_of });
  return { id: 'body', kind: 'choice', label: say('set-up.body'), options: bodies.map(({ body, label }) => ({ value: body, label })) };
}

function matterField(rules, { pack, as_of }) {
  const { matters } = rules.questions({ family, pack, as_of });
  return { id: 'matter', kind: 'select', optional: true, label: say('set-up.matter'), hint: say('set-up.matter-hint'), options: matters.map(({ matter, label }) => ({ value: matter, label })) };
}

/** Seats for members of whom the documents say only that there are some. */
function furtherSeats({ asks }, tests) {
  if (!asks.some(({ key }) => key === 'extra_seats')) return [];
  const of = (as) => tests.filter(({ asked_of }) => asked_of.includes(as)).map(({ test }) => test);
  return Array.from({ length: FURTHER }, (_, index) => ({ seat: `further-${index + 1}`, further: index + 1, label: say('meetings.further', { n: index + 1 }), holder: of('holder'), deputy: of('deputy') }));
}

/** Of a further member: whether there was one, and for which partner. */
const furtherFields = (seats, partners) => seats.flatMap(({ seat, further, label }) => {
  const theme = say('meetings.theme-seats');
  const who = {
    id: `seat.${seat}`, seat, further, kind: 'choice', unknown: true, theme, label: say(further === 1 ? 'meetings.further-first' : 'meetings.further-next'), short: label, hint: say('meetings.further-hint', { label }),
    options: [{ value: 'holder', label: say('meetings.further-holder') }, { value: 'deputy', label: say('meetings.deputy') }, { value: NONE, label: say('meetings.further-none') }],
  };
  const represents = {
    id: `represents.${seat}`, kind: 'choice', unknown: true, theme, label: say('meetings.represents', { seat: label }), short: label,
    options: [...partners.map(({ partner, label }) => ({ value: partner, label })), { value: NONE, label: say('meetings.represents-none') }],
  };
  return [who, represents];
});

/** People besides the first in a seat that the documents name, for whichever it was. */
const otherPeople = (tests) => Array.from({ length: OTHERS }, (_, index) => {
  const of = (as) => tests.filter(({ asked_of }) => asked_of.includes(as)).map(({ test }) => test);
  return { seat: `other-${index + 1}`, other: index + 1, label: say('meetings.other', { n: index + 1 }), holder: of('holder'), deputy: of('deputy') };
});

/** Of such a person: for which seat, and as what. */
const otherFields = (others, { seats }) => (seats.every(({ part }) => part === 'attends') ? [] : others).flatMap(({ seat: id, other, label }) => {
  const named = seats.filter(({ part }) => part !== 'attends');
  const theme = say('meetings.theme-seats');
  return [
    { id: `other.${other}`, other: id, kind: 'choice', unknown: true, theme, label: say(other === 1 ? 'meetings.other-first' : 'meetings.other-next'), short: label, hint: say('meetings.other-hint', { label }),
      options: [...named.map(({ seat, label }) => ({ value: seat, label })), { value: NONE, label: say('meetings.other-none') }] },
    { id: `other-as.${other}`, kind: 'choice', unknown: true, theme, label: say('meetings.other-as', { label }), short: label,
      options: [{ value: 'holder', label: say('meetings.holder') }, { value: 'deputy', label: say('meetings.deputy') }] },
  ];
});

/** Who was there for each seat, and of whoever was what the seat asks of them. */
function seatFields({ seats, asks }, tests, matter, further, others) {
  const asked = new Set(asks.map(({ key }) => key));
  const named = seats.filter(({ part }) => part !== 'attends');
  const sits = [...named, ...further];
  const who = named.map(({ seat, label, note, deputy }) => ({
    id: `seat.${seat}`, seat, kind: 'choice', unknown: true, theme: say('meetings.theme-seats'), label: say('meetings.who', { seat: label }), short: label, hint: note,
    options: [{ value: 'holder', label: say('meetings.holder') }, ...(deputy ? [{ value: 'deputy', label: say('meetings.deputy') }] : []),
      ...(named.length > 1 ? [{ value: `${SAME}holder`, label: say('meetings.same-holder') }, ...(deputy ? [{ value: `${SAME}deputy`, label: say('meetings.same-deputy') }] : [])] : []),
      { value: 'nobody', label: say('meetings.nobody') }, ...(asked.has('vacant') ? [{ value: 'vacant', label: say('meetings.vacant') }] : [])],
  }));
  const same = named.length > 1 ? named.map(({ seat, label }) => ({
    id: `same.${seat}`, kind: 'choice', unknown: true, theme: say('meetings.theme-seats'), label: say('meetings.same', { seat: label }), short: label,
    options: named.filter((one) => one.seat !== seat).map((one) => ({ value: one.seat, label: one.label })),
  })) : [];
  const of = [...sits, ...others].flatMap(({ seat, label, holder = [], deputy = [] }) => {
    const field = (id, question, more = {}) => ({ id, kind: 'yes-no', unknown: true, theme: label, label: say('meetings.of-seat', { seat: label, question }), short: question, of: seat, ...more });
    const test = (id) => {
      const { question, by_commitment: each } = tests.get(id);
      const kind = each ? { kind: 'choices', hint: say('meetings.commitments'), none: say('meetings.commits-none'), options: commitments.map((value) => ({ value, label: say(`commitment.${value}`) })) } : {};
      return field(`test.${seat}.${id}`, question, { test: id, as: { holder: holder.includes(id), deputy: deputy.includes(id) }, ...kind });
    };
    return [
      ...[...new Set([...holder, ...deputy])].map(test),
      ...(matter && asked.has('interests') ? [field(`interest.${seat}`, say('meetings.interest'))] : []),
      ...(matter && asked.has('agrees') ? [field(`agrees.${seat}`, say('meetings.agrees'))] : []),
    ];
  });
  // Who sits in two seats is asked where the second is.
  return [who.flatMap((one) => [one, ...same.filter(({ id }) => id === `same.${one.seat}`)]), of];
}

/** What is asked of the meeting as a whole. */
function meetingFields({ asks, members }, consulted) {
  const asked = new Set(asks.map(({ key }) => key));
  const field = (key, kind = 'yes-no') => {
    const question = asks.find((one) => one.key === key)?.question;
    return asked.has(key) ? [{ id: `meeting.${key}`, meeting: key, kind, unknown: true, theme: say('meetings.theme-meeting'), label: question }] : [];
  };
  const [others] = field('no_others');
  return {
    first: others ? [{ ...others, hint: members === 'listed' ? undefined : say('meetings.not-listed') }] : [],
    last: [...field('chair_allows'), ...field('delegated'), ...field('members', 'count'),
      ...consulted.map(({ entry, who }) => ({ id: `consulted.${entry}`, consulted: entry, kind: 'yes-no', unknown: true, theme: say('meetings.theme-meeting'), label: say('meetings.consulted', { who }) }))],
  };
}

/** The people, vacant seats and what else a request about a meeting has. */
function read(fields, inputs, seats) {
  const request = { people: [], vacant: { yes: [], no: [] }, interests: { yes: [], no: [] }, consulted: {}, extra_seats: [] };
  let untold = false;
  const wrong = [];
  const value = (id) => truths[inputs[id]];
  const interested = (person) => {
    const interest = value(`interest.${person}`);
    if (interest === true || interest === false) request.interests[interest ? 'yes' : 'no'].push(person);
  };
  const hats = [];
  for (const { id, seat, further, other, meeting, consulted, kind, label } of fields) {
    const input = inputs[id];
    if (!isAnswered(input) || (further && input === NONE)) continue;
    if (further) {
      const of = inputs[`represents.${seat}`];
      if (input === 'not-known' || !isAnswered(of) || of === 'not-known') {
        // Somebody of whom it is not known for whom they sat stays one of those who may have been there.
        untold = true;
        continue;
      }
      request.extra_seats.push({ seat, part: 'member', ...(of !== NONE && { represents: of }) });
    }
    if (seat !== undefined) {
      if (input === 'vacant') request.vacant.yes.push(seat);
      else if (isSame(input)) {
        request.vacant.no.push(seat);
        hats.push({ seat, label, input: input.slice(SAME.length) });
      }
      else if (input !== 'not-known') {
        if (!further) request.vacant.no.push(seat);
        request.people.push(person(seat, input, fields, inputs));
        interested(seat);
      }
    } else if (other !== undefined) {
      if (input === 'not-known') untold = true;
      else if (input !== NONE) {
        const as = inputs[`other-as.${other.slice('other-'.length)}`];
        const one = person(other, ['holder', 'deputy'].includes(as) ? as : undefined, fields, inputs, seats.find(({ seat }) => seat === input));
        request.people.push({ ...one, seats: [{ ...one.seats[0], seat: input }] });
        interested(other);
      }
    } else if (consulted !== undefined) request.consulted[consulted] = truths[input];
    else if (meeting !== undefined && kind === 'count') {
      if (/^\d{1,3}$/.test(input)) request[meeting] = Number(input);
      else if (input !== 'not-known') wrong.push({ code: 'count-wrong', field: id, href: `#${id}`, text: say('faults.count-wrong', { question: label }) });
    } else if (meeting !== undefined && input !== 'not-known') request[meeting] = truths[input];
  }
  for (const { seat, label, input } of hats) {
    const at = ownerOf(seat, inputs);
    const owner = request.people.find(({ person }) => person === at);
    if (owner?.present) {
      // What is asked of a person may be met in one seat and not in another.
      const [first] = owner.seats;
      first.tests ??= owner.tests;
      owner.tests = {};
      const also = person(seat, input, fields, inputs);
      owner.seats.push({ seat, as: input, tests: also.tests });
      // What was told of them in this seat, before it was said who they are, is told of them.
      if (also.agrees !== undefined) owner.agrees ??= also.agrees;
      const { yes, no } = request.interests;
      const told = value(`interest.${seat}`);
      if (told === true && !yes.includes(at)) {
        yes.push(at);
        request.interests.no = no.filter((one) => one !== at);
      } else if (told === false && ![...yes, ...no].includes(at)) no.push(at);
      continue;
    }
    if (['nobody', 'vacant'].includes(inputs[`seat.${at}`]) || at === seat) wrong.push({ code: 'same-nobody', field: `same.${seat}`, href: `#same.${seat}`, text: say('meetings.same-nobody', { question: label }) });
    else if (!owner) {
      // Somebody sat here of whom it is not told which of the others they were: told as one more
      // person they could be counted twice, so that the seat is one in which somebody may have been.
      untold = true;
      continue;
    }
    // Somebody sat here; who else that was is open.
    request.people.push(person(seat, input, fields, inputs));
    interested(seat);
  }
  if (untold) delete request.no_others;
  return { request, wrong };
}

/** The seat at which somebody is told who sits in this one too. */
function ownerOf(seat, inputs) {
  let at = seat;
  for (const seen = new Set(); isSame(inputs[`seat.${at}`]) && !seen.has(at);) {
    seen.add(at);
    at = inputs[`same.${at}`];
  }
  return at;
}

/** `takes`: the seat, of somebody who is told apart from it. */
function person(seat, input, fields, inputs, takes) {
  if (input === 'nobody') return { person: seat, seats: [seat], present: false };
  const tests = {};
  for (const { id, of, test, as, kind } of fields) {
    const given = inputs[id];
    const asked = takes ? ['holder', 'deputy'].some((one) => (input ?? one) === one && takes[one]?.includes(test)) : as?.[input];
    if (of !== seat || test === undefined || !asked || !isAnswered(given)) continue;
    tests[test] = kind === 'choices' && Array.isArray(given) ? Object.fromEntries(commitments.map((one) => [one, given.includes(one)])) : (truths[given] ?? null);
  }
  const agrees = inputs[`agrees.${seat}`];
  return { person: seat, seats: [{ seat, ...(input && { as: input }) }], present: true, tests, ...(isAnswered(agrees) && { agrees: truths[agrees] }) };
}

/** Which questions about further members are put: one more while others may have been there. */
function offered({ missing }, seats, inputs) {
  const others = missing.some(({ needs }) => needs === 'no_others');
  const open = [];
  for (const { seat } of seats) {
    const given = inputs[`seat.${seat}`];
    if (!isAnswered(given)) return others && inputs['meeting.no_others'] === undefined ? [...open, `seat.${seat}`] : open;
    if (given === NONE || given === 'not-known') return open;
    open.push(`represents.${seat}`);
  }
  return open;
}

/** Who sits in two seats; and for which seat somebody else was there, one after another: that can be told, and is not asked for. */
function offeredOthers(people, inputs) {
  const open = Object.keys(inputs).filter((id) => id.startsWith('seat.') && isSame(inputs[id])).map((id) => id.replace(/^seat/, 'same'));
  if (!Object.keys(inputs).some((id) => id.startsWith('seat.'))) return open;
  for (const { other } of people) {
    const given = inputs[`other.${other}`];
    open.push(`other.${other}`);
    if (!isAnswered(given) || given === NONE || given === 'not-known') return open;
    open.push(`other-as.${other}`);
  }
  return open;
}

const isOther = (person) => person.startsWith('other-');

/** The question by which something that is missing is answered. */
function fieldOf({ person: seat, seat: of, needs, entry }) {
  if (entry) return `consulted.${entry}`;
  if (!seat) return of ? `seat.${of}` : `meeting.${needs}`;
  if (needs === 'present') return `seat.${seat}`;
  if (needs === 'interest' || needs === 'agrees') return `${needs}.${seat}`;
  return `test.${isOther(seat) ? seat : of ?? seat}.${needs.split('.')[0]}`;
}

export const meetings = {
  id: 'meetings',
  steps: [(rules) => [packField(rules, family), dayField()], (rules, given) => [bodyField(rules, given), matterField(rules, given)]],

  refused(rules, { pack, as_of }) {
    try {
      rules.questions({ family, pack, as_of });
      return [];
    } catch {
      return [{ code: 'set-up', field: 'as_of', part: 'day', text: say('set-up.not-here') }];
    }
  },

  open(rules, { pack, as_of, body, matter }) {
    const form = rules.questions({ family, pack, as_of, body, ...(matter && { matter }) });
    const [about] = form.bodies;
    const tests = new Map(form.tests.map((one) => [one.test, one]));
    const parts = matter ? rules.membership({ question: 'authority', pack, as_of, matter }).matters[0].parts : [];
    const further = furtherSeats(about, form.tests);
    const others = otherPeople(form.tests);
    const [who, of] = seatFields(about, tests, matter, further, others);
    const asked = about.asks.some(({ key }) => key === 'consulted') ? parts.filter(({ part, in_force }) => part === 'consulted' && in_force !== 'false') : [];
    const { first, last } = meetingFields(about, asked);
    const labels = new Map(rules.questions({ family, pack, as_of }).bodies.map(({ body, label }) => [body, label]));
    const fields = [...who, ...furtherFields(further, form.partners), ...first, ...otherFields(others, about), ...of, ...last, ...form.settings.map((one) => settingField(one, labels))];
    const known_ids = new Map(fields.map(({ id }, position) => [id, position]));
    const called = form.matters.find((one) => one.matter === matter)?.label;
    return {
      about: [about.label, called, known(`packs.${pack}`) ?? pack].filter(Boolean).map(sentence),
      fields,
      check(inputs) {
        const given = read(fields, inputs, about.seats);
        const set = readSettings(fields, inputs);
        const faults = [...given.wrong, ...set.wrong];
        try {
          const answer = rules.membership({ question: 'meeting', pack, as_of, body, ...(matter && { matter }), ...given.request, settings: set.settings });
          const open = [...new Set([...offered(answer, further, inputs), ...offeredOthers(others, inputs), ...answer.missing.map(fieldOf), ...(answer.open_settings ?? []).map(({ setting }) => `setting.${setting}`)])].filter((id) => known_ids.has(id));
          open.sort((one, other) => known_ids.get(one) - known_ids.get(other));
          const left = open.filter((id) => !isAnswered(inputs[id]) && !/^other\.\d/.test(id));
          const unanswered = left.map((id) => ({ code: 'not-answered', field: id, text: fields[known_ids.get(id)].label }));
          return { answer, wrong: faults, unanswered, open, next: left[0], told: tellMeeting(answer, { form, about, fields, called, parts, left: left.length, wrong: faults, fieldOf, inputs }) };
        } catch (error) {
          if (!(error instanceof SafeguardingError) || error.code !== 'request.too-open') throw error;
          const left = fields.filter(({ id }) => !isAnswered(inputs[id])).map(({ id }) => id);
          return { answer: {}, wrong: faults, unanswered: [], open: left, next: left[0], told: { headline: say('meetings.too-open'), lines: [], sections: [], open: '' } };
        }
      },
    };
  },
};
