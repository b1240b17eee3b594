// Where a form begins: what is asked, what the form is not, and saved answers.
import { button, el, paragraph } from '../dom.js';
import { draw, read } from '../fields.js';
import { say } from '../say.js';
import { errorSummary } from '../summary.js';
import { opened } from '../file.js';

const field = (families) => ({
  id: 'family', kind: 'choice', label: say('start.question'),
  options: families.map(({ id }) => ({ value: id, label: say(`family.${id}`), hint: say(`family-hint.${id}`) })),
});
const fileField = () => ({ id: 'saved-file', kind: 'file', label: say('start.file') });

function fileBox(wrong) {
  const { id, label } = fileField();
  return el('div', { class: `govuk-form-group${wrong.length ? ' govuk-form-group--error' : ''}` },
    el('label', { class: 'govuk-label', for: id }, label),
    wrong.length > 0 && el('p', { class: 'govuk-error-message', id: `${id}-error` }, wrong[0].text),
    el('input', { class: 'govuk-file-upload', id, name: id, type: 'file', accept: '.json,application/json', 'aria-describedby': wrong.length > 0 && `${id}-error` }));
}

export function start(page, { wrong = [] } = {}) {
  const asked = field(page.families);
  const fields = [asked, fileField()];
  const group = draw(asked, undefined, wrong.filter(({ field }) => field === 'family'), 2);
  const submit = (event) => {
    event.preventDefault();
    const family = read(asked, group);
    if (family) return page.begin(family);
    const code = 'choice-missing';
    return page.show({ view: 'start', wrong: [{ code, field: 'family', text: say(`faults.${code}`, { question: asked.label }) }] }, { again: true });
  };
  const box = fileBox(wrong.filter(({ field }) => field === 'saved-file'));
  const openFile = async () => {
    const [file] = box.querySelector('input').files;
    const refused = (message) => page.show({ view: 'start', wrong: [{ code: message, field: 'saved-file', text: say(`file.${message}`, { question: say('start.file') }) }] }, { again: true });
    if (!file) return refused('missing');
    const saved = opened(await file.text());
    return saved && page.resume(saved) ? undefined : refused('not-ours');
  };
  return {
    title: say('title'), wide: true, wrong,
    nodes: [
      wrong.length > 0 && errorSummary(wrong, fields),
      el('h1', { class: 'govuk-heading-xl', tabindex: '-1' }, say('start.heading')),
      paragraph(say('start.intro')), 
      el('ul', { class: 'govuk-list govuk-list--bullet' }, [say('told.no-all-clear'), say('told.judgement'), say('answer.keep-hint')].map((text) => el('li', {}, text))),
      el('form', { novalidate: true, submit }, group, el('button', { type: 'submit', class: 'govuk-button' }, say('start.go'))),
      el('h2', { class: 'govuk-heading-m' }, say('start.load')), box, button(say('start.open'), openFile, 'secondary'),
    ],
  };
}
