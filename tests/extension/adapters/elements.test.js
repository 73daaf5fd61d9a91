// Elements: one list of all frames, and acting in the frame that has the element.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeElements } from "../../../extension/adapters/elements.js";

const OWN = { id: 4, role: "link", name: "in", state: {}, box: { left: 1, top: 1, width: 9, height: 9 }, visible: true };
const REPORT = { path: [], view: { width: 100, height: 100 }, elements: [OWN], holes: [] };
const REFUSED = { ok: false, why: { key: "why_page_left", args: [] } };

/** @param {(request: any, frame: number) => any} answer */
const world = (answer) => {
  const log = /** @type {any[]} */ ([]);
  const scripts = /** @type {any[]} */ ([]);
  /** @type {any} */
  const agent = {
    askTab: async (/** @type {number} */ tab, /** @type {any} */ request, frame = 0) => {
      log.push([tab, request.rubato, frame]);
      return answer(request, frame);
    },
    askAll: async (/** @type {any} */ request) => answer(request, 0),
    followScript: async (/** @type {number[]} */ ...where) => { scripts.push(where); },
  };
  return { log, scripts, port: makeElements(agent) };
};

test("a list says where each element is found again", async () => {
  const { port } = world(() => ({ ok: true, value: [{ tab: 5, frame: 0, value: REPORT }] }));
  const reply = await port.list("link");
  assert.deepEqual(reply.ok && reply.value.map(({ name, at }) => [name, at]), [["in", { tab: 5, frame: 0, id: 4 }]]);
});

test("what the frames leave out is added up", async () => {
  const { port } = world(() => ({ ok: true, value: [
    { tab: 5, frame: 0, value: { ...REPORT, left: 54_000 } }, { tab: 5, frame: 3, value: { ...REPORT, path: [0], left: 7 } }] }));
  const reply = await port.list("link");
  assert.equal(reply.ok && reply.left, 54_007);
});

test("a page out of reach gives its reason", async () => {
  assert.deepEqual(await world(() => REFUSED).port.list("link"), REFUSED);
});

test("going to what is in a frame remembers the page around it, too, and leaving puts both back", async () => {
  const { port, log } = world(({ rubato }, frame) => ({ ok: true, value: rubato === "elementLeave" ? null : { token: frame, now: OWN } }));
  const reply = await port.show({ tab: 5, frame: 3, id: 4 });
  assert.ok(reply.ok);
  assert.deepEqual(reply.value.spot, [{ tab: 5, frame: 3, token: 3 }, { tab: 5, frame: 0, token: 0 }]);
  await port.leave(reply.value.spot);
  assert.deepEqual(log, [[5, "elementStand", 0], [5, "elementShow", 3], [5, "elementLeave", 3], [5, "elementLeave", 0]]);
});

test("a frame that went away meanwhile ends it with a reason", async () => {
  const { port } = world(({ rubato }) => (rubato === "elementStand" ? { ok: true, value: { token: 0 } } : REFUSED));
  assert.deepEqual(await port.show({ tab: 5, frame: 3, id: 4 }), REFUSED);
  assert.deepEqual(await port.leave([{ tab: 5, frame: 3, token: 0 }]), REFUSED);
});

test("a javascript: link is clicked in the page's own world, in its frame", async () => {
  const { port, scripts } = world(() => ({ ok: true, value: { name: "x", main: true, origin: "https://a.test" } }));
  await port.click({ tab: 5, frame: 3, id: 4 }, { button: "left" });
  assert.deepEqual(scripts, [[5, 3, undefined, "https://a.test"]]);
});
