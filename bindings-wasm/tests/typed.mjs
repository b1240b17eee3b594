// Writes real requests and answers as TypeScript, each with its type, so that `tsc` compares them with the types.
import { readdirSync, readFileSync } from 'node:fs';
import { answer, Catalogue, packs, questions } from '../node.js';
import { fixtures, incidents, requestOf } from './battery.mjs';
import { whole } from './membership-battery.mjs';

const typed = {};
const put = (type, text) => (typed[type] ??= []).push(text);

// Every story, and some of the fixtures: all of them would take the compiler a minute.
const some = [...incidents(), ...fixtures('reviews').filter((_, number) => number % 16 === 0)];
for (const fixture of some.filter(({ expect }) => !expect.error)) {
  const request = requestOf(fixture, questions);
  put('ReviewsRequest', request);
  for (const explain of ['deciding', 'all']) put('ReviewDecision', answer(JSON.stringify({ ...JSON.parse(request), explain })));
  put('ReviewsBrief', answer(JSON.stringify({ ...JSON.parse(request), explain: 'none' })));
}
// Audits: some fixtures of each file, with the packs that the file names.
const types = {
  audits: ['AuditsRequest', 'AuditDecision'], 'audits-calendar': ['AuditsRequest', 'AuditsCalendar'],
  'audits-timeline': ['AuditsRequest', 'AuditsTimeline'], 'audit-returns': ['AuditReturnsRequest', 'ReturnsAnswer'],
  'annual-report': ['AnnualReportRequest', 'ReportAnswer'],
};
const folder = new URL('../../fixtures/', import.meta.url);
for (const file of readdirSync(new URL('audits/', folder)).filter((name) => name.endsWith('.json')).sort()) {
  const { packs: needed = [], fixtures } = JSON.parse(readFileSync(new URL(`audits/${file}`, folder), 'utf8'));
  const texts = needed.map((name) => readFileSync(new URL(`packs/good/${name}.json`, folder)));
  const catalogue = new Catalogue().withPacks(texts);
  for (const { request } of fixtures.filter(({ expect }, number) => number % 8 === 0 && !expect.error)) {
    const shown = request.question === 'audits' ? ['audits', 'audits-calendar', 'audits-timeline'] : [request.question];
    for (const question of shown) {
      const text = JSON.stringify({ ...request, question });
      put(types[question][0], text);
      put(types[question][1], catalogue.answer(text));
    }
  }
  catalogue.free();
}
// Membership: some fixtures, and packs as a whole.
const ofMembership = {
  membership: ['MembershipRequest', 'MembershipAnswer'], seat: ['SeatRequest', 'SeatAnswer'], meeting: ['MeetingRequest', 'MeetingAnswer'],
  authority: ['AuthorityRequest', 'AuthorityAnswer'], 'authority-table': ['AuthorityTableRequest', 'MembershipShown'],
  'structure-diagram': ['StructureDiagramRequest', 'MembershipShown'],
};
const someOfMembership = fixtures('membership').filter(({ expect, request }, number) => !expect.error && (request.question !== 'authority' || number % 8 === 0));
for (const { request } of [...someOfMembership, ...whole().filter((_, number) => number < 8 || number >= 24)]) {
  const text = JSON.stringify(request);
  put(ofMembership[request.question][0], text);
  put(ofMembership[request.question][1], answer(text));
}
for (const unit of ['days', 'working-days', 'weeks', 'months', 'years', 'as-soon-as-possible']) {
  const n = unit === 'as-soon-as-possible' ? undefined : 2;
  const request = JSON.stringify({ question: 'deadline', from: { about: '2024-03' }, unit, n, direction: 'before', counting: 'clear' });
  put('DeadlineRequest', request);
  put('DeadlineAnswer', answer(request));
}
const table = {
  format: 1, calendar: 'no-holidays', title: 'No holidays', from: '1995-01-01', until: '2024-12-31', checked_on: '2024-05-01',
  weekend: ['sunday'], sources: [], holidays: [],
};
const comparison = JSON.stringify({
  question: 'compare-calendars', old: 'england-and-wales', new: table,
  deadlines: ['2024-03-28', '2024-12-27'].map((from) => ({ id: from, from, unit: 'working-days', n: 5 })),
});
put('CompareCalendarsRequest', comparison);
put('CalendarsCompared', answer(comparison));
put('CalendarTable', readFileSync(new URL('../../core/calendars/england-and-wales.json', import.meta.url), 'utf8'));
put('Packs', packs());
for (const { family, pack, subjects, editions } of JSON.parse(packs()).packs) {
  if (family === 'membership') {
    for (const asked of [{}, { body: 'executive-group' }, { body: 'executive-group', matter: 'child-review.commission' }]) {
      if (asked.body && pack !== 'walsall') continue;
      const request = JSON.stringify({ family, pack, as_of: pack === 'walsall' ? '2021-11-10' : editions.at(-1).from, ...asked });
      put('MembershipFormRequest', request);
      put('MembershipForm', questions(request));
    }
    continue;
  }
  if (family === 'audits') {
    const request = JSON.stringify({ family, pack, as_of: editions.at(-1).from });
    put('AuditFormRequest', request);
    put('AuditForm', questions(request));
    continue;
  }
  for (const subject of subjects) {
    const request = JSON.stringify({ family, pack, subject, as_of: editions.at(-1).from });
    put('FormRequest', request);
    put('Form', questions(request));
  }
}

// The types that are made from those of the library, on some of the same and on thresholds.
const made = {};
const putMade = (type, text) => (made[type] ??= []).push(text);
for (const [type, texts] of Object.entries(typed)) {
  const asked = { AuditReturnsRequest: 'Returns', AnnualReportRequest: 'Report', AuditFormRequest: 'AuditForm', MembershipFormRequest: 'MembershipForm' };
  const name = type.endsWith('Request') ? `Asked.${asked[type] ?? type.replace('Request', '')}` : `Answered.${type}`;
  const some = [...new Set(texts)].filter((_, number, { length }) => number % Math.ceil(length / 12) === 0);
  if (type !== 'CalendarTable') some.forEach((text) => putMade(name, text));
}
for (const fixture of fixtures().filter(({ expect }, number) => number % 24 === 0 && !expect.error)) {
  const request = JSON.parse(requestOf(fixture, questions));
  putMade('Asked.Thresholds', JSON.stringify(request));
  putMade('Answered.Decision', answer(JSON.stringify({ ...request, explain: 'all', record: undefined })));
  putMade('Answered.Brief', answer(JSON.stringify({ ...request, explain: 'none', judgement: undefined, record: undefined })));
}
const packFiles = new URL('../../core/packs/', import.meta.url);
for (const path of ['england/reviews/2018-06-29', 'walsall/thresholds/2021-04-01', 'walsall/audits/2018-06-29', 'walsall/sources']) {
  putMade('PackDocument', readFileSync(new URL(`${path}.json`, packFiles), 'utf8'));
}

console.log("import type { Answered, Asked, PackDocument } from '../bindings-wasm/types.d.ts';");
for (const [type, texts] of Object.entries(made)) {
  texts.forEach((text, number) => console.log(`export const made_${type.replace('.', '_')}${number}: ${type} = ${text};`));
}
console.log(`import type { ${Object.keys(typed).join(', ')} } from '../bindings-wasm/types.d.ts';`);
for (const [type, texts] of Object.entries(typed)) {
  [...new Set(texts)].forEach((text, number) => console.log(`export const ${type}${number}: ${type} = ${text};`));
}
