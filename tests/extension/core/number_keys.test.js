// Numbers played and read again, and where the keys of a picture lie.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PLACES, SIZE, isBlack, ordersOf } from "../../../extension/core/key_places.js";
import { numberKeys, numberSum } from "../../../extension/core/number_keys.js";
import { press } from "../../../extension/core/values.js";

test("what a number's keys play is the number, in both ways", () => {
  for (const numbers of /** @type {const} */ (["decimal", "binary"])) {
    for (let value = -2000; value <= 2000; value += 1) {
      const keys = numberKeys(value, numbers) ?? [];
      for (let end = 1; end < keys.length; end += 1) assert.equal(press("number", keys.slice(0, end), numbers).heard, "more", `${value} ${numbers}`);
      assert.deepEqual(press("number", keys, numbers), { heard: "done", value }, `${value} ${numbers}`);
    }
  }
});

test("what cannot be played is told", () => {
  assert.equal(numberKeys(1.5, "decimal"), null);
  assert.equal(numberKeys(10 ** 12, "decimal"), null);
  assert.notEqual(numberKeys(10 ** 12 - 1, "decimal"), null);
  assert.equal(numberKeys(12 * 512 + 1, "binary"), null);
  assert.notEqual(numberKeys(12 * 512, "binary"), null);
  assert.equal(numberKeys(Number.MAX_SAFE_INTEGER, "binary"), null);
});

test("how it comes of its digits is told", () => {
  assert.deepEqual([42, -42, 0, -8, 305].map((value) => numberSum(value, "binary")), ["32 + 8 + 2", "−(32 + 8 + 2)", "0", "−8", "256 + 32 + 16 + 1"]);
  assert.deepEqual([42, 305, 0].map((value) => numberSum(value, "decimal")), ["40 + 2", "300 + 5", "0"]);
});

test("black keys lie over white ones, within the picture", () => {
  assert.equal(PLACES.length, 25);
  assert.equal(PLACES.findIndex(({ black }) => black), 15);
  assert.ok(PLACES.every(({ x, width, height }) => x >= 0 && x + width <= SIZE.width && height <= SIZE.height));
  assert.deepEqual([0, 1, 4, 12, 13].map(isBlack), [false, true, false, false, true]);
  assert.deepEqual(ordersOf([12, 7, 12], 12), [1, 3]);
});
