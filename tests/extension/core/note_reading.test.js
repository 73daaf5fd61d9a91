// A MIDI file read into columns: notes, controls, texts, tempos; what is refused. More in test_both_note_readers.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readNotes } from "../../../extension/core/note_reading.js";

/** @param {string} text */
const ascii = (text) => [...text].map((letter) => letter.charCodeAt(0));
/** @param {string} name @param {number[]} body */
const chunk = (name, body) => [...ascii(name), 0, 0, body.length >> 8, body.length & 0xff, ...body];
const END = [0, 0xff, 0x2f, 0];
/** A tick is a millisecond. */
const SECOND = [0, 0xff, 0x51, 3, 0x0f, 0x42, 0x40];
/** @param {...number[]} tracks */
const file = (...tracks) => Uint8Array.from(
  [...chunk("MThd", [0, 1, 0, tracks.length, 3, 0xe8]), ...tracks.flatMap((track) => chunk("MTrk", [...track, ...END]))]);

/** @param {Uint8Array} data */
function read(data) {
  const found = readNotes(data);
  assert.ok(!("refused" in found));
  return found;
}

/** @param {ReturnType<typeof read>} found Pitch, start, end and track of each note. */
const notes = ({ notes: { pitches, starts, ends, tracks } }) =>
  [...pitches].map((pitch, at) => [pitch, starts[at], ends[at], tracks[at]]);

test("notes of two tracks stand in order of time, with their tempos, texts and names", () => {
  const found = read(file(
    [...SECOND, 0, 0xff, 3, 1, 0x61, 10, 0x90, 60, 64, 20, 0x80, 60, 0, 5, 0xff, 6, 2, 0x68, 0x69],
    [0, 0xc1, 7, 5, 0x91, 64, 1, 5, 0x91, 64, 0, 40, 0xe1, 0, 0x40]));
  assert.deepEqual(notes(found), [[64, 5, 10, 1], [60, 10, 30, 0]]);
  assert.deepEqual(found.tracks.map(({ name, programs, notes: count, length }) => [name, programs, count, length]),
    [["a", [], 1, 35], ["", [[1, 7]], 1, 50]]);
  assert.deepEqual(found.texts.map(({ at, kind, text }) => [at, kind, text]), [[0, "name", "a"], [35, "marker", "hi"]]);
  assert.deepEqual(found.tempos, [{ at: 0, quarter: 1_000_000, track: 0 }]);
  assert.deepEqual([...found.controls.places("bend")].map((at) => [found.controls.at[at], found.controls.values[at]]), [[50, 0]]);
  assert.equal(found.length, 50);
});

test("a key that is struck twice sounds twice, and what is never released ends with its track", () => {
  const found = read(file([...SECOND, 0, 0x90, 60, 9, 5, 60, 9, 5, 60, 0, 5, 62, 9, 5, 60, 0, 9, 0xb0, 7, 0]));
  assert.deepEqual(notes(found), [[60, 0, 10, 0], [60, 5, 20, 0], [62, 15, 29, 0]]);
  assert.deepEqual(found.flaws.map(({ code, facts }) => [code, facts["count"]]), [["unclosed-notes", 1]]);
});

test("what is no MIDI file is refused for its reason", () => {
  const refused = (/** @type {number[]} */ ...bytes) => readNotes(Uint8Array.from(bytes));
  assert.deepEqual(refused(), { refused: "empty", offset: 0 });
  assert.deepEqual(refused(...ascii("SMF2CLIP")), { refused: "midi-2-clip", offset: 8 });
  assert.deepEqual(refused(0xf0, 0x7e, 0xf7), { refused: "sysex-dump", offset: 3 });
  assert.deepEqual(refused(...ascii("a letter")), { refused: "no-track", offset: 8 });
});

test("a file in a RIFF wrapper, with other chunks behind it, is read", () => {
  const data = file([...SECOND, 0, 0x90, 60, 9, 5, 60, 0]);
  const wrapped = Uint8Array.from([...ascii("RIFF"), 0, 0, 0, 0, ...ascii("RMIDdata"), data.length, 0, 0, 0, ...data, ...ascii("LIST")]);
  assert.deepEqual(notes(read(wrapped)), [[60, 0, 5, 0]]);
  assert.deepEqual(read(wrapped).flaws, []);
});
