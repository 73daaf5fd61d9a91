// What is played and spoken to a recording: where it lies on the clock, taken back, and as a MIDI file.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Along, jumped, PAUSE } from "../../../extension/core/along.js";
import { fileOfPlayed, scoreOfPlayed } from "../../../extension/core/along_file.js";
import { readScore } from "../../../extension/core/roll_score.js";

/** @import { Seen } from "../../../extension/core/along.js" */

const ABOUT = { by: "Anna", started: "2026-11-21T10:00:00Z", languages: [{ name: "base", version: 3 }] };

/** @param {number} now @param {number} at @param {number} [rate] @returns {Seen} */
const runs = (now, at, rate = 1) => ({ now, at, plays: true, rate });
/** @param {number} now @param {number} at @returns {Seen} */
const stands = (now, at) => ({ now, at, plays: false, rate: 1 });

/** @param {Along} along @param {number} pitch @param {Seen} seen @param {number} long ms of the page's clock */
function play(along, pitch, seen, long) {
  along.down(pitch, 80, 0, seen);
  along.up(pitch, 0, seen.now + long);
}

/** @param {Along} along */
const placed = ({ strokes }) => strokes.map(({ at, end, pitch }) => [pitch, at, end]);

test("while it runs, a key is where the recording stands", () => {
  const along = new Along();
  play(along, 60, runs(1000, 5000), 200);
  play(along, 62, runs(1500, 5500), 200);
  assert.deepEqual(placed(along), [[60, 5000, 5200], [62, 5500, 5700]]);
});

test("slowed, it is there too, and as long as the recording moved on meanwhile", () => {
  const along = new Along();
  play(along, 60, runs(1000, 5000, 0.5), 400);
  play(along, 62, runs(2000, 5500, 0.5), 400);
  assert.deepEqual(placed(along), [[60, 5000, 5200], [62, 5500, 5700]]);
  assert.equal(along.units.length, 1);
});

test("while it stands, a phrase keeps its rhythm, and the next begins there again", () => {
  const along = new Along();
  play(along, 60, stands(1000, 5000), 200);
  play(along, 62, stands(1300, 5000), 200);
  play(along, 64, stands(1300 + PAUSE + 1, 5000), 200);
  assert.deepEqual(placed(along), [[60, 5000, 5200], [62, 5300, 5500], [64, 5000, 5200]]);
  assert.equal(along.units.length, 2);
});

test("sought or repeated, what comes is at the new place; a held key keeps its length", () => {
  const along = new Along();
  along.down(60, 80, 0, runs(1000, 7900));
  along.down(62, 80, 0, runs(1200, 4100));
  along.up(60, 0, 1300);
  along.up(62, 0, 1400);
  assert.deepEqual(placed(along), [[60, 7900, 8200], [62, 4100, 4300]]);
  assert.equal(along.units.length, 2);
  along.down(64, 80, 0, stands(1500, 100));
  along.rest(1600);
  assert.deepEqual(placed(along)[2], [64, 100, 200]);
});

test("a jump is told from a clock that is told roughly", () => {
  assert.equal(jumped(runs(0, 1000), runs(500, 1700)), false);
  assert.equal(jumped(runs(0, 1000, 0.5), runs(2000, 2000)), false);
  assert.equal(jumped(runs(0, 1000), runs(500, 1000)), true);
  assert.equal(jumped(runs(0, 1000), stands(500, 1500)), false);
  assert.equal(jumped(stands(0, 1000), stands(9000, 1000)), false);
  assert.equal(jumped(stands(0, 1000), stands(10, 1200)), true);
  assert.equal(jumped(stands(0, 1000), runs(10, 1000)), true);
});

test("phrases and pieces are taken back one by one, and given again", () => {
  const along = new Along();
  play(along, 60, runs(0, 0), 100);
  along.spoke(2000, 1500, "sound");
  along.down(62, 80, 0, runs(5000, 5000));
  assert.equal(along.undo()?.kind, "played");
  along.up(62, 0, 6000);
  assert.deepEqual(along.undo(), { kind: "spoken", at: 2000, end: 3500, sound: "sound" });
  assert.deepEqual(placed(along), [[60, 0, 100]]);
  assert.equal(along.redo()?.kind, "spoken");
  along.redo();
  assert.deepEqual(placed(along)[1], [62, 5000, 5001]);
  along.undo();
  play(along, 64, runs(9000, 9000), 100);
  assert.equal(along.hasBack, false);
  const [first] = along.units;
  along.drop([first]);
  assert.deepEqual([placed(along), along.pieces.length, along.empty], [[[64, 9000, 9100]], 1, false]);
});

test("a MIDI file has it to the millisecond, also the same key over itself, with the pedal", () => {
  const along = new Along();
  play(along, 60, runs(0, 1000.4), 500);
  play(along, 60, runs(10_000, 1200), 500);
  play(along, 60, runs(20_000, 1500.4), 500);
  along.pedal(127, 0, runs(20_500, 2000));
  const score = readScore(fileOfPlayed(along.strokes, along.pedals, ABOUT));
  assert.ok(score);
  const { start, end, track, count } = score.notes;
  assert.deepEqual(Array.from({ length: count }, (_, at) => [start[at], end[at], track[at]]), [[1000, 1500, 1], [1200, 1700, 2], [1500, 2000, 1]]);
  assert.deepEqual(score.tracks.map(({ name }) => name), ["Rubato session", "Anna", "Anna 2"]);
  assert.deepEqual([score.curves[0].number, score.curves[0].at, score.flaws], [64, [2000], []]);
});

test("before it is kept it sounds as it will, but for keys that are still held", () => {
  const along = new Along();
  play(along, 67, runs(0, 3000), 500);
  play(along, 60, runs(5000, 1000), 500);
  along.down(62, 80, 0, runs(5100, 1100));
  along.pedal(127, 0, runs(5200, 1200));
  const { notes, curves, length } = scoreOfPlayed(along.strokes, along.pedals);
  assert.deepEqual([[...notes.start], [...notes.pitch], length], [[1000, 3000], [60, 67], 3500]);
  assert.deepEqual(curves[0].value, [127]);
});
