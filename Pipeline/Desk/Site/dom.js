// Elements and text. Whatever a video, a person or a model wrote becomes a text node, never markup.

/**
 * Makes an element.
 *
 * `props` are attributes, save `class`, `text`, `value` and the like, which are properties, and `onclick` and its
 * kind, which are listeners. An attribute that is null, undefined or false is left out; true stands without a value.
 */
export function el(name, props = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") element.className = value;
    else if (key === "text") element.textContent = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in PROPERTIES) element[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PROPERTIES = { value: 1, checked: 1, disabled: 1, hidden: 1, open: 1, htmlFor: 1, muted: 1 };

/** The element of an id. It is in the page, or the page is broken. */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return element;
}

/** Says a sentence to screen readers, and shows it for a while, unless the page shows it already. */
export function say(text, { isShown = true } = {}) {
  const place = byId("said");
  place.textContent = text;
  place.classList.toggle("shown", isShown);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => place.classList.remove("shown"), 5000);
}

/** Whether keys pressed there are text. */
export function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=range])"));
}
