// Answers in a worker, with the packs of one family.
import { load } from '../load.js';

const rules = await load({ families: ['thresholds'] });
addEventListener('message', ({ data: { request, answers } }) => {
  const held = rules.case(request);
  const changed = answers.map(([fact, value]) => held.set(fact, value));
  const { at_least, at_most } = held.outcome();
  postMessage({ changed, at_least, at_most, answer: held.answer(), families: [...new Set(rules.packs().map(({ family }) => family))] });
});
postMessage('ready');
