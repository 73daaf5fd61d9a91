// Keys of a page's piano that are held: by pointer, by letters, and clicked by a program for the blind.

import assert from "node:assert/strict";
import { test } from "node:test";

import { holdKeys } from "../../web/held_keys.js";

/** A button, as far as it is pressed. */
class FakeKey extends EventTarget {
  /** @type {Set<string>} */
  names = new Set();
  classList = { add: (/** @type {string} */ name) => this.names.add(name), remove: (/** @type {string} */ name) => this.names.delete(name) };
  setPointerCapture = () => {};
}

/** @param {string} type @param {object} told */
const event = (type, told) => {
  const made = new Event(type, { cancelable: true });
  for (const [name, value] of Object.entries(told)) Object.defineProperty(made, name, { value });
  return made;
};

function held() {
  /** @type {[string, number, number][]} */
  const told = [];
  const place = new EventTarget();
  const keys = Array.from({ length: 25 }, () => new FakeKey());
  const windows = new EventTarget();
  /** @type {any} */ (globalThis).addEventListener = windows.addEventListener.bind(windows);
  holdKeys(/** @type {any} */ (place), /** @type {any} */ (keys), {
    down: (key, time) => told.push(["down", key, time]), up: (key, time) => told.push(["up", key, time]),
  });
  return { told, place, keys, windows };
}

test("a pointer holds a key as long as it is down, and the click behind it is none", () => {
  const { told, keys } = held();
  keys[12].dispatchEvent(event("pointerdown", { button: 0, pointerId: 1, timeStamp: 100 }));
  assert.deepEqual([...keys[12].names], ["down"]);
  keys[12].dispatchEvent(event("pointerup", { pointerId: 1, timeStamp: 350 }));
  keys[12].dispatchEvent(event("click", { detail: 1, timeStamp: 350 }));
  assert.deepEqual([told, [...keys[12].names]], [[["down", 12, 100], ["up", 12, 350]], []]);
});

test("a click without a pointer sounds a little; another button of the mouse does not", () => {
  const { told, keys } = held();
  keys[3].dispatchEvent(event("click", { detail: 0, timeStamp: 100 }));
  keys[3].dispatchEvent(event("pointerdown", { button: 2, pointerId: 1, timeStamp: 900 }));
  assert.deepEqual(told, [["down", 3, 100], ["up", 3, 400]]);
});

test("letters hold keys together, repeat nothing, and are let go when the window is left", () => {
  const { told, place, windows } = held();
  const plain = { key: "", ctrlKey: false, altKey: false, metaKey: false, target: null };
  const press = (/** @type {string} */ code, /** @type {number} */ timeStamp, /** @type {object} */ more = {}) => {
    const made = event("keydown", { ...plain, code, timeStamp, repeat: false, ...more });
    place.dispatchEvent(made);
    return made.defaultPrevented;
  };
  assert.equal(press("KeyQ", 100), true);
  assert.equal(press("KeyQ", 130, { repeat: true }), true);
  press("KeyE", 150);
  assert.equal(press("KeyE", 160, { ctrlKey: true }), false);
  assert.equal(press("Tab", 170, { key: "Tab" }), false);
  windows.dispatchEvent(event("keyup", { code: "KeyE", timeStamp: 250 }));
  windows.dispatchEvent(event("blur", { timeStamp: 300 }));
  assert.deepEqual(told, [["down", 12, 100], ["down", 16, 150], ["up", 16, 250], ["up", 12, 300]]);
});

test("Enter plays the key that has the focus", () => {
  const { told, place, keys, windows } = held();
  place.dispatchEvent(event("keydown", { key: "Enter", code: "Enter", target: keys[7], timeStamp: 10, repeat: false, ctrlKey: false, altKey: false, metaKey: false }));
  windows.dispatchEvent(event("keyup", { code: "Enter", timeStamp: 60 }));
  assert.deepEqual(told, [["down", 7, 10], ["up", 7, 60]]);
});
