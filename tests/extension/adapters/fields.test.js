// Fields: the frame that has the focus is asked, and remembered for the way back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFields } from "../../../extension/adapters/fields.js";

/** @param {any} value */
const world = (value) => {
  const log = /** @type {any[]} */ ([]);
  /** @type {any} */
  const agent = {
    askFocused: async (/** @type {any} */ request) => {
      log.push(request.rubato);
      return { tab: 5, frame: 3, reply: value.ok === false ? value : { ok: true, value } };
    },
    askTab: async (/** @type {number} */ tab, /** @type {any} */ request, /** @type {number} */ frame) => {
      log.push([tab, request, frame]);
      return { ok: true, value };
    },
    followScript: async (/** @type {number[]} */ ...where) => { log.push(["follow", ...where]); },
  };
  return { log, port: makeFields(agent) };
};

test("what was done says where its way back is, and goes back there", async () => {
  const { port, log } = world({ name: "q", value: "x", token: 7 });
  const reply = await port.type("x");
  assert.deepEqual(reply, { ok: true, value: { name: "q", value: "x", way: { tab: 5, frame: 3, token: 7 } } });
  await port.back({ tab: 5, frame: 3, token: 7 });
  assert.deepEqual(log, ["fieldType", [5, { rubato: "goBack", token: 7 }, 3]]);
});

test("what can't be undone has no way back", async () => {
  assert.deepEqual(await world({ what: "key", name: "" }).port.escape(), { ok: true, value: { what: "key", name: "" } });
});

test("an option is picked in the frame that told of it", async () => {
  const { port, log } = world({ name: "q", value: "Red", token: 9 });
  const picked = await port.pick({ tab: 5, frame: 4, token: 2 }, 1);
  assert.deepEqual(picked, { ok: true, value: { name: "q", value: "Red", way: { tab: 5, frame: 4, token: 9 } } });
  await port.shut({ tab: 5, frame: 4, token: 2 });
  assert.deepEqual(log, [[5, { rubato: "fieldPick", token: 2, index: 1 }, 4], [5, { rubato: "fieldShut", token: 2 }, 4]]);
});

test("Enter on a javascript: link is followed in the page's own world", async () => {
  const { port, log } = world({ name: "x", main: true, origin: "https://a.test" });
  await port.enter(true);
  assert.deepEqual(log, ["fieldEnter", ["follow", 5, 3, undefined, "https://a.test"]]);
});

test("a refusal is given as it is", async () => {
  const refused = { ok: false, why: { key: "why_no_field", args: [] } };
  assert.deepEqual(await world(refused).port.tick(), refused);
});
