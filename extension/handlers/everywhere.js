// Everywhere: words, or those of earlier searches together, in all open tabs and in the history.

import { ago } from "../core/ago.js";
import { findIn, soughtOffer, unsearched } from "./finding.js";
import { visit } from "./navigation.js";
import { done, message, refuse, siteOf, textOf, titleOf } from "./outcome.js";
/** @import {Handler, Item, Outcome, Past, Ports, Tab} from "./ports.js" */
/** @import {Tally} from "./finding_port.js" */

/** Searches that are sought together: what somebody is after now, not what they ever were. */
const TOGETHER = 5;

/** A tab or a page of the past, and which of the texts it has. @typedef {{texts: string[], count: number, snippet: string, pdfs: number, tab?: Tab, past?: Past}} Place */

/**
 * One text after another: a page seeks one at a time.
 * @param {string[]} texts @param {Tab} tab @param {Ports} ports
 * @returns {Promise<Place | null>} null where nobody may search
 */
const inTab = async (texts, tab, ports) => {
  const found = /** @type {{text: string, tally: Tally}[]} */ ([]);
  let pdfs = 0;
  for (const text of texts) {
    const reply = await ports.finding.tally(tab.id, text);
    if (!reply.ok) return null;
    pdfs = reply.value.pdfs;
    if (reply.value.count) found.push({ text, tally: reply.value });
  }
  const count = found.reduce((sum, { tally }) => sum + tally.count, 0);
  return { texts: found.map(({ text }) => text), count, snippet: found[0]?.tally.snippet ?? "", pdfs, tab };
};

/** @param {string[]} texts @param {Set<string>} open addresses of the tabs, which are found there @param {Ports} ports @returns {Promise<Place[]>} */
const inHistory = async (texts, open, ports) => {
  const places = /** @type {Map<string, Place>} */ (new Map());
  for (const text of texts) {
    for (const past of await ports.history.search(text)) {
      if (open.has(past.url)) continue;
      const place = places.get(past.url) ?? { texts: [], count: 0, snippet: "", pdfs: 0, past };
      place.texts.push(text);
      places.set(past.url, place);
    }
  }
  return [...places.values()];
};

/** Most of the texts first, what is open before what is past, many hits before few. @param {Place} a @param {Place} b */
const better = (a, b) => b.texts.length - a.texts.length || Number(Boolean(b.tab)) - Number(Boolean(a.tab))
  || b.count - a.count || (b.past?.last ?? 0) - (a.past?.last ?? 0);

/** @param {Place} place @param {Ports} ports */
const factsOf = ({ tab, past, count, snippet }, ports) => {
  if (tab) return ports.words.of(message("say_tab_hits", count, siteOf(tab.url), snippet));
  const { url, visits, last } = /** @type {Past} */ (past);
  return ports.words.of(message("say_past", siteOf(url), visits, ago(last, ports.clock.now(), ports.words.locale)));
};

/** @param {Place} place @param {number} sought @param {Ports} ports @returns {Item} */
const itemOf = (place, sought, ports) => {
  const { tab, past, texts } = place;
  const facts = factsOf(place, ports);
  return {
    title: titleOf(/** @type {Tab | Past} */ (tab ?? past)),
    detail: sought > 1 ? ports.words.of(message("say_has_of", texts.length, sought, texts.join(", "), facts)) : facts,
    act: () => (tab ? findIn(tab, texts[0], ports) : visit(/** @type {Past} */ (past).url, ports)),
  };
};

/**
 * What could not be searched, so that nobody takes silence for nothing.
 * @param {(Place | null)[]} searched by tabs; null where nobody may search
 * @param {boolean} granted the history @param {Ports} ports
 */
const leftOut = (searched, granted, ports) => {
  const closed = searched.filter((place) => place === null).length;
  const pdfs = searched.reduce((sum, place) => sum + (place?.pdfs ?? 0), 0);
  const parts = [closed ? message("say_tabs_unsearched", closed) : null, unsearched(pdfs), granted ? null : message("say_history_unsearched")];
  return parts.filter((part) => part !== null).map((part) => ` ${ports.words.of(part)}`).join("");
};

/** @param {string[]} texts @param {Ports} ports @returns {Promise<Outcome>} */
const seek = async (texts, ports) => {
  const [tabs, granted] = await Promise.all([ports.tabs.all(), ports.history.granted()]);
  const searched = await Promise.all(tabs.map((tab) => inTab(texts, tab, ports)));
  const open = searched.filter((place) => place !== null && place.count > 0).map((place) => /** @type {Place} */ (place));
  const past = granted ? await inHistory(texts, new Set(open.map(({ tab }) => tab?.url ?? "")), ports) : [];
  const rest = leftOut(searched, granted, ports);
  const sought = texts.join(", ");
  if (open.length + past.length === 0) return refuse("why_nowhere", sought, rest);
  const list = [...open, ...past].sort(better).map((place) => itemOf(place, texts.length, ports));
  return done(message("say_everywhere", sought, open.length, past.length, rest), { list });
};

/** @type {Handler} */
const everywhere = async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  await ports.finding.keep(text);
  return seek([text], ports);
};

/** The last searches, all at once; none where there are not several. @param {Ports} ports @returns {Promise<Item[]>} */
export const togetherOffer = async (ports) => {
  const texts = (await ports.finding.past()).slice(0, TOGETHER);
  if (texts.length < 2) return [];
  return [{ title: ports.words.of(message("say_together", texts.length)), detail: texts.join(", "), act: () => seek(texts, ports) }];
};

/** @param {Ports} ports @returns {Promise<Item[]>} */
export const everywhereOffer = async (ports) => [
  ...await togetherOffer(ports),
  ...(await ports.finding.past()).map((text) => ({ title: text, detail: "", act: () => seek([text], ports) })),
];

/** What was sought before: each to seek here, and the last of them together everywhere. @type {Handler} */
const history = async (_call, ports) => {
  const texts = await ports.finding.past();
  if (texts.length === 0) return refuse("why_nothing_sought");
  return done(message("say_sought", texts.length, texts[0]), { list: [...await soughtOffer(ports), ...await togetherOffer(ports)] });
};

/** @type {Record<string, Handler>} */
export const seekingEverywhere = { "find.everywhere": everywhere, "find.history": history };
