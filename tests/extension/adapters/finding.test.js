// Finding through the agents: hits of all frames as one row, and every frame put back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFinding } from "../../../extension/adapters/finding.js";

/** @param {number} id */
const hit = (id) => ({ id, search: 7, snippet: `hit ${id}`, percent: 0, heading: "" });
/** @param {number} frame @param {number} count @param {number} first */
const answer = (frame, count, first) =>
  ({ tab: 5, frame, value: { count, whole: frame !== 9, first, hits: Array.from({ length: count }, (_, id) => hit(id)) } });

/** @param {any[]} answers */
const pageOf = (answers) => {
  const asked = /** @type {[number, any][]} */ ([]);
  const gone = /** @type {Set<number>} */ (new Set());
  /** @type {Record<string, unknown>} */
  const kept = {};
  /** @type {any} */
  const api = { storage: { local: { get: async () => kept, set: async (/** @type {object} */ change) => Object.assign(kept, change) } } };
  /** @type {any} */
  const agent = {
    askAll: async () => ({ ok: true, value: answers, pdfs: 2 }),
    askAllOf: async (/** @type {number} */ tab) => ({ ok: true, value: tab === 5 ? answers : [], pdfs: 1 }),
    askTab: async (/** @type {number} */ tab, /** @type {object} */ request, /** @type {number} */ frame) => {
      asked.push([frame, request]);
      return gone.has(frame) ? { ok: false, why: { key: "why_page_left", args: [] } } : { ok: true, value: { token: asked.length } };
    },
  };
  return { asked, gone, finding: makeFinding(api, agent, async () => undefined) };
};

/** @param {any} reply */
const value = (reply) => { assert.equal(reply.ok, true); return reply.value; };

test("hits of the frames follow those of the page, numbered on", async () => {
  const { finding } = pageOf([answer(0, 2, 1), answer(4, 3, 2)]);
  const found = value(await finding.find("x"));
  assert.deepEqual([found.count, found.whole, found.first, found.pdfs], [5, true, 1, 2]);
  assert.deepEqual(found.hits.map((/** @type {any} */ one) => [one.frame, one.number]), [[0, 1], [0, 2], [4, 3], [4, 4], [4, 5]]);
});

test("where the page has none, the first hit is that of the frame; one cut frame cuts all", async () => {
  const { finding } = pageOf([answer(0, 0, 0), answer(9, 3, 2)]);
  const found = value(await finding.find("x"));
  assert.deepEqual([found.first, found.whole, found.hits[2].number], [2, false, 3]);
});

test("a hit in a frame is shown there, the others show none, and the way back leads through all", async () => {
  const { finding, asked } = pageOf([answer(0, 1, 0), answer(4, 1, 0), answer(6, 1, 0)]);
  const { hits } = value(await finding.find("x"));
  await finding.seek(hits[1]);
  asked.splice(0);
  const spot = value(await finding.seek(hits[2]));
  assert.deepEqual(asked, [[0, { rubato: "leaveHit" }], [4, { rubato: "leaveHit" }], [6, { rubato: "seek", id: 0, search: 7 }]]);
  asked.splice(0);
  await finding.unseek(spot);
  assert.deepEqual(asked.map(([frame, request]) => [frame, request.token]), [[0, 1], [4, 2], [6, 3]]);
});

test("the frame of the hit before may be gone; that of the hit sought may not", async () => {
  const { finding, gone } = pageOf([answer(4, 1, 0), answer(6, 1, 0)]);
  const { hits } = value(await finding.find("x"));
  await finding.seek(hits[0]);
  gone.add(4);
  assert.deepEqual(value(await finding.seek(hits[1])).map((/** @type {any} */ spot) => spot.frame), [0, 6]);
  gone.add(6);
  assert.equal((await finding.seek(hits[1])).ok, false);
});

test("a tab's tally counts its frames, too", async () => {
  const { finding } = pageOf([answer(0, 0, 0), answer(4, 3, 0)]);
  assert.deepEqual(value(await finding.tally(5, "x")), { count: 3, whole: true, snippet: "hit 0", pdfs: 1 });
  assert.equal(value(await finding.tally(6, "x")).count, 0);
});

test("nothing is selected before a hit is shown", async () => {
  const { finding } = pageOf([]);
  assert.deepEqual(await finding.select(), { ok: false, why: { key: "why_no_hit", args: [] } });
});

test("searches are remembered newest first, each once, and only so many", async () => {
  const { finding } = pageOf([]);
  for (const text of ["a", "b", "a"]) await finding.keep(text);
  assert.deepEqual(await finding.past(), ["a", "b"]);
  for (let i = 0; i < 60; i++) await finding.keep(String(i));
  assert.deepEqual([(await finding.past()).length, (await finding.past())[0]], [50, "59"]);
});
