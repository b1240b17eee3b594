// For Node: proofs, comparisons and documents of packs, by a module of their own.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { over, parts, SafeguardingError } from './facade.js';
import * as native from './pkg/proving.js';
import { provable } from './proving.js';

const read = (name) => readFileSync(new URL(`pkg/${name}`, import.meta.url));

native.initSync({ module: read('proving_bg.wasm') });
const { Catalogue, Rules } = over(native, () => parts.flatMap((part) => gunzipSync(read(`${part}.packs`)).toString().split('\n')));
export { Catalogue, SafeguardingError };
export const PackRules = provable(Rules);
