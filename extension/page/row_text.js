// Row text: what tells the row, item or group that an element stands in from others with the same buttons.

import { tidy } from "../core/tidy.js";
import { nameOf } from "./model/names.js";
import { roleOf } from "./model/roles.js";

/** What repeats on pages with the same elements in it. */
const ROWS = "tr, [role=row], li, [role=listitem], [role=option], [role=treeitem], article, [role=article], fieldset, [role=group]";
/** What such a one is called by, where it has one; else its first text. */
const TITLES = "h1, h2, h3, h4, h5, h6, [role=heading], legend, caption, th[scope=row], [role=rowheader]";

/** Letters that are enough to tell. */
const ENOUGH = 60;
/** Elements of one kind that are looked at. */
const MOST = 500;

/**
 * @param {Element} element
 * @param {string} role
 * @param {string} name
 * @returns {boolean} whether there is another of this kind, role and name beside it, in frames and shadow roots as in pages
 */
export const hasLike = (element, role, name) => {
  const root = element.getRootNode();
  if (!("querySelectorAll" in root)) return false;
  const others = [.../** @type {ParentNode} */ (root).querySelectorAll(element.localName)].slice(0, MOST);
  return others.some((one) => one !== element && one.textContent === element.textContent && (roleOf(one) || one.localName) === role
    && nameOf(one, role) === name);
};

/** @param {Element} element @returns {string} "" where it stands in no row, or nothing is said there */
export const rowText = (element) => {
  const row = element.parentElement?.closest(ROWS);
  if (!row) return "";
  const title = [...row.querySelectorAll(TITLES)].find((one) => !one.contains(element) && one.textContent?.trim());
  return tidy(title?.textContent ?? firstText(row, element)).slice(0, ENOUGH);
};

/** The first text in a row that is not of a button. @param {Element} row @param {Element} element */
const firstText = (row, element) => {
  const walk = row.ownerDocument.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const around = node.parentElement;
    if (node.nodeValue?.trim() && around && !element.contains(around) && !around.closest("button, [role=button], script, style, label")) return node.nodeValue;
  }
  return "";
};
