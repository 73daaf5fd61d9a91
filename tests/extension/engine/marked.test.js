// Marked inquiries: told when a recording begins, answered one after another, forgotten with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { MarkedInquiries } from "../../../extension/engine/marked.js";

const ONE = { id: "0123456789abcdef", question: "Who was Bach?" };
const TWO = { id: "fedcba9876543210", question: "Why?" };

/** @param {any[]} marked what the server answers @param {any} [before] */
function world(marked, before = { id: "", marked: [] }) {
  const seen = { told: /** @type {string[]} */ ([]), marks: /** @type {string[]} */ ([]), changes: 0, at: 0, keeps: true, fetched: 0 };
  const inquiries = new MarkedInquiries({
    fetch: async () => { seen.fetched += 1; return { ok: true, value: marked }; },
    at: () => seen.at, keeps: () => seen.keeps, mark: (name) => { seen.marks.push(`${seen.at} ${name}`); },
    tell: ({ key, args }) => { seen.told.push([key, ...args].join(" | ")); }, changed: () => { seen.changes += 1; },
  }, before);
  return { seen, inquiries };
}
const settled = () => new Promise((resolve) => { setImmediate(resolve); });
const recording = { condition: /** @type {const} */ ("recording"), id: "s" };
/** @param {MarkedInquiries} inquiries */
const value = (inquiries) => { const reply = inquiries.answered(); assert.ok(reply.ok); return reply.value; };
/** @param {MarkedInquiries} inquiries */
const why = (inquiries) => { const reply = inquiries.answered(); assert.ok(!reply.ok); return reply.why.key; };

test("they are read out when a recording begins, and once for it", async () => {
  const { seen, inquiries } = world([ONE, TWO]);
  for (let turn = 0; turn < 3; turn += 1) { inquiries.follow(recording); await settled(); }
  inquiries.follow({ condition: "paused", id: "s" });
  assert.deepEqual([seen.told, seen.fetched], [["say_marked_two | Who was Bach? | Why?"], 1]);
  inquiries.follow({ condition: "off", id: "" });
  assert.deepEqual(inquiries.all, []);
});

test("one after another is answered at the recording's second, and taken back", async () => {
  const { seen, inquiries } = world([ONE, TWO]);
  inquiries.follow(recording);
  await settled();
  seen.at = 4250;
  const first = value(inquiries);
  assert.deepEqual([first.question, first.at, first.next], [ONE.question, 4250, TWO.question]);
  seen.at = 6000;
  first.back();
  inquiries.choose(TWO.id);
  assert.equal(value(inquiries).next, ONE.question);
  assert.equal(value(inquiries).next, "");
  assert.equal(why(inquiries), "why_all_answered");
  assert.deepEqual(seen.marks, [
    `4250 answered ${ONE.id}: who was bach?`, `6000 not answered ${ONE.id}`,
    `6000 answered ${TWO.id}: why?`, `6000 answered ${ONE.id}: who was bach?`,
  ]);
  assert.deepEqual(inquiries.all.map(({ at }) => at), [6000, 6000]);
});

test("nothing is answered where nothing is marked, or nothing is kept", async () => {
  const { seen, inquiries } = world([ONE]);
  assert.equal(why(inquiries), "why_nothing_marked");
  inquiries.follow(recording);
  await settled();
  seen.keeps = false;
  assert.equal(why(inquiries), "why_answered_secretly");
  assert.deepEqual(seen.marks, []);
});

test("what was marked while it is recorded is for it, once it is read", async () => {
  const marked = /** @type {any[]} */ ([]);
  const { inquiries } = world(marked);
  inquiries.follow(recording);
  await settled();
  marked.push(TWO);
  assert.deepEqual(await inquiries.read(), { ok: true, value: [{ ...TWO, at: null }] });
  assert.equal(value(inquiries).question, TWO.question);
});

test("a recording that another panel had keeps what was answered", async () => {
  const { seen, inquiries } = world([ONE, TWO], { id: "s", marked: [{ ...ONE, at: 5 }, { ...TWO, at: null }] });
  inquiries.follow(recording);
  await settled();
  assert.deepEqual([seen.fetched, value(inquiries).question], [0, TWO.question]);
});

test("an answer that comes after the recording is for nothing", async () => {
  const { seen, inquiries } = world([ONE]);
  inquiries.follow(recording);
  inquiries.follow({ condition: "off", id: "" });
  await settled();
  assert.deepEqual([seen.told, inquiries.all], [[], []]);
});
