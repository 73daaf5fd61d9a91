// The roll as a drawing: every note in view, nothing of a text that would be markup.

import assert from "node:assert/strict";
import { test } from "node:test";

import { tintsOf } from "../../../extension/core/roll_colours.js";
import { levelsOf } from "../../../extension/core/roll_runs.js";
import { readScore } from "../../../extension/core/roll_score.js";
import { svgOf } from "../../../extension/core/roll_svg.js";
import { fitted } from "../../../extension/core/roll_view.js";
import { fileOf } from "./roll_files.js";

test("each note in view is a box of its colour; texts stay texts", () => {
  const score = /** @type {import("../../../extension/core/roll_score.js").Score} */ (readScore(fileOf(
    [0, 0x90, 60, 127, 100, 0x80, 60, 0, 100, 0x90, 64, 127, 100, 0x80, 64, 0],
  )));
  const svg = svgOf({
    title: 'A & B </title><script>alert("x")</script>\u0007', view: fitted(score, 400, 200),
    levels: levelsOf(score.notes, tintsOf(score.notes, "track", new Set())),
    takes: [{ number: 2, from: 100, to: 300 }], words: [{ at: 200, end: 200, text: "<la>\ud800", kind: "word" }], zero: 100,
  });
  assert.equal(svg.match(/fill="rgb\(86,180,233\)"/g)?.length, 2);
  assert.ok(svg.includes("<title>A &amp; B &lt;/title&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</title>"));
  assert.ok(svg.includes(">&lt;la&gt;</text>") && svg.includes("0 · take 2") && svg.includes("−0:00.10"));
});
