// Key events: the presses that a page hears. What the browser itself would do on them, the caller does.

/** By name: code, the old number, and whether it makes a letter. @type {Record<string, [string, number, boolean]>} */
const KEYS = {
  Enter: ["Enter", 13, true],
  Escape: ["Escape", 27, false],
};

/** @param {string} key @returns {[string, number, boolean]} */
const facts = (key) => KEYS[key] ?? ["", key.toUpperCase().codePointAt(0) ?? 0, true];

/** @param {Element} element @param {string} type @param {string} key @returns {boolean} false where the page took it up */
const send = (element, type, key) => {
  const view = /** @type {Window & typeof globalThis} */ (element.ownerDocument.defaultView);
  const [code, number] = facts(key);
  const charCode = type === "keypress" ? key.codePointAt(1) === undefined ? key.codePointAt(0) : number : 0;
  return element.dispatchEvent(new view.KeyboardEvent(type, /** @type {any} */ ({
    key, code, keyCode: type === "keypress" ? charCode : number, which: type === "keypress" ? charCode : number, charCode,
    bubbles: true, cancelable: true, composed: true, view,
  })));
};

/**
 * @param {Element} element @param {string} key "Enter", "Escape" or a letter
 * @returns {boolean} false where the page took it up, and the browser would do nothing more
 */
export const keyDown = (element, key) => {
  const [, , makesLetter] = facts(key);
  return send(element, "keydown", key) && (!makesLetter || send(element, "keypress", key));
};

/** To what has the focus by then. @param {Element} element @param {string} key */
export const keyUp = (element, key) => {
  const { activeElement } = element.ownerDocument;
  send(element.isConnected ? element : activeElement ?? element.ownerDocument.documentElement, "keyup", key);
};
