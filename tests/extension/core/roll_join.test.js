// Several files on one clock are one score.

import assert from "node:assert/strict";
import { test } from "node:test";

import { joined } from "../../../extension/core/roll_join.js";
import { readScore } from "../../../extension/core/roll_score.js";
import { fileOf, meta } from "./roll_files.js";

/** @param {Uint8Array} file */
const read = (file) => /** @type {import("../../../extension/core/roll_score.js").Score} */ (readScore(file));
const LEFT = read(fileOf([0, ...meta(6, "TRIAL#1"), 10, 0x90, 48, 64, 50, 0x80, 48, 0, 100, 0xb0, 64, 127]));
const RIGHT = read(fileOf([0, 0x90, 72, 64, 20, 0x80, 72, 0, 50, 0x90, 74, 64, 20, 0x80, 74, 0]));

test("each file begins at its own place on the clock, and its tracks keep their names", () => {
  const { notes, tracks, told, curves, length, low, high } = joined([
    { score: LEFT, offset: 1000, name: "Left" }, { score: RIGHT, offset: -60, name: "Right, feedback by anna" },
  ]);
  const rows = Array.from({ length: notes.count }, (_, at) => [notes.pitch[at], notes.start[at], notes.end[at], notes.track[at]]);
  assert.deepEqual(rows, [[74, 10, 30, 1], [48, 1010, 1060, 0]]);
  assert.deepEqual(tracks.map(({ name }) => name), ["Left", "Right, feedback by anna"]);
  assert.deepEqual([told[0].at, curves[0].at, length, low, high], [1000, [1160], 1060, 48, 74]);
});

test("one file at the clock's beginning is what it was", () => {
  assert.equal(joined([{ score: LEFT, offset: 0, name: "Left" }]), LEFT);
});
