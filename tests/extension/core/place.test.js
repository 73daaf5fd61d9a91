// Places: cells of the view, and where to look for what is out of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { centreOf, placeOf, pointAt, sideOf } from "../../../extension/core/place.js";

const VIEW = { width: 1100, height: 550 };
/** @param {number} left @param {number} top @param {number} [width] @param {number} [height] */
const box = (left, top, width = 10, height = 10) => ({ left, top, width, height });

test("the middle is row and column 0, the corners are ±5", () => {
  assert.deepEqual(placeOf(box(545, 270), VIEW), { row: 0, column: 0 });
  assert.deepEqual(placeOf(box(0, 0), VIEW), { row: -5, column: -5 });
  assert.deepEqual(placeOf(box(1090, 540), VIEW), { row: 5, column: 5 });
});

test("what is half in view is where it is seen, what is out of it at the nearest edge", () => {
  assert.deepEqual(placeOf(box(-900, 0, 1000, 550), VIEW), { row: 0, column: -5 });
  assert.deepEqual(placeOf(box(545, 5000), VIEW), { row: 5, column: 0 });
  assert.deepEqual(placeOf(box(-500, -500), VIEW), { row: -5, column: -5 });
});

test("a cell's point lies in that cell, for every cell", () => {
  for (let row = -5; row <= 5; row += 1) {
    for (let column = -5; column <= 5; column += 1) {
      const { x, y } = pointAt({ row, column }, VIEW);
      assert.deepEqual(placeOf(box(x, y, 0.1, 0.1), VIEW), { row, column });
    }
  }
});

test("a view without a size has one cell", () => {
  assert.deepEqual(placeOf(box(5, 5), { width: 0, height: 0 }), { row: 0, column: 0 });
});

test("above and below come before left and right", () => {
  assert.equal(sideOf(box(5, 5), VIEW), "in");
  assert.equal(sideOf(box(-50, -50), VIEW), "above");
  assert.equal(sideOf(box(0, 550), VIEW), "below");
  assert.equal(sideOf(box(-10, 5), VIEW), "left");
  assert.equal(sideOf(box(1100, 5), VIEW), "right");
});

test("the centre of a box", () => {
  assert.deepEqual(centreOf(box(10, 20, 30, 40)), { x: 25, y: 40 });
});
