// Which notes of a score are to sound next, and until when with the pedal that holds them.

import { LONGEST_NOTE } from "./session_music.js";

/** @import { Score, Curve } from "./roll_score.js" */

const PEDAL = 64;
/** Value from which the pedal is down. */
const DOWN = 64;

/** The first note that begins at a time or after. @param {Float64Array} start @param {number} at ms */
export function firstFrom(start, at) {
  let [low, high] = [0, start.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the last step at or before a time, or −1. @param {readonly number[]} times @param {number} at */
export function stepAt(times, at) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The pedals of a score by channel. @param {Score} score @returns {Map<number, Curve>} */
export const pedalsOf = ({ curves }) =>
  new Map(curves.filter(({ kind, number }) => kind === "controller" && number === PEDAL).map((curve) => [curve.channel, curve]));

/**
 * When a note is silent: when its key is let go, or the pedal that holds it then.
 * @param {Curve | undefined} pedal of its channel
 * @param {number} start ms
 * @param {number} end
 */
export function silentAt(pedal, start, end) {
  const longest = start + LONGEST_NOTE;
  if (!pedal) return Math.min(end, longest);
  const { at, value } = pedal;
  let place = stepAt(at, end);
  if (place < 0 || value[place] < DOWN) return Math.min(end, longest);
  while (place < at.length && value[place] >= DOWN && at[place] < longest) place += 1;
  return Math.min(at[place] ?? longest, longest);
}

/** @typedef {{place: number, note: number, velocity: number, channel: number, program: number, at: number, end: number}} Struck ms of the score */

/** Goes through the notes of a score as time passes; of too many at once the loudest sound. */
export class Sounding {
  #score;
  #pedals;
  #next = 0;

  /** @param {Score} score */
  constructor(score) {
    this.#score = score;
    this.#pedals = pedalsOf(score);
  }

  /** @param {number} at ms from which it goes on */
  seek(at) {
    this.#next = firstFrom(this.#score.notes.start, at);
  }

  /**
   * @param {number} until ms
   * @param {ReadonlySet<number>} hidden tracks that are silent
   * @param {number} most
   * @returns {Struck[]} those that begin before then, and were not given yet
   */
  upTo(until, hidden, most) {
    const { start, end, pitch, velocity, channel, track, program, count } = this.#score.notes;
    /** @type {Struck[]} */
    const found = [];
    for (; this.#next < count && start[this.#next] < until; this.#next += 1) {
      const place = this.#next;
      if (hidden.has(track[place])) continue;
      const silent = silentAt(this.#pedals.get(channel[place]), start[place], end[place]);
      found.push({ place, note: pitch[place], velocity: velocity[place], channel: channel[place], program: program[place], at: start[place], end: silent });
    }
    if (found.length <= most) return found;
    return found.sort((one, other) => other.velocity - one.velocity).slice(0, most).sort((one, other) => one.at - other.at);
  }
}
