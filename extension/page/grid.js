// Grid: cells drawn over the view, or over one of them, and a click in the middle of the last.

import { DEPTH, ROWS, cellOf, within } from "../core/grid.js";
import { centreOf } from "../core/place.js";
import { clickAt } from "./click.js";
import { elementAt } from "./deep.js";
import { elsewhere, isFrame } from "./focus.js";
import { makeLease } from "./lease.js";
import { overlay } from "./overlay.js";
import { shiftOf } from "./view.js";
/** @import {Acted, Refusal, Reply} from "../handlers/ports.js" */
/** @import {Elsewhere} from "./focus.js" */

/** A cell smaller than this, in pixels, shows no number: it would hide what is there. */
const LEAST = { width: 24, height: 18 };

const hide = () => {
  lease.drop();
  overlay("grid", []);
};
const lease = makeLease(hide);

/** @param {string} key @returns {Refusal} */
const refuse = (key) => ({ ok: false, why: { key, args: [] } });

const whole = () => ({ left: 0, top: 0, width: innerWidth, height: innerHeight });

/** @param {number[]} keys of the cell it is in @param {number} key */
const cell = (keys, key) => {
  const { left, top, width, height } = within([...keys, key], whole());
  const part = document.createElement("i");
  part.className = width < LEAST.width || height < LEAST.height ? "cell small" : "cell";
  part.dataset.keys = String(key);
  Object.assign(part.style, { transform: `translate(${left}px, ${top}px)`, width: `${width}px`, height: `${height}px` });
  return part;
};

/**
 * Draws the cells that the next key names.
 * @param {{keys: number[]}} what those played so far
 * @returns {Reply<null>}
 */
export const gridShow = ({ keys }) => {
  if (keys.length >= DEPTH || !keys.every(cellOf)) hide();
  else {
    overlay("grid", ROWS.flat().map((key) => cell(keys, key)));
    lease.hold();
  }
  return { ok: true, value: null };
};

/** It is still wanted. @returns {Reply<null>} */
export const gridKeep = () => {
  lease.hold();
  return { ok: true, value: null };
};

/** @returns {Reply<null>} */
export const gridHide = () => {
  hide();
  return { ok: true, value: null };
};

/** A frame of another site: only its own agent may click in it. @param {Element} frame @param {{x: number, y: number}} at in our own viewport */
const inFrame = (frame, at) => {
  const [{ left, top }, { x, y }] = [frame.getBoundingClientRect(), shiftOf(frame.ownerDocument)];
  return { ...elsewhere(frame, "why_frame_focused"), at: { x: at.x - x - left - frame.clientLeft, y: at.y - y - top - frame.clientTop } };
};

/**
 * Clicks at a point: in the middle of the cell that the keys name, or there.
 * @param {{keys?: number[], at?: {x: number, y: number}, sure?: boolean}} where
 * @returns {Reply<Acted & {main?: boolean, script?: string, origin?: string}> | Elsewhere} a refusal that
 *   says in which frame to click instead, and where in it
 */
export const gridClick = ({ keys = [], at = centreOf(within(keys, whole())), sure }) => {
  hide();
  const element = elementAt(document, at.x, at.y);
  if (!element) return refuse("why_nothing_there");
  if (isFrame(element)) return inFrame(element, at);
  const { x, y } = shiftOf(element.ownerDocument);
  return clickAt(element, { clientX: at.x - x, clientY: at.y - y }, sure);
};
