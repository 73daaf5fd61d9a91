// Key events: the presses that a page hears. What the browser itself would do on them, the caller does.

/** What a key is called, where it lies, its old number, whether it makes a letter, and what is held with it. @typedef {{called: string, code: string, number: number, letter: boolean, held?: object}} Key */

/** Apple's computers undo with another key. */
const isApple = /mac|iphone|ipad/i.test(navigator.platform);

/** @type {Record<string, Key>} */
const KEYS = {
  Enter: { called: "Enter", code: "Enter", number: 13, letter: true },
  Escape: { called: "Escape", code: "Escape", number: 27, letter: false },
  Backspace: { called: "Backspace", code: "Backspace", number: 8, letter: false },
  ArrowDown: { called: "ArrowDown", code: "ArrowDown", number: 40, letter: false },
  Undo: { called: "z", code: "KeyZ", number: 90, letter: false, held: isApple ? { metaKey: true } : { ctrlKey: true } },
};

/** @param {string} name @returns {Key} */
const keyOf = (name) => KEYS[name] ?? { called: name, code: "", number: name.toUpperCase().codePointAt(0) ?? 0, letter: true };

/** What a pressed letter is told as. @param {Key} key */
const charOf = ({ called, number }) => (called.length > 2 ? number : called.codePointAt(0) ?? 0);

/** @param {Element} element @param {string} type @param {Key} key @returns {boolean} false where the page took it up */
const send = (element, type, key) => {
  const view = /** @type {Window & typeof globalThis} */ (element.ownerDocument.defaultView);
  const charCode = type === "keypress" ? charOf(key) : 0;
  const number = type === "keypress" ? charCode : key.number;
  return element.dispatchEvent(new view.KeyboardEvent(type, /** @type {any} */ ({
    key: key.called, code: key.code, keyCode: number, which: number, charCode, ...key.held,
    bubbles: true, cancelable: true, composed: true, view,
  })));
};

/**
 * @param {Element} element @param {string} name "Enter", "Escape", "Backspace", "ArrowDown", "Undo", or a letter
 * @returns {boolean} false where the page took it up, and the browser would do nothing more
 */
export const keyDown = (element, name) => {
  const key = keyOf(name);
  return send(element, "keydown", key) && (!key.letter || send(element, "keypress", key));
};

/** To what has the focus by then. @param {Element} element @param {string} name */
export const keyUp = (element, name) => {
  const { activeElement } = element.ownerDocument;
  send(element.isConnected ? element : activeElement ?? element.ownerDocument.documentElement, "keyup", keyOf(name));
};
