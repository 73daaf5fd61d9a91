// The main text: what of the page is the article, and what stands about it.

import { chainOf } from "./deep.js";
import { holdsMore } from "./model/search.js";
/** @import {Wanted} from "./blocks.js" */

/** What pages say themselves. */
const MAIN = "main, [role='main'], article";
const ASIDE = "nav, header, footer, aside, form, [aria-hidden='true'], [role='navigation'], [role='banner'], [role='contentinfo'], [role='complementary']";

/** Letters below which an article is none: the whole page is better then. */
export const SHORTEST = 500;

/** Elements beyond which Readability would hold up the page for too long (some 0.1 ms each). */
const MOST = 20_000;

/**
 * The class of vendor/readability/Readability.js, which the panel puts into our world when it is needed.
 * @returns {(new (page: Document, options: object) => {parse: () => {content: Element, length: number} | null}) | undefined}
 */
const readability = () => /** @type {any} */ (globalThis).Readability;

/** Whether the main text can't be told yet for lack of the library. */
export const lacksLibrary = () => !readability() && !holdsMore(document, MOST);

/** @param {Node} root @returns {Generator<Text>} */
function* textsIn(root) {
  const walker = (root.ownerDocument ?? /** @type {Document} */ (root)).createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield /** @type {Text} */ (walker.currentNode);
}

/** Texts of copies, and the texts of the page that they stand for. @typedef {Map<Text, Text>} Originals */

/**
 * @template {Node} T
 * @param {T} node of the page, or of a copy
 * @param {Originals} originals to which the texts of the new copy are added
 * @returns {T} a copy
 */
const twin = (node, originals) => {
  const copy = /** @type {T} */ (node.cloneNode(true));
  const own = textsIn(node);
  for (const text of textsIn(copy)) {
    const from = /** @type {Text} */ (own.next().value);
    originals.set(text, originals.get(from) ?? from);
  }
  return copy;
};

/**
 * Where a first look finds little, Readability begins anew from the source of the body that it kept, and all
 * texts would be new. So it gets a copy of the body back, whose texts are known.
 * @param {HTMLElement} body of a copy @param {Originals} originals
 */
const keepTexts = (body, originals) => {
  let kept = body;
  Object.defineProperty(body, "innerHTML", {
    get: () => { kept = twin(body, originals); return ""; },
    set: () => body.replaceChildren(...twin(kept, originals).childNodes),
  });
};

/**
 * Readability takes a page apart, so it gets a copy. It moves the copy's texts about but keeps them; so
 * those that are left tell which texts of the page are meant.
 * @returns {Set<Text> | null}
 */
const article = () => {
  const Library = readability();
  if (!Library || holdsMore(document, MOST)) return null;
  /** @type {Originals} */
  const originals = new Map();
  const copy = twin(document, originals);
  keepTexts(copy.body, originals);
  const found = new Library(copy, { serializer: (/** @type {Element} */ element) => element }).parse();
  if (!found?.content || found.length < SHORTEST) return null;
  return new Set([...textsIn(found.content)].map((text) => originals.get(text)).filter((text) => text !== undefined));
};

/** @param {Element} element */
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

/** The longest element that says it is the main one, else the whole page. */
const claimed = () =>
  [...document.querySelectorAll(MAIN)].filter(isSeen)
    .sort((a, b) => (b.textContent ?? "").length - (a.textContent ?? "").length)[0] ?? document.body;

/** @returns {{root: Element} & Wanted} by what the page says of itself */
export const claimedText = () => {
  const root = claimed();
  return { root, enters: (element) => element === root || !element.matches(ASIDE) };
};

/** @returns {{root: Element} & Wanted} */
export const mainText = () => {
  const texts = article();
  if (!texts) return claimedText();
  return { root: document.body, takes: (node) => (texts.has(node) ? { from: 0, to: node.length } : null) };
};

/**
 * The language of a text, by the nearest that says one.
 * @param {Text} text
 */
export const langOf = (text) => {
  const parent = text.parentElement;
  return (parent ? chainOf(parent) : []).map((one) => one.getAttribute("lang")).find((lang) => lang)?.trim() ?? "";
};
