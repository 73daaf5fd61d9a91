// Numbers as people say them, in any language whose words are known: "fifteen", "minus einundzwanzig", "15" → a number.

import {fold} from './fold.js';

/**
 * What a language calls its numbers, as its file in languages/people has it; server/core/spoken_number.py reads the same.
 * @typedef {object} NumberNames
 * @property {Readonly<Record<string, number>>} words What stands for itself, and is added up: ein, zwanzig, quatre-vingt.
 * @property {Readonly<Record<string, number>>} [scales] What multiplies the smaller number before it: hundred, tausend.
 * @property {readonly string[]} [joins] What may stand between: and, und.
 * @property {readonly string[]} [minus]
 * @property {readonly string[]} [units] What may follow: percent.
 * @property {readonly string[]} [one] What is one before a scale only: a hundred.
 * @property {Readonly<Record<string, number>>} [misheard] What ears without a grammar make of numbers.
 *
 * @typedef {{words: Map<string, number>, scales: Map<string, number>, joins: Set<string>, minus: Set<string>, units: string[],
 *   one: Set<string>, known: string[]}} Known
 */

/** Nobody says a longer one. */
const LONGEST = 200;

/** @param {string} word As it is looked for in a number that is written together. */
const squeezed = (word) => fold(word).replace(/[\s-]+/g, '');

/** @param {Readonly<Record<string, number>>} [values] */
const bySqueezed = (values = {}) => new Map(Object.entries(values).map(([word, value]) => /** @type {const} */ ([squeezed(word), value])));

/** @param {readonly string[]} [words] */
const foldedSet = (words = []) => new Set(words.map(fold));

/** @type {WeakMap<NumberNames, Known>} */
const prepared = new WeakMap();

/** @param {NumberNames} names @returns {Known} */
function knownOf(names) {
  const before = prepared.get(names);
  if (before) return before;
  const [words, scales, joins] = [bySqueezed(names.words), bySqueezed(names.scales), (names.joins ?? []).map(squeezed)];
  const known = {
    words, scales, joins: new Set(joins), minus: foldedSet(names.minus), units: (names.units ?? []).map(fold), one: foldedSet(names.one),
    known: [...new Set([...words.keys(), ...scales.keys(), ...joins])].filter(Boolean).sort((a, b) => b.length - a.length),
  };
  prepared.set(names, known);
  return known;
}

/**
 * The number a text says, or null where it says none.
 * @param {string} text Digits or words, a word or sign for minus first for a negative one.
 * @param {NumberNames} names
 * @returns {number|null}
 */
export function numberFrom(text, names) {
  const known = knownOf(names);
  const whole = fold(text).trim();
  if (!whole || whole.length > LONGEST) return null;
  const said = withoutUnit(whole, known);
  const words = said.split(/[\s-]+/).filter(Boolean);
  const named = words.length > 0 && known.minus.has(words[0]);
  const size = sizeOf(named ? words.slice(1) : words, known);
  return size && (named || said.startsWith('-')) ? -size : size;
}

/** @param {string} said @param {Known} known @returns {string} */
function withoutUnit(said, {units}) {
  for (const unit of units) {
    const before = said.endsWith(unit) ? said.slice(0, -unit.length) : '';
    if (before && (before.endsWith(' ') || !/^\p{L}+$/u.test(unit))) return before.trim();
  }
  return said;
}

/** @param {string[]} words @param {Known} known @returns {number|null} What they add up to, whatever is written together. */
function sizeOf(words, known) {
  if (words.length === 1 && /^\d{1,12}$/.test(words[0])) return Number(words[0]);
  const kept = words.filter((word) => !known.joins.has(word));
  if (kept.length > 1 && known.one.has(kept[0]) && known.scales.has(kept[1])) kept.shift();
  const parts = partsOf(kept.join(''), known);
  return parts.length ? sumOf(parts, known) : null;
}

/** @param {string} said @param {Known} known @returns {string[]} Words of numbers, the longest first; none where it can't be cut so. */
function partsOf(said, {known, joins}) {
  /** @type {(string | null)[]} */
  const ends = [...Array.from({length: said.length}, () => null), ''];
  for (let at = said.length - 1; at >= 0; at -= 1) {
    ends[at] = known.find((word) => said.startsWith(word, at) && ends[at + word.length] !== null) ?? null;
  }
  const parts = [];
  for (let at = 0; at < said.length;) {
    const word = ends[at];
    if (!word) return [];
    parts.push(word);
    at += word.length;
  }
  // A number neither begins nor ends with what joins.
  return !parts.length || joins.has(parts[0]) || joins.has(parts[parts.length - 1]) ? [] : parts;
}

/** @param {string[]} parts @param {Known} known */
const sumOf = (parts, {words, scales}) => parts.reduce((total, part) => {
  const scale = scales.get(part);
  if (!scale) return total + (words.get(part) ?? 0);
  const small = total % scale;
  return total - small + (small || 1) * scale;
}, 0);
