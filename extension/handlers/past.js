// The past: pages that were visited, how often, when and from where.

import { ago } from "../core/ago.js";
import { done, message, refuse, siteOf, textOf, titleOf } from "./outcome.js";
import { byLiking } from "./liking.js";
import { visit } from "./navigation.js";
/** @import {Handler, Item, Past, Ports, Visit} from "./ports.js" */

/** Visits whose origin is looked for: each costs a search. */
const TRACED = 10;

/** @param {Handler} handler @returns {Handler} */
const allowed = (handler) => async (call, ports) =>
  (await ports.history.granted()) ? handler(call, ports) : refuse("why_no_history");

/** @param {number} time @param {Ports} ports */
const when = (time, ports) => ago(time, ports.clock.now(), ports.words.locale);

/** Visits, last time, and from where. @param {Past} page @param {Visit | undefined} visitOf @param {Ports} ports */
const detail = (page, visitOf, ports) => {
  const from = visitOf?.from ? siteOf(visitOf.from) : "";
  const facts = message(from ? "say_past_from" : "say_past", siteOf(page.url), page.visits, when(page.last, ports), from);
  return ports.words.of(facts);
};

/** @param {Past} page @param {Visit | undefined} visitOf @param {Ports} ports @returns {Item} */
const item = (page, visitOf, ports) => ({
  title: titleOf(page),
  detail: detail(page, visitOf, ports),
  act: () => visit(page.url, ports),
});

/** @type {Handler} */
const find = allowed(async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const pages = await byLiking(await ports.history.search(text), ports);
  if (pages.length === 0) return refuse("why_no_past_called", text);
  const visits = await Promise.all(pages.map((page) => ports.history.visits(page.url, 1)));
  return done(message("say_past_found", pages.length, text), {
    list: pages.map((page, i) => item(page, visits[i][0], ports)),
  });
});

/** @param {Visit} one @param {string} url @param {Ports} ports @returns {Item} */
const visitItem = (one, url, ports) => ({
  title: when(one.time, ports),
  detail: one.from
    ? ports.words.of(message("say_visit_from", siteOf(one.from)))
    : ports.words.of(message(one.how === "typed" ? "say_visit_typed" : "say_visit_other", one.how)),
  act: () => visit(one.from ?? url, ports),
});

/** @type {Handler} */
const visits = allowed(async (_call, ports) => {
  const tab = await ports.tabs.current();
  const all = await ports.history.visits(tab.url, TRACED);
  if (all.length === 0) return refuse("why_never_visited", titleOf(tab));
  return done(message("say_visits", titleOf(tab), all.length, when(all[0].time, ports)), {
    list: all.map((one) => visitItem(one, tab.url, ports)),
  });
});

/** @type {Handler} */
const mostVisited = allowed(async (_call, ports) => {
  const pages = await ports.history.mostVisited();
  if (pages.length === 0) return refuse("why_no_past");
  return done(message("say_most_visited", pages.length), {
    list: pages.map((page) => item(page, undefined, ports)),
  });
});

/** @param {Ports} ports @returns {Promise<Item[]>} */
export const pastOffer = async (ports) =>
  (await ports.history.granted())
    ? (await byLiking(await ports.history.mostVisited(), ports)).map((page) => item(page, undefined, ports)) : [];

/** @type {Record<string, Handler>} */
export const past = {
  "history.find": find,
  "history.visits": visits,
  "history.most-visited": mostVisited,
};
