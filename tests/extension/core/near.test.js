// Near: by the gap between boxes, and without a box from the middle of the view.

import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, nearer } from "../../../extension/core/near.js";

/** @param {number} left @param {number} top @param {number} [width] @param {number} [height] */
const box = (left, top, width = 10, height = 10) => ({ left, top, width, height });
/** @param {string} name @param {ReturnType<typeof box>} at @param {boolean} [visible] @param {[number, number]} [place] */
const one = (name, at, visible = true, [row, column] = [0, 0]) => ({ name, box: at, visible, place: { row, column } });

test("boxes are as far apart as their edges", () => {
  assert.equal(apart(box(0, 0), box(40, 50)), 50);
  assert.equal(apart(box(0, 0, 100, 100), box(20, 20)), 0);
  assert.equal(apart(box(0, 0), box(5, 30)), 20);
});

test("a wide element whose edge is near is nearer than a small one whose middle is", () => {
  const all = [one("small", box(0, 60)), one("wide", box(0, 20, 900, 10))].sort(nearer(box(0, 0)));
  assert.deepEqual(all.map(({ name }) => name), ["wide", "small"]);
});

test("of what holds the cursor the smallest is nearest", () => {
  const all = [one("page", box(0, 0, 900, 900)), one("part", box(0, 0, 90, 90))].sort(nearer(box(5, 5)));
  assert.deepEqual(all.map(({ name }) => name), ["part", "page"]);
});

test("without a cursor what is in view comes first, from the middle outwards", () => {
  const all = [one("out", box(0, 0), false), one("edge", box(0, 0), true, [5, 0]), one("middle", box(0, 0))].sort(nearer(null));
  assert.deepEqual(all.map(({ name }) => name), ["middle", "edge", "out"]);
});
