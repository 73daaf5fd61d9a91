// Layout: which tones make what is in view audible, and when: one pass from left to right for each class.
//
// A column of the grid of `place` is a time within the pass and a pan; a row is a step of the scale.
// So what is heard at a place is where `place` leads.

/** @import {Tone} from './earcons.js' */
/** @import {Found} from './frames.js' */
/** @import {Box, Place} from './place.js' */
/** @import {RoleSound} from './role_sounds.js' */
import {familyOf} from './families.js';
import {WIDEST_PAN} from './mixer.js';
import {placeOf} from './place.js';
import {LONGEST_MS, soundOf, tonesOf} from './role_sounds.js';
import {textShares} from './text_shares.js';

/** What sounds together in one pass; two roles of a class are told apart by their sounds. */
export const CLASSES = Object.freeze({
  heading: ['heading'], text: ['text'], link: ['link'], control: ['button', 'field'], image: ['image'],
  media: ['media'], landmark: ['landmark'],
});

/** @typedef {keyof typeof CLASSES} Class */

/** As many passes as one can follow; the user says which. */
export const MOST_CLASSES = 5;

/** One pass, in ms: the last column begins when half of it is over, and what it holds ends with the pass. */
export const PASS_MS = 300;
const COLUMN_MS = 15;
const NEAR_COLUMN_MS = 30;

/** Cells of the grid from its middle to an edge, and from the cursor to what is around it. */
const EDGE = 5;
const NEAR = 2;

/** A single element's density, so that four in a cell are as dense as can be. */
const ONE = 0.25;
/** Cells that an image, a medium or a landmark fills where it is as dense as can be. */
const LARGE = 9;
const BY_SIZE = new Set(['image', 'media', 'landmark']);

/** From here on a cell is dense: the sound repeats. */
const DENSE = 0.5;
/** The quietest that one element is, against the densest cell. */
const SOFTEST = 0.4;
/** As many sounds as may be in the air at once before all become softer, so that the limiter has nothing to do. */
const AT_ONCE = 3;

/**
 * Something in view, by what it is.
 * @typedef {object} Sight
 * @property {string} role one of SOUND_ROLES
 * @property {number} [level] of a heading
 * @property {Box} box in the page's viewport
 * @property {Place} place the cell that holds its middle
 * @property {number} [letters] of a text
 */

/** @typedef {{width: number, height: number}} View */

/** What is in a cell: of one role, and of one level where it is headings. @typedef {{sound: RoleSound, role: string, row: number, column: number, density: number}} Cell */

/**
 * A tone of a layout: where it is heard, and of what.
 * @typedef {Tone & {role: string, pan: number, row: number, column: number}} PlacedTone
 */

/** @typedef {{tones: PlacedTone[], ms: number}} Plan ms: until all is silent */

/**
 * What sounds of what was found.
 * @param {readonly Found[]} found
 * @param {View} view
 * @returns {Sight[]}
 */
export const sightsOf = (found, view) => found.flatMap(({role, level, box, visible, letters}) => {
  const kind = role === 'text' ? role : familyOf(role);
  if (!visible || kind === undefined || kind === 'other') return [];
  return [{role: kind, box, place: placeOf(box, view), ...(level !== undefined && {level}), ...(letters !== undefined && {letters})}];
});

/** @param {Sight} sight @param {View} view @returns {{place: Place, density: number}[]} the cells that it sounds in */
const sharesOf = (sight, view) => {
  const {role, box, place, letters} = sight;
  if (letters !== undefined) return textShares({box, place, letters}, view);
  if (!BY_SIZE.has(role)) return [{place, density: ONE}];
  const cell = (view.width * view.height) / (2 * EDGE + 1) ** 2;
  return [{place, density: Math.max(ONE, (box.width * box.height) / (LARGE * cell))}];
};

/**
 * The cells that sound, each once for a role.
 * @param {readonly Sight[]} sights @param {View} view @param {readonly RoleSound[]} sounds
 * @returns {Cell[]} by columns, from the left
 */
const cellsOf = (sights, view, sounds) => {
  /** @type {Map<string, Cell>} */
  const cells = new Map();
  for (const sight of sights) {
    const sound = soundOf(sounds, sight.role, sight.level);
    for (const {place: {row, column}, density} of sound ? sharesOf(sight, view) : []) {
      const key = [sight.role, sound?.level, row, column].join();
      const before = cells.get(key)?.density ?? 0;
      cells.set(key, {sound: /** @type {RoleSound} */ (sound), role: sight.role, row, column, density: Math.min(1, before + density)});
    }
  }
  return [...cells.values()].sort((a, b) => a.column - b.column || a.row - b.row);
};

/**
 * How much softer all must be, for the most that sounds at once.
 * @param {readonly Cell[]} cells by columns @param {number} columnMs
 */
const crowded = (cells, columnMs) => {
  const most = cells.reduce((top, {column}, i) => Math.max(top, cells.slice(i)
    .filter((other) => (other.column - column) * columnMs < LONGEST_MS).length), 1);
  return Math.min(1, Math.sqrt(AT_ONCE / most));
};

/** @param {number} column −5..5 @returns {number} −0.8..0.8 */
export const panOf = (column) => (WIDEST_PAN * column) / EDGE;

/**
 * One pass over cells of a class.
 * @param {readonly Cell[]} cells @param {number} begin ms
 * @param {{first: number, columnMs: number}} pace first: the column that sounds at once
 * @returns {PlacedTone[]}
 */
const passOf = (cells, begin, {first, columnMs}) => {
  const softer = crowded(cells, columnMs);
  return cells.flatMap(({sound, role, row, column, density}) => tonesOf(sound, row, {
    dense: density >= DENSE, gain: softer * (SOFTEST + (1 - SOFTEST) * density), at: begin + (column - first) * columnMs,
  }).map((tone) => ({...tone, role, pan: panOf(column), row, column})));
};

/**
 * @param {readonly Sight[]} sights @param {View} view
 * @param {{classes: readonly Class[], sounds: readonly RoleSound[]}} how
 * @param {{first: number, columnMs: number}} pace
 * @param {(cell: Place) => boolean} [isWanted]
 * @returns {Plan}
 */
const planned = (sights, view, {classes, sounds}, pace, isWanted = () => true) => {
  const passes = classes.slice(0, MOST_CLASSES)
    .map((name) => cellsOf(sights.filter(({role}) => CLASSES[name].includes(role)), view, sounds).filter(isWanted))
    .filter((cells) => cells.length > 0);
  return {tones: passes.flatMap((cells, i) => passOf(cells, i * PASS_MS, pace)), ms: passes.length * PASS_MS};
};

/**
 * The sweep over all in view: a pass for each class, in the user's order; of a class that is not there, none.
 * @param {readonly Sight[]} sights
 * @param {View} view
 * @param {{classes: readonly Class[], sounds: readonly RoleSound[]}} how
 * @returns {Plan} 1.5 s at most
 */
export const planSweep = (sights, view, how) => planned(sights, view, how, {first: -EDGE, columnMs: COLUMN_MS});

/** @param {Place} a @param {Place} b */
const isNear = (a, b) => Math.abs(a.row - b.row) <= NEAR && Math.abs(a.column - b.column) <= NEAR;

/**
 * What is within two rows and two columns of a place.
 * @param {readonly Sight[]} sights @param {View} view @param {Place} here
 */
export const around = (sights, view, here) =>
  sights.filter((sight) => sharesOf(sight, view).some(({place}) => isNear(place, here)));

/**
 * The same around a place, slower from column to column.
 * @param {readonly Sight[]} sights
 * @param {View} view
 * @param {Place} here
 * @param {{classes: readonly Class[], sounds: readonly RoleSound[]}} how
 * @returns {Plan}
 */
export const planHere = (sights, view, here, how) =>
  planned(sights, view, how, {first: here.column - NEAR, columnMs: NEAR_COLUMN_MS}, (cell) => isNear(cell, here));
