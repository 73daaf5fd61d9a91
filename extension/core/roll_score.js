// What a MIDI file says to a piano roll: its notes as columns, pedals, controllers, words and marks.
//
// A million notes as objects would be half a gigabyte: here each is 28 bytes. Broken files give all
// before the damage, and their flaws.

import { readPacked } from "./roll_events.js";
import { areOld, MARK_NOTES } from "./roll_old.js";
import { inOrderOfTime } from "./roll_order.js";
import { entryIn } from "./session_text.js";
import { timesOf } from "./smf_time.js";

/** @import { Notes } from "./roll_runs.js" */
/** @import { Packed } from "./roll_events.js" */
/** @import { Flaw } from "./smf_read.js" */

/** @typedef {Notes & {program: Uint8Array}} Columns `program`: General MIDI's number of the instrument, from 0 */

/**
 * A thing that happens on a channel and lasts until the next: pedal, controller or bend, as steps.
 * @typedef {{kind: "controller" | "bend", channel: number, number: number, at: number[], value: number[]}} Curve
 *   `at` ms; `value` 0..127, of a bend −8192..8191
 */

/** @typedef {{at: number, kind: "word" | "command" | "speech" | "text" | "marker", text: string, keys?: number[]}} Told */

/**
 * @typedef {object} Score
 * @property {Columns} notes
 * @property {{name: string, notes: number}[]} tracks
 * @property {Curve[]} curves
 * @property {Told[]} told in order of time
 * @property {number} length ms to the last end
 * @property {number} low the lowest pitch; 60 where there is none
 * @property {number} high
 * @property {Flaw[]} flaws
 */

/** Curves that are kept: 16 channels of 128 controllers would be 2,048. */
const MOST_CURVES = 256;
/** ms beyond which nothing is drawn: about three years, as in a session. */
const LONGEST = 100_000_000_000;
const BEND = -1;

/**
 * @param {Uint8Array} data
 * @returns {Score | null} Null where it holds no MIDI track.
 */
export function readScore(data) {
  const packed = readPacked(data);
  if (!packed) return null;
  const times = timesOf(packed.raw);
  const reading = new Reading(countOf(packed), areOld(packed));
  packed.raw.tracks.forEach((_, track) => readTrack(packed, track, times[track], reading));
  for (const { track, tick, kind, text } of packed.texts) reading.text(track, times[track](tick), kind, text);
  return reading.score(packed.raw.flaws);
}

/** @param {Packed} packed @param {number} track @param {import("./smf_time.js").Times} times @param {Reading} reading */
function readTrack({ tick, status, first, second, begins }, track, times, reading) {
  reading.begin(track);
  let [last, now] = [-1, 0];
  for (let at = begins[track]; at < begins[track + 1]; at += 1) {
    if (tick[at] !== last) [last, now] = [tick[at], times(tick[at])];
    if (now > LONGEST) break;
    reading.message(now, status[at], first[at], second[at]);
  }
  reading.end();
}

/** @param {Packed} packed @returns {number} How many notes it has at most. */
function countOf({ count, status, second }) {
  let notes = 0;
  for (let at = 0; at < count; at += 1) if (status[at] >> 4 === 9 && second[at]) notes += 1;
  return notes;
}

/** @param {number} count @returns {Columns} */
export const columns = (count) => ({
  count, start: new Float64Array(count), end: new Float64Array(count), pitch: new Uint8Array(count),
  velocity: new Uint8Array(count), channel: new Uint8Array(count), track: new Uint16Array(count), program: new Uint8Array(count),
});

class Reading {
  #notes;
  #count = 0;
  #track = 0;
  #last = 0;
  /** The note that is held, plus one, by channel and pitch. */
  #held = new Int32Array(16 * 128);
  #program = new Uint8Array(16);
  /** @type {Score["tracks"]} */
  #tracks = [];
  /** @type {Map<number, Curve>} */
  #curves = new Map();
  /** @type {Told[]} */
  #told = [];
  /** Where each track's notes begin. */
  #stretches = [0];

  #old;

  /** @param {number} count @param {boolean} old of the Rubato before: its programs mean nothing, some notes are marks */
  constructor(count, old) {
    this.#notes = columns(count);
    this.#old = old;
  }

  /** @param {number} index */
  begin(index) {
    this.#track = Math.min(index, 0xffff);
    this.#last = 0;
    this.#tracks.push({ name: "", notes: -this.#count });
  }

  /** Notes that nobody lets go end with their track. */
  end() {
    for (let key = 0; key < this.#held.length; key += 1) if (this.#held[key]) this.#letGo(key, this.#last);
    this.#tracks[this.#tracks.length - 1].notes += this.#count;
    this.#stretches.push(this.#count);
  }

  /** @param {number} at @param {number} status @param {number} first @param {number} second */
  message(at, status, first, second) {
    const [kind, channel] = [status >> 4, status & 15];
    if (at > this.#last) this.#last = at;
    if (this.#old && (kind === 9 || kind === 8) && first in MARK_NOTES) {
      if (kind === 9 && second) this.#told.push({ at, kind: "marker", text: MARK_NOTES[first] });
    } else if (kind === 9 && second) this.#strike(at, channel, first, second);
    else if (kind === 9 || kind === 8) this.#letGo(channel * 128 + first, at);
    else if (kind === 11) this.#step("controller", channel, first, at, second);
    else if (kind === 12 && !this.#old) this.#program[channel] = first;
    else if (kind === 14) this.#step("bend", channel, BEND, at, second * 128 + first - 8192);
  }

  /** @param {number} at @param {number} channel @param {number} pitch @param {number} velocity */
  #strike(at, channel, pitch, velocity) {
    const notes = this.#notes;
    const key = channel * 128 + pitch;
    // The same string is struck again.
    if (this.#held[key]) this.#letGo(key, at);
    const place = this.#count;
    notes.start[place] = notes.end[place] = at;
    notes.pitch[place] = pitch;
    notes.velocity[place] = velocity;
    notes.channel[place] = channel;
    notes.track[place] = this.#track;
    notes.program[place] = this.#program[channel];
    this.#count = this.#held[key] = place + 1;
  }

  /** @param {number} key @param {number} at */
  #letGo(key, at) {
    const place = this.#held[key];
    if (place) this.#notes.end[place - 1] = at;
    this.#held[key] = 0;
  }

  /** @param {Curve["kind"]} kind @param {number} channel @param {number} number @param {number} at @param {number} value */
  #step(kind, channel, number, at, value) {
    const key = channel * 256 + number + 1;
    let curve = this.#curves.get(key);
    if (!curve && this.#curves.size < MOST_CURVES) {
      curve = { kind, channel, number, at: [], value: [] };
      this.#curves.set(key, curve);
    }
    if (!curve) return;
    curve.at.push(at);
    curve.value.push(value);
  }

  /** @param {number} index @param {number} at @param {string} kind @param {string} text */
  text(index, at, kind, text) {
    const track = this.#tracks[index];
    if (kind === "name") track.name ||= text;
    else if (text && at <= LONGEST) {
      const told = toldOf(at, kind, text);
      if (told) this.#told.push(told);
    }
  }

  /** @param {Flaw[]} flaws @returns {Score} */
  score(flaws) {
    const notes = inOrderOfTime(firstOf(this.#notes, this.#count), this.#stretches);
    const told = this.#told.sort((one, other) => one.at - other.at);
    const curves = [...this.#curves.values()].map(sortedCurve);
    let [length, low, high] = [told[told.length - 1]?.at ?? 0, 127, 0];
    for (let at = 0; at < notes.count; at += 1) {
      if (notes.end[at] > length) length = notes.end[at];
      if (notes.pitch[at] < low) low = notes.pitch[at];
      if (notes.pitch[at] > high) high = notes.pitch[at];
    }
    if (!notes.count) [low, high] = [48, 72];
    return { notes, tracks: this.#tracks, curves, told, length, low, high, flaws };
  }
}

/** What was cut off behind the longest time has no place. @param {Columns} notes @param {number} count @returns {Columns} */
function firstOf(notes, count) {
  if (notes.count === count) return notes;
  const { start, end, pitch, velocity, channel, track, program } = notes;
  const cut = (/** @type {any} */ column) => column.subarray(0, count);
  return {
    count, start: cut(start), end: cut(end), pitch: cut(pitch), velocity: cut(velocity),
    channel: cut(channel), track: cut(track), program: cut(program),
  };
}

/** Several tracks may write one curve. @param {Curve} curve @returns {Curve} */
function sortedCurve(curve) {
  if (curve.at.every((at, place) => !place || at >= curve.at[place - 1])) return curve;
  const order = curve.at.map((_, place) => place).sort((one, other) => curve.at[one] - curve.at[other]);
  return { ...curve, at: order.map((place) => curve.at[place]), value: order.map((place) => curve.value[place]) };
}

/** @param {number} at @param {string} kind of the meta event @param {string} text @returns {Told | null} */
function toldOf(at, kind, text) {
  const entry = /** @type {any} */ (entryIn(kind, text));
  const one = entry && TELLS[entry.type]?.(entry);
  if (one) return { at, ...one };
  if (entry || text.startsWith("{")) return null;
  return { at, kind: kind === "lyric" ? "word" : "text", text };
}

/** What entries of a session say; others say nothing on a roll. @type {Record<string, (entry: any) => Omit<Told, "at">>} */
const TELLS = {
  word: ({ command, keys }) => ({ kind: "word", text: String(command).replaceAll(".", " "), keys }),
  command: ({ command, value }) => ({
    kind: "command", text: [String(command).replaceAll(".", " "), ...(["string", "number"].includes(typeof value) ? [value] : [])].join(" "),
  }),
  speech: ({ text }) => ({ kind: "speech", text }),
  text: ({ text }) => ({ kind: "text", text }),
  marker: ({ name }) => ({ kind: "marker", text: name }),
};
