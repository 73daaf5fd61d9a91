// Keys of a page's piano that are held: when each went down, and when it was let go.

import { CODES } from "../extension/adapters/computer_keys.js";

/** ms of a key that is pressed by a program for the blind, which only clicks. */
const CLICKED = 300;

/** @typedef {{down: (key: number, time: number) => void, up: (key: number, time: number) => void}} Hands time: ms of `performance.now()` */

/**
 * By pointer, by Enter and Space, and by letters as long as the piano has the focus.
 * @param {HTMLElement} place
 * @param {readonly HTMLElement[]} keys
 * @param {Hands} hands
 */
export function holdKeys(place, keys, hands) {
  /** Which codes hold which keys. @type {Map<string, number>} */
  const held = new Map();
  const press = (/** @type {string} */ by, /** @type {number} */ key, /** @type {number} */ time) => {
    if (held.has(by)) return;
    held.set(by, key);
    keys[key].classList.add("down");
    hands.down(key, time);
  };
  const release = (/** @type {string} */ by, /** @type {number} */ time) => {
    const key = held.get(by);
    if (key === undefined) return;
    held.delete(by);
    keys[key].classList.remove("down");
    hands.up(key, time);
  };
  keys.forEach((one, key) => {
    one.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      one.setPointerCapture(event.pointerId);
      press(`pointer ${event.pointerId}`, key, event.timeStamp);
    });
    for (const kind of /** @type {const} */ (["pointerup", "pointercancel"])) {
      one.addEventListener(kind, ({ pointerId, timeStamp }) => release(`pointer ${pointerId}`, timeStamp));
    }
    one.addEventListener("click", ({ detail, timeStamp }) => {
      if (detail) return;
      press("click", key, timeStamp);
      release("click", timeStamp + CLICKED);
    });
  });
  place.addEventListener("keydown", (event) => {
    const key = keyOf(event, keys);
    if (key === undefined) return;
    event.preventDefault();
    if (!event.repeat) press(event.code, key, event.timeStamp);
  });
  // It may be let go where the focus is by then.
  addEventListener("keyup", (event) => {
    if (held.has(event.code)) event.preventDefault();
    release(event.code, event.timeStamp);
  });
  addEventListener("blur", ({ timeStamp }) => { for (const by of [...held.keys()]) release(by, timeStamp); });
}

/** @param {KeyboardEvent} event @param {readonly HTMLElement[]} keys @returns {number | undefined} */
function keyOf({ code, key, target, ctrlKey, altKey, metaKey }, keys) {
  if (ctrlKey || altKey || metaKey) return undefined;
  const at = key === "Enter" || key === " " ? keys.indexOf(/** @type {HTMLElement} */ (target)) : CODES.indexOf(code);
  return at < 0 ? undefined : at;
}
