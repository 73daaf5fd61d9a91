// The view: where a part of the page stands in it, bringing it there, and putting all back.

import { chainOf, parentOf } from "./deep.js";
import { axisOf, isRoot } from "./panes.js";

/** Boxes of inner documents start at their frame's corner. @param {Document | null} page */
export const shiftOf = (page) => {
  let [x, y] = [0, 0];
  for (let frame = page?.defaultView?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
    const box = frame.getBoundingClientRect();
    [x, y] = [x + box.left + frame.clientLeft, y + box.top + frame.clientTop];
  }
  return { x, y };
};

/**
 * @param {Range} range
 * @returns {{top: number, bottom: number, left: number, right: number}} CSS pixels in our own viewport
 */
export const boxOf = (range) => {
  const { startContainer: at } = range;
  // A range that stands for a field is within it, and has no box of its own.
  const field = at.nodeType === Node.ELEMENT_NODE && /** @type {Element} */ (at).matches("input, textarea, select") ? /** @type {Element} */ (at) : null;
  const box = (field ?? range).getBoundingClientRect();
  const { x, y } = shiftOf(range.startContainer.ownerDocument);
  return { top: box.top + y, bottom: box.bottom + y, left: box.left + x, right: box.right + x };
};

/** @param {Range} range */
const elementOf = (range) => /** @type {Element} */ (range.startContainer.parentElement
  ?? parentOf(/** @type {Element} */ (/** @type {unknown} */ (range.startContainer))));

/** All that scrolls about an element, innermost first. @param {Element} element */
const panesAbout = (element) => {
  const chain = chainOf(element);
  const roots = chain.map((one) => one.ownerDocument.scrollingElement);
  return [...new Set([...chain, ...roots])].filter((one) => one !== null)
    .filter((one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth);
};

/** What part of the pane a text should stand at, from its top: most of what follows is then seen. */
const HEIGHT = 0.35;

/** The pane's own box in its viewport. @param {Element} pane */
const frameOf = (pane) => {
  if (isRoot(pane)) return { top: 0, left: 0, right: pane.clientWidth, bottom: pane.clientHeight };
  const box = pane.getBoundingClientRect();
  const [top, left] = [box.top + pane.clientTop, box.left + pane.clientLeft];
  return { top, left, right: left + pane.clientWidth, bottom: top + pane.clientHeight };
};

/** The box of a range as a pane's viewport has it. @param {Range} range @param {Element} pane */
const boxFrom = (range, pane) => {
  const [box, there] = [boxOf(range), shiftOf(pane.ownerDocument)];
  return { top: box.top - there.y, bottom: box.bottom - there.y, left: box.left - there.x, right: box.right - there.x };
};

/** @param {Range} range @param {Element} pane */
const bring = (range, pane) => {
  const [box, frame] = [boxFrom(range, pane), frameOf(pane)];
  const outside = box.top < frame.top || box.bottom > frame.bottom;
  const beside = box.left < frame.left || box.right > frame.right;
  if (!outside && !beside) return;
  pane.scrollBy({
    top: outside ? box.top - frame.top - HEIGHT * (frame.bottom - frame.top) : 0,
    left: beside ? box.left - frame.left - 16 : 0,
    behavior: "instant",
  });
};

/** Where panes stood. @typedef {{pane: WeakRef<Element>, top: number, left: number}[]} Standing */

/** @param {Iterable<Element>} elements @returns {Standing} */
export const standingAround = (elements) => {
  const panes = new Set([...elements].flatMap(panesAbout));
  return [...panes].map((pane) => ({ pane: new WeakRef(pane), top: pane.scrollTop, left: pane.scrollLeft }));
};

/**
 * Brings a part of the page into view, where it isn't.
 * @param {Range} range
 * @returns {Standing} where all stood before
 */
export const reveal = (range) => {
  const element = elementOf(range);
  const before = standingAround([element]);
  // Frames of another site about us: only the browser can bring us into view in them.
  if (window.parent !== window && !window.frameElement) element.scrollIntoView({ block: "nearest", behavior: "instant" });
  for (const pane of panesAbout(element)) bring(range, pane);
  return before;
};

/** @param {Standing} standing */
export const restore = (standing) => {
  for (const { pane, top, left } of standing) pane.deref()?.scrollTo({ top, left, behavior: "instant" });
};

/**
 * How far down a part of the page is, in what scrolls about it: the outermost pane that it moves in.
 * @param {Range} range
 * @returns {number} 0..100
 */
export const percentOf = (range) => {
  const pane = panesAbout(elementOf(range)).filter((one) => axisOf(one, "y").length - axisOf(one, "y").view > 1).at(-1);
  if (!pane) return 0;
  const { at, length } = axisOf(pane, "y");
  const percent = (100 * (boxFrom(range, pane).top - frameOf(pane).top + at)) / length;
  return Math.round(Math.min(Math.max(percent, 0), 100));
};
