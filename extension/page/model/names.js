// Names: what an element is called, as the accname specification says, kept until something changes it.

import { tidy } from "../../core/tidy.js";
import { computeAccessibleName } from "../../vendor/dom-accessibility-api/accessible-name.mjs";
import { rootOf } from "../deep.js";

/** As much of an element's text as is looked at: pages may hold megabytes in a link. */
const MOST_TEXT = 400;
/** Elements in one, past which only text is gathered. */
const MOST_ELEMENTS = 200;

/** Roles that are named by what is in them. */
const FROM_CONTENT = new Set([
  "link", "button", "heading", "menuitem", "menuitemcheckbox", "menuitemradio", "tab", "option", "treeitem", "gridcell",
  "clickable",
]);
/** Their name is a value or a label, which only the specification's whole way finds. */
const LABELLED = new Set(["input", "select", "textarea", "img", "area", "svg", "video", "audio", "fieldset"]);
/** Tags whose text is simply read; any other, or one with such an attribute, goes the whole way. */
const SIMPLE = new Set("a abbr b bdi bdo br cite code data del dfn div em font i ins kbd li mark nobr p q s samp small span strong sub sup time u var wbr".split(" "));
const TELLING = ["aria-label", "aria-labelledby", "aria-hidden", "aria-owns", "role", "hidden", "title"];

/** @type {WeakMap<Element, string>} */
let known = new WeakMap();
/** Names that came from elsewhere in the page: any change may change them. @type {Set<WeakRef<Element>>} */
let borrowed = new Set();

/** @param {Element} element @returns {string | null} its own text by the short way, null where that won't do */
const simple = (element) => {
  const parts = /** @type {string[]} */ ([]);
  let length = 0;
  /** @param {Element} parent @returns {boolean} false where the short way won't do */
  const read = (parent) => {
    for (let node = parent.firstChild; node && length < MOST_TEXT; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = /** @type {Text} */ (node);
        const data = text.length > MOST_TEXT ? text.substringData(0, MOST_TEXT) : text.data;
        length += parts.push(data) && data.length;
      } else if (node.nodeType === Node.ELEMENT_NODE && !inner(/** @type {Element} */ (node))) {
        return false;
      }
    }
    return true;
  };
  /** @param {Element} child */
  const inner = (child) => {
    if (!SIMPLE.has(child.localName) || TELLING.some((name) => child.hasAttribute(name))) return false;
    const { display, visibility } = getComputedStyle(child);
    if (display === "none" || visibility === "hidden") return true;
    const apart = display === "inline" ? "" : " ";
    parts.push(apart);
    if (!read(child)) return false;
    parts.push(apart);
    return true;
  };
  return read(element) ? parts.join("") : null;
};

/** All text in it, past markup and shadow roots, as far as a name goes. @param {Node} root */
const gathered = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let text = "";
  while (text.length < MOST_TEXT && walker.nextNode()) {
    text += ` ${/** @type {Text} */ (walker.currentNode).substringData(0, MOST_TEXT)}`;
  }
  return text;
};

/** @param {Element} element */
const isVast = (element) => element.getElementsByTagName("*").length > MOST_ELEMENTS || gathered(element).length >= MOST_TEXT;

/** @param {Element} element @param {string} role */
const whole = (element, role) => {
  // An area is drawn by its image only, so by its own style it is hidden.
  if (element.localName === "area") return element.getAttribute("alt") ?? element.getAttribute("title") ?? "";
  const asked = element.hasAttribute("aria-labelledby");
  if (asked || /** @type {HTMLInputElement} */ (element).labels?.length) borrowed.add(new WeakRef(element));
  const name = FROM_CONTENT.has(role) && !asked && isVast(element) ? gathered(element) : computeAccessibleName(element);
  if (name.trim()) return name;
  const shadow = FROM_CONTENT.has(role) ? rootOf(element) : null;
  if (shadow) return gathered(shadow);
  return element.getAttribute("placeholder") ?? (role === "clickable" ? gathered(element) : "");
};

/** @param {Element} element @param {string} role */
const compute = (element, role) => {
  if (!element.hasAttribute("aria-labelledby")) {
    const label = element.getAttribute("aria-label")?.trim();
    if (label) return label;
    if (FROM_CONTENT.has(role) && !LABELLED.has(element.localName)) {
      const text = simple(element);
      if (text?.trim()) return text;
    }
  }
  return whole(element, role);
};

/** @param {Element} element @param {string} role @returns {string} tidy, and short enough to be heard; "" where it has none */
export const nameOf = (element, role) => {
  const there = known.get(element);
  if (there !== undefined) return there;
  const name = tidy(compute(element, role));
  known.set(element, name);
  return name;
};

/** Something in or at this node changed: what is named by it is named anew. @param {Node} node */
export const forget = (node) => {
  for (let one = /** @type {Node | null} */ (node); one; one = one.parentNode) {
    known.delete(/** @type {Element} */ (one));
    if (one.nodeType === Node.DOCUMENT_FRAGMENT_NODE && "host" in one) known.delete(/** @type {ShadowRoot} */ (one).host);
  }
};

/** Something changed: names that came from elsewhere may be others. */
export const forgetBorrowed = () => {
  for (const one of borrowed) {
    const element = one.deref();
    if (element) known.delete(element);
  }
  borrowed = new Set();
};

/** So much changed that nothing is sure. */
export const forgetAll = () => {
  known = new WeakMap();
  borrowed = new Set();
};
