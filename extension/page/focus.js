// Focus: the element that has it, and the way to the frame that does where that is of another site.

import { focusedIn } from "./deep.js";
/** @import {Refusal, Reply} from "../handlers/ports.js" */

/** A refusal that says which frame to ask instead: its place among each window's frames, from the top. @typedef {Refusal & {within?: number[]}} Elsewhere */

/** @param {Window} view @returns {number[] | null} null where a shadow tree hides it */
export const wayTo = (view) => {
  const way = [];
  for (let one = view; one !== one.parent; one = one.parent) {
    const { parent } = one;
    let index = 0;
    while (index < parent.length && parent[index] !== one) index += 1;
    if (index === parent.length) return null;
    way.unshift(index);
  }
  return way;
};

/** The way to this frame, for whoever looks for it. @returns {Reply<number[] | null>} */
export const wayHere = () => ({ ok: true, value: wayTo(window) });

/** @param {Element} element */
const isFrame = (element) => /^I?FRAME$/.test(element.tagName);

/** @param {HTMLIFrameElement} frame @returns {Elsewhere} */
const elsewhere = (frame) => {
  const within = frame.contentWindow && wayTo(frame.contentWindow);
  return { ok: false, why: { key: "why_frame_focused", args: [] }, ...(within && { within }) };
};

/** @param {Element | null} focused @returns {{ok: true, value: Element} | Elsewhere} */
const answer = (focused) => {
  if (!focused) return { ok: false, why: { key: "why_nothing_focused", args: [] } };
  return isFrame(focused) ? elsewhere(/** @type {HTMLIFrameElement} */ (focused)) : { ok: true, value: focused };
};

/** @returns {{ok: true, value: Element} | Elsewhere} the element that has the focus */
export const focusedHere = () => answer(focusedIn(document));
