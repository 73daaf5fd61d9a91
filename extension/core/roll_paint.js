// Paints the notes of a roll into pixels: one row a pitch, copied as high as the pitch is.

import { firstRun, levelFor } from "./roll_runs.js";
import { PITCHES } from "./roll_view.js";

/** @import { View } from "./roll_view.js" */
/** @import { Level } from "./roll_runs.js" */

/** Shades of a colour, from the softest to the loudest. */
export const SHADES = 8;

/**
 * Colours as a pixel's 32 bits: red in the lowest byte, alpha in the highest.
 * @typedef {object} Paints
 * @property {Uint32Array} notes {@link SHADES} of each tint in turn
 * @property {number} white ground of a white key
 * @property {number} black ground of a black key
 * @property {number} line between B and C
 */

/** Lanes so high have a line of ground between them. */
const APART = 4;
/** Notes so wide end a pixel early, so that one struck again is seen. */
const WIDE = 4;
/** Pitch classes of the black keys. */
const BLACK = [1, 3, 6, 8, 10];

/**
 * @param {Uint32Array} pixels width × height of the view
 * @param {View} view
 * @param {readonly Level[]} levels
 * @param {Paints} paints
 * @returns {number} how many runs were painted
 */
export function paint(pixels, view, levels, paints) {
  const { width, height, bottom, lanes } = view;
  const level = levelFor(levels, view.span / width);
  let painted = 0;
  for (let lane = bottom; lane < bottom + lanes; lane += 1) {
    const top = edge(height, lane + 1 - bottom, lanes);
    const under = edge(height, lane - bottom, lanes);
    const row = top * width;
    pixels.fill(BLACK.includes(lane % 12) ? paints.black : paints.white, row, row + width);
    if (under <= top) continue;
    const ground = pixels[row];
    if (lane < PITCHES) painted += paintLane(pixels, row, view, level, lane, paints.notes);
    for (let y = top + 1; y < under; y += 1) pixels.copyWithin(y * width, row, row + width);
    if (under - top >= APART) pixels.fill(lane % 12 === 0 ? paints.line : ground, (under - 1) * width, under * width);
  }
  return painted;
}

/** @param {number} height @param {number} above lanes from the bottom @param {number} lanes @returns {number} px */
const edge = (height, above, lanes) => Math.round(height * (1 - above / lanes));

/**
 * @param {Uint32Array} pixels
 * @param {number} row where the row begins
 * @param {View} view
 * @param {Level} level
 * @param {number} lane
 * @param {Uint32Array} colours
 */
function paintLane(pixels, row, { from, span, width }, level, lane, colours) {
  const perMs = width / span;
  const stop = level.begins[lane + 1];
  const until = from + span;
  const first = firstRun(level, lane, from);
  let at = first;
  for (; at < stop && level.from[at] < until; at += 1) {
    const left = Math.max(0, Math.floor((level.from[at] - from) * perMs));
    let right = Math.min(width, Math.floor((level.to[at] - from) * perMs));
    if (right - left >= WIDE) right -= 1;
    if (right <= left) right = left + 1;
    const colour = colours[level.tint[at] * SHADES + (level.loud[at] >> 4)];
    if (right - left < WIDE) for (let x = left; x < right; x += 1) pixels[row + x] = colour;
    else pixels.fill(colour, row + left, row + right);
  }
  return at - first;
}
