// Dictation: what was said → what is written: signs by their names, lines, letters; and how it joins what stands before.

import {spelled} from './spelled.js';

/**
 * @typedef {'left' | 'right' | 'both' | 'none'} Glue On which side of a sign no space stands.
 * @typedef {{sign: string, glue: Glue}} Sign
 */

/** Signs by what they are called. @type {readonly (readonly [names: string, sign: string, glue: Glue])[]} */
const TABLE = Object.freeze([
  ['comma', ',', 'left'],
  ['full stop|period', '.', 'left'],
  ['question mark', '?', 'left'],
  ['exclamation mark|exclamation point', '!', 'left'],
  ['colon', ':', 'left'],
  ['semicolon|semi colon', ';', 'left'],
  ['ellipsis|dot dot dot', '…', 'left'],
  ['hyphen', '-', 'both'],
  ['dash|em dash', '–', 'none'],
  ['apostrophe', '’', 'both'],
  ['slash|forward slash', '/', 'both'],
  ['underscore', '_', 'both'],
  ['at sign', '@', 'both'],
  ['ampersand|and sign', '&', 'none'],
  ['plus sign', '+', 'none'],
  ['equals sign|equal sign', '=', 'none'],
  ['percent sign', '%', 'left'],
  ['dollar sign', '$', 'right'],
  ['euro sign', '€', 'left'],
  ['hash sign|number sign|hashtag', '#', 'right'],
  ['open quote|open quotes|begin quote', '“', 'right'],
  ['close quote|close quotes|end quote|unquote', '”', 'left'],
  ['open bracket|open parenthesis|open paren', '(', 'right'],
  ['close bracket|close parenthesis|close paren', ')', 'left'],
  ['new line|newline|next line', '\n', 'both'],
  ['new paragraph|next paragraph', '\n\n', 'both'],
]);

/** @type {ReadonlyMap<string, Sign>} */
const SIGNS = new Map(TABLE.flatMap(([names, sign, glue]) => names.split('|').map((name) => /** @type {const} */ ([name, {sign, glue}]))));

/** @returns {string[]} What each sign is called, as an ear is to listen for it. */
export const signNames = () => [...SIGNS.keys()];

/** Words of the longest name. */
const LONGEST = Math.max(...[...SIGNS.keys()].map((name) => name.split(' ').length));

/** What changes the next word. @type {Record<string, (word: string) => string>} */
const CHANGES = {
  capital: (word) => word.charAt(0).toUpperCase() + word.slice(1),
  cap: (word) => word.charAt(0).toUpperCase() + word.slice(1),
  'all caps': (word) => word.toUpperCase(),
  'no caps': (word) => word.toLowerCase(),
  literal: (word) => word,
};

/** @param {string} word */
const bare = (word) => word.toLowerCase().replace(/[.,!?;:]+$/, '');

/**
 * What is written of what was said. An ear that writes signs by itself keeps its own.
 * @param {string} said "dear anna comma new paragraph thank you full stop"
 * @returns {string} "dear anna,\n\nThank you."
 */
export function written(said) {
  const letters = lettersOf(said);
  if (letters !== null) return letters;
  const words = wordsOf(said);
  let text = '';
  for (let at = 0; at < words.length;) {
    const {piece, used} = next(words, at);
    text = text + between(text, piece) + large(text, piece);
    at += used;
  }
  return text;
}

/** @param {string} said @returns {string[]} */
const wordsOf = (said) => said.trim().split(/\s+/).filter(Boolean);

/** @param {string} said @returns {string | null} What was spelled, which is written as it is, or null where it was not. */
export function lettersOf(said) {
  const [first = '', ...words] = wordsOf(said);
  return bare(first) === 'spell' ? spelled(words) : null;
}

/** @param {readonly string[]} words @param {number} at @returns {{piece: string, used: number}} */
function next(words, at) {
  for (let count = Math.min(LONGEST, words.length - at); count > 0; count -= 1) {
    const name = words.slice(at, at + count).map(bare).join(' ');
    const sign = SIGNS.get(name);
    if (sign) return {piece: sign.sign, used: count};
    if (Object.hasOwn(CHANGES, name) && at + count < words.length) return {piece: CHANGES[name](words[at + count]), used: count + 1};
  }
  return {piece: words[at], used: 1};
}

/** By its sign. @type {ReadonlyMap<string, Glue>} */
const GLUE = new Map(TABLE.map(([, sign, glue]) => [sign, glue]));

/** @param {string} before @param {string} piece @returns {string} The space that stands between, if any. */
function between(before, piece) {
  if (!before || /\s$/.test(before)) return '';
  const last = GLUE.get(before.slice(-1));
  const first = GLUE.get(piece) ?? GLUE.get(piece.charAt(0));
  return last === 'right' || last === 'both' || first === 'left' || first === 'both' ? '' : ' ';
}

/** A sentence is over, or nothing stands before. */
const OVER = /(^|[.!?…]["”’)]*\s*|\n\s*)[“(]*$/;

/** @param {string} before @param {string} piece @returns {string} With a capital where a sentence begins after another. */
const large = (before, piece) => before && OVER.test(before) ? capital(piece) : piece;

/** @param {string} piece @returns {string} */
const capital = (piece) => piece.replace(/^([“(]*)(\p{Ll})/u, (_, opens, letter) => opens + letter.toUpperCase());

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

/** As often as it is said. */
const SCRATCH = /^(?:(?:scratch|strike) that[.,]?\s*)+$/i;

/** @param {string} said @returns {number} How many of the last pieces are to go; 0 where something else was said. */
export const scratches = (said) => SCRATCH.test(said.trim()) ? said.match(/that/gi)?.length ?? 0 : 0;

/**
 * The parts that a text is put in by, one after the other: an editor takes a new line as a key, and no letter.
 * @param {string} text @returns {string[]} "\n" and what stands between
 */
export const parts = (text) => text.split(/(\n)/).filter(Boolean);
