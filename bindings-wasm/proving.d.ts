// Proofs, comparisons and documents of packs: `import { PackRules } from 'safeguarding-rules/packs'`.
import type { Answered, Asked, AskedOf, Pack } from './rules.d.ts';
import { Rules } from './rules.js';

export { Catalogue, SafeguardingError } from './types.js';

/** Rules that can also be proved, compared and read, by a module of their own. */
export class PackRules extends Rules {
  /** What holds of a pack, whatever is answered. */
  prove(request: AskedOf<Asked.Prove>): Answered.Proof;
  /** The smallest cases that two packs, or one on two days, answer differently. */
  compare(request: AskedOf<Asked.Compare>): Answered.PacksCompared;
  /** The smallest changes of answers that lead to another outcome. */
  whyNot(request: AskedOf<Asked.WhyNot>): Answered.Ways;
  /** What two packs, or one on two days, say differently. */
  changes(request: AskedOf<Asked.Changes>): Answered.Changes;
  /** A pack as a document to be read. */
  render(request: AskedOf<Asked.Render>): Answered.Rendered;
  with(...packs: readonly Pack[]): PackRules;
}
