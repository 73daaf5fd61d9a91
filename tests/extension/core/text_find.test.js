// Finding: what counts as the same, where a hit lies, and that chunks change nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, folded } from "../../../extension/core/fold.js";
import { hitsIn, pieceAt, queryOf, searched, snippet } from "../../../extension/core/text_find.js";

/** The raw text of each hit. @param {string} raw @param {string} query */
const found = (raw, query) => hitsIn(raw, queryOf(query)).map(({ start, end }) => raw.slice(start, end));

/** Numbers that look like chance and are the same in each run (mulberry32). @param {number} seed */
const chance = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

const LETTERS = ["a", "A", "b", "á", "a\u0301", " ", "\n", "\t ", "ß", "ſ", "ﬁ", "İ", "𝒜", "が", "か\u3099", "\u00ad", "Σ", "’", "x"];
/** @param {() => number} next @param {number} most */
const text = (next, most) => Array.from({ length: Math.floor(next() * most) }, () => LETTERS[Math.floor(next() * LETTERS.length)]).join("");

test("case, accents, ligatures and the form of letters do not matter", () => {
  assert.deepEqual(found("Café CAFE\u0301 cafe", "café"), ["Café", "CAFE\u0301", "cafe"]);
  assert.deepEqual(found("Straße STRASSE", "strasse"), ["Straße", "STRASSE"]);
  assert.deepEqual(found("ﬁle office", "FI"), ["ﬁ", "fi"]);
  assert.deepEqual(found("ΟΔΟΣ οδος", "ὁδός"), ["ΟΔΟΣ", "οδος"]);
  assert.deepEqual(found("İstanbul Iğdır", "i"), ["İ", "I", "ı"]);
  assert.deepEqual(found("æther Łódź", "aether"), ["æther"]);
});

test("letters that only look alike stay apart", () => {
  assert.deepEqual(found("か が", "か"), ["か"]);
  assert.deepEqual(found("coop", "co op"), []);
});

test("white space is one space, and soft hyphens are none", () => {
  assert.deepEqual(found("the  good\n\tnews", " the good news "), ["the  good\n\tnews"]);
  assert.deepEqual(found("hy\u00adphen\u200bation", "hyphenation"), ["hy\u00adphen\u200bation"]);
  assert.deepEqual(found("it’s “so” – yes", "it's \"so\" - yes"), ["it’s “so” – yes"]);
});

test("hits do not overlap, and an accent after a hit belongs to it", () => {
  assert.deepEqual(hitsIn("aaaa", "aa"), [{ start: 0, end: 2 }, { start: 2, end: 4 }]);
  assert.deepEqual(hitsIn("e\u0301e\u0301", "e"), [{ start: 0, end: 2 }, { start: 2, end: 4 }]);
});

test("nothing but space or accents is nothing to seek", () => {
  assert.deepEqual(["", "  ", "\u0301", "\u200b"].map(queryOf), ["", "", "", ""]);
});

test("for random texts, folding letter by letter gives what folding the whole gives", () => {
  const next = chance(1);
  for (let run = 0; run < 2000; run++) {
    const raw = text(next, 30);
    const { text: letters, from, to } = folded(raw);
    // White space at the ends of a letter may differ in one place: a run broken by what is dropped.
    assert.equal(fold(letters), fold(fold(raw)), JSON.stringify(raw));
    assert.deepEqual([from.length, to.length], [letters.length, letters.length]);
    assert.ok(from.every((at, i) => at < to[i] && (i === 0 || at >= from[i - 1])), JSON.stringify(raw));
  }
});

test("for random texts, every hit folds to what was sought, and chunks of any size find the same", () => {
  const next = chance(2);
  for (let run = 0; run < 3000; run++) {
    const raw = text(next, 60);
    const at = Math.floor(next() * raw.length);
    const query = queryOf(raw.slice(at, at + 1 + Math.floor(next() * 6)));
    if (query === "") continue;
    const whole = hitsIn(raw, query);
    for (const { start, end } of whole) {
      const hit = folded(raw.slice(start, end)).text;
      assert.ok(hit.includes(query), JSON.stringify([raw, query, hit]));
    }
    const size = 1 + Math.floor(next() * 12);
    assert.deepEqual([...searched(raw, query, size)].flat(), whole, JSON.stringify([raw, query, size]));
  }
});

test("a hit across chunks is found though white space without end lies in it", () => {
  const raw = `x${"a"}${" ".repeat(5000)}b`;
  assert.deepEqual([...searched(raw, "a b", 10)].flat(), [{ start: 1, end: raw.length }]);
});

test("a snippet is one line, cut at words, with the hit as it stands in the text", () => {
  const raw = `${"before ".repeat(20)}the\n  Hit, ${"after ".repeat(30)}`;
  const at = raw.indexOf("Hit");
  const line = snippet(raw, { start: at, end: at + 3 });
  assert.match(line, /^…before (before )+the Hit, (after )+after…$/);
  assert.ok(line.length < 125);
  assert.equal(snippet("all of it", { start: 0, end: 9 }), "all of it");
});

test("a piece is found by the offset it holds", () => {
  assert.deepEqual([0, 4, 5, 9, 10, 99].map((at) => pieceAt([0, 5, 10], at)), [0, 0, 1, 1, 2, 2]);
});
