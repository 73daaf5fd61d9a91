// Comments in words: where a reply stands, what can be done about it, times that were typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { countsLine, headline, possible, secondsOf, stateLine } from "../../web/comment_words.js";
import { momentOf } from "../../web/places.js";

/** @typedef {import("../../web/comment_words.js").Comment} Comment */

/** @param {Partial<Comment>} [more] @returns {Comment} */
const comment = (more = {}) => ({
  id: "c1", thread: "c1", video: "dQw4w9WgXcQ", author: { channel: "UCa", name: "Ada" }, text: "How?", published: 0, updated: 0,
  ours: false, second: null, skipped: "", why: "", reply: null, ...more,
});
/** @param {import("../../web/comment_words.js").State} state @param {string} [text] */
const replied = (state, text = "So.") => comment({ reply: { text, state, reason: "", version: 1, decided_by: "" } });
const video = { title: "The fugue", privacy: "public", recorded: true };

test("a headline says who, where and when", () => {
  assert.equal(headline(comment({ second: 83 }), video), "Ada on The fugue at 1:23");
  assert.equal(headline(comment({ author: { channel: "", name: "" }, video: "" }), undefined), "Somebody on the channel");
});

test("a state says what becomes of it", () => {
  assert.equal(stateLine(comment()), "Not answered yet");
  assert.equal(stateLine(comment({ skipped: "spam", why: "YouTube takes it for spam." })), "Left out: YouTube takes it for spam.");
  assert.equal(stateLine(comment({ ours: true })), "Your own");
  assert.match(stateLine(replied("planned")), /next step$/);
});

test("what can be done follows the state; nothing about what is on its way, sent or our own", () => {
  const can = (/** @type {Comment} */ told) => Object.entries(possible(told)).filter(([, may]) => may).map(([name]) => name).join();
  assert.equal(can(comment()), "edit,draft,approve,reject");
  assert.equal(can(replied("review")), "edit,draft,approve,reject");
  assert.equal(can(replied("planned")), "edit,reject,reopen");
  assert.equal(can(replied("held")), "edit,approve,reject,settle");
  assert.equal(can(replied("rejected", "")), "edit,draft");
  assert.equal(can(replied("rejected")), "edit,draft,reopen");
  for (const told of [replied("sending"), replied("sent"), comment({ ours: true })]) assert.equal(can(told), "");
});

test("counts begin with what waits", () => {
  assert.equal(countsLine({ videos: 2, comments: 9, open: 3, sent: 4 }), "0 wait for you · 3 not answered yet · 4 answered · 9 comments in all");
});

test("times are read as YouTube writes them, or in seconds", () => {
  assert.deepEqual(["3:12", "1:02:03", " 192 ", "0", "", "3:", "a", "-1", "1:2:3:4"].map(secondsOf), ["192", "3723", "192", "0", "", "180", "", "", ""]);
});

test("a comment's moment opens on YouTube, at the comment, and in the recording", () => {
  assert.deepEqual(momentOf({ video: "dQw4w9WgXcQ", id: "Ug.x", second: 83.5 }), {
    youtube: "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ug.x&t=83s", recording: "/web/analyze.html?video=dQw4w9WgXcQ&t=83",
  });
  assert.deepEqual(momentOf({ video: "", id: "x", second: 3 }), { youtube: "", recording: "" });
});
