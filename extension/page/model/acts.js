// Acts: going to an element of the model, and back again.

import { comeTo } from "../here.js";
import { caretToEnd } from "../fields.js";
import { use } from "../last_used.js";
import { mean } from "../meant.js";
import { restore, standingAround } from "../view.js";
import { look } from "./elements.js";
import { elementOf } from "./ids.js";
/** @import {Refusal, Reply} from "../../handlers/ports.js" */
/** @import {Standing} from "../view.js" */

/** So many ways back are kept: the oldest are forgotten. */
const MOST_SPOTS = 200;

/** Where panes stood, and what had the focus, by token. @type {Map<number, {standing: Standing, focus: WeakRef<Element> | null}>} */
const spots = new Map();
let last = 0;

/** @returns {Refusal} */
export const gone = () => ({ ok: false, why: { key: "why_element_gone", args: [] } });

/** @param {Element[]} elements @returns {number} a token for going back */
const remember = (elements) => {
  const focus = document.activeElement;
  spots.set(last += 1, { standing: standingAround(elements), focus: focus && new WeakRef(focus) });
  spots.delete(last - MOST_SPOTS);
  return last;
};

/** What a move of a frame within may move. @returns {Reply<{token: number}>} */
export const elementStand = () => {
  const frames = [...document.querySelectorAll("iframe, frame")];
  return { ok: true, value: { token: remember(frames.length ? frames : [document.documentElement]) } };
};

/** @param {Element} element */
const isOut = (element) => {
  const box = element.getBoundingClientRect();
  return box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth;
};

/**
 * Brings it into view, and gives it the focus where it takes it.
 * @param {{id: number}} which
 * @returns {Reply<{token: number, now: object, view: {width: number, height: number}}>} `view`: the viewport that its box is in
 */
export const elementShow = ({ id }) => {
  const element = elementOf(id);
  if (!element || !look(element)) return gone();
  mean(element);
  const token = remember([element]);
  // In a frame the browser moves the frames around it as well, which only it may.
  if (isOut(element) || window.parent !== window) {
    element.scrollIntoView({ block: isOut(element) ? "center" : "nearest", inline: "nearest", behavior: "instant" });
  }
  use(element);
  const had = document.activeElement === element;
  /** @type {HTMLElement} */ (element).focus?.({ preventScroll: true });
  comeTo(element);
  if (!had) caretToEnd(/** @type {HTMLElement} */ (element));
  const now = look(element);
  const view = { width: innerWidth, height: innerHeight };
  return now ? { ok: true, value: { token, now, view } } : gone();
};

/** @param {{token: number}} spot @returns {Reply<null>} */
export const elementLeave = ({ token }) => {
  const spot = spots.get(token);
  if (!spot) return gone();
  restore(spot.standing);
  const focus = /** @type {HTMLElement | undefined} */ (spot.focus?.deref());
  if (focus?.isConnected && focus !== document.body) focus.focus({ preventScroll: true });
  else /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  return { ok: true, value: null };
};
