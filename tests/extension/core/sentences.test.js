// Sentences: what a voice says in one breath.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cutSentences, sentences, wordsOf } from "../../../extension/core/sentences.js";

test("a text is cut at its sentences and lines, with single spaces", () => {
  assert.deepEqual(sentences("One  two. Three?\nFour\n\nfive", "en"), ["One two.", "Three?", "Four", "five"]);
});

test("nothing gives nothing", () => {
  assert.deepEqual([sentences("", "en"), sentences(" \n", "en")], [[], []]);
});

test("a long sentence is cut at a pause, else at a word, and loses nothing", () => {
  const long = `${"many words without a pause ".repeat(6)}, and ${"then some more of them ".repeat(12)}`.trim();
  const parts = sentences(long, "en");
  assert.ok(parts.length > 1 && parts.every((part) => part.length <= 220));
  assert.equal(parts.join(" ").replace(/\s+/g, " "), long.replace(/\s+/g, " "));
});

test("text without any space is cut too", () => {
  assert.deepEqual(sentences("x".repeat(500), "en").map((part) => part.length), [220, 220, 60]);
});

test("a language that does not exist is read as English", () => {
  assert.deepEqual(sentences("One. Two.", "no_such lang"), ["One.", "Two."]);
  assert.deepEqual(sentences("One. Two.", ""), ["One.", "Two."]);
});

test("each sentence has its place in the text", () => {
  const text = "  One  two. Three,\tfour? ";
  const parts = cutSentences(text, "en");
  assert.deepEqual(parts.map(({ start, end }) => text.slice(start, end)), ["One  two.", "Three,\tfour?"]);
  const long = "word ".repeat(200);
  for (const { text: said, start, end } of cutSentences(long, "en")) assert.equal(long.slice(start, end), said);
});

test("a sentence has its words, without what stands between them", () => {
  assert.deepEqual(wordsOf("It’s “so”, 2.5 times!", "en").map((one) => one.text), ["It’s", "so", "2.5", "times"]);
  assert.deepEqual(wordsOf("Ja, so", "de")[1], { text: "so", start: 4 });
});
