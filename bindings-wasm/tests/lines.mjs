// Answers JSON lines from standard input, as the Rust example `answers` does.
import { createInterface } from 'node:readline';
import { answer } from '../node.js';

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(answer(line));
  } catch ({ code, at, message, problems }) {
    console.log(JSON.stringify({ error: { code, at, message, problems } }));
  }
}
