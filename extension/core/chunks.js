// Chunks: a long text cut into items that the browser's sync takes, each of 8 kB at most, and put together again.
//
// Items of one writing carry its hash, so that a text of which only some items have come, or of which another browser
// has written some, is known to be torn, and read by nobody.

import { hash } from "./hash.js";

/** What sync takes in one item with its key, and of all items, in bytes. */
export const ITEM_BYTES = 8192;
/** Some of the 102,400 is left for settings. */
export const ALL_BYTES = 90_000;

/** @typedef {{sum: string, count: number}} Head */

/**
 * @param {string} name of the first item; those that follow are `name.1`, `name.2` …
 * @param {string} text
 * @returns {Record<string, Head | string> | null} null where it is too long for sync
 */
export function toChunks(name, text) {
  const sum = hash(text);
  const room = ITEM_BYTES - name.length - 5 - sum.length - 3;
  const parts = cut(text, room);
  const all = parts.reduce((bytes, part) => bytes + ITEM_BYTES - room + costOf(part), 100);
  if (all > ALL_BYTES) return null;
  return {
    [name]: { sum, count: parts.length },
    ...Object.fromEntries(parts.map((part, at) => [`${name}.${at + 1}`, `${sum} ${part}`])),
  };
}

/**
 * @param {string} name
 * @param {Record<string, any>} items all that sync holds
 * @returns {string | null} null where nothing was written, or it is torn
 */
export function fromChunks(name, items) {
  const head = items[name];
  if (!head || !Number.isInteger(head.count) || typeof head.sum !== "string") return null;
  const parts = Array.from({ length: head.count }, (_, at) => items[`${name}.${at + 1}`]);
  if (!parts.every((part) => typeof part === "string" && part.startsWith(`${head.sum} `))) return null;
  const text = parts.map((part) => part.slice(head.sum.length + 1)).join("");
  return hash(text) === head.sum ? text : null;
}

/**
 * @param {string} name
 * @param {Record<string, any>} items all that sync holds
 * @param {Record<string, any>} wanted of {@link toChunks}
 * @returns {string[]} keys of earlier chunks that are no longer used
 */
export const leftOver = (name, items, wanted) =>
  Object.keys(items).filter((key) => isChunk(name, key) && !(key in wanted));

/** @param {string} name @param {string} key */
export const isChunk = (name, key) => key === name || (key.startsWith(`${name}.`) && /^\d+$/.test(key.slice(name.length + 1)));

/** @param {string} text @param {number} room bytes @returns {string[]} */
function cut(text, room) {
  const parts = [];
  let [part, bytes] = ["", 0];
  for (const letter of text) {
    const cost = costOf(letter);
    if (bytes + cost > room) {
      parts.push(part);
      [part, bytes] = ["", 0];
    }
    part += letter;
    bytes += cost;
  }
  if (part) parts.push(part);
  return parts;
}

/** Bytes of a text as the browser counts it: JSON in UTF-8, with what it escapes. @param {string} text */
function costOf(text) {
  let bytes = 0;
  for (const letter of text) {
    const code = /** @type {number} */ (letter.codePointAt(0));
    if (letter === '"' || letter === "\\") bytes += 2;
    else if (code < 32 || letter === "<" || letter === "\u2028" || letter === "\u2029") bytes += 6;
    else bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
