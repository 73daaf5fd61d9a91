// What the check of a word says, in sentences; and keys as they are typed and named.

import assert from "node:assert/strict";
import { test } from "node:test";

import { keyName, keysOf, keysSaid } from "../../web/key_names.js";
import { sentences } from "../../web/word_form.js";

const lob = { id: 1, language: "tennis", title: "lob", keys: [4, 7], chord: false, says: ["lob"], meanings: [], commands: [] };

/** @param {string} kind @param {string | null} [error] @param {number[]} [played] */
const met = (kind, error = null, played = []) => ({ ...lob, kind, error, played });

test("each finding is a sentence, what is refused by the grammar first, what is free last", () => {
  const told = sentences({
    refused: true,
    met: [met("equal"), met("begins"), met("begun-by"), met("slip", "omitted", [4, 7]), met("elsewhere")],
    problems: [{ message: "“x” is destructive and has a bare word", fix: "frame it" }],
    free: [4, 10],
  });

  assert.deepEqual(told, [
    "“x” is destructive and has a bare word; frame it.",
    "These keys are “lob” (tennis) already: give it the meaning, or play other keys.",
    "These keys begin “lob” (tennis).",
    "“lob” (tennis) begins these keys.",
    "A key left out (4 7) plays “lob” (tennis).",
    "The same keys are “lob” (tennis).",
    "Free, and safe from slips: 4 10.",
  ]);
  assert.deepEqual(sentences({ refused: false, met: [], problems: [], free: null }), []);
});

test("keys are numbers 0 to 24, and have names", () => {
  assert.deepEqual([" 12 7,12 ", "", "25", "1 x", "-1"].map(keysOf), [[12, 7, 12], [], null, null, null]);
  assert.deepEqual([0, 12, 24, 15].map(keyName), ["C3", "C4", "C5", "E♭4"]);
  assert.equal(keysSaid([0, 4], true), "C3 (0) with E3 (4)");
});
