// Near: which of several elements is nearest to a box, or to the middle of the view.

/** @import {Box, Place} from "./place.js" */

/** @typedef {{box: Box, place: Place, visible: boolean}} Standing */

/** @param {number} a @param {number} aLength @param {number} b @param {number} bLength */
const gap = (a, aLength, b, bLength) => Math.max(0, a - (b + bLength), b - (a + aLength));

/** @param {Box} a @param {Box} b @returns {number} CSS pixels between their edges; 0 where they touch */
export const apart = (a, b) => Math.hypot(gap(a.left, a.width, b.left, b.width), gap(a.top, a.height, b.top, b.height));

/** @param {Box} box */
const size = ({ width, height }) => width * height;

/**
 * Orders by nearness; of those that touch it the smallest first. Without a box what is in view comes
 * first, from the middle outwards.
 * @param {Box | null} box
 * @returns {(a: Standing, b: Standing) => number}
 */
export const nearer = (box) => (a, b) => (box
  ? apart(a.box, box) - apart(b.box, box) || size(a.box) - size(b.box)
  : Number(b.visible) - Number(a.visible) || Math.hypot(a.place.row, a.place.column) - Math.hypot(b.place.row, b.place.column));
