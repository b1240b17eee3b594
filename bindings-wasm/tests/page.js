// Answers what the browser test hands over.
import { answer } from '../web.js';

globalThis.answerAll = (requests) =>
  requests.map((request) => {
    try {
      return answer(request);
    } catch ({ code, at, message }) {
      return JSON.stringify({ code, at, message });
    }
  });
document.body.dataset.ready = 'yes';
