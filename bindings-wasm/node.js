// For Node: the module is read from the package's own folder.
import { readFileSync } from 'node:fs';
import { over, SafeguardingError } from './facade.js';
import * as native from './pkg/native.js';

native.initSync({ module: readFileSync(new URL('pkg/native_bg.wasm', import.meta.url)) });
export { SafeguardingError };
export const { Catalogue, answer, questions, packs, version } = over(native);
