// Scrolling as arithmetic: where a pane should go, and what to say of where it stands.

/** Three lines of text, in CSS pixels. */
export const STEP = 120;

/** A page less than the pane is high, so that a line or two stays in view. */
const PAGE = 0.9;

/**
 * One axis of a pane, in CSS pixels.
 * @typedef {object} Pane
 * @property {number} at how far it is scrolled
 * @property {number} view how much of it is seen
 * @property {number} length of all its content
 */

/** @param {Pane} pane */
const most = (pane) => Math.max(pane.length - pane.view, 0);

/**
 * Where to scroll to.
 * @param {Pane} pane
 * @param {{by: string, times: number}} how as `Scroll` in handlers/ports.js
 */
export const goal = (pane, how) => {
  const end = most(pane);
  const goals = /** @type {Record<string, number>} */ ({
    step: pane.at + how.times * STEP,
    half: pane.at + (how.times * pane.view) / 2,
    page: pane.at + how.times * pane.view * PAGE,
    start: 0,
    end,
    percent: (end * how.times) / 100,
  });
  return Math.min(Math.max(goals[how.by], 0), end);
};

/**
 * True where the pane can still go that way.
 * @param {Pane} pane
 * @param {{by: string, times: number}} how
 */
export const hasRoom = (pane, how) => Math.abs(goal(pane, how) - pane.at) >= 1;

/**
 * @param {Pane} pane
 * @returns {{percent: number, edge: "start" | "end" | null}}
 */
export const standing = (pane) => {
  const end = most(pane);
  // A pixel of slack: zoomed pages stop at fractions.
  if (pane.at <= 1) return { percent: 0, edge: "start" };
  if (pane.at >= end - 1) return { percent: 100, edge: "end" };
  return { percent: Math.round((100 * pane.at) / end), edge: null };
};
