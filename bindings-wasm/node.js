// For Node: the module and the packs are read from the package's own folder.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loaded, over, parts, SafeguardingError } from './facade.js';
import * as native from './pkg/native.js';

const read = (name) => readFileSync(new URL(`pkg/${name}`, import.meta.url));
const textOf = (part) => gunzipSync(read(`${part}.packs`)).toString();

native.initSync({ module: read('native_bg.wasm') });
const face = over(native, () => parts.flatMap((part) => textOf(part).split('\n')));
export { SafeguardingError };
export const { Catalogue, Rules, answer, questions, packs, version } = face;
export const load = (options) => loaded(face, textOf, options);
