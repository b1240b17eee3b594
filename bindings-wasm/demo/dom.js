// Elements of the page; what is put into them is text, never markup.

/**
 * An element with attributes and children. A function among the attributes listens to the event of
 * that name; `true` sets an attribute without a value; what is absent or `false` is left out.
 */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') made.addEventListener(key, value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

export const hidden = (text) => el('span', { class: 'govuk-visually-hidden' }, text);

/** A link to another site; what is no web address is shown as it stands. */
export function outward(text, href) {
  if (!/^https?:\/\//.test(href ?? '')) return text;
  return el('a', { class: 'govuk-link', href, rel: 'noreferrer' }, text);
}

export const button = (text, does, kind = '') =>
  el('button', { type: 'button', class: `govuk-button${kind && ` govuk-button--${kind}`}`, click: does }, text);

/** A link to another view of this page; `also` is read out and not shown. */
export function leading(text, does, { also, kind = 'govuk-link' } = {}) {
  const click = (event) => {
    event.preventDefault();
    does();
  };
  return el('a', { href: '#view', class: kind, click }, text, also && hidden(` ${also}`));
}
export const backward = (text, does) => leading(text, does, { kind: 'govuk-back-link' });

export const list = (items) => el('ul', { class: 'govuk-list govuk-list--bullet' }, items.map((item) => el('li', {}, item)));
export const paragraph = (...text) => el('p', { class: 'govuk-body' }, ...text);
export const hint = (text, id) => el('div', { class: 'govuk-hint', id }, text);
