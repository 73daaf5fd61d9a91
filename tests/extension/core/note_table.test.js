// Notes, controls and their columns: what is found by time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Columns, rising } from "../../../extension/core/columns.js";
import { ControlTable } from "../../../extension/core/control_table.js";
import { NoteTable } from "../../../extension/core/note_table.js";

/** @param {number} seed @returns {(below: number) => number} */
function diceOf(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** @param {readonly (readonly [number, number, number?])[]} rows Start, end, pitch. */
const tableOf = (rows) => new NoteTable({
  starts: Float64Array.from(rows, ([start]) => start), ends: Float64Array.from(rows, ([, end]) => end),
  pitches: Uint8Array.from(rows, ([, , pitch = 60]) => pitch), velocities: new Uint8Array(rows.length).fill(64),
  channels: new Uint8Array(rows.length), tracks: new Uint32Array(rows.length),
});

/** @param {NoteTable} table @param {number} from @param {number} to */
function between(table, from, to) {
  /** @type {number[]} */
  const found = [];
  table.between(from, to, (place) => found.push(place));
  return found;
}

test("a window holds the notes that sound in it, one that began long ago too", () => {
  const table = tableOf([[0, 10_000], [100, 200], [300, 400], [500, 600]]);
  assert.deepEqual(between(table, 250, 500), [0, 2]);
  assert.deepEqual(between(table, 400, 501), [0, 3]);
  assert.deepEqual(between(table, 20_000, 30_000), []);
});

test("of ten thousand notes a window finds those that looking at each finds", () => {
  const dice = diceOf(4);
  const starts = Array.from({ length: 10_000 }, () => dice(600_000)).sort((one, other) => one - other);
  /** @type {[number, number][]} */
  const rows = starts.map((start) => [start, start + dice(dice(100) ? 900 : 300_000)]);
  const table = tableOf(rows);
  for (let each = 0; each < 200; each += 1) {
    const from = dice(600_000);
    const to = from + dice(20_000);
    const expected = rows.flatMap(([start, end], place) => (start < to && (end > from || start >= from) ? [place] : []));
    assert.deepEqual(between(table, from, to), expected);
  }
});

test("the note under the cursor is the last that was struck of its pitch", () => {
  const table = tableOf([[0, 900, 60], [100, 800, 60], [100, 800, 64]]);
  assert.equal(table.soundingAt(500, 60), 1);
  assert.equal(table.soundingAt(850, 60), 0);
  assert.equal(table.soundingAt(850, 64), -1);
  assert.equal(table.soundingAt(3_600_000, 60), -1);
});

test("a place by time, the range of pitches, and no note at all", () => {
  const table = tableOf([[5, 6, 70], [5, 9, 40], [8, 9, 50]]);
  assert.deepEqual([0, 5, 6, 8, 9].map((ms) => table.firstAt(ms)), [0, 0, 2, 2, 3]);
  assert.deepEqual(table.range(), [40, 70]);
  assert.equal(tableOf([]).range(), null);
  assert.deepEqual(between(tableOf([]), 0, 9), []);
});

test("runs that rise are merged, and equal times stay as they came", () => {
  const dice = diceOf(7);
  for (let each = 0; each < 100; each += 1) {
    const times = Float64Array.from({ length: dice(60) }, () => dice(20));
    const expected = [...times.keys()].sort((one, other) => times[one] - times[other]);
    assert.deepEqual([...(rising(times, times.length) ?? times.keys())], expected);
  }
});

test("columns grow and keep what they hold", () => {
  const columns = new Columns({ at: new Float64Array(), value: new Int16Array() });
  for (let row = 0; row < 1000; row += 1) columns.held.value[columns.add()] = -row;
  assert.equal(columns.whole().value.length, 1000);
  assert.deepEqual([...columns.picked(Uint32Array.of(999, 0, 70)).value], [-999, 0, -70]);
});

/** @param {...[number, number, number, number, number?]} rows At, kind, number, value, channel. */
const controls = (...rows) => new ControlTable({
  at: Float64Array.from(rows, ([at]) => at), kinds: Uint8Array.from(rows, ([, kind]) => kind),
  numbers: Uint8Array.from(rows, ([, , number]) => number), values: Int16Array.from(rows, ([, , , value]) => value),
  channels: Uint8Array.from(rows, ([, , , , channel = 0]) => channel), tracks: new Uint32Array(rows.length),
});

test("pedals of each channel are spans; one that is never let go, or was reset, ends", () => {
  const table = controls([0, 11, 64, 127], [5, 11, 64, 100], [7, 11, 64, 127, 1], [9, 11, 64, 0], [20, 11, 121, 0, 1], [30, 11, 64, 64]);
  assert.deepEqual(table.pedals(50), [
    { start: 0, end: 9, channel: 0, track: 0 }, { start: 7, end: 20, channel: 1, track: 0 }, { start: 30, end: 50, channel: 0, track: 0 },
  ]);
});

test("controls are found by kind, number and time", () => {
  const table = controls([0, 11, 7, 1], [5, 14, 0, -8192], [5, 11, 64, 3], [9, 12, 0, 5]);
  assert.deepEqual([...table.places("controller")], [0, 2]);
  assert.deepEqual([...table.places("controller", 64)], [2]);
  assert.deepEqual([...table.places("bend")], [1]);
  assert.equal(table.firstAt(6), 3);
});
