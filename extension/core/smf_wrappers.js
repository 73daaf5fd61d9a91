// Finds the MIDI file within what was given: bare, in RIFF, in MacBinary, or behind other bytes.
//
// `server/core/smf_wrappers.py` is the same and names the standards.

/** @import { Report } from "./smf_track.js" */

/** @typedef {"empty" | "midi-2-clip" | "sysex-dump" | "no-track"} Reason */

/** A refusal: why, and how many bytes were looked at. @typedef {{refused: Reason, offset: number}} NotMidi */

/** @param {string} letters */
const ascii = (letters) => [...letters].map((letter) => letter.charCodeAt(0));

export const HEADER = ascii("MThd");
export const TRACK = ascii("MTrk");

const MIDI_2 = ascii("SMF2");

/** How files begin that look like MIDI and are not for us. @type {[number[], Reason][]} */
const SIGNATURES = [
  [ascii("SMF2CLIP"), "midi-2-clip"],
  [ascii("SMF2CON1"), "midi-2-clip"],
  [[0xf0], "sysex-dump"],
];

const MACBINARY_HEADER = 128;

/** @param {Uint8Array} data In which no track was found. @returns {NotMidi} */
export function refusal(data) {
  const known = SIGNATURES.find(([signature]) => stands(data, signature, 0));
  return { refused: known?.[1] ?? (data.length ? "no-track" : "empty"), offset: data.length };
}

/**
 * @param {Uint8Array} data
 * @param {Report} report
 * @returns {[number, number] | null} Where the MIDI file begins and ends; null where nothing can be a track.
 */
export function unwrap(data, report) {
  if (stands(data, MIDI_2, 0)) return null;
  const span = bare(data) ?? riff(data) ?? macBinary(data);
  if (span) return span;
  const begin = Math.min(find(data, HEADER, 0, data.length), find(data, TRACK, 0, data.length));
  if (begin === data.length) return null;
  if (begin) report(0, "leading-bytes", { count: begin });
  return [begin, data.length];
}

/** @param {Uint8Array} data @returns {[number, number] | null} */
const bare = (data) => (begins(data, 0) ? [0, data.length] : null);

/** @param {Uint8Array} data @returns {[number, number] | null} RIFF sizes are little-endian, padded to even. */
function riff(data) {
  if (!stands(data, ascii("RIFF"), 0) || !stands(data, ascii("RMID"), 8)) return null;
  for (let at = 12; at + 8 <= data.length;) {
    const size = numberAt(data.subarray(at + 4, at + 8).slice().reverse(), 0, 4);
    if (stands(data, ascii("data"), at)) return [at + 8, Math.min(at + 8 + size, data.length)];
    at += 8 + size + (size % 2);
  }
  return null;
}

/** @param {Uint8Array} data @returns {[number, number] | null} 0, the name's length, …; 83–86 the file's length. */
function macBinary(data) {
  if (data.length <= MACBINARY_HEADER || data[0] || data[1] < 1 || data[1] > 63) return null;
  if (!begins(data, MACBINARY_HEADER)) return null;
  const stop = MACBINARY_HEADER + numberAt(data, 83, 4);
  return [MACBINARY_HEADER, stop > MACBINARY_HEADER && stop <= data.length ? stop : data.length];
}

/** @param {Uint8Array} data @param {number} at */
const begins = (data, at) => stands(data, HEADER, at) || stands(data, TRACK, at);

/** @param {Uint8Array} data @param {readonly number[]} name @param {number} at @param {number} [end] */
export function stands(data, name, at, end = data.length) {
  if (at + name.length > end) return false;
  for (let place = 0; place < name.length; place += 1) if (data[at + place] !== name[place]) return false;
  return true;
}

/**
 * @param {Uint8Array} data @param {readonly number[]} name @param {number} from @param {number} end
 * @returns {number} Where it stands first, or the end.
 */
export function find(data, name, from, end) {
  for (let at = data.indexOf(name[0], from); at >= 0 && at < end; at = data.indexOf(name[0], at + 1))
    if (stands(data, name, at, end)) return at;
  return end;
}

/** @param {Uint8Array} data @param {number} at @param {number} length @returns {number} Big-endian, of the bytes that are there. */
export function numberAt(data, at, length) {
  let sum = 0;
  for (let place = at; place < Math.min(at + length, data.length); place += 1) sum = sum * 256 + data[place];
  return sum;
}
