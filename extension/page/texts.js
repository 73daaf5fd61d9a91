// Texts: the regions of text that are in view, with how much stands in each: what a layout makes audible.

import { blocksIn, placeIn, rangeOf } from "./blocks.js";
import { parentOf } from "./deep.js";
import { boxOf, inView } from "./model/seen.js";
import { inSlices } from "./slices.js";
import { boxOf as rangeBox } from "./view.js";
/** @import {Block} from "./blocks.js" */
/** @import {Own} from "../core/frames.js" */
/** @import {Box} from "../core/place.js" */

/** How long, in ms, is looked for text: a layout that comes late is none. */
const BUDGET_MS = 60;

/** Their text is heard as what they are; a frame within tells its own. */
const OTHERS = "a[href], button, h1, h2, h3, h4, h5, h6, iframe, frame, label, nav, summary, [role=button], [role=heading], "
  + "[role=link], [role=menu], [role=menubar], [role=navigation], [role=tablist], [contenteditable=true], [aria-hidden=true]";

/** What flows out of its own box, as a page does whose body is as high as the window. @param {Element} element */
const overflows = ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
  scrollHeight > clientHeight || scrollWidth > clientWidth;

/** What stands wholly out of view holds nothing that is in it, but for what overflows, or has no box of its own. */
const isNear = () => {
  const [width, height] = [innerWidth, innerHeight];
  return (/** @type {Element} */ element) => {
    if (element.matches(OTHERS)) return false;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const isIn = left < width && top < height && right > 0 && bottom > 0;
    return isIn || right - left < 1 || bottom - top < 1 || overflows(element);
  };
};

/** @param {Element | null} top @param {Element} element */
const isWithin = (top, element) => {
  for (let one = top; one; one = parentOf(one)) if (one === element) return true;
  return false;
};

/** Whether what is drawn at its middle is it, or what it stands in. @param {Element} element @param {Box} box */
const isOnTop = (element, { left, top, width, height }) => {
  const x = (Math.max(left, 0) + Math.min(left + width, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(top + height, innerHeight)) / 2;
  const there = element.ownerDocument.elementFromPoint(x, y);
  return isWithin(element, there ?? element) || isWithin(there, parentOf(element) ?? element);
};

/** Longer text than a person writes is not measured letter by letter, which holds a page up. */
const LONG = 100_000;

/** Where the text of a block stands; null where there is but white space. @param {Block} block @param {Element} element */
const placedAt = (block, element) => {
  const { raw } = block;
  if (raw.length > LONG) return { box: boxOf(element.getBoundingClientRect()), letters: raw.length };
  const end = raw.trimEnd().length;
  const start = raw.length - raw.trimStart().length;
  const range = start < end ? rangeOf(placeIn(block, { start, end })) : null;
  if (!range) return null;
  const { left, top, right, bottom } = rangeBox(range);
  return { box: boxOf({ left, top, width: right - left, height: bottom - top }), letters: end - start };
};

/** @param {Block} block @param {(box: Box) => boolean} isSeen @returns {Own | null} */
const regionOf = (block, isSeen) => {
  const element = block.nodes[0].parentElement;
  const at = element && placedAt(block, element);
  if (!at || !isSeen(at.box) || !isOnTop(element, at.box)) return null;
  return { id: 0, role: "text", name: "", state: {}, visible: true, ...at };
};

/** @returns {Promise<Own[]>} those that were found in time, in the order of the page */
export const textsInView = async () => {
  const found = /** @type {Own[]} */ ([]);
  if (!document.body) return found;
  const until = performance.now() + BUDGET_MS;
  const isSeen = inView();
  await inSlices(blocksIn(document.body, { enters: isNear() }), (block) => {
    const region = block && regionOf(block, isSeen);
    if (region) found.push(region);
    return performance.now() > until;
  });
  return found;
};
