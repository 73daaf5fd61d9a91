// One clock for sound and picture: the medium's where there is one, whatever the notes do.

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import { readScore } from "../../extension/core/roll_score.js";
import { Sounding, silentAt, stepAt } from "../../extension/core/roll_sounding.js";
import { Told, Transport } from "../../web/transport.js";
import { fileOf } from "../extension/core/roll_files.js";

/** @import { Score } from "../../extension/core/roll_score.js" */

/** What the notes are asked to do; its audio is off, so that the page's clock rules. */
class FakeMidi {
  /** @type {(string | number)[]} */
  done = [];
  latency = 0;
  wake = async () => null;
  /** @param {number} at */
  seek = (at) => { this.done.push(Math.round(at)); };
  cut = () => { this.done.push("cut"); };
  /** @param {number} at */
  plan = (at) => { this.planned = at; };
  planned = -1;
}

/** A medium whose clock we move. */
class FakePlayer {
  at = 0;
  plays = false;
  speed = 1;
  root = /** @type {any} */ (null);
  /** @param {number} at */
  play = (at) => { [this.at, this.plays] = [at, true]; };
  resume = () => { this.plays = true; };
  pause = () => { this.plays = false; };
  /** @param {number} rate */
  rate = (rate) => { this.speed = rate; };
  state = () => ({ at: this.at, length: 10_000, plays: this.plays, rate: this.speed });
  close = () => {};
}

function made() {
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(performance, "now", () => now);
  /** @type {any} */ (globalThis).window = globalThis;
  const midi = new FakeMidi();
  const transport = new Transport(/** @type {any} */ (midi), () => {});
  transport.length = 10_000;
  return { midi, transport };
}
let now = 0;
/** @param {number} ms */
const pass = (ms) => {
  now += ms;
  mock.timers.tick(ms);
};
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
  now = 0;
});

test("notes alone go by a clock of their own: played, slower, paused, to the end", async () => {
  const { midi, transport } = made();
  transport.seek(1000);
  await transport.play();
  pass(500);
  assert.equal(transport.at, 1500);
  transport.setRate(0.5);
  pass(500);
  assert.equal(transport.at, 1750);
  transport.pause();
  pass(500);
  assert.deepEqual([transport.at, transport.plays], [1750, false]);
  transport.setRate(2);
  await transport.play();
  for (let step = 0; step < 110; step += 1) pass(40);
  assert.deepEqual([transport.at, transport.plays], [10_000, false]);
  assert.ok(midi.done.includes("cut"));
});

test("a loop goes back to where it begins", async () => {
  const { midi, transport } = made();
  transport.loop = { from: 1000, to: 1200 };
  transport.seek(1100);
  await transport.play();
  for (let step = 0; step < 4; step += 1) pass(40);
  assert.ok(transport.at >= 1000 && transport.at < 1200);
  assert.equal(midi.done.at(-1), 1000);
});

test("where there is a medium, its clock is that of the notes, whatever was asked for", async () => {
  const { midi, transport } = made();
  const player = new FakePlayer();
  transport.open(player, true);
  transport.seek(4000);
  assert.deepEqual([player.at, player.plays, transport.at], [4000, false, 4000]);
  transport.setRate(0.5);
  await transport.play();
  assert.deepEqual([player.plays, player.speed], [true, 0.5]);
  player.at = 4321;
  pass(40);
  assert.deepEqual([midi.planned, transport.at], [4321, 4321]);
  player.at = 7000;
  player.plays = false;
  transport.heard();
  assert.deepEqual([transport.plays, midi.done.at(-1)], [false, 7000]);
});

test("a medium's own controls set the speed, too; a late word of the speed from before sets none", () => {
  const { midi, transport } = made();
  const player = new FakePlayer();
  transport.open(/** @type {any} */ (player), false);
  player.speed = 1.5;
  transport.heard();
  assert.deepEqual([transport.rate, midi.done.at(-1)], [1.5, 0]);
  player.rate = () => {}; // a frame that tells later
  transport.setRate(0.5);
  transport.heard();
  assert.equal(transport.rate, 0.5);
  player.speed = 0.5;
  transport.heard();
  assert.equal(transport.rate, 0.5);
});

test("a medium that is opened next goes as fast as the one before", () => {
  const { transport } = made();
  transport.setRate(0.75);
  const player = new FakePlayer();
  transport.open(/** @type {any} */ (player), true);
  transport.heard();
  assert.deepEqual([transport.rate, player.speed], [0.75, 0.75]);
});

test("between two words of a frame time goes on at its rate, but not for long", () => {
  const told = new Told();
  assert.equal(told.time({ at: 1000, plays: true }, 0, 1), 1000);
  assert.equal(told.time({ at: 1000, plays: true }, 200, 0.5), 1100);
  assert.equal(told.time({ at: 1250, plays: true }, 250, 1), 1250);
  assert.equal(told.time({ at: 1250, plays: true }, 60_000, 1), 2750);
  assert.equal(told.time({ at: 1250, plays: false }, 60_000, 1), 1250);
});

test("each note is given once, the loudest of too many, none of a hidden track", () => {
  const score = /** @type {Score} */ (readScore(fileOf(
    [0, 0x90, 60, 10, 0, 0x90, 62, 90, 50, 0x80, 60, 0, 50, 0x80, 62, 0, 100, 0x90, 64, 50, 10, 0x80, 64, 0],
    [0, 0x91, 40, 60, 10, 0x81, 40, 0],
  )));
  const sounding = new Sounding(score);
  assert.deepEqual(sounding.upTo(100, new Set(), 2).map(({ note }) => note), [62, 40]);
  assert.deepEqual(sounding.upTo(100, new Set(), 9), []);
  assert.deepEqual(sounding.upTo(300, new Set(), 9).map(({ note, at, end }) => [note, at, end]), [[64, 200, 210]]);
  sounding.seek(0);
  assert.deepEqual(sounding.upTo(100, new Set([0]), 9).map(({ note }) => note), [40]);
});

test("the pedal holds what is let go until it is let go itself, and no string for ever", () => {
  const pedal = /** @type {const} */ ({ kind: "controller", channel: 0, number: 64, at: [10, 50, 90], value: [127, 100, 0] });
  const curve = /** @type {any} */ (pedal);
  assert.deepEqual([silentAt(curve, 0, 5), silentAt(curve, 0, 20), silentAt(curve, 60, 95)], [5, 90, 95]);
  assert.equal(silentAt({ ...curve, at: [10], value: [127] }, 0, 20), 20_000);
  assert.equal(silentAt(undefined, 0, 1e9), 20_000);
  assert.equal(stepAt([10, 20], 5), -1);
});
