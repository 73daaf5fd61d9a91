// Here: where on the page one is: at what was shown, found, read or given the focus last.

import { focusedIn, rootOf } from "./deep.js";
import { boxOf } from "./model/seen.js";
import { boxOf as rangeBox } from "./view.js";
/** @import {Own} from "../core/frames.js" */
/** @import {Box} from "../core/place.js" */

/** Where it is now; null once it is gone. @type {() => Box | null} */
let boxNow = () => null;
let since = 0;

/** @param {() => Box | null} box */
const set = (box) => {
  boxNow = box;
  since = performance.timeOrigin + performance.now();
};

/** What of a shadow tree has the focus is told as its host, and only to the tree while it moves within. @param {Element} element */
const innermost = (element) => {
  const tree = rootOf(element);
  return (tree && focusedIn(tree)) ?? element;
};

/** @param {Element} element */
export const comeTo = (element) => {
  const held = new WeakRef(element);
  set(() => {
    const there = held.deref();
    return there?.isConnected ? boxOf(innermost(there).getBoundingClientRect()) : null;
  });
};

/** @param {() => Range | null} rangeNow a part of the text, made anew: a range kept would cost the page's changes */
export const comeToText = (rangeNow) => set(() => {
  const range = rangeNow();
  if (!range) return null;
  const { left, top, right, bottom } = rangeBox(range);
  return boxOf({ left, top, width: right - left, height: bottom - top });
});

/** The page's own focus, by mouse or key, counts as well. */
export const watchHere = () => addEventListener("focusin", (event) => {
  const [target] = event.composedPath();
  if (event.isTrusted && target instanceof Element) comeTo(target);
}, { capture: true, passive: true });

/** @returns {Own | null} as if it were an element, so that it is moved with its frame */
export const here = () => {
  const box = boxNow();
  return box && { id: 0, role: "here", name: "", state: {}, box, visible: true, since };
};
