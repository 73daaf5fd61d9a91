// The grid: twenty cells as the keys lie, each within the one before.
import assert from "node:assert/strict";
import { test } from "node:test";

import { cellOf, DEPTH, ROWS, within } from "../../../extension/core/grid.js";
import { FREE } from "../../../extension/core/keys.js";

const SCREEN = { left: 0, top: 0, width: 1280, height: 800 };

test("each key but the Bs and the Cs names one cell", () => {
  assert.deepEqual(ROWS.flat().sort((a, b) => a - b), FREE.filter((key) => key !== 11 && key !== 23));
  assert.equal(cellOf(11), undefined);
  assert.deepEqual(cellOf(17), { row: 1, column: 2 });
});

test("rows go up and columns right with the keys of an octave, black over white", () => {
  for (const row of ROWS) assert.deepEqual(row, [...row].sort((a, b) => a - b));
  assert.ok(Math.min(...ROWS[0], ...ROWS[1]) > Math.max(...ROWS[2], ...ROWS[3]));
});

test("three keys reach 10 by 13 pixels of a laptop's screen", () => {
  const { width, height } = within([2, 2, 2], SCREEN);
  assert.ok(width < 10.5 && height < 13, `${width} × ${height}`);
});

test("cells lie side by side and leave nothing out", () => {
  let area = 0;
  for (const key of ROWS.flat()) {
    const box = within([14, key], SCREEN);
    area += box.width * box.height;
    assert.ok(box.left >= 0 && box.left + box.width <= 256 + 1e-9 && box.top >= 200 && box.top + box.height <= 400 + 1e-9);
  }
  assert.ok(Math.abs(area - 256 * 200) < 1e-6);
  assert.equal(DEPTH, 3);
});
