// What would go with an inquiry, as a sentence.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sentenceOf } from "../../web/inquiry_recorded.js";

const BARE = { question: "Who?", rating: null, correction: "", answered: 0, stays: null };

test("all that would go is named, and what stays", () => {
  assert.equal(sentenceOf(BARE), "Delete “Who?” for good, with its answer?");
  assert.equal(sentenceOf({ ...BARE, rating: 0 }), "Delete “Who?” for good, with its answer and its rating of 0?");
  assert.equal(
    sentenceOf({ ...BARE, rating: 7, correction: "Bach.", answered: 2, stays: 3 }),
    "Delete “Who?” for good, with its answer, its rating of 7, its correction and its links to 2 recordings? What was taught by it stays in the library.",
  );
});
