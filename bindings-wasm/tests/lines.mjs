// Answers JSON lines from standard input, as the Rust example `answers` does.
import { createInterface } from 'node:readline';
import { answer, Catalogue, packs, questions } from '../node.js';

// The bundled packs with these; many lines ask the same ones.
const catalogues = new Map();
const catalogueOf = (given) => {
  const texts = given.map((pack) => JSON.stringify(pack));
  const key = texts.join('\n');
  if (!catalogues.has(key)) catalogues.set(key, new Catalogue().withPacks(texts));
  return catalogues.get(key);
};

const answered = (line) => {
  const value = JSON.parse(line);
  if (value === 'packs') return packs();
  if (value.packs) return catalogueOf(value.packs).answer(JSON.stringify(value.request));
  return value.questions ? questions(JSON.stringify(value.questions)) : answer(line);
};

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(answered(line));
  } catch ({ code, at, message, problems }) {
    console.log(JSON.stringify({ error: { code, at, message, problems } }));
  }
}
