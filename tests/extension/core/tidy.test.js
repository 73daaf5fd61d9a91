// Tidy: a page's words, fit to be shown and spoken.

import assert from "node:assert/strict";
import { test } from "node:test";
import { tidy } from "../../../extension/core/tidy.js";

test("blanks and lines become one blank", () => {
  assert.equal(tidy("  a \n\t b\u00a0\u2003c  "), "a b c");
});

test("control characters, direction marks and icon letters go", () => {
  assert.equal(tidy("a\u0007b\u202ec\u2066d\ue001e\u{f0000}f\u0000"), "a b c d e f");
  assert.equal(tidy("\u200b\ufeff\u0000"), "");
});

test("joiners stay within words and emoji, and go elsewhere", () => {
  assert.equal(tidy("👩\u200d🎹 می\u200cخواهم"), "👩\u200d🎹 می\u200cخواهم");
  assert.equal(tidy("\u200d a \u200c"), "a");
});

test("markup is text", () => {
  assert.equal(tidy("<b onclick=x>"), "<b onclick=x>");
});

test("what is too long is cut between letters, and says so", () => {
  assert.equal(tidy("abcdef", 4), "abc…");
  assert.equal(tidy("🎹🎹🎹🎹🎹", 4), "🎹🎹🎹…");
  assert.equal(tidy("x".repeat(1e7)).length, 120);
});
