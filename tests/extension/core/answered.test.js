// Markers of answered inquiries: the vectors that the server reads, too.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { answeredBack, answeredMark } from "../../../extension/core/answered.js";

const { written, back } = JSON.parse(readFileSync(new URL("../../vectors/answered.json", import.meta.url), "utf8"));

test("a marker names the inquiry and says its question plainly", () => {
  for (const { id, question, mark } of written) assert.equal(answeredMark(id, question), mark);
});

test("a marker takes an answer back", () => {
  for (const { id, mark } of back) assert.equal(answeredBack(id), mark);
});
