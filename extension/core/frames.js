// Frames: puts what each frame of a page found together into one list, in reading order.

import { placeOf, sideOf } from "./place.js";
/** @import {Box, Place} from "./place.js" */

/**
 * What an element is in now; what doesn't apply is left out.
 * @typedef {object} State
 * @property {boolean | "mixed"} [checked]
 * @property {boolean | "mixed"} [pressed]
 * @property {boolean} [expanded]
 * @property {boolean} [selected]
 * @property {boolean} [disabled]
 * @property {boolean} [required]
 * @property {boolean} [readonly]
 * @property {boolean} [invalid]
 * @property {boolean} [current]
 * @property {boolean} [opens] a menu or a dialog
 * @property {string} [value] never a password's
 */

/**
 * An element as the agent of its frame knows it. `box` is in the frame's own viewport; `visible`
 * tells that a person could see it there: in view, not covered, no mere pixel.
 * @typedef {object} Own
 * @property {number} id the same for the same element as long as its document lives
 * @property {string} role
 * @property {string} name "" where it has none
 * @property {number} [level] of a heading
 * @property {State} state
 * @property {Box} box
 * @property {boolean} visible
 * @property {string} [href] of a link
 * @property {number} [letters] of a region of text, which is no element
 * @property {number} [since] of the place where one is: when one came there, ms of `performance.timeOrigin` and `now`
 */

/**
 * A frame element, and which of its window's frames it holds; −1 for one in a shadow tree, which a
 * window doesn't count. `before` is its place among the elements: so many come first.
 * @typedef {{index: number, box: Box, before: number, visible: boolean}} Hole
 */

/**
 * What the agent of one frame answers. `path` leads to it from the top window, by the index in each
 * window's frames; null where a shadow tree is on the way.
 * @typedef {object} Report
 * @property {number[] | null} path
 * @property {{width: number, height: number}} view
 * @property {Own[]} elements in reading order
 * @property {Hole[]} holes
 * @property {number} [left] about how many more there are than are told at once
 */

/**
 * An element of the page: its box is in the page's viewport.
 * @typedef {Own & {frame: number, place: Place, side: "in" | "above" | "below" | "left" | "right"}} Found
 */

/** @typedef {{frame: number, report: Report}} Answer `frame` as the browser numbers it, 0 the main one */
/** @typedef {{left: number, top: number, clip: Box}} Frame where a frame's viewport lies in the page's, and what is seen of it */

/** @param {Box} a @param {Box} b @returns {Box} what they share; its sides may be 0 */
const shared = (a, b) => {
  const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
  return {
    left, top,
    width: Math.max(0, Math.min(a.left + a.width, b.left + b.width) - left),
    height: Math.max(0, Math.min(a.top + a.height, b.top + b.height) - top),
  };
};

/** @param {Box} box @param {{left: number, top: number}} by @returns {Box} */
const moved = (box, by) => ({ ...box, left: box.left + by.left, top: box.top + by.top });

/** @param {Box} box */
const isEmpty = ({ width, height }) => width <= 0 || height <= 0;

/** @param {Report} report @param {Hole} hole @param {Answer} answer */
const leadsTo = ({ path }, hole, { report }) =>
  path !== null && hole.index >= 0 && report.path?.join() === [...path, hole.index].join();

/**
 * The frame in a hole: by its path, else, where a shadow tree hides that, the only one of its size
 * that nothing else leads to.
 * @param {Report} report @param {Hole} hole @param {Answer[]} answers
 */
const within = (report, hole, answers) => {
  const led = answers.find((answer) => leadsTo(report, hole, answer));
  if (led || hole.index >= 0) return led;
  const fit = answers.filter(({ report: { path, view } }) =>
    path === null && view.width === hole.box.width && view.height === hole.box.height);
  return fit.length === 1 ? fit[0] : undefined;
};

/**
 * One list of all: what is in a frame stands where the frame does. Frames that nothing leads to are
 * left out, since nobody could tell where they are.
 * @param {Answer[]} answers of the main frame (0) and any others
 * @returns {Found[]}
 */
export const merged = (answers) => {
  const main = answers.find(({ frame }) => frame === 0);
  if (!main) return [];
  const { view } = main.report;
  const whole = { left: 0, top: 0, ...view };
  /** @param {Answer} answer @param {Frame} at @returns {Found[]} */
  const list = ({ frame, report }, at) => {
    /** @param {Own} own @returns {Found} */
    const found = (own) => {
      const box = moved(own.box, at);
      const visible = own.visible && !isEmpty(shared(box, at.clip));
      return { ...own, box, visible, frame, place: placeOf(box, view), side: sideOf(box, view) };
    };
    const rest = answers.filter((one) => one.frame !== frame);
    let from = 0;
    const parts = report.holes.flatMap((hole) => {
      const before = report.elements.slice(from, hole.before).map(found);
      from = hole.before;
      const inner = within(report, hole, rest);
      const box = moved(hole.box, at);
      const clip = hole.visible ? shared(box, at.clip) : { ...box, width: 0, height: 0 };
      return inner ? [...before, ...list(inner, { left: box.left, top: box.top, clip })] : before;
    });
    return [...parts, ...report.elements.slice(from).map(found)];
  };
  return list(main, { left: 0, top: 0, clip: whole });
};
