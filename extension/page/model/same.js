// Same: elements that a person takes for one thing, since a click on either does the same, become one.

import { isActionable } from "../../core/families.js";
import { parentOf } from "../deep.js";
import { entryOf } from "./search.js";
/** @import {Box} from "../../core/place.js" */
/** @import {Entry} from "./search.js" */

/** A candidate that is drawn. @typedef {Entry & {box: Box}} Drawn */

/** Sharing this much, two nested ones look like one. */
const ALIKE = 0.8;
/** A card that is this much filled by its only link is that link. */
const FILLED = 0.5;
/** Holding more than this, what hears clicks hears them for others. */
const MANY = 6;

/** @param {Box} box */
const areaOf = ({ width, height }) => width * height;

/** How much of the outer one the inner fills. @param {Box} outer @param {Box} inner */
const shareOf = (outer, inner) => (areaOf(outer) > 0 ? Math.min(areaOf(inner), areaOf(outer)) / areaOf(outer) : 1);

/** @param {Element} element */
const onlyTakesFocus = (element) => element.hasAttribute("tabindex") && !element.hasAttribute("onclick");

/** Something heard for others: as large as half the view, or full of what acts by itself. @param {Drawn} outer @param {Drawn[]} inner @param {number} view its area */
const isBackground = (outer, inner, view) =>
  inner.length > MANY || (inner.length > 0 && areaOf(outer.box) > view / 2);

/** @param {Drawn} outer @param {Drawn[]} inner */
const isOneWith = (outer, inner) => inner.length === 1 && shareOf(outer.box, inner[0].box) >= FILLED;

/** What a label labels. @param {Element} element */
const controlOf = (element) =>
  element.localName === "label" ? /** @type {HTMLLabelElement} */ (element).control : null;

/** The next around an element that acts, or is a label. @param {Element} element @returns {Element | null} */
const aroundOf = (element) => {
  for (let one = parentOf(element); one && one.ownerDocument === element.ownerDocument; one = parentOf(one)) {
    const role = entryOf(one)?.role;
    if (one.localName === "label" || (role && isActionable(role))) return one;
  }
  return null;
};

/** Those that are told apart now have this number. */
let round = 0;

/** Looked for once, until the element is searched anew. @param {Element} element */
const around = (element) => {
  const entry = entryOf(element);
  if (!entry) return aroundOf(element);
  if (entry.around === undefined) entry.around = aroundOf(element);
  return entry.around;
};

/** @param {Element | null} element @returns {Drawn | undefined} where it is among those told apart now */
const drawnOf = (element) => {
  const entry = element ? entryOf(element) : undefined;
  return entry?.round === round ? /** @type {Drawn} */ (entry) : undefined;
};

/** Some that are in others. @typedef {Map<Drawn, Drawn[]>} Inside */

/** What is around one, and what that makes of it. @param {Drawn} one @param {Inside} inside @param {Set<Drawn>} dropped */
const nest = (one, inside, dropped) => {
  for (let outer = around(one.element); outer; outer = around(outer)) {
    const holder = drawnOf(outer);
    if (one.role === "clickable" && (drawnOf(controlOf(outer)) || (holder && holder.role !== "clickable"))) dropped.add(one);
    if (!holder || dropped.has(one)) continue;
    const held = inside.get(holder);
    if (held) held.push(one);
    else inside.set(holder, [one]);
    if (holder.role !== "clickable" && shareOf(holder.box, one.box) >= ALIKE) dropped.add(holder);
  }
};

/**
 * Drops what only repeats another: an element without a role that is in a button or link, a label's,
 * a card's that is one with its link, a background's; and of two nested ones that look alike the outer,
 * since a click on the inner one reaches both.
 * @param {Drawn[]} drawn
 * @param {{width: number, height: number}} view
 * @returns {Drawn[]}
 */
export const distinct = (drawn, view) => {
  round += 1;
  const acting = drawn.filter(({ role }) => isActionable(role));
  for (const one of acting) one.round = round;
  /** @type {Inside} */
  const inside = new Map();
  /** @type {Set<Drawn>} */
  const dropped = new Set();
  for (const one of acting) {
    if (drawnOf(controlOf(one.element))) dropped.add(one);
    if (one.around !== null) nest(one, inside, dropped);
  }
  for (const [outer, held] of inside) {
    if (outer.role !== "clickable") continue;
    const inner = held.filter((one) => !dropped.has(one));
    if (isBackground(outer, inner, view.width * view.height) || isOneWith(outer, inner)
      || (inner.length > 0 && onlyTakesFocus(outer.element))) dropped.add(outer);
  }
  return dropped.size ? drawn.filter((one) => !dropped.has(one)) : drawn;
};
