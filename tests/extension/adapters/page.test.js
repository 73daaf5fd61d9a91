// Page: one hop to the agent, and why there is none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAgent } from "../../../extension/adapters/agent.js";
import { makePage } from "../../../extension/adapters/page.js";
import { still } from "./fake_chrome.js";

const NOBODY = "Could not establish connection. Receiving end does not exist.";

/** @param {string} url @param {Partial<{agent: unknown, allowed: boolean, files: boolean, inject: string, status: string}>} [more] */
const browser = (url, { agent = null, allowed = true, files = true, inject = "", status = "complete" } = {}) => {
  const tab = { id: 5, url, status };
  const api = {
    sent: /** @type {any[]} */ ([]), scripts: /** @type {any[]} */ ([]), agent,
    tabs: {
      get: async () => tab,
      sendMessage: (/** @type {unknown[]} */ ...args) => {
        api.sent.push(args);
        return api.agent ? Promise.resolve(api.agent) : Promise.reject(new Error(NOBODY));
      },
    },
    permissions: { contains: async () => allowed },
    extension: { isAllowedFileSchemeAccess: async () => files },
    scripting: {
      executeScript: async (/** @type {any} */ script) => {
        api.scripts.push(script);
        if (inject) throw new Error(inject);
        api.agent ??= { ok: true, value: { percent: 3 } };
      },
    },
  };
  return { api, front: still(tab) };
};
const never = () => new Promise(() => undefined);
/** @param {any} world @param {any} [after] */
const pageOf = ({ api, front }, after = never) => makePage(makeAgent(api, front, after));
/** @param {any} world */
const why = async (world) => {
  const reply = await pageOf(world).where();
  return reply.ok ? "" : [reply.why.key, ...reply.why.args].join(" ");
};

test("the message goes out before anything is awaited, to the main frame", () => {
  const world = browser("https://a.test/");
  pageOf(world).scroll({ axis: "y", by: "step", times: 1 });
  assert.deepEqual(world.api.sent, [[5, { rubato: "scroll", axis: "y", by: "step", times: 1 }, { frameId: 0 }]]);
});

test("a scroll's place carries its tab, so that undo finds it", async () => {
  const agent = { ok: true, value: { percent: 1, edge: null, moved: true, from: { pane: 0, top: 0, left: 0 } } };
  const world = browser("https://a.test/", { agent });
  const reply = await pageOf(world).scroll({ axis: "y", by: "step", times: 1 });
  assert.equal(reply.ok && reply.value.from.tab, 5);
});

test("a frame of another site that fills the middle is found by its size, and scrolled", async () => {
  const named = { ok: false, why: { key: "why_frame_in_the_way", args: [] }, frame: { width: 300, height: 200 } };
  const world = browser("https://a.test/", { agent: named });
  const inside = { ok: true, value: { percent: 1, edge: null, moved: true, from: { pane: 0, top: 0, left: 0 } } };
  /** @type {{frameId: number, result: number[]}[]} */
  let frames = [{ frameId: 0, result: [300, 200] }, { frameId: 7, result: [300, 200] }, { frameId: 8, result: [30, 20] }];
  Object.assign(world.api.scripting, { executeScript: async () => frames });
  world.api.tabs.sendMessage = async (_tab, _request, /** @type {any} */ { frameId }) => (frameId === 7 ? inside : named);
  const page = pageOf(world);
  const reply = await page.scroll({ axis: "y", by: "step", times: 1 });
  assert.equal(reply.ok && reply.value.from.frame, 7);
  frames = [...frames, { frameId: 9, result: [300, 200] }];
  assert.deepEqual(await page.where(), { ok: false, why: { key: "why_frame_in_the_way", args: [] } });
});

test("a page without an agent gets one, and is asked again", async () => {
  const world = browser("https://a.test/");
  assert.deepEqual(await pageOf(world).where(), { ok: true, value: { percent: 3 } });
  assert.deepEqual(world.api.scripts[0].files, ["page/agent.bundle.js"]);
});

test("pages that the browser keeps to itself are named, and nothing is injected", async () => {
  const pages = [
    ["chrome://version/", "why_browser_page"], ["about:blank", "why_browser_page"],
    ["https://chromewebstore.google.com/detail/x", "why_web_store"], ["https://chrome.google.com/webstore/x", "why_web_store"],
    ["view-source:https://a.test/", "why_source_view"], ["chrome-extension://abc/x.html", "why_extension_page"],
    ["data:text/html,x", "why_no_page_here data"], ["", "why_page_loading"],
  ];
  for (const [url, reason] of pages) {
    const world = browser(url);
    assert.equal(await why(world), reason, url);
    assert.deepEqual(world.api.scripts, []);
  }
});

test("a missing permission, for sites or for files, is said", async () => {
  assert.equal(await why(browser("https://a.test/", { allowed: false })), "why_need_sites");
  assert.equal(await why(browser("file:///a.html", { files: false })), "why_file_page");
});

test("a page that refuses the agent is told by what the browser says", async () => {
  assert.equal(await why(browser("https://a.test/", { inject: "Frame with ID 0 is showing error page" })), "why_error_page");
  assert.equal(await why(browser("https://a.test/", { inject: "No frame with id 7 in tab with id 5." })), "why_page_left");
  assert.equal(await why(browser("https://a.test/", { inject: "odd", status: "loading" })), "why_page_loading");
  assert.equal(await why(browser("https://a.test/", { inject: "odd" })), "why_no_page_here odd");
});

test("a page that hangs is given up", async () => {
  const world = browser("https://a.test/");
  world.api.tabs.sendMessage = never;
  const reply = await pageOf(world, async () => undefined).where();
  assert.deepEqual(reply, { ok: false, why: { key: "why_page_busy", args: [] } });
});

test("a page that went away meanwhile is said, and gets no second message", async () => {
  const world = browser("https://a.test/");
  world.api.tabs.sendMessage = async () => { throw new Error("The message channel closed before a response was received."); };
  assert.equal(await why(world), "why_page_left");
  assert.deepEqual(world.api.scripts, []);
});

test("a javascript: link is clicked in the page's own world", async () => {
  const world = browser("https://a.test/", { agent: { ok: true, value: { name: "x", main: true } } });
  await pageOf(world).click({ button: "left" });
  assert.equal(world.api.scripts[0].world, "MAIN");
});

test("with no tab in front there is nothing to ask", async () => {
  const { api } = browser("https://a.test/");
  const reply = await pageOf({ api, front: still(null) }).where();
  assert.deepEqual(reply, { ok: false, why: { key: "why_tab_gone", args: [] } });
});
