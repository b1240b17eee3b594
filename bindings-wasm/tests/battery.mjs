// Reads the fixtures and says how an answer about thresholds differs from what is expected.
import { readdirSync, readFileSync } from 'node:fs';

export const top = new URL('../../fixtures/', import.meta.url);

/** Every file of a folder of fixtures, with its name. */
export function documents(folder) {
  const names = readdirSync(new URL(`${folder}/`, top)).filter((name) => name.endsWith('.json')).sort();
  return names.map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(new URL(`${folder}/${name}`, top), 'utf8'))]);
}

/** Every fixture of a family's battery. */
export const fixtures = (family = 'thresholds') => documents(family).flatMap(([, { fixtures }]) => fixtures);

/** Every story of an incident, named as its file is. */
export const incidents = () => documents('incidents').map(([name, story]) => ({ name, ...story }));

/** Every story of a meeting, likewise. */
export const meetings = () => documents('meetings').map(([name, story]) => ({ name, ...story }));

/** The request; with `"others": "no"` every other yes-no question is no and every count 0. */
export function requestOf(fixture, questions) {
  const request = structuredClone(fixture.request);
  if (fixture.others === 'no') {
    const { question: family, pack, subject, as_of } = request;
    for (const { fact, kind } of JSON.parse(questions(JSON.stringify({ family, pack, subject, as_of }))).questions) {
      if (kind === 'yes-no') request.facts[fact] ??= fact in request.facts ? null : false;
      if (kind === 'count') request.facts[fact] ??= fact in request.facts ? null : 0;
    }
  }
  return JSON.stringify(request);
}

/** Each way in which the answer is not as expected. */
export function differences(expect, answer) {
  const level = answer.level ?? {};
  const of = (key, name) => new Set((answer[key] ?? []).map((item) => item[name]));
  const findings = answer.findings ?? [];
  const held = findings.filter((finding) => finding.truth === 'true');
  const routes = new Map((answer.routes ?? []).map(({ route, truth }) => [route, truth]));
  for (const route of answer.ruled_out ?? []) routes.set(route, 'false');
  const agreement = (name) => new Map((answer.consent ?? []).map((rule) => [rule.for, rule[name]]));
  const maps = {
    routes,
    consent: agreement('requirement'),
    may_proceed_without: agreement('may_proceed_without'),
    while_open: new Map((answer.pathway ?? []).map((shown) => [shown.step, shown.while_open])),
    governed_by: new Map((answer.governed_by ?? []).map(({ source, truth }) => [source, truth])),
    judgement: new Map(Object.entries(answer.judgement ?? {})),
  };
  const carrying = held.filter((finding) => 'level' in finding && finding.level === level.at_least);
  const sets = {
    missing: of('missing', 'fact'),
    inconsistent: of('inconsistent', 'rule'),
    prompts: of('prompts', 'rule'),
    strengths: of('strengths', 'rule'),
    open_settings: of('open_settings', 'setting'),
    findings_include: new Set(held.map(({ rule }) => rule)),
    deciding: new Set(carrying.map(({ rule }) => rule)),
    sources: new Set(findings.flatMap(({ cites }) => cites.map(({ source }) => source))),
  };
  const lacking = (wanted, got) => wanted.filter((item) => !got.has(item));
  const error = answer.error && { code: answer.error.code, at: answer.error.at };
  const wrong = [];
  for (const [key, expected] of Object.entries(expect)) {
    let off;
    if (key in maps) {
      const got = (name) => JSON.stringify(maps[key].get(name) ?? null);
      off = Object.entries(expected).filter(([name, value]) => got(name) !== JSON.stringify(value));
    } else if (key in sets && key !== 'findings_include') {
      off = [...lacking(expected, sets[key]), ...lacking([...sets[key]], new Set(expected))];
    } else if (key === 'missing_includes') {
      off = lacking(expected, sets.missing);
    } else if (key === 'missing_excludes') {
      off = expected.filter((fact) => sets.missing.has(fact));
    } else if (key === 'findings_include') {
      off = lacking(expected, sets[key]);
    } else {
      const got = { ...level, applies: answer.applies, next_question: answer.next_question?.fact ?? null, error }[key] ?? null;
      off = JSON.stringify(got) === JSON.stringify(expected) ? [] : [got];
    }
    if (off.length) wrong.push(`${key}: expected ${JSON.stringify(expected)}, differs in ${JSON.stringify(off)}`);
  }
  return wrong;
}
