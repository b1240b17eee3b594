// Answers saved to a file on this machine, and read from one; nothing else is ever kept.
const FORM = 'safeguarding-rules-form';

/** Hands the answers to the browser, as a file to save. */
export function save({ family, setUp, inputs }, version) {
  const text = JSON.stringify({ form: FORM, version, family: family.id, about: setUp, answers: inputs }, null, 1);
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = href;
  link.download = `${FORM}-${family.id}.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/** What a field can hold: a text, some texts, or the parts of a date. */
function isInput(value) {
  if (typeof value === 'string') return value.length < 1000;
  if (Array.isArray(value)) return value.length < 200 && value.every((one) => typeof one === 'string' && one.length < 1000);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([part, text]) => ['day', 'month', 'year'].includes(part) && typeof text === 'string' && text.length < 10);
}

/** A copy that has only what fields hold. */
const inputs = (given) => Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => isInput(value)));

/** What a saved file says; none where it is no such file. Nothing in it is trusted. */
export function opened(text) {
  let saved;
  try {
    saved = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (saved?.form !== FORM || typeof saved.family !== 'string' || typeof saved.answers !== 'object' || Array.isArray(saved.answers)) return undefined;
  return { family: saved.family, version: String(saved.version), about: inputs(saved.about), answers: inputs(saved.answers) };
}
