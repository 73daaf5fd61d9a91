// Words of languages in a roll: of each hand, of both together, and none twice.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readScore } from "../../../extension/core/roll_score.js";
import { wordsIn } from "../../../extension/core/roll_words.js";
import { fileOf } from "./roll_files.js";

/** @param {readonly (readonly number[])[]} tracks keys struck each 10 ms, −1 none */
const score = (...tracks) => /** @type {import("../../../extension/core/roll_score.js").Score} */ (readScore(fileOf(
  ...tracks.map((keys) => keys.flatMap((key) => (key < 0 ? [10, 0xb0, 1, 1] : [0, 0x90, 48 + key, 64, 10, 0x80, 48 + key, 0]))),
)));
const BASE = { name: "base", words: [
  { keys: [0, 7, 0], means: ["element.click"] }, { keys: [7, 0], unordered: true, means: ["tab.next", "tab.number"] },
  { keys: [5], means: ["single"] },
] };
const OTHER = { name: "doodle", words: [{ keys: [0, 24], meaning: "a line" }] };
/** @param {import("../../../extension/core/roll_words.js").FoundWord[]} found */
const told = (found) => found.map(({ text, language, at, end }) => [text, language, at, end]);

test("words overlap, have several meanings, and a chord counts in any order", () => {
  assert.deepEqual(told(wordsIn(score([0, 7, 0, 5, 24]).notes, [BASE, OTHER])), [
    ["tab next or tab number", "base", 0, 20], ["element click", "base", 0, 30], ["tab next or tab number", "base", 10, 30],
  ]);
});

test("a hand is heard for itself, though the other plays between; both together count, too", () => {
  const found = wordsIn(score([0, -1, 24], [-1, 7, -1]).notes, [BASE, OTHER]);
  assert.deepEqual(told(found), [["tab next or tab number", "base", 0, 20], ["a line", "doodle", 0, 30]]);
});

test("notes outside the 25 keys are music, and pass", () => {
  assert.deepEqual(told(wordsIn(score([0, 40, 24]).notes, [OTHER])), [["a line", "doodle", 0, 30]]);
  assert.deepEqual(wordsIn(score([0, 1]).notes, [BASE]), []);
});

test("words of a single key are found where they are asked for", () => {
  const notes = score([0, 5, -1, 5]).notes;
  assert.deepEqual(wordsIn(notes, [BASE]), []);
  assert.deepEqual(told(wordsIn(notes, [BASE], { single: true })), [["single", "base", 10, 20], ["single", "base", 30, 40]]);
});
