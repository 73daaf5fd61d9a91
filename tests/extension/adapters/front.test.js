// Front: the tab in front, followed by events.

import assert from "node:assert/strict";
import { test } from "node:test";
import { watchFront } from "../../../extension/adapters/front.js";
import { event, settle } from "./fake_chrome.js";

/** Two windows; `active` says the tab in front of each. */
const browser = () => {
  const active = /** @type {Record<number, number>} */ ({ 1: 11, 2: 21 });
  const api = {
    active, open: [1, 2], last: 1,
    windows: {
      WINDOW_ID_NONE: -1, onFocusChanged: event(), onRemoved: event(),
      getAll: async () => api.open.map((id) => ({ id })),
      getLastFocused: async () => ({ id: api.last }),
    },
    tabs: {
      onActivated: event(), onUpdated: event(), onCreated: event(), onRemoved: event(), onMoved: event(),
      onAttached: event(), onDetached: event(), onReplaced: event(),
      query: async (/** @type {{windowId: number, active?: boolean}} */ { windowId, active: only }) =>
        only ? [{ id: active[windowId], windowId }] : api.tabs.all.filter((tab) => tab.windowId === windowId),
      all: [{ id: 11, windowId: 1, active: true, title: "a" }, { id: 12, windowId: 1, active: false, title: "b" },
        { id: 21, windowId: 2, active: true, title: "c" }],
    },
  };
  return api;
};
/** @param {any} api */
const watch = (api) => watchFront(api);

test("the window that had the focus last is in front from the beginning", async () => {
  const front = await watch(browser());
  assert.deepEqual([front.windowId(), front.tab()?.id], [1, 11]);
});

test("it follows the focus, but not out of the browser", async () => {
  const api = browser();
  const front = await watch(api);
  api.windows.onFocusChanged.fire(2);
  await settle();
  api.windows.onFocusChanged.fire(-1);
  await settle();
  assert.deepEqual([front.windowId(), front.tab()?.id], [2, 21]);
});

test("it follows the active tab of its own window only", async () => {
  const api = browser();
  const front = await watch(api);
  api.active[1] = 12;
  api.active[2] = 22;
  api.tabs.onActivated.fire({ tabId: 22, windowId: 2 });
  api.tabs.onActivated.fire({ tabId: 12, windowId: 1 });
  await settle();
  assert.equal(front.tab()?.id, 12);
});

test("what changes of the tab is seen, and of others not", async () => {
  const api = browser();
  const front = await watch(api);
  api.tabs.onUpdated.fire(11, {}, { id: 11, url: "new" });
  api.tabs.onUpdated.fire(21, {}, { id: 21, url: "other" });
  assert.equal(front.tab()?.url, "new");
});

test("when its window closes, the one that is last now is in front", async () => {
  const api = browser();
  const front = await watch(api);
  Object.assign(api, { open: [2], last: 2 });
  api.windows.onRemoved.fire(1);
  await settle();
  assert.equal(front.tab()?.id, 21);
});

test("a browser without a normal window has nothing in front", async () => {
  const api = browser();
  api.open = [];
  assert.equal((await watch(api)).tab(), null);
});

/** @param {any} front */
const kept = (front) => front.tabs()?.map((/** @type {any} */ tab) => `${tab.id}${tab.active ? "*" : ""}${tab.title}`).join(" ");

test("the tabs of the window are kept, with the active one and what changes of each", async () => {
  const api = browser();
  const front = await watch(api);
  await settle();
  assert.equal(kept(front), "11*a 12b");
  api.tabs.onActivated.fire({ tabId: 12, windowId: 1 });
  api.tabs.onUpdated.fire(12, {}, { id: 12, windowId: 1, active: true, title: "new" });
  assert.equal(kept(front), "11a 12*new");
});

test("while tabs come, go or move there is no list, and then the new one", async () => {
  const api = browser();
  const front = await watch(api);
  await settle();
  api.tabs.all.splice(0, 1);
  api.tabs.onRemoved.fire(11, {});
  assert.equal(front.tabs(), null);
  await settle();
  assert.equal(kept(front), "12b");
});

test("another window in front has its own tabs", async () => {
  const api = browser();
  const front = await watch(api);
  api.windows.onFocusChanged.fire(2);
  await settle();
  assert.equal(kept(front), "21*c");
});

test("a tab just activated is the active one before the browser says so", async () => {
  const api = browser();
  const front = await watch(api);
  await settle();
  front.take(/** @type {any} */ ({ id: 12, windowId: 1 }));
  assert.equal(kept(front), "11a 12*b");
});

test("another tab or window in front is told", async () => {
  const api = browser();
  const front = await watch(api);
  /** @type {(number | undefined)[]} */
  const seen = [];
  front.moved(() => seen.push(front.tab()?.id));
  api.windows.onFocusChanged.fire(2);
  await settle();
  front.take(/** @type {any} */ ({ id: 12, windowId: 1 }));

  assert.deepEqual(seen, [21, 12]);
});

test("a load that ends in the tab in front is told, one behind it is not", async () => {
  const api = browser();
  const front = await watch(api);
  const heard = /** @type {(string | undefined)[]} */ ([]);
  front.arrived(({ title }) => heard.push(title));
  api.tabs.onUpdated.fire(11, { status: "loading" }, { id: 11, windowId: 1, title: "on its way" });
  api.tabs.onUpdated.fire(12, { status: "complete" }, { id: 12, windowId: 1, title: "behind" });
  api.tabs.onUpdated.fire(11, { title: "named" }, { id: 11, windowId: 1, title: "named" });
  assert.deepEqual(heard, []);
  api.tabs.onUpdated.fire(11, { status: "complete" }, { id: 11, windowId: 1, title: "there" });
  assert.deepEqual(heard, ["there"]);
});
