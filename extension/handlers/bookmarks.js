// Bookmarks: add the page, open by words, remove.

import { clear, rank } from "../core/fuzzy.js";
import { done, message, must, refuse, siteOf, textOf, titleOf } from "./outcome.js";
import { byLiking, ratedOf } from "./liking.js";
import { visit } from "./navigation.js";
import { ratingOf } from "./rating.js";
/** @import {Bookmark, Handler, Item, Outcome, Ports} from "./ports.js" */

/** @param {Handler} handler @returns {Handler} */
const allowed = (handler) => async (call, ports) =>
  (await ports.bookmarks.granted()) ? handler(call, ports) : refuse("why_no_bookmarks");

/** @param {Bookmark} mark @param {Ports} ports @returns {Promise<Outcome>} */
const remove = async (mark, ports) => {
  await ports.bookmarks.remove(mark.id);
  return done(message("say_bookmark_removed", titleOf(mark)), {
    undo: async () => void (await ports.bookmarks.add(mark)),
  });
};

/** @param {Bookmark} mark @param {number} rating @param {Ports} ports @returns {Promise<Outcome>} */
const rate = async (mark, rating, ports) => {
  const thing = ratedOf(mark, "bookmark");
  const before = await ports.asking.rateThing(thing, rating);
  if (!before.ok) return before;
  return done(message("say_bookmark_rated", titleOf(mark), rating), {
    undo: async () => void must(await ports.asking.rateThing(thing, before.value)),
  });
};

/** @param {Bookmark} mark @param {Ports} ports @returns {Item} */
const item = (mark, ports) => ({
  title: titleOf(mark),
  detail: siteOf(mark.url),
  act: () => visit(mark.url, ports),
  remove: () => remove(mark, ports),
  rate: (rating) => rate(mark, rating, ports),
});

/** @type {Handler} */
const add = allowed(async (_call, ports) => {
  const tab = await ports.tabs.current();
  const there = (await ports.bookmarks.all()).find((mark) => mark.url === tab.url);
  if (there) return refuse("why_bookmark_there", titleOf(there));
  const mark = await ports.bookmarks.add({ title: tab.title, url: tab.url });
  return done(message("say_bookmark_added", titleOf(mark)), {
    undo: () => ports.bookmarks.remove(mark.id),
  });
});

/** @type {Handler} */
const open = allowed(async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const hits = rank(text, await ports.bookmarks.all(), (mark) => [mark.title, mark.url]);
  if (hits.length === 0) return refuse("why_no_bookmark_called", text);
  if (clear(hits)) return visit(hits[0].item.url, ports);
  const marks = await byLiking(hits.map((hit) => hit.item), ports, { kind: "bookmark" });
  return done(message("say_bookmarks_found", hits.length, text), {
    list: marks.map((mark) => item(mark, ports)),
  });
});

/** What is chosen in the list if it is a bookmark, else the page's own. @type {Handler} */
const takeAway = allowed(async (call, ports) => {
  const chosen = call.list?.[call.chosen ?? -1];
  if (chosen?.remove) return chosen.remove();
  const tab = await ports.tabs.current();
  const mark = (await ports.bookmarks.all()).find((one) => one.url === tab.url);
  return mark ? remove(mark, ports) : refuse("why_not_bookmarked");
});

/** What is chosen in the list if it is a bookmark, which stays on offer; else the page's own. @type {Handler} */
const value = allowed(async (call, ports) => {
  const rating = ratingOf(call.value);
  if (rating === null) return refuse("why_no_rating", String(call.value));
  const { list, chosen } = call;
  const one = list?.[chosen ?? -1];
  if (one?.rate && list) {
    const rated = await one.rate(rating);
    return rated.ok ? { ...rated, list, ...(chosen != null && { chosen }) } : rated;
  }
  const tab = await ports.tabs.current();
  const mark = (await ports.bookmarks.all()).find(({ url }) => url === tab.url);
  return mark ? rate(mark, rating, ports) : refuse("why_not_bookmarked");
});

/** @param {Ports} ports @returns {Promise<Item[]>} */
export const bookmarkOffer = async (ports) =>
  (await ports.bookmarks.granted())
    ? (await byLiking(await ports.bookmarks.all(), ports, { kind: "bookmark" })).map((mark) => item(mark, ports)) : [];

/** @type {Record<string, Handler>} */
export const bookmarks = {
  "bookmark.add": add,
  "bookmark.open": open,
  "bookmark.rate": value,
  "bookmark.remove": takeAway,
};
