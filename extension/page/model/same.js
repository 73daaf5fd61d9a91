// Same: elements that a person takes for one thing, since a click on either does the same, become one.

import { isActionable } from "../../core/families.js";
import { parentOf } from "../deep.js";
/** @import {Box} from "../../core/place.js" */

/** @typedef {{element: Element, role: string, box: Box}} Drawn */

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

/**
 * Finds the next around an element that acts, or is a label. Each parent is looked at once.
 * @param {Map<Element, unknown>} by those that act
 * @returns {(element: Element) => Element | null}
 */
const holders = (by) => {
  /** @type {Map<Element, Element | null>} */
  const known = new Map();
  /** @param {Element} element @returns {Element | null} */
  const around = (element) => {
    const parent = parentOf(element);
    if (!parent || parent.ownerDocument !== element.ownerDocument) return null;
    if (by.has(parent) || parent.localName === "label") return parent;
    const there = known.get(parent);
    if (there !== undefined) return there;
    const found = around(parent);
    known.set(parent, found);
    return found;
  };
  return around;
};

/**
 * Drops what only repeats another: an element without a role that is in a button or link, a label's,
 * a card's that is one with its link, a background's; and of two nested ones that look alike the outer,
 * since a click on the inner one reaches both.
 * @template {Drawn} T
 * @param {T[]} drawn
 * @param {{width: number, height: number}} view
 * @returns {T[]}
 */
export const distinct = (drawn, view) => {
  const acting = drawn.filter(({ role }) => isActionable(role));
  const by = new Map(acting.map((one) => [one.element, one]));
  const around = holders(by);
  /** @type {Map<T, T[]>} */
  const inside = new Map();
  /** @type {Set<T>} */
  const dropped = new Set();
  for (const one of acting) {
    const own = controlOf(one.element);
    if (own && by.has(own)) dropped.add(one);
    for (let outer = around(one.element); outer; outer = around(outer)) {
      const control = controlOf(outer);
      const holder = by.get(outer);
      if (one.role === "clickable" && ((control && by.has(control)) || (holder && holder.role !== "clickable"))) dropped.add(one);
      if (!holder || dropped.has(one)) continue;
      inside.set(holder, [...(inside.get(holder) ?? []), one]);
      if (holder.role !== "clickable" && shareOf(holder.box, one.box) >= ALIKE) dropped.add(holder);
    }
  }
  for (const [outer, held] of inside) {
    if (outer.role !== "clickable") continue;
    const inner = held.filter((one) => !dropped.has(one));
    if (isBackground(outer, inner, view.width * view.height) || isOneWith(outer, inner)
      || (inner.length > 0 && onlyTakesFocus(outer.element))) dropped.add(outer);
  }
  return dropped.size ? drawn.filter((one) => !dropped.has(one)) : drawn;
};
