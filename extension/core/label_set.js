// Label sets: the labels that targets have now, and what keys are among them.

import { FREE } from "./keys.js";

/** @typedef {number[][]} Labels the keys of each label; none begins another */

/** Keys of a label. */
export const LONGEST = 6;
/** Keys that are kept while no set is known. */
export const MOST_AHEAD = 12;

/**
 * Tell whether this could be a label: some keys that are no C.
 * @param {any} value
 * @returns {value is number[]}
 */
export function isLabel(value) {
  if (!Array.isArray(value) || value.length < 1 || value.length > LONGEST) return false;
  return value.every((key) => FREE.includes(key));
}

/**
 * Tell whether these are labels of which none begins another.
 * @param {any} labels
 * @returns {labels is Labels}
 */
export function isSet(labels) {
  if (!Array.isArray(labels) || !labels.every(isLabel)) return false;
  const whole = new Set(labels.map((label) => label.join()));
  const begun = labels.flatMap((label) => label.slice(1).map((_, n) => label.slice(0, n + 1)));
  return whole.size === labels.length && !begun.some((part) => whole.has(part.join()));
}

/**
 * Tell whether a longer label begins with these keys; no keys begin all.
 * @param {readonly number[]} digits
 * @param {Labels} labels
 */
export function leads(digits, labels) {
  return labels.some((label) =>
    label.length > digits.length && digits.every((key, at) => key === label[at]),
  );
}
