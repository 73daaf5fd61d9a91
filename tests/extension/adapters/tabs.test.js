// Tabs: when a promise settles.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeTabs } from "../../../extension/adapters/tabs.js";
import { event, settle, still } from "./fake_chrome.js";

/** A tab with `back` pages before it. @param {number} back */
const browser = (back = 0) => {
  const api = {
    calls: /** @type {string[]} */ ([]), pendingUrl: /** @type {string | undefined} */ (undefined), back,
    tabs: {
      onUpdated: event(), onRemoved: event(),
      get: async () => ({ id: 5, pendingUrl: api.pendingUrl }),
      goBack: async () => { if (api.back-- <= 0) throw new Error("Cannot find a next page in history."); },
      update: async () => { api.calls.push("update"); return { id: 5 }; },
      reload: async () => { api.calls.push("reload"); },
    },
  };
  return api;
};
/** @param {any} api */
const tabsOf = (api) => makeTabs(api, still(null));
/** @param {Promise<unknown>} promise */
const isOpen = async (promise) => {
  let open = true;
  promise.then(() => { open = false; });
  await settle();
  return open;
};

test("with its window closed there is no current tab, and the reason is the browser's own", async () => {
  const api = { tabs: { query: async () => [] } };
  await assert.rejects(tabsOf(api).current(), /^Error: No window with id: 1\.$/);
});

test("navigate settles when the new address is committed, and leaves no listener", async () => {
  const api = browser();
  const promise = tabsOf(api).navigate(5, "https://a.test/");
  assert.equal(await isOpen(promise), true);
  api.tabs.onUpdated.fire(6, { url: "https://other.test/" });
  api.tabs.onUpdated.fire(5, { status: "loading" });
  assert.equal(await isOpen(promise), true);
  api.tabs.onUpdated.fire(5, { url: "https://a.test/" });
  await promise;
  assert.equal(api.tabs.onUpdated.count() + api.tabs.onRemoved.count(), 0);
});

test("a commit on the way to another page does not count", async () => {
  const api = browser(2);
  api.pendingUrl = "https://further.test/";
  const promise = tabsOf(api).travel(5, -2);
  await settle();
  api.tabs.onUpdated.fire(5, { url: "https://between.test/" });
  assert.equal(await isOpen(promise), true);
  api.pendingUrl = undefined;
  api.tabs.onUpdated.fire(5, { url: "https://further.test/" });
  assert.equal(await promise, -2);
});

test("travel tells how far it could go, and does not wait where it could not", async () => {
  assert.equal(await tabsOf(browser(0)).travel(5, -1), 0);
  const api = browser(1);
  const promise = tabsOf(api).travel(5, -3);
  await settle();
  api.tabs.onUpdated.fire(5, { status: "complete" });
  assert.equal(await promise, -1);
});

test("reload settles when the page is complete", async () => {
  const api = browser();
  const promise = tabsOf(api).reload(5);
  await settle();
  api.tabs.onUpdated.fire(5, { status: "loading", url: "https://a.test/" });
  assert.equal(await isOpen(promise), true);
  api.tabs.onUpdated.fire(5, { status: "complete" });
  await promise;
});

test("a wait ends with its tab", async () => {
  const api = browser();
  const promise = tabsOf(api).reload(5);
  await settle();
  api.tabs.onRemoved.fire(5);
  await promise;
});

test("what the browser refuses is passed on, and leaves no listener", async () => {
  const api = browser();
  api.tabs.update = async () => { throw new Error("No tab with id: 5."); };
  await assert.rejects(tabsOf(api).navigate(5, "x:y"), /No tab/);
  assert.equal(api.tabs.onUpdated.count(), 0);
});
