// The roll as it is shown: it follows, is walked, and does not grow however long it is open.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readScore } from "../../extension/core/roll_score.js";
import { takesOf } from "../../extension/core/roll_takes.js";
import { Roll } from "../../web/roll_model.js";
import { fileOf, manyNotes, meta } from "../extension/core/roll_files.js";

/** @param {Uint8Array} file */
function opened(file) {
  const score = readScore(file);
  assert.ok(score);
  /** @type {string[]} */
  const changes = [];
  const roll = new Roll((what) => changes.push(what));
  roll.size(1000, 400);
  roll.open(score, takesOf(score.told, score.length), 0);
  changes.length = 0;
  return { roll, changes };
}
const SMALL = fileOf(
  [0, ...meta(6, "TRIAL#1"), 50, ...meta(5, "la"), 50, ...meta(6, "END")],
  [0, 0x90, 60, 64, 100, 0x80, 60, 0, 50, 0x90, 64, 64, 100, 0x80, 64, 0],
);

test("zero is the beginning of the take that the playhead is in; it has a cell", () => {
  const { roll } = opened(SMALL);
  assert.deepEqual(roll.rows.map(({ name, size }) => [name, size]), [["Marks", 4], ["Words", 1], ["Track 2", 2]]);
  assert.deepEqual([0, 1, 2, 3].map((cell) => roll.rows[0].text(cell, 0)), [
    "Beginning of the recording, 0:00.00", "Zero of take 1, 0:00.00", "End of take 1, 0:00.10", "End of the recording, 0:00.25",
  ]);
  assert.deepEqual([roll.zeroAt(50), roll.takeAt(200)], [0, null]);
});

test("the playhead alone moves without the notes being painted; beyond the edge the page turns", () => {
  const { roll, changes } = opened(manyNotes(4000));
  roll.zoom(20, 0);
  changes.length = 0;
  roll.moveTo(roll.view.from + roll.view.span / 2);
  assert.deepEqual(changes, ["over"]);
  const { from } = roll.view;
  roll.moveTo(roll.length / 2);
  assert.ok(changes.includes("notes") && roll.view.from > from);
  roll.follows = false;
  changes.length = 0;
  roll.moveTo(0);
  assert.deepEqual(changes, ["over"]);
});

test("a note is found under the pointer, selected, hidden with its track; the cursor keeps its time", () => {
  const { roll } = opened(SMALL);
  assert.deepEqual(roll.placeOf(200, 64, 1), { row: 2, cell: 1 });
  assert.equal(roll.placeOf(125, 64, 1), null);
  roll.setCursor({ row: 2, cell: 1 });
  assert.equal(roll.select(roll.cell.note), true);
  assert.equal(roll.select(roll.cell.note), false);
  roll.show(1, false);
  assert.deepEqual([roll.rows.length, roll.cell.row.name], [2, "Words"]);
  roll.show(1, true);
  roll.mark({ at: 60, end: 60, text: "too loud", kind: "text" });
  assert.equal(roll.rows[0].text(2, 0), "too loud, 0:00.06");
});

test("open for a day and playing all the time, it holds what it held in the beginning", () => {
  const { roll, changes } = opened(manyNotes(4000));
  roll.zoom(50, 0);
  const sizes = () => [roll.rows.length, roll.words.length, roll.moments.length, roll.selected.size, roll.levels.length, Object.keys(roll).length];
  const before = sizes();
  let pages = 0;
  for (let tick = 0; tick < 24 * 3600 * 4; tick += 1) {
    roll.moveTo((tick * 250) % roll.length);
    pages += Number(changes.includes("notes"));
    changes.length = 0;
  }
  assert.deepEqual(sizes(), before);
  assert.ok(pages > 1000);
});

test("notes on moments are exchanged: what was loaded anew takes the place of what was there", () => {
  const { roll, changes } = opened(SMALL);
  const [late, early, own] = [[90, "late"], [10, "early"], [20, "own"]].map(([at, text]) => ({ at: Number(at), end: Number(at), text: String(text), kind: "text" }));
  roll.mark(own);
  roll.exchange([], [late, early]);
  assert.deepEqual(roll.moments.map(({ text }) => text), ["early", "own", "late"]);
  changes.length = 0;
  roll.exchange([early, late], [{ ...late, text: "later" }]);
  assert.deepEqual(roll.moments.map(({ text }) => text), ["own", "later"]);
  assert.equal(roll.rows[0].size, 6);
  assert.ok(changes.includes("over"));
});
