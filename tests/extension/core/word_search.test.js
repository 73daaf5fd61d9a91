// Words in what was played: the same in both languages, by the vectors that both read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { WordSearch } from "../../../extension/core/word_search.js";

const { cases } = JSON.parse(readFileSync(new URL("../../vectors/word_search.json", import.meta.url), "utf8"));

for (const { name, words, played, found } of cases) {
  test(name, () => {
    const { words: which, firsts, lasts } = new WordSearch(words).find(played);
    assert.deepEqual([...which].map((word, row) => [word, firsts[row], lasts[row]]), found);
  });
}
