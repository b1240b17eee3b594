// For browsers and bundlers: the module is fetched from beside this file, and from nowhere else.
import init, * as native from './pkg/native.js';
import { over, SafeguardingError } from './facade.js';

await init();
export { SafeguardingError };
export const { Catalogue, answer, questions, packs, version } = over(native);
