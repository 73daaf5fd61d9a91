// Notes that are selected: all between two of a row, all in a box, and as the keys of a word.

import assert from "node:assert/strict";
import { test } from "node:test";

import { rowsOfNotes } from "../../../extension/core/roll_rows.js";
import { readScore } from "../../../extension/core/roll_score.js";
import { keysOfNotes, notesIn, notesUpTo } from "../../../extension/core/roll_selected.js";
import { fileOf } from "./roll_files.js";

/** @param {readonly [ms: number, pitch: number][]} notes struck so long after the one before */
const score = (...notes) => {
  const read = readScore(fileOf(notes.flatMap(([ms, pitch]) => [ms, 0x90, pitch, 64, 1, 0x80, pitch, 0])));
  assert.ok(read);
  return read;
};

test("keys stand in the order in which they were struck, in whatever order they were selected", () => {
  const { notes } = score([0, 60], [100, 48], [100, 72], [100, 60]);
  assert.deepEqual(keysOfNotes(notes, [3, 0, 2, 1]), { keys: [12, 0, 24, 12], chord: false, outside: 0 });
});

test("what goes down together is a chord, from the left; a key twice is none", () => {
  assert.deepEqual(keysOfNotes(score([0, 64], [20, 60], [20, 67]).notes, [0, 1, 2]), { keys: [12, 16, 19], chord: true, outside: 0 });
  assert.equal(keysOfNotes(score([0, 64], [20, 60], [20, 64]).notes, [0, 1, 2]).chord, false);
  assert.equal(keysOfNotes(score([0, 64], [70, 60]).notes, [0, 1]).chord, false);
});

test("notes that are none of the 25 keys are left out, and counted", () => {
  assert.deepEqual(keysOfNotes(score([0, 47], [100, 60], [100, 73]).notes, [0, 1, 2]), { keys: [12], chord: false, outside: 2 });
  assert.deepEqual(keysOfNotes(score([0, 47]).notes, []), { keys: [], chord: false, outside: 0 });
});

test("all between the one selected last and the cursor, to either side, in one row only", () => {
  const [row] = rowsOfNotes(score([0, 60], [10, 62], [10, 64], [10, 65]), new Set());
  assert.deepEqual(notesUpTo(row, 1, 3), [1, 2, 3]);
  assert.deepEqual(notesUpTo(row, 2, 0), [2, 1, 0]);
  assert.deepEqual([notesUpTo(row, 2, 2), notesUpTo(row, -1, 2), notesUpTo(row, 9, 2)], [[2], [], []]);
});

test("a box holds what begins in it, and nothing of hidden tracks", () => {
  const { notes } = score([0, 60], [100, 62], [100, 64], [100, 80]);
  const box = { from: 50, to: 250, low: 60, high: 70 };
  assert.deepEqual(notesIn(notes, box, new Set(), 9), [1, 2]);
  assert.deepEqual(notesIn(notes, box, new Set(), 1), [1]);
  assert.deepEqual(notesIn(notes, box, new Set([0]), 9), []);
});
