// What a page loads, compressed, and what weighs what in the module:
// `node bindings-wasm/tests/sizes.mjs [module with names, as the linker wrote it]`.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parts } from '../facade.js';

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url));
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Bytes after gzip -9; files of packs are compressed as they are. */
export const sizes = {
  wasm: gzip(read('pkg/native_bg.wasm')),
  packs: Object.fromEntries(parts.map((part) => [part, read(`pkg/${part}.packs`).length])),
  js: Object.fromEntries(
    ['pkg/native.js', 'facade.js', 'text.js', 'case.js', 'held.js', 'load.js', 'web.js', 'form.js', 'words-en.js'].map((name) => [name, gzip(read(name))]),
  ),
};
export const sum = (sizes) => Object.values(sizes).reduce((all, one) => all + one, 0);

/** The sections of a module: their kinds and where they begin and end. */
function* sections(bytes) {
  let at = 8;
  while (at < bytes.length) {
    const kind = bytes[at];
    const [length, from] = number(bytes, at + 1);
    yield { kind, from, to: from + length };
    at = from + length;
  }
}

/** A number of the format, and where it ends. */
function number(bytes, at) {
  let [value, shift] = [0, 0];
  for (;;) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
    shift += 7;
  }
}

function text(bytes, at) {
  const [length, from] = number(bytes, at);
  return [bytes.subarray(from, from + length).toString(), from + length];
}

/** The functions of a module with names: how many bytes each has. */
function functions(bytes) {
  let imports = 0;
  const bodies = [];
  const names = new Map();
  for (const { kind, from, to } of sections(bytes)) {
    let count;
    let at = from;
    if (kind === 2) {
      // Only functions are imported.
      [imports] = number(bytes, at);
    } else if (kind === 10) {
      [count, at] = number(bytes, at);
      for (; count > 0; count -= 1) {
        const [length, begins] = number(bytes, at);
        bodies.push(length);
        at = begins + length;
      }
    } else if (kind === 0) {
      let name;
      [name, at] = text(bytes, at);
      while (name === 'name' && at < to) {
        const which = bytes[at];
        const [length, begins] = number(bytes, at + 1);
        if (which === 1) {
          [count, at] = number(bytes, begins);
          for (; count > 0; count -= 1) {
            let index;
            [index, at] = number(bytes, at);
            [name, at] = text(bytes, at);
            names.set(index, name);
          }
          name = 'name';
        }
        at = begins + length;
      }
    }
  }
  return bodies.map((size, index) => ({ size, name: names.get(index + imports) ?? '' }));
}

/** A part of the library, or what of Rust's own library stands in many copies. */
function group(name) {
  for (const [found, called] of [
    [/slice4sort/, 'sorting, in a copy for each type'],
    [/collections5btree/, 'B-trees, in a copy for each type'],
    [/4iter8adapters|4iter6traits|\.\.iter\.\./, 'iterators'],
    [/hashbrown|BuildHasher/, 'hash tables'],
    [/serde/, 'reading and writing JSON'],
  ]) {
    if (found.test(name)) return called;
  }
  const module = /safeguarding_rules(?:\.\.|\d+)([a-z_]+?)(?:\.\.|\d|\$|E)/.exec(name)?.[1];
  return module ? `\`${module}\`` : 'the rest';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { wasm, packs, js } = sizes;
  const rows = [['module', wasm], ...Object.entries(packs).map(([part, size]) => [`packs: ${part}`, size]), ...Object.entries(js)];
  for (const [what, size] of rows) console.log(`| ${what} | ${size} |`);
  console.log(`| module and all packs | ${wasm + sum(packs)} |\n| all JavaScript | ${sum(js)} |`);
  const named = process.argv[2];
  if (named && existsSync(named)) {
    const groups = new Map();
    for (const { name, size } of functions(readFileSync(named))) groups.set(group(name), (groups.get(group(name)) ?? 0) + size);
    console.log('\nCode, bytes before compression:');
    for (const [what, size] of [...groups].sort(([, one], [, other]) => other - one)) console.log(`| ${what} | ${size} |`);
  }
}
