// Finding media: every audio and video of this document, in shadow roots too, in the order of the page, and those that
// play in no document.

import { rootOf } from "./deep.js";
import { playedMedia } from "./model/listened.js";

/** Elements that may hold a shadow root without being custom ones. */
const HOSTS = /^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

/** How long plain elements are looked through for shadow roots on a page that has very many. */
const BUDGET_MS = 25;

/** So many are enough for any person, and too many for a page to slow us with. */
const MOST = 200;

/** An element without anything to play is none. @param {HTMLMediaElement} media */
const plays = (media) =>
  media.currentSrc !== "" || media.srcObject !== null || media.hasAttribute("src") || media.querySelector("source[src]") !== null;

/** @param {Document | ShadowRoot} tree @returns {ArrayLike<Element>} */
const elementsIn = (tree) =>
  ("getElementsByTagName" in tree ? tree.getElementsByTagName("*") : tree.querySelectorAll("*"));

/**
 * The shadow roots of a tree. Nearly all are of custom elements, which are all asked for one; plain
 * ones as long as there is time.
 * @param {Document | ShadowRoot} tree @param {number} end
 */
const rootsIn = (tree, end) => {
  const all = elementsIn(tree);
  const roots = [];
  // By number, and no array: pages have hundreds of thousands of elements.
  for (let i = 0; i < all.length; i++) {
    const name = all[i].localName;
    if (name.includes("-") || (HOSTS.test(name) && performance.now() < end)) roots.push(rootOf(all[i]));
  }
  return roots.filter((root) => root !== null);
};

/** @param {Document | ShadowRoot} tree @param {number} end @returns {HTMLMediaElement[]} */
const within = (tree, end) => [
  .../** @type {NodeListOf<HTMLMediaElement>} */ (tree.querySelectorAll("audio, video")),
  ...rootsIn(tree, end).flatMap((root) => within(root, end)),
];

/** Pages play what is in no document: told of while it plays, or stands still on its way. @param {HTMLMediaElement} media */
const isUnderWay = (media) => !media.ended && (!media.paused || media.currentTime > 0);

/** Those told of before, which may be paused since. @type {WeakSet<Element>} */
const loose = new WeakSet();

/** @param {Set<Element>} known @returns {HTMLMediaElement[]} those in no tree that was looked through */
const unattached = (known) => playedMedia().map((one) => /** @type {HTMLMediaElement} */ (one))
  .filter((one) => one instanceof HTMLMediaElement && !known.has(one) && (isUnderWay(one) || loose.has(one)));

/** Whether it can still be acted on: in the page, or told of though it is in none. @param {Element} media */
export const isKept = (media) => media.isConnected || loose.has(media);

/** How many there were when they were looked for last. */
let count = 0;

/** One alone is what the page is about. */
export const isOnly = () => count === 1;

/** @returns {HTMLMediaElement[]} those of the document first, then those of its shadow roots */
export const findMedia = () => {
  const drawn = within(document, performance.now() + BUDGET_MS);
  const others = unattached(new Set(drawn));
  for (const one of others) if (!one.isConnected) loose.add(one);
  const found = [...drawn, ...others].filter(plays).slice(0, MOST);
  count = found.length;
  return found;
};
