// Finding by words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clear, distance, plain, rank, score } from "../../../extension/core/fuzzy.js";

test("plain text has no accents, signs or capitals", () => {
  assert.equal(plain("  Café – Menü! "), "cafe menu");
});

test("the better a text answers, the higher it scores", () => {
  const texts = [
    "git hub", "git hub issues", "git hubble", "the git hub", "hub of gitters", "The GitHub", "hub legit",
  ];
  const scores = texts.map((text) => score("git hub", text));
  assert.deepEqual([...scores].sort((a, b) => b - a), scores);
  assert.ok(scores.every((one, i) => one > 0 && (i === 0 || one < scores[0])));
});

test("what has nothing to do with the words scores nothing", () => {
  for (const [query, text] of [["piano", "organ"], ["", "organ"], ["piano", ""], ["cat", "cut"], ["!!", "x"]]) {
    assert.equal(score(query, text), 0, `${query} | ${text}`);
  }
});

test("a word may be misheard by a letter when it is long enough", () => {
  assert.ok(score("beethofen", "Beethoven: Sonatas") > 0);
  assert.ok(score("recieve", "receive mail") > 0);
});

test("distance counts insertions, deletions, changes and swaps", () => {
  assert.deepEqual([distance("", "ab"), distance("abc", "abc"), distance("abc", "acb"), distance("kitten", "sitting")], [2, 0, 1, 3]);
});

test("ranking puts the best first, prefers titles, and keeps the order of equals", () => {
  const items = [["x", "piano.test"], ["piano", ""], ["b piano", ""], ["a piano", ""], ["z", ""]];
  assert.deepEqual(rank("piano", items, (item) => item).map((hit) => hit.item[0]), ["piano", "x", "b piano", "a piano"]);
});

test("a first hit is clear when no other is as good", () => {
  assert.deepEqual([[], [5], [9, 5], [5, 5]].map((all) => clear(all.map((score) => ({ score })))), [false, true, true, false]);
});
