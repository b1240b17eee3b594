// Answers JSON lines from standard input, as the Rust example `answers` does.
import { createInterface } from 'node:readline';
import { answer, Catalogue, packs, questions } from '../node.js';

const answered = (line) => {
  const value = JSON.parse(line);
  if (value === 'packs') return packs();
  if (value.packs) {
    const catalogue = new Catalogue().withPacks(value.packs.map((pack) => JSON.stringify(pack)));
    return catalogue.answer(JSON.stringify(value.request));
  }
  return value.questions ? questions(JSON.stringify(value.questions)) : answer(line);
};

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(answered(line));
  } catch ({ code, at, message, problems }) {
    console.log(JSON.stringify({ error: { code, at, message, problems } }));
  }
}
