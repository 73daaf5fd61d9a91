// Layout: what is in view in all frames, where it is in the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeLayout } from "../../../extension/adapters/layout.js";

const VIEW = { width: 1100, height: 550 };
const own = (/** @type {string} */ role, /** @type {object} */ more = {}) =>
  ({ id: 1, role, name: "", state: {}, box: { left: 10, top: 10, width: 40, height: 20 }, visible: true, ...more });

/** @param {any} reply */
const port = (reply) => makeLayout(/** @type {any} */ ({ askAll: async () => reply }));

test("texts and the cursor of a frame within are moved with it, as its elements are", async () => {
  const hole = { index: 0, box: { left: 1000, top: 500, width: 100, height: 50 }, before: 0, visible: true };
  const { look } = port({ ok: true, value: [
    { tab: 1, frame: 0, value: { path: [], view: VIEW, elements: [own("heading", { level: 2 })], holes: [hole] } },
    { tab: 1, frame: 4, value: { path: [0], view: { width: 100, height: 50 }, holes: [],
      elements: [own("text", { letters: 30 }), own("here", { since: 7 })] } },
  ] });
  const reply = await look();
  const { view, found } = reply.ok ? reply.value : assert.fail();
  assert.deepEqual(view, VIEW);
  assert.deepEqual(found.map(({ role, letters, since, place }) => [role, letters, since, place.row, place.column]),
    [["text", 30, undefined, 5, 5], ["here", undefined, 7, 5, 5], ["heading", undefined, undefined, -5, -5]]);
});

test("a page out of reach gives its reason", async () => {
  const refused = { ok: false, why: { key: "why_page_left", args: [] } };
  assert.deepEqual(await port(refused).look(), refused);
});
