// Writes the module for other hosts into `pkg`, without the names that only a reader needs.
import { readFileSync, writeFileSync } from 'node:fs';

const [, , from] = process.argv;
const module = readFileSync(from);
const kept = [module.subarray(0, 8)];
for (let at = 8; at < module.length; ) {
  const kind = module[at];
  let [length, shift, end] = [0, 0, at + 1];
  for (let byte = 128; byte >= 128; end += 1) {
    byte = module[end];
    length += (byte & 127) * 2 ** shift;
    shift += 7;
  }
  if (kind !== 0) kept.push(module.subarray(at, end + length));
  at = end + length;
}
writeFileSync(new URL('../pkg/plain.wasm', import.meta.url), Buffer.concat(kept));
