// For browsers and bundlers, with all bundled packs at once.
import { face, load, parts, SafeguardingError, textOf } from './load.js';

await Promise.all(parts.map(textOf));
export { load, SafeguardingError };
export const { Catalogue, Rules, answer, questions, packs, version } = face;
