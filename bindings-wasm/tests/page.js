// Answers what the browser test hands over.
import { answer, Catalogue } from '../web.js';

globalThis.answerAll = (requests, packs) => {
  const catalogue = packs && new Catalogue().withPacks(packs);
  return requests.map((request) => {
    try {
      return catalogue ? catalogue.answer(request) : answer(request);
    } catch ({ code, at, message }) {
      return JSON.stringify({ code, at, message });
    }
  });
};
// The same in a worker, which reads the packs of one family.
globalThis.answerInWorker = (data) =>
  new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onerror = reject;
    worker.onmessage = ({ data: told }) => (told === 'ready' ? worker.postMessage(data) : resolve(told));
  });
// Packs proved and told, by a module of their own that is loaded when it is asked.
globalThis.askPacks = async (requests) => {
  const { PackRules } = await import('../proving-web.js');
  const rules = new PackRules();
  return requests.map((request) => rules.ask(request));
};
document.body.dataset.ready = 'yes';
