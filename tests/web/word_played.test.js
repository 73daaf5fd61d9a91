// How often a word was played, in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { saying } from "../../web/word_played.js";

test("it is said how often, and how many are shown", () => {
  assert.equal(saying(0, 0), "It was not played in any recording that was looked through.");
  assert.equal(saying(1, 1), "Played 1 time:");
  assert.equal(saying(70, 50), "Played 70 times; the first 50 are these:");
});
