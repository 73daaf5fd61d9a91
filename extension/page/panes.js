// Panes: which part of the page a scroll means.

import { hasRoom } from "../core/scroll.js";
import { chainOf, elementAt } from "./deep.js";
import { lastUsed } from "./last_used.js";
/** @import {Scroll} from "../handlers/ports.js" */

const DIALOGS = "dialog[open], [aria-modal='true'], [role='dialog'], [role='alertdialog']";

/** A pane inside another is meant too where it fills this much of the view. */
const MAIN_SHARE = 0.5;

/** @param {Element} element */
export const isRoot = (element) => element === element.ownerDocument.scrollingElement;

/**
 * One axis of an element, as core/scroll.js reckons with it.
 * @param {Element} element @param {"x" | "y"} axis
 */
export const axisOf = (element, axis) => axis === "y"
  ? { at: element.scrollTop, view: element.clientHeight, length: element.scrollHeight }
  : { at: Math.abs(element.scrollLeft), view: element.clientWidth, length: element.scrollWidth };

/** @param {Element} element @param {"x" | "y"} axis */
const scrolls = (element, axis) => {
  const { view, length } = axisOf(element, axis);
  if (length - view < 2 || view < 2) return false;
  const view_ = element.ownerDocument.defaultView;
  const style = view_?.getComputedStyle(element);
  const overflow = (axis === "y" ? style?.overflowY : style?.overflowX) ?? "";
  return isRoot(element) ? !/hidden|clip/.test(overflow) : /auto|scroll|overlay/.test(overflow);
};

/**
 * Its frame's root stands for an element of a frame, so chains cross documents.
 * @param {Element} element @param {"x" | "y"} axis
 * @returns {Element[]} outermost first
 */
const panesOf = (element, axis) => {
  const chain = chainOf(element);
  const roots = new Set(chain.map((one) => one.ownerDocument.scrollingElement).filter((one) => one !== null));
  const all = chain.filter((one) => !roots.has(one) || isRoot(one));
  for (const root of roots) if (!all.includes(root)) all.push(root);
  return all.filter((one) => scrolls(one, axis)).reverse();
};

/** The part of the viewport that an element fills. @param {Element} element */
const shareOf = (element) => {
  const box = element.getBoundingClientRect();
  const width = Math.min(box.right, innerWidth) - Math.max(box.left, 0);
  const height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  return (Math.max(width, 0) * Math.max(height, 0)) / (innerWidth * innerHeight);
};

/** The dialog on top, if one is open and seen. */
const dialog = () =>
  [...document.querySelectorAll(DIALOGS)].filter((one) => one.checkVisibility() && shareOf(one) > 0).at(-1);

/**
 * The outermost that has room that way; one inside takes over only where it is what the page
 * mainly shows. At the end of all of them the outermost is meant.
 * @param {Element[]} panes outermost first @param {Scroll} how
 */
const pick = (panes, how) => {
  const room = panes.find((pane, i) =>
    hasRoom(axisOf(pane, how.axis), how) && (i === 0 || shareOf(pane) >= MAIN_SHARE));
  return room ?? panes[0];
};

/** @param {Scroll} how @returns {Element | null} */
const inDialog = (how) => {
  const top = dialog();
  if (!top) return null;
  const box = top.getBoundingClientRect();
  const middle = elementAt(document, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
  const at = middle && chainOf(middle).includes(top) ? middle : top;
  const inside = panesOf(at, how.axis).filter((pane) => chainOf(pane).includes(top));
  return inside.length ? pick(inside, how) : (largest(top, how) ?? null);
};

/** @param {Element | null} element @param {Scroll} how */
const around = (element, how) => {
  const panes = element ? panesOf(element, how.axis) : [];
  return panes.length ? pick(panes, how) : null;
};

/** The largest scrollable in sight: for pages whose centre is not in any. @param {ParentNode} within @param {Scroll} how */
const largest = (within, how) =>
  [...within.querySelectorAll("*")]
    .filter((one) => scrolls(one, how.axis) && one.checkVisibility())
    .map((one) => ({ one, share: shareOf(one) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)[0]?.one ?? null;

/**
 * The pane to scroll: of an open dialog, else at the centre of the view, else last used, else the
 * largest.
 * @param {Scroll} how
 * @returns {Element | null}
 */
export const paneFor = (how) =>
  inDialog(how)
  ?? around(elementAt(document, innerWidth / 2, innerHeight / 2), how)
  ?? around(lastUsed(), how)
  ?? largest(document, how);
