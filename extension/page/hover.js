// Hover: the pointer held over an element, as its events tell; what CSS alone shows takes a true mouse.

import { chainOf } from "./deep.js";

/** What the pointer is over, innermost first; and where. @type {WeakRef<Element>[]} */
let over = [];

/** @param {Element} element */
const centreOf = (element) => {
  const box = element.getBoundingClientRect();
  return { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
};

/** @param {Element} on @param {string} kind "over", "enter", "move" … @param {Element | null} related */
const send = (on, kind, related) => {
  const view = /** @type {Window & typeof globalThis} */ (on.ownerDocument.defaultView);
  const alone = kind === "enter" || kind === "leave";
  const facts = {
    ...centreOf(on), bubbles: !alone, cancelable: !alone, composed: true, view,
    // An element of another document is none of this one's.
    relatedTarget: related?.ownerDocument === on.ownerDocument ? related : null,
  };
  on.dispatchEvent(new view.PointerEvent(`pointer${kind}`, { ...facts, pointerId: 1, pointerType: "mouse", isPrimary: true }));
  on.dispatchEvent(new view.MouseEvent(`mouse${kind}`, facts));
};

/** @returns {Element[]} what the pointer is over and still there */
export const hovered = () => over.map((ref) => ref.deref()).filter((one) => one?.isConnected).map((one) => /** @type {Element} */ (one));

/**
 * Moves the pointer, as a person's hand would: out of what it was over, into what it is over now.
 * @param {Element | null} element null takes it away
 */
export const moveTo = (element) => {
  const before = hovered();
  const now = element ? chainOf(element) : [];
  const [from] = before;
  if (from && from !== element) {
    send(from, "out", element);
    for (const one of before) if (!now.includes(one)) send(one, "leave", element);
  }
  if (element && from !== element) {
    send(element, "over", from ?? null);
    for (const one of [...now].reverse()) if (!before.includes(one)) send(one, "enter", from ?? null);
  }
  if (element) send(element, "move", null);
  over = now.map((one) => new WeakRef(one));
};
