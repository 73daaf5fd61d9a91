// WebVTT: cues written so that they are read back as they were.

import assert from "node:assert/strict";
import { test } from "node:test";
import { webVtt } from "../../../extension/core/webvtt.js";

test("cues have their times, and words that could be marks are words", () => {
  assert.equal(webVtt([{ from: 751, to: 755.5, text: "Three voices <b>&\n\n a --> b " }, { from: 3661.0004, to: 3662, text: "End" }]),
    "WEBVTT\n\n00:12:31.000 --> 00:12:35.500\nThree voices &lt;b&gt;&amp;\na → b\n\n01:01:01.000 --> 01:01:02.000\nEnd\n");
});

test("where nothing is said there is no file", () => {
  assert.equal(webVtt([]), "");
  assert.equal(webVtt([{ from: 0, to: 1, text: " \n " }]), "");
});
