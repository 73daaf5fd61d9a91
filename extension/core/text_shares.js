// Text shares: which cells of the grid a region of text stands in, and how densely.

/** @import {Box, Place} from './place.js' */
import {pointAt} from './place.js';

/** What a letter takes in common text, with its share of the space about it, in CSS pixels squared. */
const LETTER = 160;
/** A cell that holds less than this of a region is passed over, but for the one at its middle. */
const LEAST = 0.25;
/** Cells from the middle of the grid to an edge. */
const EDGE = 5;

/** @param {number} from @param {number} to @param {number} low @param {number} high */
const overlap = (from, to, low, high) => Math.max(0, Math.min(to, high) - Math.max(from, low));

/** All places of the grid. @type {Place[]} */
const PLACES = Array.from({length: (2 * EDGE + 1) ** 2}, (_, i) =>
  ({row: Math.floor(i / (2 * EDGE + 1)) - EDGE, column: (i % (2 * EDGE + 1)) - EDGE}));

/**
 * @param {{box: Box, place: Place, letters: number}} text its place is the cell that holds its middle
 * @param {{width: number, height: number}} view
 * @returns {{place: Place, density: number}[]} density: the part of the cell that is full of letters
 */
export const textShares = ({box, letters, place}, view) => {
  const [wide, high] = [view.width / (2 * EDGE + 1), view.height / (2 * EDGE + 1)];
  const full = Math.min(1, (letters * LETTER) / Math.max(1, box.width * box.height));
  return PLACES.flatMap((cell) => {
    const {x, y} = pointAt(cell, view);
    const part = (overlap(box.left, box.left + box.width, x - wide / 2, x + wide / 2)
      * overlap(box.top, box.top + box.height, y - high / 2, y + high / 2)) / (wide * high);
    const isMiddle = cell.row === place.row && cell.column === place.column;
    return part >= LEAST || isMiddle ? [{place: cell, density: full * part}] : [];
  });
};
