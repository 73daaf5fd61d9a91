// Taking back: how what a page has just done is undone, for the command that did it.

/** As many acts of this page can be taken back. */
const MOST = 100;
/** @type {Map<string, () => Promise<unknown>>} by token, the oldest first */
const ways = new Map();
/** @type {(() => Promise<unknown>) | null} */
let latest = null;
let made = 0;

/** An act went: this would take it back. @param {() => Promise<unknown>} way it says how it went, as any act of the page does */
export const canTakeBack = (way) => { latest = way; };

/** What begins now has no way back yet. */
export const forgetWay = () => { latest = null; };

/** @returns {string} a token for the way back from what was done since; "" where there is none */
export function tokenOfWay() {
  if (!latest) return "";
  made += 1;
  ways.set(String(made), latest);
  if (ways.size > MOST) ways.delete(/** @type {string} */ (ways.keys().next().value));
  return String(made);
}

/** Each way is gone once. @param {string} token @returns {(() => Promise<unknown>) | null} */
export function wayOf(token) {
  const way = ways.get(token) ?? null;
  ways.delete(token);
  return way;
}
