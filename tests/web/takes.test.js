// What the server tells of takes, as the roll has them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { takesIn } from "../../web/analyze_takes.js";

test("takes stand in order of time, whatever their numbers", () => {
  const take = (/** @type {number} */ number, /** @type {number} */ from) => ({ id: number, number, name: "", from_ms: from, to_ms: from + 10, version: 1, topics: [], score: null });
  const whole = { takes: [take(1, 500), take(2, 100)], topics: [], score: null, may: { edit: true, topics: false } };
  assert.deepEqual(takesIn(whole), [{ number: 2, name: "", from: 100, to: 110 }, { number: 1, name: "", from: 500, to: 510 }]);
});
