// Places: where in the view a box is, on a grid of 11 × 11 cells counted from the middle.

/** CSS pixels in a viewport. @typedef {{left: number, top: number, width: number, height: number}} Box */
/** @typedef {{row: number, column: number}} Place rows and columns −5..5; row −5 is the top */

/** Cells from the middle to an edge. */
const EDGE = 5;

/** @param {number} at @param {number} length the view's @returns {number} −5..5 */
const cell = (at, length) =>
  length > 0 ? Math.max(-EDGE, Math.min(EDGE, Math.floor((at / length) * (2 * EDGE + 1)) - EDGE)) : 0;

/**
 * The cell that holds the middle of what is seen of a box; one out of view has the nearest cell.
 * @param {Box} box
 * @param {{width: number, height: number}} view
 * @returns {Place}
 */
export const placeOf = (box, view) => ({
  row: cell(middle(box.top, box.height, view.height), view.height),
  column: cell(middle(box.left, box.width, view.width), view.width),
});

/** @param {number} start @param {number} length @param {number} end of the view */
const middle = (start, length, end) => {
  const [from, to] = [Math.max(start, 0), Math.min(start + length, end)];
  return from < to ? (from + to) / 2 : start + length / 2;
};

/**
 * @param {Box} box
 * @param {{width: number, height: number}} view
 * @returns {"in" | "above" | "below" | "left" | "right"} where to look for it
 */
export const sideOf = (box, view) => {
  if (box.top + box.height <= 0) return "above";
  if (box.top >= view.height) return "below";
  if (box.left + box.width <= 0) return "left";
  return box.left >= view.width ? "right" : "in";
};

/** @param {Box} box @returns {{x: number, y: number}} */
export const centreOf = (box) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 });

/**
 * The middle of a cell in pixels of the view: what a place played by two keys points at.
 * @param {Place} place
 * @param {{width: number, height: number}} view
 */
export const pointAt = ({ row, column }, view) => ({
  x: ((column + EDGE + 0.5) / (2 * EDGE + 1)) * view.width,
  y: ((row + EDGE + 0.5) / (2 * EDGE + 1)) * view.height,
});
