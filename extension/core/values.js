// Values: what follows a word: step, place, number, name, text, label, grid, by keys or spoken.

import { cellOf, DEPTH } from "./grid.js";
import { HIGH, isC, MIDDLE } from "./keys.js";
import { isLabel, leads, MOST_AHEAD } from "./label_set.js";

/** @import { Numbers } from "./language.js" */
/** @import { Held, Value } from "./states.js" */

/**
 * The value goes on, is complete, or its last key does not fit.
 * @typedef {{heard: "more" | "wrong", value?: undefined} | {heard: "done", value: Value}} Pressed
 */

export const MINUS = 11;
export const END = 23;
export const MOST_DIGITS = 12;
export const SHORTEST_NAME = 3;
export const LONGEST_NAME = 12;
export const LARGEST = 10 ** MOST_DIGITS - 1;

/** @type {Pressed} */
const MORE = Object.freeze({ heard: "more" });
/** @type {Pressed} */
const WRONG = Object.freeze({ heard: "wrong" });

/** @type {Record<string, (digits: number[], numbers: Numbers) => Pressed>} */
const PRESS = { step, place, number, text, name, grid };

/**
 * Judge a value's keys so far, of which the last is new; keys are free ones, Cs end elsewhere.
 * `press("number", [2, 18], "decimal")` is done with 15.
 * @param {string} kind
 * @param {number[]} digits
 * @param {Numbers} numbers
 */
export function press(kind, digits, numbers) {
  return PRESS[kind](digits, numbers);
}

/**
 * @param {Value} value
 * @returns {Pressed}
 */
function finished(value) {
  return { heard: "done", value };
}

/** @param {number[]} digits */
function step(digits) {
  return finished(digits[0] - MIDDLE);
}

/**
 * One key of each octave, in either order: the lower is the row, the higher the column.
 * @param {number[]} digits
 */
function place(digits) {
  if (digits.length === 1) return MORE;
  const [low, high] = digits[0] < digits[1] ? digits : [digits[1], digits[0]];
  return low < MIDDLE && high > MIDDLE ? finished({ row: low - 6, column: high - 18 }) : WRONG;
}

/**
 * Read `[11] {1..10} (13..22 | 23)`: minus, digits that go on, the last digit or the end.
 * @param {number[]} digits
 * @param {Numbers} numbers
 */
function number(digits, numbers) {
  const last = digits[digits.length - 1];
  const body = digits[0] === MINUS ? digits.slice(1) : digits;
  if (last === MINUS) return digits.length === 1 ? MORE : WRONG;
  if (body.length - (last === END ? 1 : 0) > MOST_DIGITS) return WRONG;
  if (last < MIDDLE) return MORE;
  const size = sum(body.filter((key) => key !== END).map(digit), numbers);
  return finished(body !== digits && size !== 0 ? -size : size);
}

/** @param {number} key */
function digit(key) {
  return key < MIDDLE ? key - 1 : key - 13;
}

/**
 * @param {number[]} digits
 * @param {Numbers} numbers
 */
function sum(digits, numbers) {
  if (numbers === "binary") return digits.reduce((total, n) => total + 2 ** n, 0);
  return digits.reduce((total, n) => total * 10 + n, 0);
}

/**
 * Read the number of one of the texts offered, counted from 1.
 * @param {number[]} digits
 * @param {Numbers} numbers
 */
function text(digits, numbers) {
  const pressed = number(digits, numbers);
  if (pressed.heard !== "done") return pressed;
  const chosen = choice(pressed.value);
  return chosen === null ? WRONG : finished(chosen);
}

/** @param {number[]} digits */
function name(digits) {
  return digits.length <= LONGEST_NAME ? MORE : WRONG;
}

/**
 * Three keys of the grid; the two Bs are no cells.
 * @param {number[]} digits
 */
function grid(digits) {
  if (!cellOf(digits[digits.length - 1])) return WRONG;
  return digits.length === DEPTH ? finished(digits) : MORE;
}

/**
 * Judge a label's keys so far; while no set is known they are kept.
 * @param {number[]} digits
 * @param {number[][] | null | undefined} labels
 * @returns {Pressed}
 */
export function pressLabel(digits, labels) {
  if (!labels) return digits.length <= MOST_AHEAD ? MORE : WRONG;
  const label = labels.find((one) => one.join() === digits.join());
  if (label) return finished(label);
  return leads(digits, labels) ? MORE : WRONG;
}

/** @type {Record<string, (value: any) => Value | null>} */
const FITS = {
  "step step": small,
  "step number": small,
  "place place": spokenPlace,
  "number number": whole,
  "name name": spokenName,
  "text text": spokenText,
  "text number": choice,
  "label label": spokenLabel,
  "label number": (value) => spokenLabel([value]),
  "grid grid": spokenGrid,
};

/**
 * Give a spoken or chosen value as a word of this kind takes it, or null if it doesn't fit.
 * @param {string} kind
 * @param {Held} held
 * @returns {Value | null}
 */
export function fit(kind, held) {
  const key = `${kind} ${held.kind}`;
  return Object.hasOwn(FITS, key) ? FITS[key](held.value) : null;
}

/**
 * @param {any} value
 * @returns {number | null}
 */
function whole(value) {
  return Number.isInteger(value) && Math.abs(value) <= LARGEST ? value : null;
}

/** @param {any} value */
function small(value) {
  return whole(value) && Math.abs(value) < MIDDLE ? value : null;
}

/** @param {any} value */
function spokenPlace(value) {
  const row = whole(value?.row);
  const column = whole(value?.column);
  if (row === null || column === null || Math.max(Math.abs(row), Math.abs(column)) > 5) return null;
  return { row, column };
}

/**
 * Its keys, or how it is said, for which keys are found.
 * @param {any} value
 */
function spokenName(value) {
  if (typeof value === "string") return value === "" ? null : value;
  if (!Array.isArray(value)) return null;
  if (value.length < SHORTEST_NAME || value.length > LONGEST_NAME) return null;
  return value.every((key) => Number.isInteger(key) && key > 0 && key < HIGH && !isC(key))
    ? value
    : null;
}

/** @param {any} value */
function spokenLabel(value) {
  return isLabel(value) ? value : null;
}

/** @param {any} value */
function spokenGrid(value) {
  return isLabel(value) && value.length === DEPTH && value.every(cellOf) ? value : null;
}

/** @param {any} value */
function spokenText(value) {
  if (typeof value === "string") return value === "" ? null : value;
  return choice(value?.choice);
}

/**
 * @param {any} value
 * @returns {{choice: number} | null}
 */
function choice(value) {
  return Number.isInteger(value) && value > 0 && value <= LARGEST ? { choice: value } : null;
}
