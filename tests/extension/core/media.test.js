// Media as arithmetic: which is meant, where seeking ends, and times as text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SPEEDS, meant, nextSpeed, seekGoal, timeText } from "../../../extension/core/media.js";

const still = { playing: false, sounds: false, used: 0, area: 0 };

test("what is heard is meant, before what was used and what is large", () => {
  const heard = { ...still, playing: true, sounds: true, area: 1 };
  assert.equal(meant([{ ...still, area: 900 }, { ...still, used: 9 }, heard]), heard);
});

test("of two that are heard, the one used last", () => {
  const late = { ...still, playing: true, sounds: true, used: 8 };
  assert.equal(meant([{ ...late, used: 7, area: 5 }, late]), late);
});

test("what was used is meant before a silent one that moves", () => {
  const used = { ...still, used: 1 };
  assert.equal(meant([{ ...still, playing: true, area: 900 }, used]), used);
});

test("what plays silently is meant before what stands still", () => {
  const moving = { ...still, playing: true };
  assert.equal(meant([{ ...still, area: 900 }, moving]), moving);
});

test("where none plays or was used, the largest in view, and of equals the first", () => {
  const large = { ...still, area: 900 };
  assert.equal(meant([still, large, { ...large }]), large);
});

test("none is meant where there is none", () => {
  assert.equal(meant([]), undefined);
});

test("seeking by seconds stays within what can be played", () => {
  const span = { at: 60, from: 0, to: 200 };
  assert.equal(seekGoal(span, { by: "seconds", value: -15 }), 45);
  assert.equal(seekGoal(span, { by: "seconds", value: -90 }), 0);
  assert.equal(seekGoal(span, { by: "seconds", value: 900 }), 200);
});

test("a time counts from the start, a negative one from the end", () => {
  const span = { at: 60, from: 0, to: 200 };
  assert.equal(seekGoal(span, { by: "time", value: 75 }), 75);
  assert.equal(seekGoal(span, { by: "time", value: -30 }), 170);
});

test("a percent is of what can be played, which in a stream begins late", () => {
  assert.equal(seekGoal({ at: 0, from: 100, to: 300 }, { by: "percent", value: 25 }), 150);
});

test("speeds go step by step, from one between the steps to the next, and end", () => {
  assert.equal(nextSpeed(100, 1), 125);
  assert.equal(nextSpeed(100, -1), 75);
  assert.equal(nextSpeed(110, 1), 125);
  assert.equal(nextSpeed(110, -1), 100);
  assert.equal(nextSpeed(400, 1), 400);
  assert.equal(nextSpeed(SPEEDS[0], -1), SPEEDS[0]);
});

test("times are said with minutes, and with hours where there are any", () => {
  assert.deepEqual([0, 5.9, 65, 3665, 36000, -1].map(timeText),
    ["0:00", "0:05", "1:05", "1:01:05", "10:00:00", "0:00"]);
});
