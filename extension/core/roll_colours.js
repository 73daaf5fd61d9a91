// Colours of a roll that the colour-blind tell apart, and their shades by how hard a note was struck.
//
// Okabe and Ito, "Color Universal Design" (2008): eight colours that differ in lightness as well as in
// hue. They hold against a dark ground only (yellow on white is 1.3 : 1), so a roll is dark by day,
// too. Their blue is a little lighter here: the softest note stands off the ground by 3 : 1.

import { SHADES } from "./roll_paint.js";

/** @import { Paints } from "./roll_paint.js" */

/** @type {readonly {name: string, hex: string}[]} */
export const TINTS = Object.freeze([
  { name: "sky blue", hex: "#56b4e9" },
  { name: "orange", hex: "#e69f00" },
  { name: "green", hex: "#009e73" },
  { name: "yellow", hex: "#f0e442" },
  { name: "vermilion", hex: "#d55e00" },
  { name: "purple", hex: "#cc79a7" },
  { name: "blue", hex: "#0f78bb" },
  { name: "white", hex: "#ffffff" },
]);

/** Ground of a roll: lanes of white and of black keys, and the line under each C. */
export const GROUND = Object.freeze({ white: "#17161f", black: "#0e0d14", line: "#3a3747" });

/** How much of its colour the softest note has; the rest is ground. */
const SOFTEST = 0.84;

/** @param {string} hex "#rrggbb" @returns {number[]} red, green, blue, 0..255 */
export const partsOf = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** @param {readonly number[]} parts red, green, blue @returns {number} as a pixel on a machine whose low byte comes first */
const pixelOf = ([red, green, blue]) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** @param {string} hex @param {number} shade 0..7 @returns {number[]} */
export function shadeOf(hex, shade) {
  const share = SOFTEST + (1 - SOFTEST) * (shade / (SHADES - 1));
  const ground = partsOf(GROUND.white);
  return partsOf(hex).map((part, at) => Math.round(part * share + ground[at] * (1 - share)));
}

/** @returns {Paints} */
export function paintsOf() {
  const notes = new Uint32Array(TINTS.length * SHADES);
  TINTS.forEach(({ hex }, tint) => {
    for (let shade = 0; shade < SHADES; shade += 1) notes[tint * SHADES + shade] = pixelOf(shadeOf(hex, shade));
  });
  const [white, black, line] = [GROUND.white, GROUND.black, GROUND.line].map((hex) => pixelOf(partsOf(hex)));
  return { notes, white, black, line };
}

/**
 * What notes are coloured by: their track, their instrument, or how hard they were struck.
 * @typedef {"track" | "instrument" | "loudness"} By
 */

/**
 * @param {import("./roll_score.js").Columns} notes
 * @param {By} by
 * @param {ReadonlySet<number>} hidden tracks
 * @returns {Uint8Array} the tint of each note; 255: not shown
 */
export function tintsOf({ count, track, program, channel, velocity }, by, hidden) {
  const tints = new Uint8Array(count);
  const families = new Map();
  for (let at = 0; at < count; at += 1) {
    if (hidden.has(track[at])) tints[at] = 255;
    else if (by === "track") tints[at] = track[at] % TINTS.length;
    else if (by === "loudness") tints[at] = LOUDNESS[velocity[at] >> 5];
    else {
      const family = channel[at] === 9 ? 16 : program[at] >> 3;
      if (!families.has(family)) families.set(family, families.size % TINTS.length);
      tints[at] = families.get(family);
    }
  }
  return tints;
}

/** Blue, green, orange, yellow: ever lighter. */
const LOUDNESS = [6, 2, 1, 3];
