// Proofs, comparisons and documents of packs: `import { PackRules } from 'safeguarding-rules/packs'`.
import type { Answered, Asked, AskedOf, Pack, PackDocument } from './rules.d.ts';
import { Rules } from './rules.js';

export { Catalogue, SafeguardingError } from './types.js';

/** A file of fixtures, or a story. */
export type Fixtures = { readonly [key: string]: unknown };
/** A request with packs and fixtures as objects or as texts. */
export type Measured<Request> = Omit<AskedOf<Request>, 'packs' | 'fixtures'> & {
  readonly packs: readonly (PackDocument | string)[];
  readonly fixtures: readonly (Fixtures | string)[];
};

/** Rules that can also be proved, compared and read, by a module of their own. */
export class PackRules extends Rules {
  /** What holds of a pack, whatever is answered. */
  prove(request: AskedOf<Asked.Prove>): Answered.Proof;
  /** The smallest cases that two packs, or one on two days, answer differently. */
  compare(request: AskedOf<Asked.Compare>): Answered.PacksCompared;
  /** The smallest changes of answers that lead to another outcome. */
  whyNot(request: AskedOf<Asked.WhyNot>): Answered.Ways;
  /** What of packs no fixture shows; packs and fixtures as objects or as texts. */
  coverage(request: Measured<Asked.Coverage>): Answered.Coverage;
  /** Which mistakes in packs no fixture would notice. */
  mutate(request: Measured<Asked.Mutate>): Answered.Mutation;
  /** What two packs, or one on two days, say differently. */
  changes(request: AskedOf<Asked.Changes>): Answered.Changes;
  /** A pack as a document to be read. */
  render(request: AskedOf<Asked.Render>): Answered.Rendered;
  with(...packs: readonly Pack[]): PackRules;
}
