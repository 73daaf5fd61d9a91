// Parts of a session: by steps, and from pause to pause.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nextPart, partsBetweenPauses, stepsIn } from "../../../extension/core/replay_part.js";
import { stepsOf } from "../../../extension/core/replay_plan.js";

/** @import { Entry } from "../../../extension/core/session_log.js" */

/** @param {number} at @returns {Entry} */
const command = (at) => ({ at, type: "command", tab: 1, command: "zoom.in", ok: true, ms: 10 });
/** @param {number} at @param {string} name @returns {Entry} */
const marker = (at, name) => ({ at, type: "marker", name });

const ENTRIES = [command(10), command(20), marker(30, "pause"), marker(30, "resume"), marker(40, "verse"), command(50),
  marker(60, "pause"), marker(60, "resume"), marker(70, "pause"), marker(70, "resume"), command(80), command(90)];
const STEPS = stepsOf(ENTRIES);

test("parts lie between the pauses, and may be empty", () => {
  assert.deepEqual(partsBetweenPauses(ENTRIES, STEPS), [{ from: 1, to: 2 }, { from: 3, to: 3 }, { from: 4, to: 3 }, { from: 4, to: 5 }]);
  assert.deepEqual(partsBetweenPauses([command(10)], stepsOf([command(10)])), [{ from: 1, to: 1 }]);
});

test("the next part is the next that has a step in it", () => {
  const parts = partsBetweenPauses(ENTRIES, STEPS);

  assert.deepEqual([1, 2, 3, 4, 5].map((step) => nextPart(parts, step)), [3, 3, 4, null, null]);
});

test("steps from one to another keep their numbers; nobody waits before the first in the middle", () => {
  assert.deepEqual(stepsIn(STEPS, { from: 3, to: 4 }).map(({ number, wait }) => [number, wait]), [[3, 0], [4, 20]]);
  assert.deepEqual(stepsIn(STEPS, { to: 1 }).map(({ number, wait }) => [number, wait]), [[1, 10]]);
  assert.deepEqual(stepsIn(STEPS, { from: 9 }), []);
});
