// Labels: one set over all frames, asked for again as long as they are wanted, and no longer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeGrid } from "../../../extension/adapters/grid.js";
import { makeLabels } from "../../../extension/adapters/labels.js";

const VIEW = { width: 1000, height: 800 };
/** @param {number} id @param {object} [more] */
const own = (id, more = {}) =>
  ({ id, role: "button", name: `b${id}`, state: {}, box: { left: 0, top: 20 * id, width: 90, height: 18 }, visible: true, ...more });
/** @param {any[]} elements @param {object} [more] */
const report = (elements, more = {}) => ({ path: [], view: VIEW, elements, holes: [], cursor: null, former: [], ...more });
const HOLE = { index: 0, box: { left: 0, top: 400, width: 500, height: 300 }, before: 2, visible: true };
const LEFT = { ok: false, why: { key: "why_page_left", args: [] } };

/** @param {(request: any, frame: number) => any} answer */
const world = (answer) => {
  const log = /** @type {any[]} */ ([]);
  const waits = /** @type {(() => void)[]} */ ([]);
  let tab = 5;
  const after = () => new Promise((/** @type {(value: void) => void} */ resolve) => { waits.push(() => resolve()); });
  /** @type {any} */
  const agent = {
    askTab: async (/** @type {number} */ id, /** @type {any} */ request, frame = 0) => {
      log.push([id, request.rubato, frame, request.labels?.length ?? request.keys?.join(" ") ?? ""].join(" ").trim());
      return answer(request, frame);
    },
    ask: (/** @type {any} */ request) => agent.askTab(tab, request, 0),
    askAll: async (/** @type {any} */ request) => ({
      ok: true, value: [0, 3].map((frame) => ({ tab, frame, value: answer(request, frame).value })),
    }),
  };
  /** Time goes on until the next look. */
  const renew = async () => {
    for (const wait of waits.splice(0)) wait();
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
  };
  const front = /** @type {any} */ ({ tab: () => ({ id: tab }) });
  return { log, renew, agent, front, after, port: makeLabels(front, agent, after), turnTo: (/** @type {number} */ id) => { tab = id; } };
};

const simple = ({ changed = false } = {}) => (/** @type {any} */ { rubato }) => {
  if (rubato === "labels") return { ok: true, value: { ...report([own(1), own(2)]), labels: [[1, [14]], [2, [9]]] } };
  return { ok: true, value: rubato === "labelKeep" ? { changed } : null };
};

test("a page without frames draws by itself, in one request", async () => {
  const { port, log } = world(simple());
  const reply = await port.show(() => {});
  assert.deepEqual(reply.ok && reply.value.map(({ element, keys }) => [element.at, keys]),
    [[{ tab: 5, frame: 0, id: 1 }, [14]], [{ tab: 5, frame: 0, id: 2 }, [9]]]);
  assert.deepEqual(log, ["5 labels 0"]);
  assert.equal(port.find([9])?.element.name, "b2");
  assert.equal(port.find([9, 9]), undefined);
  assert.equal(port.find(null), undefined);
});

test("frames are labelled together, each draws its own, and what can't be seen in one has none", async () => {
  const { port, log } = world(({ rubato }, frame) => ({
    ok: true,
    value: rubato === "labels" ? { ...report([own(1), own(2)], { holes: [HOLE] }), labels: null }
      : rubato !== "labelTargets" ? { changed: false }
        : frame === 0 ? report([own(1), own(2)], { holes: [HOLE] })
          : report([own(1), own(2, { box: { left: 0, top: 900, width: 9, height: 9 } })], { path: [0], view: { width: 500, height: 300 } }),
  }));
  const reply = await port.show(() => {});
  assert.ok(reply.ok);
  assert.deepEqual(reply.value.map(({ element }) => [element.at.frame, element.id]), [[0, 1], [0, 2], [3, 1]]);
  assert.equal(new Set(reply.value.map(({ keys }) => keys.join())).size, 3);
  assert.deepEqual(log, ["5 labels 0", "5 labelDraw 0 2", "5 labelDraw 3 1"]);
  await port.played([14]);
  assert.deepEqual(log.slice(3), ["5 labelPlayed 0 14", "5 labelPlayed 3 14"]);
});

test("frames keep the labels that they had", async () => {
  const { port } = world(({ rubato }, frame) => ({
    ok: true,
    value: rubato === "labels" ? { ...report([], { holes: [HOLE] }), labels: null }
      : frame === 0 ? report([own(1), own(2)], { holes: [HOLE], former: [[1, [20]]] })
        : report([own(1)], { path: [0], view: { width: 500, height: 300 }, former: [[1, [5]], [9, [6]]] }),
  }));
  const reply = await port.show(() => {});
  assert.deepEqual(reply.ok && reply.value.map(({ keys }) => keys), [[20], [14], [5]]);
});

test("a page out of reach gives its reason, and is asked no more", async () => {
  const { port, log, renew } = world(() => LEFT);
  assert.deepEqual(await port.show(() => {}), LEFT);
  await renew();
  assert.deepEqual(log, ["5 labels 0"]);
});

test("a page that stays as it is, is only asked to go on", async () => {
  const { port, log, renew } = world(simple());
  const told = /** @type {any[]} */ ([]);
  await port.show((all) => told.push(all));
  await renew();
  await renew();
  assert.deepEqual([log.slice(1), told], [["5 labelKeep 0", "5 labelKeep 0"], []]);
});

test("a page that changed is labelled anew, and that is told", async () => {
  const { port, log, renew } = world(simple({ changed: true }));
  const told = /** @type {any[]} */ ([]);
  await port.show((all) => told.push(all.ok && all.value.length));
  await renew();
  assert.deepEqual([log.slice(1), told], [["5 labelKeep 0", "5 labels 0"], [2]]);
});

test("once hidden nothing is asked any more", async () => {
  const { port, log, renew } = world(simple({ changed: true }));
  await port.show(() => {});
  await port.hide();
  await renew();
  await renew();
  assert.deepEqual(log.slice(1), ["5 labelHide 0"]);
});

test("a page that leaves is told with its reason", async () => {
  let gone = false;
  const { port, renew } = world((request) => (gone ? LEFT : simple()(request)));
  const told = /** @type {any[]} */ ([]);
  await port.show((reply) => told.push(reply));
  gone = true;
  await renew();
  assert.deepEqual(told, [LEFT]);
});

test("what is hidden while frames are still asked is not drawn afterwards", async () => {
  const { port, log } = world(({ rubato }) => ({
    ok: true, value: rubato === "labels" ? { ...report([own(1)], { holes: [HOLE] }), labels: null } : report([own(1)], { holes: [HOLE] }),
  }));
  const asked = port.show(() => {});
  await port.hide();
  assert.equal((await asked).ok, false);
  assert.deepEqual(log, ["5 labels 0", "5 labelHide 0"]);
});

test("labels that are kept outlast a word that waited, and go to the tab in front", async () => {
  const { port, log, renew, turnTo } = world(simple());
  assert.equal((await port.keep(true)).ok, true);
  await port.show(() => {});
  await port.hide();
  assert.deepEqual([port.kept(), log.slice(-1)], [true, ["5 labelPlayed 0"]]);
  turnTo(6);
  await renew();
  assert.deepEqual(log.slice(-1), ["6 labels 0"]);
  await port.keep(false);
  assert.deepEqual([port.kept(), log.slice(-1)], [false, ["6 labelHide 0"]]);
});

test("where the page can't be reached none are kept", async () => {
  const { port } = world(() => LEFT);
  assert.deepEqual(await port.keep(true), LEFT);
  assert.equal(port.kept(), false);
});

/** @param {(request: any, frame: number) => any} answer @param {number} [frame] that a click leads to */
const grid = (answer, frame = 0) => {
  const { log, renew, agent, front, after } = world(answer);
  const scripts = /** @type {any[]} */ ([]);
  agent.askThrough = async (/** @type {number} */ tab, /** @type {object} */ request) =>
    ({ tab, frame, reply: await agent.askTab(tab, request, frame) });
  agent.followScript = async (/** @type {any[]} */ ...given) => { scripts.push(given); };
  return { log, renew, scripts, port: makeGrid(front, agent, after) };
};

test("the grid is drawn until a point is clicked", async () => {
  const { port, log, renew } = grid(({ rubato }) => ({ ok: true, value: rubato === "gridClick" ? { name: "map" } : null }));
  await port.show([]);
  await renew();
  await port.show([14]);
  await renew();
  assert.deepEqual(await port.click([14, 1, 9], {}), { ok: true, value: { name: "map" } });
  await renew();
  assert.deepEqual(log, ["5 gridShow 0", "5 gridKeep 0", "5 gridShow 0 14", "5 gridKeep 0", "5 gridClick 0 14 1 9"]);
});

const INNER = { ok: false, why: { key: "why_frame_focused", args: [] } };

test("a point that can't be clicked is refused", async () => {
  assert.deepEqual(await grid(() => INNER).port.click([14, 1, 9], {}), INNER);
});

test("a javascript: link at a point is followed in the page's own world", async () => {
  const { port, scripts } = grid(() => ({ ok: true, value: { name: "x", main: true, script: "javascript:go()", origin: "https://a.test" } }));
  await port.click([14, 1, 9], {});
  assert.deepEqual(scripts, [[5, 0, "javascript:go()", "https://a.test"]]);
});
