// Boxes: where the candidates are drawn, measured anew no more than must be.
//
// A box costs more than all else of an element, and thousands are out of view. So while the last
// full measure is young, what is in view is measured, and of the rest each sixteenth: where two of
// these moved alike, so did those between them.

import { drawnBox, inView } from "./seen.js";
/** @import {Box} from "../../core/place.js" */
/** @import {Entry} from "./search.js" */

const STEP = 16;
/** How long a full measure is trusted: a style may change what nobody tells of. */
const YOUNG_MS = 2000;

/** null: not drawn. @type {WeakMap<Element, Box | null>} */
let known = new WeakMap();
let full = -Infinity;

/** @param {Entry} entry */
const measure = ({ element, role }) => {
  const box = drawnBox(element, role);
  known.set(element, box);
  return box;
};

/** @typedef {{left: number, top: number}} Move */

/** How far it moved since it was measured; null where that can't be said. @param {Entry} entry @returns {Move | null} */
const moveOf = (entry) => {
  const before = known.get(entry.element);
  const box = measure(entry);
  if (!before || !box || before.width !== box.width || before.height !== box.height) return null;
  return { left: box.left - before.left, top: box.top - before.top };
};

/** @param {Entry} entry @param {Move} move @param {(box: Box) => boolean} isSeen */
const shift = (entry, { left, top }, isSeen) => {
  const before = known.get(entry.element);
  if (!before || isSeen(before)) measure(entry);
  else if (left !== 0 || top !== 0) {
    const box = { ...before, left: before.left + left, top: before.top + top };
    known.set(entry.element, box);
    if (isSeen(box)) measure(entry);
  }
};

/** @param {Entry[]} entries */
const measureSome = (entries) => {
  const isSeen = inView();
  let move = /** @type {Move | null} */ (null);
  for (let from = 0; from < entries.length; from += STEP) {
    const last = Math.min(from + STEP, entries.length) - 1;
    const next = moveOf(entries[last]);
    const alike = move && next && move.left === next.left && move.top === next.top ? next : null;
    for (let i = from; i < last; i += 1) {
      if (alike) shift(entries[i], alike, isSeen);
      else measure(entries[i]);
    }
    move = next;
  }
};

/**
 * @param {Entry[]} entries
 * @param {number} [trusted] how old, in ms, a full measure may be: longer where what is in view is all that counts
 * @returns {(Box | null)[]} null where one isn't drawn
 */
export const boxesOf = (entries, trusted = YOUNG_MS) => {
  const young = performance.now() - full < trusted;
  if (young) measureSome(entries);
  else for (const entry of entries) measure(entry);
  if (!young) full = performance.now();
  return entries.map(({ element }) => known.get(element) ?? null);
};

/** Something moved, or may have: the next measure is a full one. */
export const forgetBoxes = () => { full = -Infinity; };

/** Panes that scroll move only what is in them. */
export const followBoxes = () => {
  /** @param {Event} event */
  const moved = (event) => { if (event.target !== document) forgetBoxes(); };
  addEventListener("scroll", moved, { capture: true, passive: true });
  addEventListener("resize", forgetBoxes, { passive: true });
};

/** A full measure bit by bit, for idle times. @param {Entry[]} entries */
export function* measureAll(entries) {
  for (const entry of entries) {
    measure(entry);
    yield;
  }
  full = performance.now();
}
