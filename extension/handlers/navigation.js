// Navigation: back, forward, reload, addresses and searches.

import { address } from "../core/address.js";
import { done, message, refuse, Refused, siteOf, textOf, titleOf } from "./outcome.js";
/** @import {Handler, Outcome, Ports, Tab} from "./ports.js" */

/** How long a page may take before the wait is given up (the page goes on loading). */
const LONGEST_MS = 20_000;

/**
 * @template T
 * @param {Promise<T>} effect @param {Ports} ports
 * @returns {Promise<{late: false, value: T} | {late: true}>}
 */
const inTime = (effect, ports) =>
  Promise.race([
    effect.then((value) => /** @type {const} */ ({ late: false, value })),
    ports.clock.after(LONGEST_MS).then(() => /** @type {const} */ ({ late: true })),
  ]);

/**
 * Back to where a tab was. The browser's history leaves out pages that went on by themselves, so
 * the address is looked at.
 * @param {Tab} was @param {number} steps @param {Ports} ports
 */
const returnTo = async (was, steps, ports) => {
  await ports.tabs.travel(was.id, steps);
  const now = await ports.tabs.get(was.id);
  if (!now) throw new Refused(message("why_tab_gone"));
  if (now.url !== was.url) await ports.tabs.navigate(was.id, was.url);
};

/**
 * @param {number} steps in the history, negative is back
 * @param {Ports} ports
 * @returns {Promise<Outcome>}
 */
const travel = async (steps, ports) => {
  const tab = await ports.tabs.current();
  const gone = await inTime(ports.tabs.travel(tab.id, steps), ports);
  if (gone.late) return refuse("why_too_long", LONGEST_MS / 1000);
  if (gone.value === 0) return refuse(steps < 0 ? "why_no_back" : "why_no_forward");
  const there = (await ports.tabs.get(tab.id)) ?? tab;
  const short = gone.value !== steps;
  return done(message(short ? "say_travelled_short" : "say_page", titleOf(there), Math.abs(gone.value)), {
    undo: () => returnTo(tab, -gone.value, ports),
  });
};

/** @param {1 | -1} way @returns {Handler} */
const travelBy = (way) => async (call, ports) => {
  const count = Number(call.value);
  if (!Number.isInteger(count) || count < 1 || count > 99) return refuse("why_not_count", String(call.value));
  return travel(way * count, ports);
};

/** @type {Handler} */
const reload = async (_call, ports) => {
  const tab = await ports.tabs.current();
  const loaded = await inTime(ports.tabs.reload(tab.id), ports);
  if (loaded.late) return refuse("why_too_long", LONGEST_MS / 1000);
  return done(message("say_reloaded", titleOf((await ports.tabs.get(tab.id)) ?? tab)), { final: true });
};

/**
 * Goes to an address in the current tab; undo goes back.
 * @param {string} url @param {Ports} ports @returns {Promise<Outcome>}
 */
export const visit = async (url, ports) => {
  const tab = await ports.tabs.current();
  const there = await inTime(ports.tabs.navigate(tab.id, url), ports);
  if (there.late) return refuse("why_too_long", LONGEST_MS / 1000);
  const page = await ports.page.where();
  if (!page.ok && page.why.key === "why_error_page") return refuse("why_not_loaded", siteOf(url));
  return done(message("say_opened", siteOf(url)), {
    undo: () => returnTo(tab, -1, ports),
  });
};

/** @type {Handler} */
const open = async (call, ports) => {
  const text = textOf(call.value);
  const url = address(text);
  return url ? visit(url, ports) : refuse("why_not_an_address", text);
};

/** @type {Handler} */
const search = async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const tab = await ports.tabs.current();
  const there = await inTime(ports.tabs.committed(tab.id, () => ports.search.query(text, tab.id)), ports);
  if (there.late) return refuse("why_too_long", LONGEST_MS / 1000);
  return done(message("say_searched", text), {
    undo: () => returnTo(tab, -1, ports),
  });
};

/** @type {Record<string, Handler>} */
export const navigation = {
  "history.back": (_call, ports) => travel(-1, ports),
  "history.forward": (_call, ports) => travel(1, ports),
  "history.back-by": travelBy(-1),
  "history.forward-by": travelBy(1),
  "page.reload": reload,
  "address.open": open,
  "search.web": search,
};
