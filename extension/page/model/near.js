// Near: of a page with more elements than anybody lists, those about what is in view, and its ends.

import { placeIn } from "./search.js";
/** @import {Entry} from "./search.js" */

/** So many are told of at once: more takes longer to tell than a person waits. */
const MOST = 6000;
/** Of these so many from each end of the page, where menus and footers are. */
const ENDS = 500;

/** What is not drawn has no place; so many after it are asked for theirs. */
const UNDRAWN = 50;

/** Where what is in the middle of the view stands among them. @param {Entry[]} entries */
const placeInView = (entries) => {
  const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  // Between two paragraphs lies what holds them all, which says nothing of where one is.
  const tells = middle && middle.clientHeight < innerHeight;
  return tells ? placeIn(entries, middle, ({ outer }) => outer) : placeByHeight(entries);
};

/** The first below the top of the view, if they stand below each other. @param {Entry[]} entries */
const placeByHeight = (entries) => {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const at = (low + high) >> 1;
    if (topOf(entries, at) < 0) low = at + 1;
    else high = at;
  }
  return low;
};

/** @param {Entry[]} entries @param {number} at @returns {number} px below the view's top, of the first that is drawn from there on */
const topOf = (entries, at) => {
  for (const { outer } of entries.slice(at, at + UNDRAWN)) {
    const { top, width, height } = outer.getBoundingClientRect();
    if (width || height) return top;
  }
  return Infinity;
};

/**
 * @param {Entry[]} entries in reading order
 * @param {(entry: Entry) => boolean} isAsked those that count as left out
 * @returns {{entries: Entry[], left: number}} likewise, and how many of those asked for are not among them
 */
export const near = (entries, isAsked) => {
  if (entries.length <= MOST) return { entries, left: 0 };
  const most = MOST - 2 * ENDS;
  const from = Math.min(Math.max(placeInView(entries) - most / 2, ENDS), entries.length - ENDS - most);
  const parts = [entries.slice(0, ENDS), entries.slice(from, from + most), entries.slice(-ENDS)];
  const left = [entries.slice(ENDS, from), entries.slice(from + most, -ENDS)].flat().filter(isAsked).length;
  return { entries: parts.flat(), left };
};
