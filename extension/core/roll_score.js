// What a MIDI file says to a piano roll: its notes with their instruments, pedals, controllers, words and marks.

import { readNotes } from "./note_reading.js";
import { MARK_NOTES, areOld, withoutMarks } from "./roll_old.js";
import { entryIn } from "./session_text.js";

/** @import { ControlTable } from "./control_table.js" */
/** @import { NoteFile } from "./note_reading.js" */
/** @import { NoteTable } from "./note_table.js" */
/** @import { Notes } from "./roll_runs.js" */
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
 * @property {number} low the lowest pitch; 48 where there is none
 * @property {number} high
 * @property {Flaw[]} flaws
 */

/** Texts that are kept; a hostile file could hold nothing else. */
const MOST_TEXTS = 50_000;
/** Curves that are kept: 16 channels of 128 controllers would be 2,048. */
const MOST_CURVES = 256;
const [CONTROLLER, BEND] = [11, 14];

/**
 * @param {Uint8Array} data
 * @returns {Score | null} Null where it holds no MIDI track.
 */
export function readScore(data) {
  const file = readNotes(data);
  return "refused" in file ? null : scoreOf(file);
}

/** @param {NoteFile} file @returns {Score} */
function scoreOf({ notes, controls, texts, tracks, flaws, division }) {
  const told = texts.flatMap(({ at, kind, text }) => toldOf(at, kind, text) ?? []).slice(0, MOST_TEXTS);
  const old = areOld(division, notes, controls);
  const all = columnsOf(notes, old ? null : controls);
  const { columns, marks } = old ? withoutMarks(all) : { columns: all, marks: [] };
  const counts = tracks.map(() => 0);
  let [low, high, length] = [127, 0, told[told.length - 1]?.at ?? 0];
  for (let at = 0; at < columns.count; at += 1) {
    if (columns.end[at] > length) length = columns.end[at];
    if (columns.pitch[at] < low) low = columns.pitch[at];
    if (columns.pitch[at] > high) high = columns.pitch[at];
    counts[columns.track[at]] += 1;
  }
  if (!columns.count) [low, high] = [48, 72];
  return {
    notes: columns, tracks: tracks.map(({ name }, index) => ({ name, notes: counts[index] })), curves: curvesOf(controls),
    told: [...told, ...marks.map(({ at, pitch }) => ({ at, kind: /** @type {const} */ ("marker"), text: MARK_NOTES[pitch] }))]
      .sort((one, other) => one.at - other.at),
    length, low, high, flaws,
  };
}

/** The instrument of a note is the last that its channel was given. @param {NoteTable} notes @param {ControlTable | null} controls @returns {Columns} */
function columnsOf({ starts, ends, pitches, velocities, channels, tracks, length }, controls) {
  const program = new Uint8Array(length);
  const places = controls?.places("program") ?? new Uint32Array(0);
  if (controls && places.length) {
    const now = new Uint8Array(16);
    for (let at = 0, next = 0; at < length; at += 1) {
      for (; next < places.length && controls.at[places[next]] <= starts[at]; next += 1) now[controls.channels[places[next]]] = controls.values[places[next]];
      program[at] = now[channels[at]];
    }
  }
  return { count: length, start: starts, end: ends, pitch: pitches, velocity: velocities, channel: channels, track: tracks, program };
}

/** @param {ControlTable} controls @returns {Curve[]} */
function curvesOf({ length, at: times, kinds, numbers, values, channels }) {
  /** @type {Map<number, Curve>} */
  const curves = new Map();
  for (let at = 0; at < length; at += 1) {
    if (kinds[at] !== CONTROLLER && kinds[at] !== BEND) continue;
    const bend = kinds[at] === BEND;
    const key = channels[at] * 256 + (bend ? 128 : numbers[at]);
    let curve = curves.get(key);
    if (!curve && curves.size < MOST_CURVES) {
      curve = { kind: bend ? "bend" : "controller", channel: channels[at], number: bend ? -1 : numbers[at], at: [], value: [] };
      curves.set(key, curve);
    }
    curve?.at.push(times[at]);
    curve?.value.push(values[at]);
  }
  return [...curves.values()];
}

/** @param {number} at @param {string} kind of the meta event @param {string} text @returns {Told | null} */
function toldOf(at, kind, text) {
  if (kind === "name" || !text) return null;
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
