// For Node: the module is read from the package's own folder.
import { createRequire } from 'node:module';
import { over, SafeguardingError } from './facade.js';

const native = createRequire(import.meta.url)('./pkg/nodejs/native.cjs');
export { SafeguardingError };
export const { Catalogue, answer, questions, packs, version } = over(native);
