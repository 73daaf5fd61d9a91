// Names of keys, as musicians say them, and pictures of the keys of a word.

import { PLACES, SIZE, ordersOf } from "../extension/core/key_places.js";
import { t } from "./texts.js";

const NOTES = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];
const SVG = "http://www.w3.org/2000/svg";

/** Key 12 is C4. @param {number} key */
export const keyName = (key) => `${NOTES[key % 12]}${Math.floor(key / 12) + 3}`;

/** @param {readonly number[]} keys @param {boolean} [chord] @returns {string} "C4 (12), G3 (7)" */
export const keysSaid = (keys, chord = false) => keys.map((key) => `${keyName(key)} (${key})`).join(chord ? t(" with ") : ", ");

/** @param {readonly number[]} keys @returns {string} as they are typed */
export const keysText = (keys) => keys.join(" ");

/**
 * @param {string} text
 * @returns {number[] | null} null where it holds something else
 */
export function keysOf(text) {
  const parts = text.trim().split(/[\s,]+/).filter(Boolean);
  const keys = parts.map(Number);
  return parts.every((part) => /^\d{1,2}$/.test(part)) && keys.every((key) => key < 25) ? keys : null;
}

/** @param {string} tag @param {Record<string, string | number>} attributes */
function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/**
 * Draw the 25 keys, those that are played numbered in their order.
 * @param {readonly number[]} keys
 * @param {boolean} [chord]
 * @returns {SVGElement}
 */
export function keyPicture(keys, chord = false) {
  const picture = /** @type {SVGElement} */ (draw("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, class: "key-picture", role: "img", "aria-label": t("Keys: {keys}", { keys: keysSaid(keys, chord) }) }));
  for (const { key, black, x, width, height } of PLACES) {
    const order = ordersOf(keys, key);
    picture.append(draw("rect", { x, y: 0.5, width, height, class: `${black ? "black" : "white"}${order.length ? " played" : ""}` }));
    if (order.length) picture.append(numbered(chord ? [] : order, x + width / 2, height - 4));
  }
  return picture;
}

/** @param {number[]} order none: a dot @param {number} x @param {number} y */
function numbered(order, x, y) {
  const mark = draw("text", { x, y, class: ["one", "one", "many"][order.length] ?? "more" });
  mark.textContent = order.join("·") || "●";
  return mark;
}
