// What a file says to a roll: notes in order of all tracks, curves, words, marks, takes; broken ones too.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readScore } from "../../../extension/core/roll_score.js";
import { takesOf } from "../../../extension/core/roll_takes.js";
import { fileOf, manyNotes, meta } from "./roll_files.js";

/** @param {Uint8Array} file */
const read = (file) => {
  const score = readScore(file);
  assert.ok(score);
  return score;
};
/** @param {import("../../../extension/core/roll_score.js").Score} score */
const notesOf = ({ notes }) => Array.from({ length: notes.count }, (_, at) =>
  [notes.pitch[at], notes.start[at], notes.end[at], notes.velocity[at], notes.channel[at], notes.track[at]]);

test("notes of several tracks stand in one order, each with its end, loudness, channel and track", () => {
  const score = read(fileOf(
    [0, ...meta(3, "Left"), 0, 0xc1, 40, 10, 0x91, 48, 64, 100, 0x91, 48, 0],
    [0, ...meta(3, "Right"), 5, 0x90, 72, 100, 20, 0x90, 72, 90, 5, 0x80, 72, 0],
  ));
  assert.deepEqual(notesOf(score), [[72, 5, 30, 100, 0, 1], [48, 10, 110, 64, 1, 0], [72, 25, 30, 90, 0, 1]]);
  assert.deepEqual(score.tracks, [{ name: "Left", notes: 1 }, { name: "Right", notes: 2 }]);
  assert.deepEqual([score.notes.program[1], score.low, score.high, score.length], [40, 48, 72, 110]);
});

test("what nobody lets go ends with its track; a file without notes has room for them", () => {
  assert.deepEqual(notesOf(read(fileOf([0, 0x90, 60, 64, 50, 0xb0, 64, 0]))), [[60, 0, 50, 64, 0, 0]]);
  assert.deepEqual([read(fileOf([])).low, read(fileOf([])).high], [48, 72]);
  assert.equal(readScore(Uint8Array.from([1, 2, 3])), null);
});

test("pedal and bend are steps, in order of time though two tracks write them", () => {
  const { curves } = read(fileOf([100, 0xb0, 64, 127, 0, 0xe0, 0, 0], [50, 0xb0, 64, 10]));
  assert.deepEqual(curves.map(({ kind, number, at, value }) => [kind, number, at, value]),
    [["controller", 64, [50, 100], [10, 127]], ["bend", -1, [100], [-8192]]]);
});

test("words, commands, speech and marks of a session are told; of a take the zero is where it begins", () => {
  const score = read(fileOf([
    0, ...meta(6, "TRIAL#3 slow"), 100, ...meta(5, 'tab next {"keys":[6,9],"command":"tab.next"}'),
    100, ...meta(7, 'tab.next {"command":"tab.next","ok":true,"ms":4}'), 100, ...meta(1, 'speech go {"text":"go","by":"ear"}'),
    100, ...meta(5, "la"), 100, ...meta(6, "END"), 50, 0x90, 60, 1, 50, 0x80, 60, 0,
  ]));
  assert.deepEqual(score.told.map(({ at, kind, text }) => [at, kind, text]), [
    [0, "marker", "TRIAL#3 slow"], [100, "word", "tab next"], [200, "command", "tab.next".replace(".", " ")],
    [300, "speech", "go"], [400, "word", "la"], [500, "marker", "END"],
  ]);
  assert.deepEqual(takesOf(score.told, score.length), [{ number: 3, name: "slow", from: 0, to: 500 }]);
});

test("takes that no mark ends go on to the next, or to the end; of one number the second gets another", () => {
  const marks = [[0, "TRIAL#1"], [10, "TRIAL#1"], [20, "END"], [25, "THE ENDING"], [30, "take 108"]]
    .map(([at, text]) => ({ at: Number(at), kind: "marker", text: String(text) }));
  assert.deepEqual(takesOf(marks, 40).map(({ number, from, to }) => [number, from, to]), [[1, 0, 10], [2, 10, 20], [3, 30, 40]]);
});

test("in recordings before sessions some keys were marks, and programs meant nothing", () => {
  const old = fileOf([0, 0xc0, 11, 0, 0x90, 108, 64, 1, 0x80, 108, 0, 0, 0xc0, 11, 9, 0x90, 60, 64, 9, 0x80, 60, 0]);
  old[12] = 0;
  old[13] = 100;
  const score = read(old);
  assert.deepEqual(notesOf(score).map(([pitch]) => pitch), [60]);
  assert.deepEqual([score.notes.program[0], score.told[0].text], [0, "take 108"]);
});

test("of a million notes none is lost, and each begins not before the one before", () => {
  const { notes } = read(manyNotes(1_000_000));
  assert.equal(notes.count, 1_000_000);
  for (let at = 1; at < notes.count; at += 1) if (notes.start[at] < notes.start[at - 1]) assert.fail(`${at}`);
});

test("a file that is cut off gives what comes before the cut, wherever it is", () => {
  const whole = fileOf([0, ...meta(5, "la"), 10, 0x90, 60, 64, 20, 0x90, 64, 64, 20, 0xe0, 1, 2, 5, 0x80, 60, 0]);
  for (let size = 0; size < whole.length; size += 1) {
    const score = readScore(whole.slice(0, size));
    assert.ok(!score || score.notes.count <= 2);
  }
});
