// Boxes: where the candidates are drawn, measured anew no more than must be.
//
// A box costs more than all else of an element, and thousands are out of view. So what is in view, or
// was not drawn, is measured at every asking, and of the rest each sixteenth: where two of these moved
// alike, so did those between them. What scrolled by itself or was given another style is measured
// with all that is in it; and some more each time, since a style may change what nobody tells of.

import { placeIn } from "./search.js";
import { drawnBox, inView } from "./seen.js";
/** @import {Box} from "../../core/place.js" */
/** @import {Entry} from "./search.js" */

const STEP = 16;
/** How long a full measure is trusted; then so many are measured anew at each asking. */
const YOUNG_MS = 2000;
const TURN = 512;
/** What moved by itself is measured with so many of those in it: the samples find out about more. */
const MOST_IN = 64;
/** More that moved by themselves, and all is measured anew. */
const MOST_MOVED = 40;
/** Whole pixels may differ by one where all moved alike. */
const NOISE = 1;

let full = -Infinity;
/** Where the next turn begins. */
let turn = 0;
/** What scrolled or was given another style since the last asking. @type {Set<Element>} */
let moved = new Set();
/** Nothing is sure. */
let lost = false;

/** @param {Entry} entry @returns {Box | null} */
export const measure = (entry) => (entry.box = drawnBox(entry.element, entry.role));

/** @typedef {{left: number, top: number}} Move */

/** How far it moved since it was measured; null where that can't be said. @param {Entry} entry @returns {Move | null} */
const moveOf = (entry) => {
  const before = entry.box;
  const box = measure(entry);
  if (!before || !box || before.width !== box.width || before.height !== box.height) return null;
  return { left: box.left - before.left, top: box.top - before.top };
};

/** @param {Move | null} a @param {Move | null} b */
const isAlike = (a, b) => a !== null && b !== null && Math.abs(a.left - b.left) <= NOISE && Math.abs(a.top - b.top) <= NOISE;

/** @param {Entry} entry @param {Move} move @param {(box: Box) => boolean} isSeen */
const shift = (entry, { left, top }, isSeen) => {
  const { box } = entry;
  if (!box || isSeen(box)) return void measure(entry);
  box.left += left;
  box.top += top;
  if (isSeen(box)) measure(entry);
};

/** @param {Entry[]} entries @returns {Generator<void>} */
function* measureSome(entries) {
  const isSeen = inView();
  let move = /** @type {Move | null} */ (null);
  for (let from = 0; from < entries.length; from += STEP) {
    const last = Math.min(from + STEP, entries.length) - 1;
    const next = moveOf(entries[last]);
    const alike = isAlike(move, next) ? next : null;
    for (let i = from; i < last; i += 1) {
      if (alike) shift(entries[i], alike, isSeen);
      else measure(entries[i]);
    }
    move = next;
    yield;
  }
}

/** What is in an element that moved by itself is no longer known. @param {Entry[]} entries @param {Element} element */
const spoil = (entries, element) => {
  const from = placeIn(entries, element, ({ outer }) => outer);
  const end = Math.min(from + MOST_IN, entries.length);
  for (let i = from; i < end && element.contains(entries[i].outer); i += 1) entries[i].box = undefined;
};

/** Some that have waited longest, while there is no young full measure. @param {Entry[]} entries @returns {Generator<void>} */
function* measureTurn(entries) {
  if (turn >= entries.length) turn = 0;
  const end = Math.min(turn + TURN, entries.length);
  for (; turn < end; turn += 1) {
    measure(entries[turn]);
    if (turn % STEP === 0) yield;
  }
  if (turn === entries.length) full = performance.now();
}

/**
 * Sees to it that each entry's box is what it is now.
 * @param {Entry[]} entries in reading order
 * @param {boolean} hasty it is soon asked again: no turn is taken at those of which nobody told
 * @returns {Generator<void>}
 */
export function* updateBoxes(entries, hasty) {
  if (lost || moved.size > MOST_MOVED) for (const entry of entries) entry.box = undefined;
  else for (const element of moved) if (element.isConnected) spoil(entries, element);
  [moved, lost] = [new Set(), false];
  yield* measureSome(entries);
  if (!hasty && performance.now() - full >= YOUNG_MS) yield* measureTurn(entries);
}

/** It moved by itself, or may have, with all that is in it. @param {Node} node */
export const move = (node) => {
  if (moved.size > MOST_MOVED) return;
  for (let root = node.getRootNode(); "host" in root; root = node.getRootNode()) node = /** @type {ShadowRoot} */ (root).host;
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  if (element) moved.add(/** @type {Element} */ (element));
};

/** Everything may have moved. */
export const forgetBoxes = () => { lost = true; };

/** Panes that scroll move what is in them, and so do animations at their end. */
export const followBoxes = () => {
  /** @param {Event} event */
  const moves = ({ target }) => { if (target instanceof Node) move(target); };
  for (const type of ["scroll", "transitionend", "animationend"]) addEventListener(type, moves, { capture: true, passive: true });
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
