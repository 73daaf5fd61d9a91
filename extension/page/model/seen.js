// Seen: where an element is drawn, by its own box, what is in it, or the label that stands for it.

import { isField } from "../../core/families.js";
/** @import {Box} from "../../core/place.js" */

/** Less than this a side is a pixel kept for screen readers, or nothing. */
const LEAST = 3;
const VISIBLE = { visibilityProperty: true };
const OPAQUE = { visibilityProperty: true, opacityProperty: true };

/** @param {{left: number, top: number, width: number, height: number}} rect @returns {Box} whole pixels: more is noise */
export const boxOf = ({ left, top, width, height }) =>
  ({ left: Math.round(left), top: Math.round(top), width: Math.round(width), height: Math.round(height) });

/** @param {Box} box */
const isSmall = ({ width, height }) => width < LEAST || height < LEAST;

/** What is in it, where it has no box of its own: floats, or display: contents. @param {Element} element */
const insideOf = (element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return boxOf(range.getBoundingClientRect());
};

/** A map's area, by its coordinates in the image that shows the map. @param {HTMLAreaElement} area */
const areaBox = (area) => {
  const map = area.closest("map");
  const image = map && [...document.images].find((one) => one.useMap === `#${map.name}`);
  if (!image?.checkVisibility(OPAQUE)) return null;
  const at = image.getBoundingClientRect();
  const numbers = area.coords.split(",").map(Number);
  if (area.shape === "default" || numbers.length < 3) return boxOf(at);
  if (area.shape === "circle") {
    const [x, y, radius] = numbers;
    return boxOf({ left: at.left + x - radius, top: at.top + y - radius, width: 2 * radius, height: 2 * radius });
  }
  const [xs, ys] = [numbers.filter((_, i) => i % 2 === 0), numbers.filter((_, i) => i % 2 === 1)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return boxOf({ left: at.left + left, top: at.top + top, width: Math.max(...xs) - left, height: Math.max(...ys) - top });
};

/** Where a field's own box is made invisible, its label stands for it. @param {Element} element */
const labelBox = (element) => {
  const label = [.../** @type {HTMLInputElement} */ (element).labels ?? []].find((one) => one.checkVisibility(OPAQUE));
  const box = label && boxOf(label.getBoundingClientRect());
  return box && !isSmall(box) ? box : null;
};

/** @param {Element} element */
const isContents = (element) =>
  element.parentElement?.checkVisibility(OPAQUE) && getComputedStyle(element).display === "contents";

/**
 * @param {Element} element @param {string} role
 * @returns {Box | null} null where it isn't drawn
 */
export const drawnBox = (element, role) => {
  if (element.localName === "area") return areaBox(/** @type {HTMLAreaElement} */ (element));
  if (element.checkVisibility(OPAQUE)) {
    const box = boxOf(element.getBoundingClientRect());
    if (!isSmall(box)) return box;
    if (isField(role)) return labelBox(element) ?? (box.width * box.height > 0 ? box : null);
    const inside = insideOf(element);
    return isSmall(inside) && box.width * box.height > 0 ? box : inside.width * inside.height > 0 ? inside : null;
  }
  // A field that only looks different is drawn transparent over, or beside, what is drawn for it.
  if (isField(role) && element.checkVisibility(VISIBLE)) {
    const box = boxOf(element.getBoundingClientRect());
    return labelBox(element) ?? (isSmall(box) ? null : box);
  }
  if (!isContents(element)) return null;
  const inside = insideOf(element);
  return inside.width * inside.height > 0 ? inside : null;
};

/** Asks for the viewport once, since that costs as much as a box. @returns {(box: Box) => boolean} whether any of it is in view */
export const inView = () => {
  const [width, height] = [innerWidth, innerHeight];
  return (box) => !isSmall(box) && box.left < width && box.top < height && box.left + box.width > 0 && box.top + box.height > 0;
};
