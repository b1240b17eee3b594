// How long a pack takes to be proved, compared and told in Node: `node packs.mjs`; needs nothing installed.
import { PackRules } from '../proving-node.js';

const rules = new PackRules();
const day = (pack, as_of = '2024-05-01') => ({ pack, as_of });
const asked = {
  'prove england': () => rules.prove(day('england')),
  'prove walsall': () => rules.prove(day('walsall')),
  'prove example-thresholds': () => rules.prove(day('example-thresholds')),
  'prove england, reviews': () => rules.prove({ ...day('england'), family: 'reviews' }),
  'compare england with walsall, child': () => rules.compare({ before: day('england'), after: day('walsall'), subject: 'child' }),
  'changes of walsall, membership, 1 July 2022': () =>
    rules.changes({ family: 'membership', before: day('walsall', '2022-06-30'), after: day('walsall', '2022-07-01') }),
  'render walsall, reviews, HTML': () => rules.render({ ...day('walsall'), family: 'reviews', format: 'html' }),
};
for (const [what, ask] of Object.entries(asked)) {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    ask();
    return performance.now() - began;
  });
  console.log(`${what}: ${(Math.min(...times) / 1000).toFixed(2)} s at least, ${(times.sort((a, b) => a - b)[2] / 1000).toFixed(2)} s in the middle of five`);
}
