// The notes of a roll by pitch, and ever coarser, so that a frame costs as many steps as it has pixels.
//
// Level 0 holds every note. A coarser one has one run for all notes of a pitch that begin within its
// step: as long as a step is no wider than a pixel, nobody sees the difference, and a lane of W pixels
// needs 2 W runs at most. A level that is hardly shorter than the one before is left out.

import { PITCHES } from "./roll_view.js";

/**
 * Notes as columns, in order of their beginning.
 * @typedef {object} Notes
 * @property {number} count
 * @property {Float64Array} start ms
 * @property {Float64Array} end ms
 * @property {Uint8Array} pitch
 * @property {Uint8Array} velocity
 * @property {Uint8Array} channel
 * @property {Uint32Array} track
 */

/**
 * Runs sorted by lane, and in it by beginning.
 * @typedef {object} Level
 * @property {number} step ms; 0: each is a note
 * @property {Uint32Array} begins where the runs of each pitch begin, and where the last ends
 * @property {Float64Array} from ms
 * @property {Float64Array} to
 * @property {Float64Array} reach the latest end of this and all before it in its lane
 * @property {Uint8Array} tint which colour
 * @property {Uint8Array} loud velocity
 */

/** ms of the finest step; each next is twice as wide. */
const FINEST = 2;
/** A level is kept if it has at most this share of the runs of the one before. */
const WORTH = 0.85;
/** Levels with fewer runs are drawn as they are. */
const FEW = 2000;

/**
 * @param {Notes} notes
 * @param {ArrayLike<number>} tints colour of each note; 255: not shown
 * @returns {Level[]} the finest first
 */
export function levelsOf(notes, tints) {
  let last = byPitch(notes, tints);
  const levels = [last];
  const longest = notes.count ? notes.start[notes.count - 1] - notes.start[0] : 0;
  for (let step = FINEST; last.from.length > FEW && step < longest; step *= 2) {
    if (countOf(last, step) > last.from.length * WORTH) continue;
    last = merged(last, step);
    levels.push(last);
  }
  return levels;
}

/** The coarsest of which a step is no wider than a pixel. @param {readonly Level[]} levels @param {number} pixel ms */
export function levelFor(levels, pixel) {
  let found = levels[0];
  for (const level of levels) if (level.step <= pixel) found = level;
  return found;
}

/** The first run of a lane that has not ended by then. @param {Level} level @param {number} lane @param {number} at ms */
export function firstRun({ begins, reach }, lane, at) {
  let [low, high] = [begins[lane], begins[lane + 1]];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reach[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param {number} step @param {number} count @returns {Level} */
const emptyLevel = (step, count) => ({
  step, begins: new Uint32Array(PITCHES + 1), from: new Float64Array(count), to: new Float64Array(count),
  reach: new Float64Array(count), tint: new Uint8Array(count), loud: new Uint8Array(count),
});

/** @param {Notes} notes @param {ArrayLike<number>} tints @returns {Level} */
function byPitch({ count, start, end, pitch, velocity }, tints) {
  const counts = new Uint32Array(PITCHES + 1);
  let shown = 0;
  for (let at = 0; at < count; at += 1) if (tints[at] !== HIDDEN) { counts[pitch[at] + 1] += 1; shown += 1; }
  const level = emptyLevel(0, shown);
  for (let lane = 0; lane < PITCHES; lane += 1) level.begins[lane + 1] = level.begins[lane] + counts[lane + 1];
  const next = level.begins.slice();
  for (let at = 0; at < count; at += 1) {
    if (tints[at] === HIDDEN) continue;
    const lane = pitch[at];
    const place = next[lane];
    next[lane] = place + 1;
    level.from[place] = start[at];
    level.to[place] = end[at];
    level.reach[place] = place > level.begins[lane] ? Math.max(level.reach[place - 1], end[at]) : end[at];
    level.tint[place] = tints[at];
    level.loud[place] = velocity[at];
  }
  return level;
}

/** A tint that is not shown. */
export const HIDDEN = 255;

/** @param {Level} level @param {number} step @returns {number} How many runs it would have. */
function countOf({ begins, from }, step) {
  let count = 0;
  for (let lane = 0; lane < PITCHES; lane += 1) {
    let open = -Infinity;
    for (let at = begins[lane]; at < begins[lane + 1]; at += 1) {
      if (from[at] - open < step) continue;
      open = from[at];
      count += 1;
    }
  }
  return count;
}

/** @param {Level} fine @param {number} step @returns {Level} */
function merged(fine, step) {
  const level = emptyLevel(step, countOf(fine, step));
  let place = 0;
  for (let lane = 0; lane < PITCHES; lane += 1) {
    level.begins[lane] = place;
    place = mergeLane(fine, level, lane, place);
  }
  level.begins[PITCHES] = place;
  return level;
}

/** The longest gives a run its colour. @param {Level} fine @param {Level} level @param {number} lane @param {number} place */
function mergeLane(fine, level, lane, place) {
  const first = place;
  let widest = 0;
  for (let at = fine.begins[lane]; at < fine.begins[lane + 1]; at += 1) {
    const [from, to] = [fine.from[at], fine.to[at]];
    if (place === first || from - level.from[place - 1] >= level.step) {
      level.from[place] = from;
      level.to[place] = to;
      widest = -1;
      place += 1;
    }
    const run = place - 1;
    if (to > level.to[run]) level.to[run] = to;
    if (to - from > widest) {
      widest = to - from;
      level.tint[run] = fine.tint[at];
      level.loud[run] = fine.loud[at];
    }
    level.reach[run] = run > first ? Math.max(level.reach[run - 1], level.to[run]) : level.to[run];
  }
  return place;
}
