// Reading through the agents: which frame is read, its library, and painting and clearing there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeReading } from "../../../extension/adapters/reading.js";
import { still } from "./fake_chrome.js";

const LEFT = { ok: false, why: { key: "why_page_left", args: [] } };
const never = () => new Promise(() => undefined);

/** @param {string} title @param {number} letters @param {object} [more] */
const text = (title, letters, more = {}) => ({
  sentences: letters ? [{ text: title, lang: "", paragraph: 0 }] : [], from: "here", title, whole: true, letters, inner: null, ...more,
});
/** A frame that is named by its size, for short the frame's own number. @param {number} frame */
const inner = (frame, meant = false) => ({ inner: { frame: { width: frame, height: 0 }, meant } });

/** @param {Record<number, any>} frames what each can read; undefined hangs @param {any} [after] */
const page = (frames, after = never) => {
  const log = /** @type {string[]} */ ([]);
  const lacking = new Set();
  const agent = /** @type {any} */ ({
    askTab: async (/** @type {number} */ _tab, /** @type {any} */ { rubato, lent, at }, frame = 0) => {
      log.push([rubato, frame, ...(lent ? ["lent"] : []), ...(at === undefined ? [] : [at])].join(" "));
      if (rubato !== "readable") return { ok: true, value: null };
      if (lacking.has(frame) && !lent) return { ok: true, value: { lacks: "readability" } };
      return frames[frame] === undefined ? never() : frames[frame].why ? frames[frame] : { ok: true, value: frames[frame] };
    },
    askAllOf: async () => ({ ok: true, value: [], pdfs: 1 }),
    frameNamed: async (/** @type {number} */ _tab, /** @type {any} */ { frame }) => (frame.width in frames ? frame.width : null),
  });
  const api = /** @type {any} */ ({ scripting: { executeScript: async (/** @type {any} */ { target, files }) => {
    log.push(`lend ${target.frameIds} ${files}`);
  } } });
  const front = /** @type {any} */ (still({ id: 5, title: "The tab", url: "https://a.test/" }));
  const reading = makeReading(api, front, agent, async () => undefined, after);
  const title = async () => {
    const reply = await reading.open("here");
    return reply.ok ? reply.value.title : reply.why.key;
  };
  return { log, lacking, reading, title };
};

test("the page's own text is read, and what it can't hold is counted", async () => {
  const { reading } = page({ 0: text("", 900) });
  const { sentences } = text("", 900);
  assert.deepEqual(await reading.open("here"),
    { ok: true, value: { sentences, from: "here", title: "The tab", whole: true, tab: 5, pdfs: 1 } });
});

test("a frame that is meant is read where it has any text, another only where it has more", async () => {
  assert.equal(await page({ 0: text("page", 900, inner(7, true)), 7: text("frame", 30) }).title(), "frame");
  assert.equal(await page({ 0: text("page", 900, inner(7, true)), 7: text("frame", 0) }).title(), "page");
  assert.equal(await page({ 0: text("page", 90, inner(7)), 7: text("frame", 91) }).title(), "frame");
  assert.equal(await page({ 0: text("page", 90, inner(7)), 7: text("frame", 90) }).title(), "page");
});

test("a frame in the frame is read as well", async () => {
  assert.equal(await page({ 0: text("page", 9, inner(7)), 7: text("frame", 0, inner(8)), 8: text("inmost", 99) }).title(), "inmost");
});

test("a selection gives way to none but a selection where the focus is", async () => {
  const selected = (/** @type {number} */ frame, /** @type {boolean} */ meant) => text("page", 9, { from: "selection", ...inner(frame, meant) });
  assert.equal(await page({ 0: selected(7, true), 7: text("frame", 900) }).title(), "page");
  assert.equal(await page({ 0: selected(7, true), 7: text("frame", 9, { from: "selection" }) }).title(), "frame");
  assert.equal(await page({ 0: selected(7, false), 7: text("frame", 900, { from: "selection" }) }).title(), "page");
});

test("a frame that hangs, refuses or is not found holds nothing up", async () => {
  const own = text("page", 9, inner(7, true));
  assert.equal(await page({ 0: own, 7: undefined }, async () => undefined).title(), "page");
  assert.equal(await page({ 0: own, 7: LEFT }).title(), "page");
  assert.equal(await page({ 0: own }).title(), "page");
  assert.equal(await page({ 0: LEFT }).title(), "why_page_left");
});

test("the library goes where it is lacking", async () => {
  const { log, lacking, title } = page({ 0: text("page", 9, inner(7)), 7: text("frame", 99) });
  lacking.add(7);
  assert.equal(await title(), "frame");
  assert.deepEqual(log, ["readable 0", "readable 7", "lend 7 vendor/readability/Readability.js", "readable 7 lent"]);
});

test("sentences are painted in their frame, and those of another frame are cleared before", async () => {
  const frames = { 0: text("page", 9, inner(7)), 7: text("frame", 99) };
  const { log, reading, title } = page(frames);
  await title();
  await reading.mark(5, 2);
  frames[7] = text("frame", 0);
  log.length = 0;
  await title();
  await reading.mark(5, 0);
  await reading.unmark(5);
  assert.deepEqual(log, ["readable 0", "readable 7", "readUnmark 7", "readMark 0 0", "readUnmark 0"]);
});
