// A round of practice: what is missed comes again, and only the first answer is graded.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PracticeRound } from "../../web/practice_round.js";

/** @param {string} title @param {number[]} keys @param {boolean} [chord] */
const word = (title, keys, chord = false) => ({ language: "x", title, keys, chord, says: [title], meanings: [], commands: [] });

test("keys are followed, and a wrong one begins anew", () => {
  const round = new PracticeRound([word("a", [4, 7, 4])]);

  assert.deepEqual([4, 7, 9, 4, 8].map((key) => round.press(key)), ["more", "more", "wrong", "more", "wrong"]);
  assert.deepEqual([4, 7, 4].map((key) => round.press(key)), ["more", "more", "right"]);
  assert.deepEqual(round.next(), { slips: 2, shown: false, first: true });
});

test("a slip that begins the word counts as its first key", () => {
  const round = new PracticeRound([word("a", [4, 7])]);

  assert.deepEqual([4, 4, 7].map((key) => round.press(key)), ["more", "wrong", "right"]);
});

test("a chord is played in any order, each key once", () => {
  const round = new PracticeRound([word("C", [0, 4, 7], true)]);

  assert.deepEqual([7, 7, 0, 4].map((key) => round.press(key)), ["more", "wrong", "more", "right"]);
});

test("what is missed comes again after three others, until it is played well", () => {
  const words = ["a", "b", "c", "d", "e"].map((title, at) => word(title, [at]));
  const round = new PracticeRound(words);
  round.press(9);
  round.press(0);
  const asked = [];
  while (round.asked) {
    asked.push(round.asked.title);
    round.press(round.asked.keys[0]);
    round.next();
  }

  assert.deepEqual(asked, ["a", "b", "c", "d", "a", "e"]);
});

test("only a first answer is graded; what is shown comes again", () => {
  const round = new PracticeRound([word("a", [1])]);
  round.show();
  assert.deepEqual(round.next(), { slips: 0, shown: true, first: true });
  round.press(1);
  assert.deepEqual(round.next(), { slips: 0, shown: false, first: false });
  assert.equal(round.asked, null);
  assert.equal(round.press(1), "wrong");
});
