// Liking: pages that are offered, in the order of their owner's taste where lists are set so.

import { titleOf } from "./outcome.js";
/** @import {Rated} from "./asking_port.js" */
/** @import {Ports} from "./ports.js" */

/** Pages that are asked about: nobody goes through more of them. */
const MOST = 1000;
/** Letters of an address that the server takes. */
const LONGEST = 2000;

/** Letters of a title that are read. */
const TITLE = 300;

/** Nothing is told of what is no web page: a bookmark may be a script. @param {string} url */
const isWeb = (url) => /^https?:/.test(url) && url.length <= LONGEST;

/** @param {{title: string, url: string}} page @param {"page" | "bookmark"} [kind] @returns {Rated} */
export const ratedOf = (page, kind = "page") => ({ kind, key: page.url, title: titleOf(page).slice(0, TITLE), text: "", address: page.url });

/**
 * What was not asked about comes behind the rest, and what is liked alike stays as it was.
 * @template {{title: string, url: string}} T
 * @param {T[]} pages @param {Ports} ports
 * @param {{kind?: "page" | "bookmark", lists?: "lists" | "links"}} [as] what they are, and which setting tells of them
 * @returns {Promise<T[]>} the very same list where they are to stay as they are
 */
export const byLiking = async (pages, ports, { kind = "page", lists = "lists" } = {}) => {
  const things = pages.filter(({ url }) => isWeb(url)).slice(0, MOST).map((page) => ratedOf(page, kind));
  const keys = things.length > 1 ? await ports.asking.liked(things, lists) : null;
  if (!keys) return pages;
  const places = new Map(keys.map((key, place) => [key, place]));
  const place = (/** @type {T} */ { url }) => places.get(url) ?? keys.length;
  return [...pages].sort((a, b) => place(a) - place(b));
};
