// Undoing: the ways back of what was done in this page. What they need to know stays in the page.

/** @import {Reply} from "../handlers/ports.js" */

/** As many as undo can go. */
const KEPT = 100;

/** Numbers begin at another place in each document: what was told by one that is gone means nothing here. */
let last = Math.floor(performance.timeOrigin);

/** @type {Map<number, () => boolean | Promise<boolean>>} */
const ways = new Map();

/** @param {() => boolean | Promise<boolean>} back false where it can't be done any more @returns {number} a token */
export const keepWay = (back) => {
  ways.set(++last, back);
  ways.delete(last - KEPT);
  return last;
};

/** @param {{token: number}} which @returns {Promise<Reply<null>>} */
export const goBack = async ({ token }) => {
  const done = await ways.get(token)?.();
  return done ? { ok: true, value: null } : { ok: false, why: { key: "why_page_changed", args: [] } };
};
