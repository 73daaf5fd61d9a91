// Scrolling in the page: begins at once, goes smoothly, and answers when it stands still.

import { goal, standing } from "../core/scroll.js";
import { elementAt } from "./deep.js";
import { elsewhere, isFrame } from "./focus.js";
import { axisOf, paneFor } from "./panes.js";
/** @import {Reply, Scroll} from "../handlers/ports.js" */
/** @import {Elsewhere} from "./focus.js" */

/** What part of the way is gone at once, so that the first frame after the key shows it. */
const HEAD_START = 0.15;

/** Frames without a change, short of the goal, after which somebody else has stopped the pane. */
const STILL_FRAMES = 8;

/** @type {WeakRef<Element>[]} */
const panes = [];

/** Where a pane is on its way to: keys played fast add up. @type {WeakMap<Element, {x?: number, y?: number}>} */
const heading = new WeakMap();

/** @param {Element} pane @returns {number} its number in this document */
export const numberOf = (pane) => {
  const known = panes.findIndex((one) => one.deref() === pane);
  return known >= 0 ? known : panes.push(new WeakRef(pane)) - 1;
};

/** @param {Element} pane */
const isStill = (pane) =>
  pane.ownerDocument.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * @param {Element} pane @param {"x" | "y"} axis @param {number} to CSS pixels from its start
 */
const go = (pane, axis, to) => {
  const { at } = axisOf(pane, axis);
  const side = axis === "y" ? "top" : "left";
  // Right-to-left panes count from zero to the left.
  const sign = axis === "x" && getComputedStyle(pane).direction === "rtl" ? -1 : 1;
  if (isStill(pane)) return pane.scrollTo({ [side]: sign * to, behavior: "instant" });
  pane.scrollTo({ [side]: sign * (at + (to - at) * HEAD_START), behavior: "instant" });
  pane.scrollTo({ [side]: sign * to, behavior: "smooth" });
};

/**
 * Settles when the pane is where it was sent, or moves no more. `scrollend` alone would not do: it
 * comes for the head start too, and a smooth scroll waits some frames before it moves.
 * @param {Element} pane
 * @param {() => boolean} arrived
 * @returns {Promise<void>}
 */
const settled = (pane, arrived) => new Promise((resolve) => {
  if (isStill(pane) || arrived()) return resolve();
  const page = pane.ownerDocument;
  let [place, still, over] = ["", 0, false];
  const finish = () => { over = true; page.removeEventListener("visibilitychange", finish); resolve(); };
  // A page that is hidden meanwhile draws no more frames.
  page.addEventListener("visibilitychange", finish);
  const look = () => {
    if (over) return;
    const now = `${pane.scrollTop},${pane.scrollLeft}`;
    still = now === place ? still + 1 : 0;
    place = now;
    if (arrived() || still > STILL_FRAMES) finish();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});

/** Nothing scrolls here; a frame of another site in the middle is named, to be asked instead. @returns {Elsewhere} */
export const nothing = () => {
  const middle = elementAt(document, innerWidth / 2, innerHeight / 2);
  if (middle && isFrame(middle)) return elsewhere(middle, "why_frame_in_the_way");
  return { ok: false, why: { key: "why_nothing_scrolls", args: [] } };
};

/** @param {Scroll} how @returns {Reply<any> | Promise<Reply<any>>} */
export const scroll = (how) => {
  const pane = paneFor(how);
  if (!pane) return nothing();
  const before = { top: pane.scrollTop, left: pane.scrollLeft };
  const axis = axisOf(pane, how.axis);
  const way = heading.get(pane) ?? {};
  const to = goal({ ...axis, at: way[how.axis] ?? axis.at }, how);
  heading.set(pane, { ...way, [how.axis]: to });
  go(pane, how.axis, to);
  // Another key may have sent it further meanwhile: then that is where it goes.
  const there = () => Math.abs(axisOf(pane, how.axis).at - (heading.get(pane)?.[how.axis] ?? to)) < 1;
  return settled(pane, there).then(() => arrived(pane, how, before));
};

/**
 * @param {Element} pane @param {Scroll} how @param {{top: number, left: number}} before
 * @returns {Reply<any>}
 */
const arrived = (pane, how, before) => {
  heading.delete(pane);
  const moved = pane.scrollTop !== before.top || pane.scrollLeft !== before.left;
  return { ok: true, value: { ...standing(axisOf(pane, how.axis)), moved, from: { pane: numberOf(pane), ...before } } };
};

/** @param {{pane: number, top: number, left: number}} spot @returns {Promise<Reply<null>>} */
export const scrollBack = async ({ pane: number, top, left }) => {
  const pane = panes[number]?.deref();
  if (!pane?.isConnected) return { ok: false, why: { key: "why_page_changed", args: [] } };
  heading.delete(pane);
  pane.scrollTo({ top, left, behavior: isStill(pane) ? "instant" : "smooth" });
  await settled(pane, () => Math.abs(pane.scrollTop - top) < 1 && Math.abs(pane.scrollLeft - left) < 1);
  return { ok: true, value: null };
};

/** How far down the view a heading may stand and be the one that one is under. */
const UNDER = 0.35;

/** The last heading that the view has come to; "" above the first. */
const headingAbove = () => {
  const passed = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role='heading']")].filter((one) =>
    one.getBoundingClientRect().top < UNDER * innerHeight && one.checkVisibility({ visibilityProperty: true }));
  return (passed.at(-1)?.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 80);
};

/** @returns {Reply<{percent: number | null, heading?: string}>} */
export const where = () => {
  const pane = paneFor({ axis: "y", by: "step", times: 1 });
  if (pane) return { ok: true, value: { percent: standing(axisOf(pane, "y")).percent, heading: headingAbove() } };
  const none = nothing();
  return none.frame ? none : { ok: true, value: { percent: null } };
};
