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
document.body.dataset.ready = 'yes';
