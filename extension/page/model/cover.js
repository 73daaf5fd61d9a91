// Cover: what something else is drawn over, found by asking the browser what is at a point.
//
// Each answer costs as much as the element has siblings, so they are asked for within a budget, and
// believed for a while, as long as a few points spread over the view show what they showed. Where
// there are more than the budget pays for, those spread over the view are asked for first; of the
// others those are covered that lie where one was found to be, behind the same thing.

import { centreOf, pointAt } from "../../core/place.js";
import { parentOf, rootOf } from "../deep.js";
import { boxOf, inView } from "./seen.js";
/** @import {Box} from "../../core/place.js" */

/** @typedef {{element: Element, box: Box}} Drawn */

/** How long, in ms, is looked for what covers what. */
const BUDGET_MS = 10;
const YOUNG_MS = 2000;
/** Where a dialog, a header or a banner would be: what is shown there tells whether one came or went. */
const SPREAD = [{ row: 0, column: 0 }, { row: -5, column: 0 }, { row: 5, column: 0 }];

/** The view is cut into so many cells, and one in each is asked for before a second in any. */
const CELLS = { columns: 10, rows: 6 };

/** Something that is drawn over others. @typedef {{element: Element, box: Box}} Cover */

/** `over`: what covers it; null where nothing does. @type {WeakMap<Element, {box: Box, over: Element | null, at: number}>} */
let known = new WeakMap();
/** @type {(WeakRef<Element> | null)[]} */
let shown = [];

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

/** What covers it at its middle and near each corner. @param {Element} element @param {Box} box @returns {Element | null} null: nothing does */
const look = (element, box) => {
  const part = partInView(element, box);
  const { x, y } = centreOf(part);
  const top = topAt(x, y);
  if (means(top, element)) return null;
  const [dx, dy] = [Math.max(part.width / 2 - 2, 0), Math.max(part.height / 2 - 2, 0)];
  const isShown = [[-dx, -dy], [dx, -dy], [-dx, dy], [dx, dy]].some(([right, down]) => means(topAt(x + right, y + down), element));
  return isShown ? null : top ?? document.documentElement;
};

/** What was known is dropped where the page shows something else. */
const checkKnown = () => {
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

/** @param {Drawn} one @param {number} now */
const isKnown = ({ element, box }, now) => {
  const there = known.get(element);
  return there !== undefined && now - there.at < YOUNG_MS && isSame(there.box, box);
};

/** The viewport is asked for once, since that costs as much as a box. @returns {(box: Box) => number} */
const cells = () => {
  const [across, down] = [CELLS.columns / innerWidth, CELLS.rows / innerHeight];
  return (box) => {
    const { x, y } = centreOf(box);
    return Math.floor(y * down) * CELLS.columns + Math.floor(x * across);
  };
};

/** One of each cell, then the second of each … @param {Drawn[]} drawn @returns {Drawn[]} */
const spread = (drawn) => {
  if (drawn.length <= CELLS.rows * CELLS.columns) return drawn;
  const counts = /** @type {Map<number, number>} */ (new Map());
  const cellOf = cells();
  const nth = drawn.map(({ box }) => {
    const cell = cellOf(box);
    const count = counts.get(cell) ?? 0;
    counts.set(cell, count + 1);
    // The cells of a row are not all before those of the next: the budget may end at any.
    return count * 64 + (cell * 37) % 64;
  });
  return drawn.map((_, i) => i).sort((a, b) => nth[a] - nth[b]).map((i) => drawn[i]);
};

/** @param {Node} outer @param {Element} element @returns {boolean} through shadow roots */
const holds = (outer, element) => {
  for (let one = /** @type {Element | null} */ (element); one; one = parentOf(one)) if (one === outer) return true;
  return false;
};

/** The whole of what covers an element: all around what is seen there that isn't around the element, too. @param {Element} over @param {Element} element @returns {Cover} */
const wholeOf = (over, element) => {
  let whole = over;
  for (let one = parentOf(over); one && !holds(one, element); one = parentOf(one)) whole = one;
  return { element: whole, box: boxOf(whole.getBoundingClientRect()) };
};

/** @param {Box} box @param {Box} within */
const isWithin = (box, within) => {
  const { x, y } = centreOf(box);
  return x >= within.left && y >= within.top && x < within.left + within.width && y < within.top + within.height;
};

/** @param {Drawn} one @param {Drawn[]} asked @returns {Drawn | undefined} */
const nearest = (one, asked) => {
  const { x, y } = centreOf(one.box);
  /** @param {Drawn} other */
  const distance = (other) => Math.hypot(centreOf(other.box).x - x, centreOf(other.box).y - y);
  return asked.reduce((/** @type {Drawn | undefined} */ best, other) => (best && distance(best) <= distance(other) ? best : other), undefined);
};

/** Of those that were not asked for. @param {Drawn[]} rest @param {Drawn[]} asked @returns {Drawn[]} */
const guessed = (rest, asked) => {
  const covers = /** @type {Map<Element, Cover>} */ (new Map());
  for (const { element } of asked) {
    const over = known.get(element)?.over;
    if (!over) continue;
    const whole = wholeOf(over, element);
    covers.set(whole.element, whole);
  }
  return rest.filter((one) => [...covers.values()].some((cover) => {
    if (!isWithin(one.box, cover.box) || holds(cover.element, one.element)) return false;
    const near = nearest(one, asked.filter(({ box }) => isWithin(box, cover.box)));
    return near !== undefined && known.get(near.element)?.over != null;
  }));
};

/**
 * Those that something else is drawn over.
 * @param {Drawn[]} drawn what acts, in view
 * @param {number} [budget] how long, in ms, is looked
 * @returns {Set<Element>}
 */
export const coveredOf = (drawn, budget = BUDGET_MS) => {
  const now = performance.now();
  checkKnown();
  const news = spread(drawn.filter((one) => !isKnown(one, now)));
  let count = 0;
  for (; count < news.length && performance.now() - now < budget; count += 1) {
    const { element, box } = news[count];
    known.set(element, { box, over: look(element, box), at: now });
  }
  const rest = new Set(news.slice(count));
  const asked = drawn.filter((one) => !rest.has(one));
  const hidden = asked.filter(({ element }) => known.get(element)?.over);
  return new Set([...hidden, ...(rest.size ? guessed([...rest], asked) : [])].map(({ element }) => element));
};
