// Writes the bundled packs into `pkg`, compressed, a file for each family and one for the sources.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { parts } from './facade.js';

const from = new URL('../core/packs/', import.meta.url);
const to = new URL('pkg/', import.meta.url);
mkdirSync(to, { recursive: true });

const folders = (url) => readdirSync(url, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
const read = (path) => JSON.parse(readFileSync(new URL(path, from), 'utf8'));
const editions = (pack, family) =>
  readdirSync(new URL(`${pack}/${family}/`, from)).filter((name) => name.endsWith('.json')).sort().map((name) => `${pack}/${family}/${name}`);

const packs = folders(from);
for (const part of parts) {
  const paths = packs.flatMap((pack) => {
    if (part === 'sources') return [`${pack}/sources.json`];
    return folders(new URL(`${pack}/`, from)).includes(part) ? editions(pack, part) : [];
  });
  // A text a line: what a pack means does not change without its white space.
  const lines = paths.map((path) => JSON.stringify(read(path)));
  writeFileSync(new URL(`${part}.packs`, to), gzipSync(lines.join('\n'), { level: 9 }));
}
