// For browsers and bundlers: proofs, comparisons and documents of packs, by a module of their own.
import { over, SafeguardingError } from './facade.js';
import { parts, textOf } from './load.js';
import init, * as native from './pkg/proving.js';
import { provable } from './proving.js';

await init();
const texts = await Promise.all(parts.map(textOf));
const { Catalogue, Rules } = over(native, () => texts.flatMap((text) => text.split('\n')));
export { Catalogue, SafeguardingError };
export const PackRules = provable(Rules);
