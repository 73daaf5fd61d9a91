// Windows, bookmarks, history, sessions, search, zoom and permissions over a fake chrome.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeBookmarks } from "../../../extension/adapters/bookmarks.js";
import { makeHistory } from "../../../extension/adapters/history.js";
import { followPermissions, injectAgent, registerAgent } from "../../../extension/adapters/permissions.js";
import { makeSearch } from "../../../extension/adapters/search.js";
import { makeSessions } from "../../../extension/adapters/sessions.js";
import { makeWindows } from "../../../extension/adapters/windows.js";
import { makeZoom } from "../../../extension/adapters/zoom.js";
import { event, settle, still } from "./fake_chrome.js";

/** @param {unknown} part @returns {any} */
const as = (part) => part;

test("channels come in the order they were made, each with the title of its active tab", async () => {
  const api = { windows: { getAll: async () => [
    { id: 3, tabs: [{ title: "c", active: true }] },
    { id: 1, tabs: [{ title: "a" }, { title: "b", active: true }] },
  ] } };
  assert.deepEqual(await makeWindows(as(api), still(null)).list(), [
    { id: 1, title: "b", tabs: 2, current: true }, { id: 3, title: "c", tabs: 1, current: false },
  ]);
});

test("bookmarks are the leaves of all folders, newest first", async () => {
  const tree = [{ id: "0", children: [
    { id: "1", children: [{ id: "2", title: "old", url: "u:old", parentId: "1", index: 0, dateAdded: 1 }] },
    { id: "3", title: "new", url: "u:new", parentId: "0", index: 1, dateAdded: 2 },
  ] }];
  const all = await makeBookmarks(as({ bookmarks: { getTree: async () => tree } })).all();
  assert.deepEqual(all, [
    { id: "3", title: "new", url: "u:new", folder: "0", index: 1 },
    { id: "2", title: "old", url: "u:old", folder: "1", index: 0 },
  ]);
});

test("where a visit came from is found by its id among the pages seen before", async () => {
  const visits = /** @type {Record<string, object[]>} */ ({
    "u:page": [{ visitId: "8", visitTime: 50, referringVisitId: "7", transition: "link" }, { visitId: "9", visitTime: 60, referringVisitId: "0", transition: "typed" }],
    "u:from": [{ visitId: "7", visitTime: 40 }],
    "u:other": [{ visitId: "6", visitTime: 45 }],
  });
  const history = {
    getVisits: async (/** @type {{url: string}} */ { url }) => [...visits[url]],
    search: async () => [{ url: "u:other" }, { url: "u:from" }],
  };
  assert.deepEqual(await makeHistory(as({ history })).visits("u:page", 2), [
    { time: 60, how: "typed", from: null }, { time: 50, how: "link", from: "u:from" },
  ]);
});

test("only as many origins are looked for as were asked", async () => {
  let searches = 0;
  const history = {
    getVisits: async () => [1, 2, 3].map((n) => ({ visitId: `${n}`, visitTime: n, referringVisitId: "99", transition: "link" })),
    search: async () => { searches += 1; return []; },
  };
  await makeHistory(as({ history })).visits("u:x", 1);
  assert.equal(searches, 1);
});

test("what was closed is a tab or a window, with its time in ms", async () => {
  const sessions = { getRecentlyClosed: async () => [
    { lastModified: 7, tab: { sessionId: "t", title: "T", url: "u:t" } },
    { lastModified: 6, window: { sessionId: "w", tabs: [{ title: "A", url: "u:a" }, { title: "B", url: "u:b", active: true }] } },
  ] };
  assert.deepEqual(await makeSessions(as({ sessions }), still(null)).closed(), [
    { id: "t", title: "T", url: "u:t", tabs: 0, time: 7000 }, { id: "w", title: "B", url: "u:b", tabs: 2, time: 6000 },
  ]);
});

test("search goes to the user's engine in the tab that is named", async () => {
  /** @type {unknown[]} */
  const asked = [];
  await makeSearch(as({ search: { query: async (/** @type {unknown} */ q) => { asked.push(q); } } })).query("bach", 4);
  assert.deepEqual(asked, [{ text: "bach", tabId: 4 }]);
});

test("zoom answers with what the page has now, or that it can't be changed", async () => {
  const tabs = { setZoom: async () => undefined, getZoom: async () => 1.1 };
  assert.deepEqual(await makeZoom(as({ tabs })).set(1, 1.1), { ok: true, value: 1.1 });
  tabs.setZoom = async () => { throw new Error("Cannot access a chrome:// URL"); };
  assert.deepEqual(await makeZoom(as({ tabs })).set(1, 2), { ok: false, why: { key: "why_no_zoom", args: [] } });
});

/** @param {string[]} origins @param {string[]} there ids that are registered */
const granting = (origins, there = []) => {
  const api = {
    calls: /** @type {unknown[]} */ ([]), origins,
    permissions: { getAll: async () => ({ origins: api.origins }), onAdded: event(), onRemoved: event() },
    tabs: { query: async () => [{ id: 1 }, { id: 2 }] },
    scripting: {
      getRegisteredContentScripts: async () => there.map((id) => ({ id })),
      registerContentScripts: async (/** @type {any[]} */ all) => {
        api.calls.push(["register", all.map(({ world = "" }) => world), all[0].matches]);
        there.push(...all.map(({ id }) => id));
      },
      updateContentScripts: async (/** @type {any[]} */ all) => { api.calls.push(["update", all.length, all[0].matches]); },
      unregisterContentScripts: async () => { api.calls.push(["unregister"]); there.length = 0; },
      executeScript: async (/** @type {any} */ { target }) => {
        api.calls.push(["inject", target.tabId]);
        if (target.tabId === 1) throw new Error("Cannot access contents of the page.");
      },
    },
  };
  return api;
};

test("the agent is registered for what is granted, and only for that", async () => {
  const api = granting([]);
  await registerAgent(as(api));
  assert.deepEqual(api.calls, []);
  api.origins = ["https://a.test/*"];
  await registerAgent(as(api));
  api.origins = ["<all_urls>"];
  await registerAgent(as(api));
  api.origins = [];
  await registerAgent(as(api));
  assert.deepEqual(api.calls, [
    ["register", ["", "MAIN"], ["https://a.test/*"]], ["update", 2, ["<all_urls>"]], ["unregister"],
  ]);
});

test("a profile that knows only the agent gets what it needs in the page's own world", async () => {
  const api = granting(["<all_urls>"], ["rubato-agent"]);
  await registerAgent(as(api));
  assert.deepEqual(api.calls, [["update", 1, ["<all_urls>"]], ["register", ["MAIN"], ["<all_urls>"]]]);
});

test("open pages get the agent too, and one that refuses keeps no other from it", async () => {
  const api = granting(["<all_urls>"]);
  await injectAgent(as(api));
  assert.deepEqual(api.calls, [["inject", 1], ["inject", 2]]);
});

test("what the user grants later is followed", async () => {
  const api = granting(["<all_urls>"]);
  followPermissions(as(api), (error) => { throw error; });
  api.permissions.onAdded.fire({});
  await settle();
  assert.deepEqual(api.calls, [["register", ["", "MAIN"], ["<all_urls>"]], ["inject", 1], ["inject", 2]]);
});
