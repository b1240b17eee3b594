// The same rules in other engines: each gives the highest level that some rule reaches.

const highest = (levels) => Math.max(1, ...levels);

export function byJsonLogic(jsonLogic, { catalogue, written }) {
  const to = {
    and: (parts) => ({ and: parts }), or: (parts) => ({ or: parts }), not: (part) => ({ '!': [part] }),
    yes: (fact) => ({ var: fact }), compare: (fact, how, to) => ({ [how]: [{ var: fact }, to] }),
    among: (fact, options) => ({ in: [{ var: fact }, options] }), has: (fact, option) => ({ in: [option, { var: fact }] }),
    some_of: (n, parts) => ({ '>=': [{ '+': parts.map((part) => ({ if: [part, 1, 0] })) }, n] }),
  };
  const rules = catalogue.map((rule) => ({ level: rule.then.level, when: written(rule.when, to) }));
  return (facts) => highest(rules.filter(({ when }) => jsonLogic.apply(when, facts)).map(({ level }) => level));
}

export function byJsonRulesEngine({ Engine }, { catalogue, written }) {
  const test = (fact, operator, value) => ({ fact, operator, value });
  const operators = { '>=': 'greaterThanInclusive', '<=': 'lessThanInclusive', '<': 'lessThan' };
  const to = {
    and: (all) => ({ all }), or: (any) => ({ any }), not: (not) => ({ not }),
    yes: (fact) => test(fact, 'equal', true), compare: (fact, how, to) => test(fact, operators[how], to),
    among: (fact, options) => test(fact, 'in', options), has: (fact, option) => test(fact, 'contains', option),
    some_of: (n, parts) => ({ any: subsets(parts, n).map((all) => ({ all })) }),
  };
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const { id, when, then } of catalogue) {
    const made = written(when, to);
    const conditions = made.all || made.any || made.not ? made : { all: [made] };
    engine.addRule({ name: id, conditions, event: { type: 'reached', params: { level: then.level } } });
  }
  return async (facts) => highest((await engine.run(facts)).events.map(({ params }) => params.level));
}

function subsets(parts, n) {
  if (n === 0) return [[]];
  return parts.flatMap((part, index) => subsets(parts.slice(index + 1), n - 1).map((rest) => [part, ...rest]));
}

export function byZen({ ZenEngine }, { catalogue, written }) {
  const joined = (word) => (parts) => `(${parts.join(` ${word} `)})`;
  const quoted = (options) => `[${options.map((option) => `'${option}'`).join(', ')}]`;
  const to = {
    and: joined('and'), or: joined('or'), not: (part) => `(not ${part})`,
    yes: (fact) => `${fact} == true`, compare: (fact, how, to) => `${fact} ${how} ${to}`,
    among: (fact, options) => `${fact} in ${quoted(options)}`, has: (fact, option) => `'${option}' in ${fact}`,
    some_of: (n, parts) => `(${subsets(parts, n).map(joined('and')).join(' or ')})`,
  };
  const expressions = catalogue.map(({ id, when }, index) => ({ id, key: `r${index}`, value: written(when, to) }));
  const content = {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 }, content: {} },
      { id: 'rules', type: 'expressionNode', name: 'rules', position: { x: 0, y: 0 }, content: { expressions } },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 }, content: {} },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  };
  const decision = new ZenEngine().createDecision(content);
  const levels = catalogue.map(({ then }) => then.level);
  return async (facts) => {
    const { result } = await decision.evaluate(facts);
    return highest(levels.filter((_, index) => result[`r${index}`]));
  };
}
