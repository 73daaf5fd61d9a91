// Pointer: the events that a person's mouse makes, in their order, at an element's centre.

/** @typedef {"left" | "right"} Button */

const BUTTONS = { left: { button: 0, buttons: 1 }, right: { button: 2, buttons: 2 } };

/** @param {Element} element */
const centre = (element) => {
  const box = element.getBoundingClientRect();
  return { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
};

/** Where the mouse is, in the element's own viewport; left out: at its centre. @typedef {{clientX: number, clientY: number}} At */

/**
 * @param {Element} element @param {Button} which @param {At} [where]
 * @returns {(type: string, pressed?: boolean) => boolean} false where the page prevented the default
 */
const events = (element, which, where = centre(element)) => {
  const view = /** @type {Window & typeof globalThis} */ (element.ownerDocument.defaultView);
  const { button, buttons } = BUTTONS[which];
  const at = { ...where, bubbles: true, cancelable: true, composed: true, view, button, detail: 1 };
  return (type, pressed = false) => element.dispatchEvent(type.startsWith("pointer") || /click|contextmenu/.test(type)
    ? new view.PointerEvent(type, {
      ...at, buttons: pressed ? buttons : 0, pointerId: 1, pointerType: "mouse", isPrimary: true,
    })
    : new view.MouseEvent(type, { ...at, buttons: pressed ? buttons : 0 }));
};

/**
 * Moves there, presses and lets go. The last event (`click` or `contextmenu`) is left to the caller.
 * @param {Element} element @param {Button} which @param {At} [where]
 */
export const press = (element, which, where) => {
  const send = events(element, which, where);
  for (const type of ["pointerover", "pointerenter", "mouseover", "mouseenter", "pointermove", "mousemove"]) send(type);
  send("pointerdown", true);
  if (send("mousedown", true)) /** @type {HTMLElement} */ (element).focus?.();
  send("pointerup");
  send("mouseup");
};

/**
 * @param {Element} element @param {Button} which @param {At} [where]
 * @returns {boolean} false where the page prevented the default
 */
export const finish = (element, which, where) =>
  events(element, which, where)(which === "left" ? "click" : "contextmenu");
