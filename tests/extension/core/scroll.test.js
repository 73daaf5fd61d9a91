// Scrolling as arithmetic.

import assert from "node:assert/strict";
import { test } from "node:test";
import { goal, hasRoom, standing, STEP } from "../../../extension/core/scroll.js";

const pane = { at: 1000, view: 500, length: 5000 };

test("each way has its goal", () => {
  const goals = [["step", 1], ["step", -2], ["half", 1], ["page", -1], ["start", 0], ["end", 0], ["percent", 50]]
    .map(([by, times]) => goal(pane, { by: String(by), times: Number(times) }));
  assert.deepEqual(goals, [1000 + STEP, 1000 - 2 * STEP, 1250, 550, 0, 4500, 2250]);
});

test("no goal lies outside", () => {
  assert.equal(goal(pane, { by: "page", times: 99 }), 4500);
  assert.equal(goal(pane, { by: "page", times: -99 }), 0);
  assert.equal(goal({ at: 0, view: 500, length: 200 }, { by: "end", times: 0 }), 0);
});

test("there is room where it would move by a pixel", () => {
  assert.equal(hasRoom(pane, { by: "step", times: 1 }), true);
  assert.equal(hasRoom({ ...pane, at: 4499.5 }, { by: "step", times: 1 }), false);
});

test("it stands at a percent of the way, or at an edge within a pixel", () => {
  assert.deepEqual(standing({ ...pane, at: 2250 }), { percent: 50, edge: null });
  assert.deepEqual(standing({ ...pane, at: 0.5 }), { percent: 0, edge: "start" });
  assert.deepEqual(standing({ ...pane, at: 4499.4 }), { percent: 100, edge: "end" });
});
