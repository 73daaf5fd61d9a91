// Taking: the frame that has the element; the clipboard and downloads, as the browser lets them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeClipboard } from "../../../extension/adapters/clipboard.js";
import { makeDownloads } from "../../../extension/adapters/downloads.js";
import { makeTaking } from "../../../extension/adapters/taking.js";
import { event } from "./fake_chrome.js";

const never = () => /** @type {Promise<void>} */ (new Promise(() => undefined));
const soon = async () => undefined;
const NOWHERE = { ok: false, why: { key: "why_nothing_focused", args: [] } };

/** @param {any} value */
const taking = (value) => {
  const log = /** @type {any[]} */ ([]);
  /** @type {any} */
  const agent = {
    askTab: async (/** @type {any[]} */ ...given) => { log.push(given); return { ok: true, value }; },
    askFocused: async (/** @type {any} */ request) => {
      log.push(request);
      return { tab: 5, frame: 3, reply: value === null ? NOWHERE : { ok: true, value } };
    },
  };
  return { log, port: makeTaking(agent) };
};

test("a chosen element is asked for in its frame, else what has the focus", async () => {
  const { port, log } = taking({ name: "It", token: 7 });
  await port.facts({ tab: 5, frame: 2, id: 9 });
  await port.text(null);
  assert.deepEqual(log, [[5, { rubato: "elementFacts", id: 9 }, 2], { rubato: "elementText" }]);
});

test("the pointer's way back leads to the frame where it was held", async () => {
  const { port, log } = taking({ name: "It", token: 7 });
  const reply = await port.hover({ tab: 5, frame: 2, id: 9 });
  assert.deepEqual(reply, { ok: true, value: { name: "It", way: { tab: 5, frame: 2, token: 7 } } });
  await port.back({ tab: 5, frame: 2, token: 7 });
  assert.deepEqual(log[1], [5, { rubato: "goBack", token: 7 }, 2]);
});

test("the focused element has a place, or none", async () => {
  assert.deepEqual(await taking(4).port.focused(), { ok: true, value: { tab: 5, frame: 3, id: 4 } });
  assert.deepEqual(await taking(null).port.focused(), NOWHERE);
});

/** A page that copies, or does not. @param {boolean} may */
const clipboardPage = (may) => {
  const state = { copied: "", stopped: false };
  const target = new EventTarget();
  const page = /** @type {any} */ (Object.assign(target, {
    execCommand: () => {
      const event = Object.assign(new Event("copy", { cancelable: true }), {
        clipboardData: { setData: (/** @type {string} */ _kind, /** @type {string} */ text) => { state.copied = text; } },
      });
      if (may) state.stopped = !target.dispatchEvent(event);
      return may;
    },
  }));
  return { state, page };
};

test("a text is copied in place of what the panel would copy, once", async () => {
  const { state, page } = clipboardPage(true);
  assert.deepEqual(await makeClipboard(page).write("x"), { ok: true, value: null });
  assert.deepEqual(state, { copied: "x", stopped: true });
  await makeClipboard(page).write("y");
  assert.equal(state.copied, "y");
  page.execCommand();
  assert.deepEqual(state, { copied: "y", stopped: false });
});

test("where the browser does not copy, that is said", async () => {
  const { page } = clipboardPage(false);
  assert.deepEqual(await makeClipboard(page).write("x"), { ok: false, why: { key: "why_no_clipboard", args: [] } });
});

/** @param {Partial<chrome.downloads.DownloadItem>} item @param {boolean} [allowed] */
const downloading = (item, allowed = true) => {
  const log = /** @type {any[]} */ ([]);
  const onChanged = event();
  const api = /** @type {any} */ ({
    permissions: { contains: async () => allowed, request: async () => { throw new Error("no gesture"); } },
    downloads: {
      onChanged, search: async () => [item], download: async () => 3,
      removeFile: async (/** @type {number} */ id) => log.push(["removeFile", id]),
      cancel: async (/** @type {number} */ id) => log.push(["cancel", id]),
      erase: async (/** @type {any} */ { id }) => log.push(["erase", id]),
    },
  });
  return { api, log, onChanged };
};

test("a download settles when the file is there, with its name", async () => {
  const item = /** @type {any} */ ({ state: "in_progress", filename: "/files/score (1).pdf" });
  const { api, onChanged } = downloading(item);
  const pending = makeDownloads(api, never).get("https://a.test/score.pdf");
  while (onChanged.count() === 0) await soon();
  onChanged.fire({ id: 2, state: { current: "complete" } });
  item.state = "complete";
  onChanged.fire({ id: 3, state: { current: "complete" } });
  assert.deepEqual(await pending, { ok: true, value: { id: 3, name: "score (1).pdf", whole: true } });
  assert.equal(onChanged.count(), 0);
});

test("a long one is told of while it comes, and what fails says why", async () => {
  const long = downloading({ state: "in_progress", filename: "C:\\files\\long.zip" });
  assert.deepEqual(await makeDownloads(long.api, soon).get("https://a.test/long.zip"),
    { ok: true, value: { id: 3, name: "long.zip", whole: false } });
  const failed = downloading({ state: "interrupted", error: /** @type {any} */ ("SERVER_FORBIDDEN") });
  assert.deepEqual(await makeDownloads(failed.api, soon).get("https://a.test/x"),
    { ok: false, why: { key: "why_download_failed", args: ["SERVER_FORBIDDEN"] } });
});

test("without the permission, and no gesture to ask in, it says what to allow", async () => {
  const { api } = downloading({}, false);
  assert.deepEqual(await makeDownloads(api, soon).get("https://a.test/x"), { ok: false, why: { key: "why_no_downloads", args: [] } });
});

test("undo deletes a file that is there, and stops one that is coming", async () => {
  const whole = downloading({ state: "complete", exists: true });
  await makeDownloads(whole.api, soon).remove(3);
  assert.deepEqual(whole.log, [["removeFile", 3], ["erase", 3]]);
  const coming = downloading({ state: "in_progress" });
  await makeDownloads(coming.api, soon).remove(3);
  assert.deepEqual(coming.log, [["cancel", 3], ["erase", 3]]);
});
