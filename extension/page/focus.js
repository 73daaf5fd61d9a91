// Focus: the element that has it, and the way to the frame that does where that is of another site.

import { focusedIn } from "./deep.js";
/** @import {Elsewhere as Named, Refusal, Reply} from "../handlers/ports.js" */

/** A refusal that names the frame to ask instead. @typedef {Refusal & Named} Elsewhere */

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
export const isFrame = (element) => /^I?FRAME$/.test(element.tagName);

/** @param {Element} element one that isFrame @returns {Named} */
export const named = (element) => {
  const { contentWindow, clientWidth: width, clientHeight: height } = /** @type {HTMLIFrameElement} */ (element);
  const within = contentWindow && wayTo(contentWindow);
  return { frame: { width, height }, ...(within && { within }) };
};

/** @param {Element} element one that isFrame @param {string} key why, where that frame can't be reached @returns {Elsewhere} */
export const elsewhere = (element, key) => ({ ok: false, why: { key, args: [] }, ...named(element) });

/** @param {Element | null} focused @returns {{ok: true, value: Element} | Elsewhere} */
const answer = (focused) => {
  if (!focused) return { ok: false, why: { key: "why_nothing_focused", args: [] } };
  return isFrame(focused) ? elsewhere(focused, "why_frame_focused") : { ok: true, value: focused };
};

/** @returns {{ok: true, value: Element} | Elsewhere} the element that has the focus */
export const focusedHere = () => answer(focusedIn(document));
