// For browsers and bundlers: the module and the packs that are wanted are fetched from beside this
// file, and from nowhere else.
import init, * as native from './pkg/native.js';
import { loaded, over, parts, SafeguardingError } from './facade.js';

await init();
const texts = new Map();

/** The text of a file of packs, unpacked by the browser; a server may have done it already. */
async function textOf(part) {
  const response = await fetch(new URL(`pkg/${part}.packs`, import.meta.url));
  if (!response.ok) throw new Error(`${part}.packs cannot be fetched: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const stream = packed && new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const text = await new Response(stream || bytes).text();
  texts.set(part, text);
  return text;
}

const face = over(native, () => [...texts.values()].flatMap((text) => text.split('\n')));
export { face, parts, SafeguardingError, textOf };
export const { version } = face;
export const load = (options) => loaded(face, textOf, options);
