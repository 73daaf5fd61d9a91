// Blocks: the text of the page as it is seen, paragraph by paragraph, through shadow roots and frames.

import { pieceAt } from "../core/text_find.js";
import { innerOf, rootOf } from "./deep.js";
/** @import {Span} from "../core/text_find.js" */

/**
 * A paragraph, or what else stands by itself.
 * @typedef {object} Block
 * @property {string} raw its text, with the white space of the source
 * @property {Text[]} nodes that it is made of
 * @property {number[]} starts where each begins in `raw`
 * @property {number[]} skips how much of each node's own text is left out before it
 * @property {Element | null} heading that stands above it, or is it
 * @property {HTMLElement} [field] whose value it is; then it has no nodes
 */

/** What holds text that is not shown as such. */
const SKIPPED = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TEXTAREA", "SELECT", "DATALIST", "OBJECT",
  "AUDIO", "VIDEO", "CANVAS", "METER", "PROGRESS", "HEAD", "TITLE"]);

/** A node to visit, whether text right in it is seen; null ends a block. @typedef {{node: Node, seen: boolean} | null} Step */

/** The part of a node's text that is meant. @typedef {{from: number, to: number}} Part */

/**
 * What of the page is walked.
 * @typedef {object} Wanted
 * @property {(element: Element) => boolean} [enters] false leaves an element out
 * @property {(node: Text) => Part | null} [takes] null leaves a text out
 * @property {(element: Element) => string} [writes] what stands in a field; "" for what is none
 */

/** @param {Text} node @returns {Part} */
const all = (node) => ({ from: 0, to: node.length });

/** Elements without text after which who asks may rest. */
const REST = 256;

/** @returns {Block} */
const empty = () => ({ raw: "", nodes: [], starts: [], skips: [], heading: null });

/** @param {Block} block @param {Text} node @param {Part} part @param {Element | null} heading */
const add = (block, node, { from, to }, heading) => {
  block.heading ??= heading;
  block.starts.push(block.raw.length);
  block.skips.push(from);
  block.nodes.push(node);
  block.raw += from === 0 && to === node.length ? node.data : node.data.slice(from, to);
};

/** What is drawn in an element, in the order of the page. @param {Element} element @returns {Iterable<Node>} */
const contentOf = (element) => {
  const inner = innerOf(element);
  if (inner) return inner.body ? [inner.body] : [];
  if (element.tagName === "IFRAME" || element.tagName === "FRAME") return [];
  const assigned = element.tagName === "SLOT" ? /** @type {HTMLSlotElement} */ (element).assignedNodes() : [];
  if (assigned.length) return assigned;
  if (element.tagName === "DETAILS" && !(/** @type {HTMLDetailsElement} */ (element)).open) {
    return [...element.children].filter((one) => one.tagName === "SUMMARY").slice(0, 1);
  }
  return (rootOf(element) ?? element).childNodes;
};

/** @param {Element} element */
const isHeading = (element) => /^H[1-6]$/.test(element.tagName) || element.getAttribute("role") === "heading";

/** How an element shows its text: "inline" within a block, "word" apart in it, "block" by itself. @param {string} display */
const flowOf = (display) =>
  display === "inline" || display === "contents" || display.startsWith("ruby") ? "inline"
    : display.startsWith("inline") ? "word" : "block";

/**
 * Walks what is drawn, with a stack of its own: pages nest deeper than calls may.
 * @param {Element} root
 * @param {Wanted} [wanted]
 * @returns {Generator<Block | null>} null: a place to rest
 */
export function* blocksIn(root, { enters = () => true, takes = all, writes = () => "" } = {}) {
  /** @type {Step[]} */
  const stack = [{ node: root, seen: true }];
  let [block, since] = [empty(), 0];
  /** @type {Element | null} */
  let heading = null;
  while (stack.length) {
    const step = /** @type {Step} */ (stack.pop());
    if (step === null) {
      if (block.nodes.length) yield block;
      block = empty();
      continue;
    }
    if (step.node.nodeType === Node.TEXT_NODE) {
      const part = step.seen ? takes(/** @type {Text} */ (step.node)) : null;
      if (part) add(block, /** @type {Text} */ (step.node), part, heading);
      continue;
    }
    if (step.node.nodeType !== Node.ELEMENT_NODE) continue;
    const element = /** @type {Element} */ (step.node);
    if (++since % REST === 0) yield null;
    if (element.tagName === "BR") block.raw += "\n";
    const written = writes(element);
    if ((SKIPPED.has(element.tagName) && !written) || !enters(element)) continue;
    const style = element.ownerDocument.defaultView?.getComputedStyle(element);
    if (!style || style.display === "none" || style.opacity === "0" || style.contentVisibility === "hidden") continue;
    if (isHeading(element)) heading = element;
    const flow = flowOf(style.display);
    if (flow === "word") block.raw += " ";
    if (written && style.visibility === "visible") yield { ...empty(), raw: written, heading: element, field: /** @type {HTMLElement} */ (element) };
    if (written) continue;
    if (flow === "block") stack.push(null);
    const seen = style.visibility === "visible";
    const content = [...contentOf(element)];
    for (let i = content.length - 1; i >= 0; i--) stack.push({ node: content[i], seen });
    if (flow === "block") stack.push(null);
  }
  if (block.nodes.length) yield block;
}

/**
 * A part of a block as nodes and offsets in them, or of a field's value: light, and without cost while
 * the page changes.
 * @typedef {{first: Text, from: number, last: Text, to: number, field?: undefined} | {field: HTMLElement, from: number, to: number}} Place
 */

/** @param {Block} block @param {Span} span neither end in white space that no node holds @returns {Place} */
export const placeIn = ({ nodes, starts, skips, field }, { start, end }) => {
  if (field) return { field, from: start, to: end };
  const [first, last] = [pieceAt(starts, start), pieceAt(starts, end - 1)];
  return {
    first: nodes[first], from: start - starts[first] + skips[first],
    last: nodes[last], to: end - starts[last] + skips[last],
  };
};

/** No range reaches into a field: it stands for the whole of it. @param {HTMLElement} field */
const rangeAt = (field) => {
  if (!field.isConnected) return null;
  const range = field.ownerDocument.createRange();
  range.setStart(field, 0);
  return range;
};

/**
 * @param {Place} place
 * @returns {Range | null} null once the page has changed there
 */
export const rangeOf = (place) => {
  if (place.field) return rangeAt(place.field);
  const { first, from, last, to } = place;
  if (!first.isConnected || !last.isConnected || from > first.length || to > last.length) return null;
  const range = first.ownerDocument.createRange();
  range.setStart(first, from);
  // A range can't span shadow roots: then its first part is meant.
  const together = first.getRootNode() === last.getRootNode();
  range.setEnd(together ? last : first, together ? to : first.length);
  return range;
};
