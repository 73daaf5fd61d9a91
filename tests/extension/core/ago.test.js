// How long ago.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ago } from "../../../extension/core/ago.js";

test("the largest unit that fits is said", () => {
  const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
  const said = [0, 5 * second, 3 * minute, 2 * hour, day, 15 * day, 400 * day].map((past) => ago(1e12 - past, 1e12, "en"));
  assert.deepEqual(said, ["now", "5 seconds ago", "3 minutes ago", "2 hours ago", "yesterday", "2 weeks ago", "last year"]);
});

test("a clock that ran ahead is now", () => {
  assert.equal(ago(2000, 1000, "en"), "now");
});
