// Dictation: what was said → what is written: signs by their names, lines, letters; and how it joins what stands before.

import {spelled} from './spelled.js';

/**
 * @typedef {'left' | 'right' | 'both' | 'none'} Glue On which side of a sign no space stands.
 * @import {Tongue} from './tongue.js'
 */

/** How each sign stands among words, whatever the language. @type {ReadonlyMap<string, Glue>} */
const GLUE = new Map(/** @type {[Glue, string[]][]} */ ([
  ['left', [',', '.', '?', '!', ':', ';', '…', '%', '€', '”', ')', '»']],
  ['right', ['$', '#', '“', '„', '(', '«']],
  ['both', ['-', '’', '/', '_', '@', '\n', '\n\n']],
]).flatMap(([glue, signs]) => signs.map((sign) => /** @type {const} */ ([sign, glue]))));

/** What changes the next word. @type {Record<keyof Tongue['changes'], (word: string) => string>} */
const CHANGES = {
  capital: (word) => word.charAt(0).toUpperCase() + word.slice(1),
  upper: (word) => word.toUpperCase(),
  lower: (word) => word.toLowerCase(),
  literal: (word) => word,
};

/**
 * What is said for a sign or a change, by its name.
 * @typedef {{signs: Map<string, string>, changes: Map<string, (word: string) => string>, longest: number}} Names longest: in words
 */

/** @type {WeakMap<Tongue, Names>} */
const prepared = new WeakMap();

/** @param {Tongue} tongue @returns {Names} */
function namesOf(tongue) {
  const before = prepared.get(tongue);
  if (before) return before;
  const signs = new Map(Object.entries(tongue.signs).flatMap(([sign, names]) => names.map((name) => /** @type {const} */ ([name, sign]))));
  const changes = new Map(Object.entries(CHANGES).flatMap(([change, act]) =>
    tongue.changes[/** @type {keyof Tongue['changes']} */ (change)].map((name) => /** @type {const} */ ([name, act]))));
  const made = {signs, changes, longest: Math.max(...[...signs.keys(), ...changes.keys()].map((name) => name.split(' ').length))};
  prepared.set(tongue, made);
  return made;
}

/** @param {Tongue} tongue @returns {string[]} What each sign is called, as an ear is to listen for it. */
export const signNames = (tongue) => Object.values(tongue.signs).flat();

/** @param {string} word */
const bare = (word) => word.toLowerCase().replace(/[.,!?;:]+$/, '');

/**
 * What is written of what was said. An ear that writes signs by itself keeps its own.
 * @param {string} said "dear anna comma new paragraph thank you full stop"
 * @param {Tongue} tongue
 * @returns {string} "dear anna,\n\nThank you."
 */
export function written(said, tongue) {
  const letters = lettersOf(said, tongue);
  if (letters !== null) return letters;
  const words = wordsOf(said);
  let text = '';
  for (let at = 0; at < words.length;) {
    const {piece, used} = next(words, at, namesOf(tongue));
    text = text + between(text, piece) + large(text, piece);
    at += used;
  }
  return text;
}

/** @param {string} said @returns {string[]} */
const wordsOf = (said) => said.trim().split(/\s+/).filter(Boolean);

/** @param {string} said @param {Tongue} tongue @returns {string | null} What was spelled, which is written as it is, or null where it was not. */
export function lettersOf(said, tongue) {
  const [first = '', ...words] = wordsOf(said);
  return tongue.letters.spell.includes(bare(first)) ? spelled(words, tongue.letters) : null;
}

/** @param {readonly string[]} words @param {number} at @param {Names} names @returns {{piece: string, used: number}} */
function next(words, at, {signs, changes, longest}) {
  for (let count = Math.min(longest, words.length - at); count > 0; count -= 1) {
    const name = words.slice(at, at + count).map(bare).join(' ');
    const sign = signs.get(name);
    if (sign) return {piece: sign, used: count};
    const change = changes.get(name);
    if (change && at + count < words.length) return {piece: change(words[at + count]), used: count + 1};
  }
  return {piece: words[at], used: 1};
}

/** A mark that opens in one language and closes in another: “ closes what „ has opened. @param {string} before @param {string} sign */
const glueOf = (before, sign) => sign === '“' && before.lastIndexOf('„') > before.lastIndexOf('“') ? 'left' : GLUE.get(sign);

/** @param {string} before @param {string} piece @returns {string} The space that stands between, if any. */
function between(before, piece) {
  if (!before || /\s$/.test(before)) return '';
  const last = glueOf(before.slice(0, -1), before.slice(-1));
  const first = glueOf(before, piece) ?? glueOf(before, piece.charAt(0));
  return last === 'right' || last === 'both' || first === 'left' || first === 'both' ? '' : ' ';
}

/** A sentence is over, or nothing stands before. */
const OVER = /(^|[.!?…]["”’)]*\s*|\n\s*)[“„(]*$/;

/** @param {string} before @param {string} piece @returns {string} With a capital where a sentence begins after another. */
const large = (before, piece) => before && OVER.test(before) ? capital(piece) : piece;

/** @param {string} piece @returns {string} */
const capital = (piece) => piece.replace(/^([“„(]*)(\p{Ll})/u, (_, opens, letter) => opens + letter.toUpperCase());

/**
 * A dictated text as it goes on from what stands before the caret.
 * @param {string} before What stands before it; its end is enough.
 * @param {string} text Of {@link written}.
 * @param {boolean} sentences Whether sentences are written here, which begin with a capital; else addresses, names, words to seek.
 * @returns {string}
 */
export function joined(before, text, sentences) {
  const piece = sentences && OVER.test(before) ? capital(text) : text;
  return between(before, piece) + piece;
}

/** @param {string} text @returns {string} As part of a pattern. */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * @param {string} said
 * @param {readonly string[]} phrases That take the last piece back: "scratch that", as often as it is said.
 * @returns {number} How many of the last pieces are to go; 0 where something else was said.
 */
export function scratches(said, phrases) {
  const one = `(?:${[...phrases].sort((a, b) => b.length - a.length).map(literally).join('|')})`;
  const whole = new RegExp(`^(?:${one}[.,]?\\s*)+$`, 'i').test(said.trim());
  return whole ? said.match(new RegExp(one, 'gi'))?.length ?? 0 : 0;
}

/**
 * The parts that a text is put in by, one after the other: an editor takes a new line as a key, and no letter.
 * @param {string} text @returns {string[]} "\n" and what stands between
 */
export const parts = (text) => text.split(/(\n)/).filter(Boolean);
