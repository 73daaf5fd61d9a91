// Frames: what each found, in one list, in reading order and in the page's own coordinates.

import assert from "node:assert/strict";
import { test } from "node:test";
import { merged } from "../../../extension/core/frames.js";
/** @import {Hole, Own, Report} from "../../../extension/core/frames.js" */

/** @param {string} name @param {number} left @param {number} top @param {boolean} [visible] @returns {Own} */
const own = (name, left, top, visible = true) =>
  ({ id: 1, role: "link", name, state: {}, box: { left, top, width: 10, height: 10 }, visible });
/** @param {number} index @param {number} before @param {Partial<Hole>} [more] @returns {Hole} */
const hole = (index, before, more = {}) =>
  ({ index, before, box: { left: 100, top: 200, width: 300, height: 150 }, visible: true, ...more });
/** @param {number[] | null} path @param {Own[]} elements @param {Hole[]} [holes] @returns {Report} */
const report = (path, elements, holes = []) =>
  ({ path, elements, holes, view: path?.length === 0 ? { width: 1000, height: 800 } : { width: 300, height: 150 } });
/** @param {{name: string, box: {left: number, top: number}, visible: boolean}[]} found */
const lines = (found) => found.map(({ name, box, visible }) => `${name} ${box.left},${box.top}${visible ? "" : " unseen"}`);

test("what is in a frame stands where the frame does", () => {
  const main = report([], [own("before", 0, 0), own("after", 0, 400)], [hole(0, 1)]);
  const found = merged([{ frame: 7, report: report([0], [own("in", 5, 6)]) }, { frame: 0, report: main }]);
  assert.deepEqual(lines(found), ["before 0,0", "in 105,206", "after 0,400"]);
  assert.deepEqual(found.map(({ frame }) => frame), [0, 7, 0]);
  assert.deepEqual(found[1].place, { row: -3, column: -4 });
});

test("frames in frames add up, each by its path", () => {
  const inner = hole(0, 0, { box: { left: 10, top: 10, width: 100, height: 50 } });
  const found = merged([
    { frame: 0, report: report([], [], [hole(0, 0), hole(1, 0, { box: { left: 500, top: 0, width: 300, height: 150 } })]) },
    { frame: 3, report: report([1], [own("second", 0, 0)]) },
    { frame: 2, report: report([0, 0], [own("deep", 1, 1)]) },
    { frame: 1, report: report([0], [own("first", 0, 100)], [inner]) },
  ]);
  assert.deepEqual(lines(found), ["deep 111,211", "first 100,300", "second 500,0"]);
});

test("what is cut off by a frame, or is in one that is covered, can't be seen", () => {
  const low = hole(0, 0, { box: { left: 0, top: 780, width: 300, height: 150 } });
  const inside = report([0], [own("edge", 0, 10), own("cut", 0, 30), own("scrolled", 0, 300, false)]);
  assert.deepEqual(lines(merged([{ frame: 0, report: report([], [], [low]) }, { frame: 1, report: inside }])),
    ["edge 0,790", "cut 0,810 unseen", "scrolled 0,1080 unseen"]);
  const unseen = { ...low, visible: false };
  assert.deepEqual(lines(merged([{ frame: 0, report: report([], [], [unseen]) }, { frame: 1, report: inside }]))[0], "edge 0,790 unseen");
});

test("in a shadow tree, where windows count no frames, the only one of its size is meant", () => {
  const main = report([], [], [hole(-1, 0)]);
  const lost = report(null, [own("in", 0, 0)]);
  assert.deepEqual(lines(merged([{ frame: 0, report: main }, { frame: 4, report: lost }])), ["in 100,200"]);
  assert.deepEqual(merged([{ frame: 0, report: main }, { frame: 4, report: lost }, { frame: 5, report: lost }]), []);
  const other = { ...lost, view: { width: 20, height: 20 } };
  assert.deepEqual(merged([{ frame: 0, report: main }, { frame: 4, report: other }]), []);
});

test("a frame that gave no answer is left out, and without the main one there is nothing", () => {
  assert.deepEqual(lines(merged([{ frame: 0, report: report([], [own("only", 0, 0)], [hole(0, 1)]) }])), ["only 0,0"]);
  assert.deepEqual(merged([{ frame: 3, report: report([0], [own("in", 0, 0)]) }]), []);
});
