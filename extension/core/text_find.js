// Finding in a text of any length: hits with their places, a chunk at a time, and words around them.

import { fold, folded } from "./fold.js";

/** A part of a raw text, as UTF-16 offsets; `end` is the first after it. @typedef {{start: number, end: number}} Span */

/** As much text as is searched in one go, in UTF-16 units: some 2 ms. */
export const CHUNK = 65536;

/** How much of a text is sought at most: nobody says more. */
const LONGEST_QUERY = 200;

/** @param {string} text as said or typed @returns {string} as `hitsIn` takes it; "" where nothing is left to seek */
export const queryOf = (text) => fold(text).trim().slice(0, LONGEST_QUERY).trim();

/** Marks that make another letter of the one before: が is not か. */
const MAKES_ANOTHER = /[\u3099\u309a]/;

/** A cut there would halve a letter of two units. @param {string} raw @param {number} at */
const cutAt = (raw, at) => ((raw.charCodeAt(at) & 0xfc00) === 0xdc00 ? at + 1 : at);

/**
 * How far to read so that a hit that starts before `to` is whole, and what follows it is seen.
 * @param {string} raw @param {string} query @param {number} to
 */
const tailOf = (raw, query, to) => {
  let size = 2 * query.length + 32;
  while (to + size < raw.length && fold(raw.slice(to, to + size)).length <= query.length) size *= 2;
  return cutAt(raw, Math.min(to + size, raw.length));
};

/**
 * Hits that start in a part of a text; no two overlap.
 * @param {string} raw @param {string} query of `queryOf`, not empty
 * @param {number} [from] @param {number} [to]
 * @returns {Span[]}
 */
export const hitsIn = (raw, query, from = 0, to = raw.length) => {
  const part = from === 0 && to === raw.length ? raw : raw.slice(from, tailOf(raw, query, to));
  if (!fold(part).includes(query)) return [];
  const { text, from: starts, to: ends } = folded(part);
  const hits = [];
  for (let at = text.indexOf(query), next; at >= 0; at = text.indexOf(query, next)) {
    next = at + query.length;
    if (MAKES_ANOTHER.test(text[next] ?? "")) continue;
    const hit = { start: from + starts[at], end: from + ends[at + query.length - 1] };
    if (hit.start < to) hits.push(hit);
  }
  return hits;
};

/**
 * All hits in a text, chunk by chunk, so that who asks may rest in between.
 * @param {string} raw @param {string} query @param {number} [size] of a chunk
 * @returns {Generator<Span[]>}
 */
export function* searched(raw, query, size = CHUNK) {
  for (let from = 0; from < raw.length;) {
    const to = cutAt(raw, Math.min(from + size, raw.length));
    const hits = hitsIn(raw, query, from, to);
    yield hits;
    from = Math.max(to, hits.at(-1)?.end ?? 0);
  }
}

/** UTF-16 units of a snippet before a hit, of the hit and after it. */
const AROUND = Object.freeze({ before: 40, hit: 120, after: 60 });

/** @param {string} text */
const squeezed = (text) => text.replace(/\s+/g, " ");

/**
 * The words around a hit, as one line.
 * @param {string} raw @param {Span} hit
 */
export const snippet = (raw, { start, end }) => {
  const head = squeezed(raw.slice(Math.max(0, start - AROUND.before - 20), start)).trimStart();
  const tail = squeezed(raw.slice(end, end + AROUND.after + 20)).trimEnd();
  const first = head.length > AROUND.before ? `…${head.slice(-AROUND.before).replace(/^\S*\s/, "")}` : head;
  const last = tail.length > AROUND.after ? `${tail.slice(0, AROUND.after).replace(/\s\S*$/, "")}…` : tail;
  const middle = squeezed(raw.slice(start, Math.min(end, start + AROUND.hit)));
  return `${first}${middle}${last}`;
};

/**
 * Which of the pieces of a text holds an offset.
 * @param {number[]} starts of the pieces, rising from 0
 * @param {number} offset
 */
export const pieceAt = (starts, offset) => {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};
