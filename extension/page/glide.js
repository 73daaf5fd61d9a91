// Gliding: the page moves by itself at reading pace, as long as the panel asks for it again.

import { pixelsPerSecond } from "../core/pace.js";
import { claimedText } from "./main_text.js";
import { axisOf, paneFor } from "./panes.js";
import { nothing, numberOf } from "./scrolling.js";
/** @import {Reply} from "../handlers/ports.js" */
/** @import {Elsewhere} from "./focus.js" */

/** A page that was hidden or busy does not leap when it is seen again. */
const LONGEST_FRAME_MS = 100;

/** @type {{pane: Element, at: number, speed: number, until: number, last: number} | null} */
let gliding = null;

/** How dense the text is that is read along with. */
const density = () => {
  const { root } = claimedText();
  return { letters: (root.textContent ?? "").replace(/\s+/g, " ").length, height: root.getBoundingClientRect().height };
};

/** @param {Element} pane */
const hasEnded = (pane) => {
  const { at, view, length } = axisOf(pane, "y");
  return at + view >= length - 1;
};

/** @param {number} now */
const step = (now) => {
  if (!gliding || now > gliding.until || !gliding.pane.isConnected) return void (gliding = null);
  const { pane, speed, last } = gliding;
  // Whoever scrolls meanwhile is followed: it goes on from there.
  if (Math.abs(pane.scrollTop - gliding.at) > 2) gliding.at = pane.scrollTop;
  gliding.at += (speed * Math.min(now - last, LONGEST_FRAME_MS)) / 1000;
  gliding.last = now;
  pane.scrollTo({ top: gliding.at, behavior: "instant" });
  requestAnimationFrame(step);
};

/**
 * Begins to glide, or goes on.
 * @param {{percent: number, ms: number}} how the pace, and how long until it stops unless asked again
 * @returns {Reply<{ended: boolean, from: {pane: number, top: number, left: number}}> | Elsewhere}
 */
export const glide = ({ percent, ms }) => {
  const pane = gliding?.pane ?? paneFor({ axis: "y", by: "step", times: 1 });
  if (!pane) return nothing();
  const from = { pane: numberOf(pane), top: pane.scrollTop, left: pane.scrollLeft };
  const ended = hasEnded(pane);
  const now = performance.now();
  const fresh = !gliding;
  const speed = pixelsPerSecond(density(), percent);
  gliding = ended ? null : { pane, at: gliding?.at ?? pane.scrollTop, speed, until: now + ms, last: gliding?.last ?? now };
  if (fresh && gliding) requestAnimationFrame(step);
  return { ok: true, value: { ended, from } };
};

/** @returns {Reply<null>} */
export const glideStop = () => {
  gliding = null;
  return { ok: true, value: null };
};
