// The roll by pointer: a press goes there, a drag moves it, the wheel zooms; with Shift they select. Keys can do all of it, too.

import { pitchAt, timeAt } from "../extension/core/roll_view.js";

/** @import { Box } from "../extension/core/roll_selected.js" */
/** @import { Roll } from "./roll_model.js" */

/** px that a press may wander and is no drag. */
const STILL = 4;
/** How much a wheel's step zooms or moves. */
const [PER_PIXEL, LINE] = [0.002, 16];

/**
 * @param {Roll} roll
 * @param {HTMLElement} root
 * @param {{seek: (at: number) => void, say: (pitch: number) => void}} told
 */
export function pointAtRoll(roll, root, { seek, say }) {
  /** @type {{x: number, y: number, far: boolean, shift: boolean} | null} */
  let held = null;
  root.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = { x: event.offsetX, y: event.offsetY, far: false, shift: event.shiftKey };
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", ({ offsetX: x, offsetY: y }) => {
    if (!held) return;
    held.far ||= Math.hypot(x - held.x, y - held.y) > STILL;
    if (!held.far) return;
    if (held.shift) return roll.draw(boxOf(roll, held, { x, y }));
    const lanes = Math.trunc(((y - held.y) / roll.view.height) * roll.view.lanes);
    roll.pan((held.x - x) / roll.view.width, lanes);
    held = { x, y: lanes ? y : held.y, far: true, shift: false };
  });
  root.addEventListener("pointerup", (event) => {
    if (held?.shift) selecting(roll, { x: event.offsetX, y: event.offsetY });
    else if (held && !held.far) press(roll, timeAt(roll.view, event.offsetX), pitchAt(roll.view, event.offsetY), seek, say);
    held = null;
  });
  root.addEventListener("pointercancel", () => {
    held = null;
    roll.draw(null);
  });
  root.addEventListener("wheel", (event) => {
    event.preventDefault();
    const by = event.deltaMode ? LINE : 1;
    if (event.ctrlKey || event.metaKey) roll.zoom(Math.exp(-event.deltaY * by * PER_PIXEL), timeAt(roll.view, event.offsetX));
    else roll.pan(((event.deltaX + event.deltaY) * by) / roll.view.width, 0);
  }, { passive: false });
}

/** @typedef {{x: number, y: number}} Point px */

/** @param {Roll} roll @param {Point} one @param {Point} other @returns {Box} */
function boxOf({ view }, one, other) {
  const [low, high] = [Math.max(one.y, other.y), Math.min(one.y, other.y)].map((y) => pitchAt(view, y));
  const [from, to] = [Math.min(one.x, other.x), Math.max(one.x, other.x)].map((x) => timeAt(view, x));
  return { from, to, low, high };
}

/** All in the box that was drawn, else the note that was pressed. @param {Roll} roll @param {Point} point */
function selecting(roll, { x, y }) {
  const { box, view } = roll;
  roll.draw(null);
  if (box) return void roll.selectIn(box);
  const place = roll.placeOf(timeAt(view, x), pitchAt(view, y), (STILL / view.width) * view.span);
  if (!place) return;
  roll.setCursor(place);
  roll.select(roll.cell.note);
  roll.setRows();
}

/** A note that is pressed gets the cursor; elsewhere the playhead goes. @param {Roll} roll @param {number} at @param {number} pitch @param {(at: number) => void} seek @param {(pitch: number) => void} say */
function press(roll, at, pitch, seek, say) {
  const slack = (STILL / roll.view.width) * roll.view.span;
  const place = roll.placeOf(at, pitch, slack);
  if (place) roll.setCursor(place);
  else say(pitch);
  seek(Math.max(0, place ? roll.cell.at : at));
}
