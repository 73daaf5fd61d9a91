// Pace: dense text moves slowly, sparse text fast, and both within what eyes can follow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pixelsPerSecond } from "../../../extension/core/pace.js";

test("a column of seventy letters a line passes about a line in three seconds", () => {
  const lines = 100;
  const speed = pixelsPerSecond({ letters: 70 * lines, height: 24 * lines }, 100);
  assert.ok(24 / speed > 2.5 && 24 / speed < 4, String(speed));
});

test("twice the pace is twice as fast", () => {
  const text = { letters: 4000, height: 4000 };
  assert.equal(pixelsPerSecond(text, 200), 2 * pixelsPerSecond(text, 100));
});

test("neither a page without text nor one full of it goes beyond what can be followed", () => {
  assert.equal(pixelsPerSecond({ letters: 0, height: 9000 }, 100), 120);
  assert.equal(pixelsPerSecond({ letters: 1e9, height: 900 }, 40), 4);
});
