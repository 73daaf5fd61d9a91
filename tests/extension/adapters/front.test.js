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
      onActivated: event(), onUpdated: event(),
      query: async (/** @type {{windowId: number}} */ { windowId }) => [{ id: active[windowId], windowId }],
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
