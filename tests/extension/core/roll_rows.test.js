// The roll as rows of named cells, walked by keys.

import assert from "node:assert/strict";
import { test } from "node:test";

import { curveName, familyName, lengthName, loudnessName, momentName, pitchName, pitchSign } from "../../../extension/core/roll_names.js";
import { cellAt, nearestCell, rowOfItems, rowsOfNotes, stepped, viewOf } from "../../../extension/core/roll_rows.js";
import { readScore } from "../../../extension/core/roll_score.js";
import { fileOf, meta } from "./roll_files.js";

const score = /** @type {import("../../../extension/core/roll_score.js").Score} */ (readScore(fileOf(
  [0, ...meta(3, "Left"), 0, 0x90, 48, 120, 100, 0x80, 48, 0],
  [50, 0x91, 72, 40, 10, 0x91, 76, 64, 90, 0x81, 72, 0, 0, 0x81, 76, 0, 100, 0x90, 61, 64],
  [0, 0x99, 38, 64, 10, 0x89, 38, 0],
)));
const marks = rowOfItems("Marks", "marks", [{ at: 0, end: 0, text: "Start", kind: "zero" }]);
const words = rowOfItems("Words", "words", [{ at: 60, end: 90, text: "tab next", kind: "word" }, { at: 200, end: 220, text: "open", kind: "word" }]);
const rows = [marks, words, ...rowsOfNotes(score, new Set())];
/** @param {string} key @param {{row: number, cell: number}} place @param {object} [more] */
const press = (key, place, more) => stepped(rows, place, { key, shiftKey: false, ctrlKey: false, ...more });

test("a cell says its pitch, when, how loud, how long, and what plays it", () => {
  assert.deepEqual(rows.map(({ name, size }) => [name, size]), [["Marks", 1], ["Words", 2], ["Left", 1], ["Track 2", 3], ["Track 3", 1]]);
  assert.equal(rows[2].text(0, 0), "C 3, 0:00.00, fortissimo 120, 0.10 s");
  assert.equal(rows[4].text(0, 0), "drum 38, 0:00.00, mezzo piano 64, 0.01 s, drums");
  assert.equal(words.text(1, 100), "open, 0:00.10");
  assert.equal(words.text(0, 100), "tab next, −0:00.04");
});

test("arrows go through a row, and to what is nearest in time in the next one", () => {
  assert.deepEqual(press("ArrowRight", { row: 3, cell: 0 }), { row: 3, cell: 1 });
  assert.deepEqual(press("ArrowRight", { row: 3, cell: 2 }), { row: 3, cell: 2 });
  assert.deepEqual(press("ArrowDown", { row: 2, cell: 0 }), { row: 3, cell: 0 });
  assert.deepEqual(press("ArrowUp", { row: 3, cell: 2 }), { row: 2, cell: 0 });
  assert.deepEqual(press("PageUp", { row: 3, cell: 2 }), { row: 0, cell: 0 });
  assert.deepEqual(press("End", { row: 3, cell: 0 }), { row: 3, cell: 2 });
  assert.equal(press("x", { row: 3, cell: 0 }), null);
});

test("with shift a second, and one note at least; with control by word, from wherever", () => {
  assert.deepEqual(press("ArrowRight", { row: 3, cell: 0 }, { shiftKey: true }), { row: 3, cell: 2 });
  assert.deepEqual(press("ArrowRight", { row: 2, cell: 0 }, { ctrlKey: true }), { row: 1, cell: 0 });
  assert.deepEqual(press("ArrowRight", { row: 1, cell: 0 }, { ctrlKey: true }), { row: 1, cell: 1 });
  assert.deepEqual(press("ArrowLeft", { row: 3, cell: 2 }, { ctrlKey: true }), { row: 1, cell: 1 });
});

test("the cell at a time is the last that has begun; of two the nearest is found", () => {
  assert.deepEqual([-5, 60, 199, 999].map((at) => cellAt(words, at)), [0, 0, 0, 1]);
  assert.deepEqual([100, 150].map((at) => nearestCell(words, at)), [0, 1]);
  assert.equal(cellAt(rowOfItems("None", "marks", []), 5), -1);
  const view = { from: 1000, span: 300, bottom: 20, lanes: 12, width: 10, height: 10 };
  assert.ok(viewOf(view, score, rows[3], 0).from <= 50);
});

test("pitches, loudness, times and curves have names", () => {
  assert.deepEqual([pitchName(60), pitchSign(61), loudnessName(96), lengthName(345)], ["C 4", "C♯4", "forte", "0.34 s"]);
  assert.deepEqual([62_350, 3_600_000, -4, 59_999].map(momentName), ["1:02.35", "1:00:00.00", "0:00.00", "1:00.00"]);
  assert.deepEqual([familyName(0, 9), familyName(40, 0)], ["drums", "strings"]);
  assert.equal(curveName({ kind: "controller", channel: 0, number: 64 }), "sustain pedal, channel 1");
  assert.equal(curveName({ kind: "bend", channel: 1, number: -1 }), "pitch bend, channel 2");
});
