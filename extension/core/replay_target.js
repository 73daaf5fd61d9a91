// The element of a page that a session meant: found again by role, name and path; else the nearest.

import { score } from "./fuzzy.js";

/** @import { Target } from "./session_log.js" */

/** How much each likeness counts of 1; a name says most. */
const WEIGHTS = Object.freeze({ role: 0.25, name: 0.55, path: 0.2 });

/** Less alike than this, nobody takes one for the other. */
export const LEAST = 0.4;

/** As many are offered. */
const MOST = 5;

/**
 * The one with the role and name that was meant; of several that in the row or item it stood in, else that with its path.
 * @template {Target} T
 * @param {Target} target
 * @param {readonly T[]} there What there is on the page.
 * @returns {T | null} Null where there is none, or several and nothing tells which.
 */
export function found(target, there) {
  const called = there.filter(({ role, name }) => role === target.role && name === target.name);
  // In another row the same button does something else, though it stands where that one stood.
  const alike = target.near ? called.filter(({ near }) => near === target.near) : called;
  const exact = alike.filter(({ path }) => path === target.path);
  if (exact.length === 1) return exact[0];
  return exact.length === 0 && alike.length === 1 ? alike[0] : null;
}

/**
 * The most alike, the nearest first.
 * @template {Target} T
 * @param {Target} target
 * @param {readonly T[]} there
 * @returns {T[]} At most five.
 */
export const nearest = (target, there) =>
  there.map((one) => ({ one, likeness: likeness(target, one) }))
    .filter((rated) => rated.likeness >= LEAST)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ one }) => one);

/** @param {Target} target @param {Target} one @returns {number} 0..1 */
const likeness = (target, one) =>
  WEIGHTS.role * Number(target.role === one.role)
  + WEIGHTS.name * named(target.name, one.name)
  + WEIGHTS.path * shared(target.path, one.path);

/** @param {string} name @param {string} other @returns {number} 0..1; a name in the other one is near, too. */
const named = (name, other) => Math.max(score(name, other), score(other, name)) / 100;

/** @param {string} path @param {string} other @returns {number} How much of the longer path both share from its end. */
function shared(path, other) {
  const [mine, theirs] = [path.split(">").reverse(), other.split(">").reverse()];
  const differs = mine.findIndex((part, at) => part !== theirs[at]);
  const same = differs < 0 ? mine.length : differs;
  return same / Math.max(mine.length, theirs.length);
}
