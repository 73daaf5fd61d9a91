// Grid: the twenty keys that name the cells of a part of the screen, as they lie on the keyboard.

/** @import { Box } from "./place.js" */

/**
 * The black keys of the high octave are the top row, its white ones the next, then the low
 * octave's. Both Bs, 11 and 23, are none: they lie beside a C, which cancels.
 * @type {readonly (readonly number[])[]}
 */
export const ROWS = [
  [13, 15, 18, 20, 22],
  [14, 16, 17, 19, 21],
  [1, 3, 6, 8, 10],
  [2, 4, 5, 7, 9],
];

/** So many keys name a point: each a cell of 5 × 4 in the cell before. */
export const DEPTH = 3;

/** @type {ReadonlyMap<number, {row: number, column: number}>} counted from 0, at the top left */
const CELLS = new Map(ROWS.flatMap((keys, row) =>
  keys.map((key, column) => /** @type {[number, {row: number, column: number}]} */ ([key, { row, column }]))));

/**
 * The cell that a key names, counted from 0 at the top left.
 * @param {number} key
 * @returns {{row: number, column: number} | undefined} undefined where it names none
 */
export const cellOf = (key) => CELLS.get(key);

/**
 * What is left of a box after these keys: a cell of it, a cell of that …
 * @param {readonly number[]} keys of cells
 * @param {Box} box
 * @returns {Box} in fractions of pixels, so that nothing is lost on the way
 */
export const within = (keys, box) => keys.reduce((outer, key) => {
  const { row, column } = CELLS.get(key) ?? { row: 0, column: 0 };
  const [width, height] = [outer.width / ROWS[0].length, outer.height / ROWS.length];
  return { left: outer.left + column * width, top: outer.top + row * height, width, height };
}, box);
