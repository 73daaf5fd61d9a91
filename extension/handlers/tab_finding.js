// Finding a tab by words of its title or address, in all channels and among the closed.

import { clear, rank } from "../core/fuzzy.js";
import { ago } from "../core/ago.js";
import { done, message, refuse, siteOf, textOf, titleOf } from "./outcome.js";
import { goTo, tabItem } from "./tabs.js";
import { restore } from "./tab_closing.js";
/** @import {Closed, Handler, Item, Ports} from "./ports.js" */

/** @param {{title: string, url: string}} page */
const words = (page) => [page.title, page.url];

/** @param {Closed} closed @param {Ports} ports @returns {Item} */
const closedItem = (closed, ports) => ({
  title: titleOf(closed),
  detail: ports.words.of(message("say_mark_closed", siteOf(closed.url),
    ago(closed.time, ports.clock.now(), ports.words.locale))),
  act: () => restore(closed, ports),
});

/**
 * A page that is open somewhere is not offered as closed too.
 * @param {Closed[]} closed @param {{url: string}[]} open
 */
const onlyClosed = (closed, open) => {
  const urls = new Set(open.map((tab) => tab.url));
  return closed.filter((one) => one.tabs === 0 && !urls.has(one.url));
};

/** @type {Handler} */
const find = async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const [tabs, closed] = await Promise.all([ports.tabs.all(), ports.sessions.closed()]);
  const open = rank(text, tabs, words);
  if (clear(open)) return goTo(open[0].item.id, ports);
  const gone = rank(text, onlyClosed(closed, tabs), words);
  if (open.length + gone.length === 0) return refuse("why_no_tab_called", text);
  return done(message(open.length ? "say_tabs_found" : "say_closed_found", open.length || gone.length, text), {
    list: [...open.map((hit) => tabItem(hit.item, ports)), ...gone.map((hit) => closedItem(hit.item, ports))],
  });
};

/** Every open tab, and what was closed last. @param {Ports} ports @returns {Promise<Item[]>} */
export const tabOffer = async (ports) => {
  const [tabs, closed] = await Promise.all([ports.tabs.all(), ports.sessions.closed()]);
  return [...tabs.map((tab) => tabItem(tab, ports)),
    ...onlyClosed(closed, tabs).map((one) => closedItem(one, ports))];
};

/** @type {Record<string, Handler>} */
export const tabFinding = { "tab.find": find };
