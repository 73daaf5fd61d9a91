// The page as HTML for the library: what is seen of it, out of shadow roots and frames too, without scripts and without
// what was typed.

import { innerOf, rootOf } from "./deep.js";
import { finished } from "./slices.js";
/** @import {Reply} from "../handlers/ports.js" */

/** What holds no words of the page, or a person's own. */
const SKIPPED = new Set(["script", "style", "noscript", "template", "object", "embed", "canvas", "svg", "math", "link",
  "input", "textarea", "select", "datalist", "dialog"]);

/** What tells a reader of the page what is what; of the head, what it is called, by whom and when. */
const KEPT = ["class", "id", "role", "lang", "href", "alt", "datetime", "itemprop", "colspan", "rowspan", "style", "aria-hidden", "name", "property", "content"];
const HEAD = "title, meta[name], meta[property]";

/** Letters; more is no page. */
const LONGEST = 20_000_000;

/** Elements that have no end. */
const VOID = new Set(["br", "hr", "img", "meta", "wbr", "area", "col", "source", "track"]);

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** @param {Element} element */
const attributesOf = (element) => KEPT.filter((name) => element.hasAttribute(name))
  .map((name) => ` ${name}="${escaped(name === "href" ? /** @type {HTMLAnchorElement} */ (element).href : element.getAttribute(name) ?? "")}"`).join("");

/** @param {Element} element @returns {Iterable<Node>} what is drawn within it */
const within = (element) => {
  const inner = innerOf(element)?.body ?? rootOf(element);
  if (inner) return inner.childNodes;
  const slotted = element instanceof HTMLSlotElement ? element.assignedNodes() : [];
  return slotted.length ? slotted : element.childNodes;
};

/** A dialog that is open is what the page is about. @param {Element} element */
const isSkipped = (element) => SKIPPED.has(element.localName) && !element.matches("dialog[open]");

/** @param {Node} node @param {boolean} seen @returns {Generator<string>} */
function* written(node, seen) {
  if (node.nodeType === Node.TEXT_NODE && seen) yield escaped(/** @type {Text} */ (node).data);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const element = /** @type {Element} */ (node);
  if (isSkipped(element)) return;
  const style = getComputedStyle(element);
  if (style.display === "none") return;
  // Others' names for elements mean nothing elsewhere, and a frame is a part of the page like any.
  const name = element.localName.includes("-") || element.localName === "slot" || innerOf(element) ? "div" : element.localName;
  yield `<${name}${attributesOf(element)}>`;
  if (VOID.has(name)) return;
  const shown = style.visibility === "visible" && style.fontSize !== "0px";
  for (const child of within(element)) yield* written(child, shown);
  yield `</${name}>`;
}

/** @returns {Generator<undefined, string | null>} null where there is no end to it */
function* whole() {
  const parts = [`<!doctype html><html lang="${escaped(document.documentElement.lang)}"><head>`];
  for (const element of document.head?.querySelectorAll(HEAD) ?? []) {
    const name = element.localName;
    parts.push(name === "title" ? `<title>${escaped(document.title)}</title>` : `<meta${attributesOf(element)}>`);
  }
  parts.push("</head>");
  let letters = 0;
  for (const part of written(document.body, true)) {
    parts.push(part);
    letters += part.length;
    if (letters > LONGEST) return null;
    yield;
  }
  return [...parts, "</html>"].join("");
}

/** @returns {Promise<Reply<{html: string, title: string, address: string}>>} */
export const pageHtml = async () => {
  if (!document.body) return { ok: false, why: { key: "why_page_loading", args: [] } };
  const html = await finished(whole());
  if (html === null) return { ok: false, why: { key: "why_page_endless", args: [] } };
  return { ok: true, value: { html, title: document.title.trim(), address: location.href.replace(/#.*$/, "") } };
};
