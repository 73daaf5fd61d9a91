// Arrivals: what the browser calls loaded, as far as the page says that it is another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeArrivals } from "../../../extension/adapters/arrivals.js";
import { still } from "./fake_chrome.js";

const TAB = { id: 5, title: "The tab", url: "https://a.test/" };

/** What is heard of one load. @param {any} reply the page's @param {object} tab */
const heard = async (reply, tab = TAB) => {
  const front = /** @type {any} */ (still(TAB));
  const log = /** @type {string[]} */ ([]);
  let done = /** @type {Promise<void> | null} */ (null);
  front.arrived = (/** @type {(tab: object) => Promise<void>} */ hear) => { done = hear(tab); };
  makeArrivals(front, /** @type {any} */ ({ askTab: async () => reply })).told(({ title, url }) => log.push(`${title} ${url}`));
  await done;
  return log;
};
const no = (/** @type {string} */ key) => ({ ok: false, why: { key, args: [] } });

test("a page that has loaded is told by the tab's title, one that an app made by its own name", async () => {
  assert.deepEqual(await heard({ ok: true, value: { news: true, name: "" } }), ["The tab https://a.test/"]);
  assert.deepEqual(await heard({ ok: true, value: { news: true, name: "Sent" } }), ["Sent https://a.test/"]);
});

test("what makes no other page is not told", async () => {
  assert.deepEqual(await heard({ ok: true, value: { news: false, name: "" } }), []);
});

test("where no agent may be the browser is believed; a page that has left will come again", async () => {
  assert.deepEqual(await heard(no("why_browser_page")), ["The tab https://a.test/"]);
  assert.deepEqual(await heard(no("why_page_left")), []);
  assert.deepEqual(await heard(no("why_browser_page"), {}), []);
});
