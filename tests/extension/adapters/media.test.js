// Media: every frame's, each change to its own frame, and the panel's gesture where the browser wants one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMedia } from "../../../extension/adapters/media.js";

/** @param {any} agent */
const media = (agent, stored = /** @type {Record<string, any>} */ ({})) => makeMedia(/** @type {any} */ ({
  storage: { session: { get: async () => ({ ...stored }), set: async (/** @type {object} */ more) => { Object.assign(stored, more); } } },
}), agent);
const no = (/** @type {string} */ key) => ({ ok: false, why: { key, args: ["Sonata"] } });

test("the media of all frames are one list, each with its place", async () => {
  const { list } = media({ askAll: async () => ({ ok: true, value: [
    { tab: 5, frame: 0, value: [{ id: 0, name: "a" }, { id: 1, name: "b" }] }, { tab: 5, frame: 7, value: [{ id: 0, name: "c" }] },
  ] }) });
  assert.deepEqual(await list(), { ok: true, value: [
    { name: "a", at: { tab: 5, frame: 0, id: 0 } }, { name: "b", at: { tab: 5, frame: 0, id: 1 } }, { name: "c", at: { tab: 5, frame: 7, id: 0 } },
  ] });
});

test("a page that lets nobody in is refused with its reason", async () => {
  assert.deepEqual(await media({ askAll: async () => no("why_browser_page") }).list(), no("why_browser_page"));
});

test("a change goes to the frame of its media, and tells where that is", async () => {
  const asked = /** @type {any[]} */ ([]);
  const { change } = media({ askTab: async (/** @type {any[]} */ ...args) => {
    asked.push(args);
    return { ok: true, value: { medium: { id: 3, name: "c" }, back: { what: "pause" } } };
  } });
  const at = { tab: 5, frame: 7, id: 3 };
  assert.deepEqual(await change(at, { what: "play" }), { ok: true, value: { medium: { name: "c", at }, back: { what: "pause" } } });
  assert.deepEqual(asked, [[5, { rubato: "mediaChange", id: 3, change: { what: "play" } }, 7]]);
});

test("what needs a person's gesture is tried with the panel's, and nothing else is tried twice", async () => {
  const tried = /** @type {string[]} */ ([]);
  for (const key of ["why_media_gesture", "why_media_full", "why_media_network"]) {
    const { change } = media({
      askTab: async () => no(key),
      askInGesture: async () => { tried.push(key); return no(`${key}_again`); },
    });
    const again = key === "why_media_network" ? key : `${key}_again`;
    assert.deepEqual(await change({ tab: 5, frame: 0, id: 0 }, { what: "play" }), no(again));
  }
  assert.deepEqual(tried, ["why_media_gesture", "why_media_full"]);
});

test("which tabs were silenced is kept for the session", async () => {
  const stored = {};
  assert.deepEqual(await media({}, stored).silenced(), []);
  await media({}, stored).keepSilenced([5, 6]);
  assert.deepEqual(await media({}, stored).silenced(), [5, 6]);
});
