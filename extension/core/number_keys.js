// Number keys: the keys that play a number, in base 10 or as powers of two; what `values.js` reads.

import { END, MINUS, MOST_DIGITS } from "./values.js";

/** @import { Numbers } from "./language.js" */

const MORE = 1;
const LAST = 13;
/** The greatest power of two that has a key. */
const HIGHEST = 9;

/**
 * The digits that a number is played by: 42 is 4, 2, and, by powers of two, 5, 3, 1 (32, 8 and 2).
 * @param {number} size not negative
 * @param {Numbers} numbers
 * @returns {number[]}
 */
export function digitsOf(size, numbers) {
  if (numbers === "decimal") return [...String(size)].map(Number);
  const digits = [];
  for (let rest = size, power = HIGHEST; rest > 0 && digits.length <= MOST_DIGITS;) {
    if (rest >= 2 ** power) {
      digits.push(power);
      rest -= 2 ** power;
    } else {
      power -= 1;
    }
  }
  return digits;
}

/**
 * Keys 1–10 go on, 13–22 are the last; 11 first is minus; 23 ends at once, which alone is 0.
 * @param {number} value
 * @param {Numbers} numbers
 * @returns {number[] | null} null for what cannot be played so: no whole number, or too great
 */
export function numberKeys(value, numbers) {
  if (!Number.isSafeInteger(value)) return null;
  const digits = digitsOf(Math.abs(value), numbers);
  if (digits.length > MOST_DIGITS) return null;
  if (digits.length === 0) return [END];
  const keys = digits.map((digit, at) => digit + (at === digits.length - 1 ? LAST : MORE));
  return value < 0 ? [MINUS, ...keys] : keys;
}

/**
 * How a number comes of its digits, for ear and eye: "32 + 8 + 2".
 * @param {number} value
 * @param {Numbers} numbers
 * @returns {string}
 */
export function numberSum(value, numbers) {
  const digits = digitsOf(Math.abs(value), numbers);
  const parts = numbers === "binary"
    ? digits.map((power) => 2 ** power)
    : digits.map((digit, at) => digit * 10 ** (digits.length - 1 - at)).filter((part) => part > 0);
  const sum = parts.join(" + ") || "0";
  if (value >= 0) return sum;
  return parts.length > 1 ? `−(${sum})` : `−${sum}`;
}
