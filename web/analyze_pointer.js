// The roll by pointer: a press goes there, a drag moves it, the wheel zooms; keys can do all of it, too.

import { pitchAt, timeAt } from "../extension/core/roll_view.js";

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
  /** @type {{x: number, y: number, far: boolean} | null} */
  let held = null;
  root.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = { x: event.offsetX, y: event.offsetY, far: false };
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", ({ offsetX: x, offsetY: y }) => {
    if (!held) return;
    held.far ||= Math.hypot(x - held.x, y - held.y) > STILL;
    if (!held.far) return;
    const lanes = Math.trunc(((y - held.y) / roll.view.height) * roll.view.lanes);
    roll.pan((held.x - x) / roll.view.width, lanes);
    held = { x, y: lanes ? y : held.y, far: true };
  });
  root.addEventListener("pointerup", (event) => {
    if (held && !held.far) press(roll, timeAt(roll.view, event.offsetX), pitchAt(roll.view, event.offsetY), seek, say);
    held = null;
  });
  root.addEventListener("pointercancel", () => { held = null; });
  root.addEventListener("wheel", (event) => {
    event.preventDefault();
    const by = event.deltaMode ? LINE : 1;
    if (event.ctrlKey || event.metaKey) roll.zoom(Math.exp(-event.deltaY * by * PER_PIXEL), timeAt(roll.view, event.offsetX));
    else roll.pan(((event.deltaX + event.deltaY) * by) / roll.view.width, 0);
  }, { passive: false });
}

/** A note that is pressed gets the cursor; elsewhere the playhead goes. @param {Roll} roll @param {number} at @param {number} pitch @param {(at: number) => void} seek @param {(pitch: number) => void} say */
function press(roll, at, pitch, seek, say) {
  const slack = (STILL / roll.view.width) * roll.view.span;
  const place = roll.placeOf(at, pitch, slack);
  if (place) roll.setCursor(place);
  else say(pitch);
  seek(Math.max(0, place ? roll.cell.at : at));
}
