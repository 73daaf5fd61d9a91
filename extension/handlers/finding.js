// Finding text: in the page, again, among what was sought before, and in every open tab.

import { and, done, message, must, refuse, siteOf, textOf, titleOf } from "./outcome.js";
import { goTo } from "./tabs.js";
/** @import {Handler, Item, Outcome, Ports, Tab} from "./ports.js" */
/** @import {Found, FoundHit, HitSpot} from "./finding_port.js" */

/** @param {HitSpot} spot @param {Ports} ports */
const back = (spot, ports) => async () => void must(await ports.finding.unseek(spot));

/** @param {FoundHit} hit @param {number} count @param {Ports} ports @returns {Promise<Outcome>} */
const show = async (hit, count, ports) => {
  const reply = await ports.finding.seek(hit);
  if (!reply.ok) return reply;
  return done(message("say_hit", hit.number, count, hit.snippet), { undo: back(reply.value, ports) });
};

/** Goes to the hit and selects it. @param {FoundHit} hit @param {number} count @param {() => Item[]} list @param {Ports} ports @returns {Promise<Outcome>} */
const take = async (hit, count, list, ports) => {
  const shown = await show(hit, count, ports);
  if (!shown.ok) return shown;
  const reply = await ports.finding.select();
  if (!reply.ok) return reply;
  const items = list();
  const chosen = items.findIndex((item) => item.title === hit.snippet && item.detail === detailOf(hit, ports));
  return done(message("say_selected", reply.value.text), { undo: shown.undo, list: items, chosen });
};

/** @param {FoundHit} hit @param {Ports} ports */
const detailOf = ({ percent, heading, field }, ports) =>
  ports.words.of(field ? message("say_hit_in", percent, field) : heading ? message("say_hit_under", percent, heading) : message("say_hit_at", percent));

/** @param {Found} found @param {Ports} ports @returns {Item[]} */
const itemsOf = ({ hits, count }, ports) => {
  /** @type {Item[]} */
  const items = hits.map((hit) => ({
    title: hit.snippet,
    detail: detailOf(hit, ports),
    show: () => show(hit, count, ports),
    act: () => take(hit, count, () => items, ports),
  }));
  return items;
};

/** What is said of the hits: how many, and the first ahead. @param {Found} found @param {string} text */
const saidOf = ({ count, whole, hits, first }, text) => {
  const hit = hits[first];
  if (count === 1 && whole) return message("say_found_one", text, hit.percent, hit.snippet);
  return message(whole ? "say_found" : "say_found_cut", count, text, hit.number, hit.percent, hit.snippet);
};

/** Silence would mean that there is nothing in them. @param {number} pdfs */
export const unsearched = (pdfs) => (pdfs ? message("say_pdfs_unsearched", pdfs) : null);

/** @param {string} text @param {Ports} ports @returns {Promise<Outcome>} */
const seek = async (text, ports) => {
  const reply = await ports.finding.find(text);
  if (!reply.ok) return reply;
  await ports.finding.keep(text);
  const { count, whole, hits, first, pdfs } = reply.value;
  if (count === 0) return { ok: false, why: and(message(whole ? "why_not_found" : "why_not_found_cut", text), unsearched(pdfs), ports) };
  const shown = await ports.finding.seek(hits[first]);
  if (!shown.ok) return shown;
  return done(and(saidOf(reply.value, text), unsearched(pdfs), ports), { list: itemsOf(reply.value, ports), chosen: first, undo: back(shown.value, ports) });
};

/** @type {Handler} */
const find = async (call, ports) => {
  const text = textOf(call.value);
  return text ? seek(text, ports) : refuse("why_no_text");
};

/** @type {Handler} */
const again = async (_call, ports) => {
  const [last] = await ports.finding.past();
  return last ? seek(last, ports) : refuse("why_nothing_sought");
};

/** @type {Handler} */
const select = async (call, ports) => {
  const reply = await ports.finding.select();
  if (!reply.ok) return reply;
  return done(message("say_selected", reply.value.text), { list: call.list ?? undefined, chosen: call.chosen ?? undefined });
};

/** What was sought before; choosing one seeks it here. @param {Ports} ports @returns {Promise<Item[]>} */
export const soughtOffer = async (ports) => (await ports.finding.past()).map((text) => ({
  title: text, detail: "", act: () => seek(text, ports),
}));

/** The same for every tab. @param {Ports} ports @returns {Promise<Item[]>} */
export const soughtEverywhereOffer = async (ports) => (await ports.finding.past()).map((text) => ({
  title: text, detail: "", act: () => inTabs(text, ports),
}));

/** Goes to the tab and finds there; undo comes back. @param {Tab} tab @param {string} text @param {Ports} ports @returns {Promise<Outcome>} */
export const findIn = async (tab, text, ports) => {
  const gone = await goTo(tab.id, ports);
  if (!gone.ok) return gone;
  const found = await seek(text, ports);
  if (!found.ok) return found;
  return { ...found, undo: async () => { await found.undo?.(); await gone.undo?.(); } };
};

/** @param {string} text @param {Ports} ports @returns {Promise<Outcome>} */
const inTabs = async (text, ports) => {
  const tabs = await ports.tabs.all();
  const replies = await Promise.all(tabs.map((tab) => ports.finding.tally(tab.id, text)));
  await ports.finding.keep(text);
  const closed = replies.filter((reply) => !reply.ok).length;
  const list = tabs.flatMap((tab, i) => {
    const reply = replies[i];
    if (!reply.ok || reply.value.count === 0) return [];
    const detail = message("say_tab_hits", reply.value.count, siteOf(tab.url), reply.value.snippet);
    return [{ title: titleOf(tab), detail: ports.words.of(detail), act: () => findIn(tab, text, ports) }];
  });
  const pdfs = replies.reduce((sum, reply) => sum + (reply.ok ? reply.value.pdfs : 0), 0);
  const counts = [tabs.length - closed, tabs.length];
  if (list.length === 0) {
    return { ok: false, why: and(message(closed ? "why_in_no_tab_of" : "why_in_no_tab", text, ...counts), unsearched(pdfs), ports) };
  }
  return done(and(message(closed ? "say_in_tabs_of" : "say_in_tabs", list.length, text, ...counts), unsearched(pdfs), ports), { list });
};

/** @type {Handler} */
const everywhere = async (call, ports) => {
  const text = textOf(call.value);
  return text ? inTabs(text, ports) : refuse("why_no_text");
};

/** @type {Record<string, Handler>} */
export const finding = {
  "find.text": find,
  "find.again": again,
  "find.select": select,
  "find.tabs": everywhere,
};
