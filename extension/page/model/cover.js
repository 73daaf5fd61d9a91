// Cover: what something else is drawn over, found by asking the browser what is at a point.
//
// Each answer costs as much as the element has siblings, so they are asked for within a budget, and
// believed for a while, as long as a few points spread over the view show what they showed.

import { centreOf, pointAt } from "../../core/place.js";
import { parentOf, rootOf } from "../deep.js";
import { boxOf, inView } from "./seen.js";
/** @import {Box} from "../../core/place.js" */

/** How long, in ms, is looked for what covers what; the rest then counts as uncovered. */
const BUDGET_MS = 12;
const YOUNG_MS = 2000;
/** Where a dialog, a header or a banner would be: what is shown there tells whether one came or went. */
const SPREAD = [{ row: 0, column: 0 }, { row: -5, column: 0 }, { row: 5, column: 0 }];

/** @type {WeakMap<Element, {box: Box, covered: boolean, at: number}>} */
let known = new WeakMap();
/** @type {(WeakRef<Element> | null)[]} */
let shown = [];
let end = 0;

/** The innermost element drawn at a point, through shadow roots. @param {number} x @param {number} y */
const topAt = (x, y) => {
  let top = document.elementFromPoint(x, y);
  for (let root = top && rootOf(top); root; root = top && rootOf(top)) {
    const inner = root.elementFromPoint(x, y);
    if (!inner || inner === top) break;
    top = inner;
  }
  return top;
};

/** A click on what is there would be a click on the element. @param {Element | null} top @param {Element} element */
const means = (top, element) => {
  for (let one = top; one; one = parentOf(one)) {
    if (one === element) return true;
    if (one.localName === "label" && /** @type {HTMLLabelElement} */ (one).control === element) return true;
    if (one.localName === "img" && element.localName === "area") return true;
  }
  return false;
};

/** @param {Element} element @param {Box} box the one to fall back on */
const partInView = (element, box) => {
  const rects = element.getClientRects().length > 1 ? [...element.getClientRects()].map(boxOf).filter(inView()) : [box];
  const { left, top, width, height } = rects[0] ?? box;
  const [from, to] = [Math.max(left, 0), Math.min(left + width, innerWidth)];
  const [upper, lower] = [Math.max(top, 0), Math.min(top + height, innerHeight)];
  return { left: from, top: upper, width: to - from, height: lower - upper };
};

/** At its middle, and near each corner. @param {Element} element @param {Box} box */
const look = (element, box) => {
  const part = partInView(element, box);
  const { x, y } = centreOf(part);
  if (means(topAt(x, y), element)) return false;
  const [dx, dy] = [Math.max(part.width / 2 - 2, 0), Math.max(part.height / 2 - 2, 0)];
  return ![[-dx, -dy], [dx, -dy], [-dx, dy], [dx, dy]].some(([right, down]) => means(topAt(x + right, y + down), element));
};

/**
 * A new look begins: its budget is full, and what was known is dropped where the page shows something else.
 * @param {number} [budget] in ms
 */
export const beginLook = (budget = BUDGET_MS) => {
  end = performance.now() + budget;
  const view = { width: innerWidth, height: innerHeight };
  const now = SPREAD.map((place) => {
    const { x, y } = pointAt(place, view);
    return document.elementFromPoint(x, y);
  });
  if (now.some((element, i) => element !== (shown[i]?.deref() ?? null))) known = new WeakMap();
  shown = now.map((element) => element && new WeakRef(element));
};

/** @param {Box} a @param {Box} b */
const isSame = (a, b) => a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;

/**
 * Whether something else is drawn over it; false where the budget is spent.
 * @param {Element} element @param {Box} box in view
 */
export const isCovered = (element, box) => {
  const now = performance.now();
  const there = known.get(element);
  if (there && now - there.at < YOUNG_MS && isSame(there.box, box)) return there.covered;
  if (now > end) return false;
  const covered = look(element, box);
  known.set(element, { box, covered, at: now });
  return covered;
};
