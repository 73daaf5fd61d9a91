// What was said or typed → events of the recogniser: the longest phrase that opens the text, and the value after it.

import {fold} from './fold.js';
import {cellOf, DEPTH} from './grid.js';
import {isLabel} from './label_set.js';
import {numberFrom} from './number_words.js';
import {areKeys} from './own.js';
import {commandsIn} from './tongue.js';

/**
 * @typedef {import('./settings.js').Message} Message
 * @typedef {{name: string, phrases: string[], misheard: string[], value: string}} Spoken A command's spoken side.
 * @typedef {{type: 'word', command: string} | {type: 'value', kind: string, value: unknown}} SaidEvent
 * @typedef {import('./tongue.js').Tongue} Tongue
 * @typedef {{phrase: string, words: string[], command: string, kind: string, rank: number}} Entry
 * @typedef {{entries: readonly Entry[], tongue: Tongue}} Table What may be said in a language.
 */

/** @param {string} text @returns {string} Lower case, single spaces, no punctuation but what addresses need. */
export function normal(text) {
  return text.toLowerCase().replace(/[!?,;"“”]+/g, ' ').replace(/\.(\s|$)/g, ' ').replace(/\s+/g, ' ').trim();
}

/** @param {string} text @returns {string} As it is compared: who has no ü or ß to type is understood, too. */
const compared = (text) => fold(normal(text));

/**
 * Every phrase with its command, the longest first, among equals the more used first.
 * @param {readonly Spoken[]} commands In rank order, as the table has them.
 * @param {Tongue} tongue In which they are said.
 * @returns {Table}
 */
export function phraseTable(commands, tongue) {
  const entries = commandsIn(commands, tongue)
    .flatMap((command, rank) => [...command.phrases, ...command.misheard].map((phrase) => (
      {phrase: compared(phrase), words: phrase.split(' '), command: command.name, kind: command.value, rank})))
    .sort((a, b) => b.words.length - a.words.length || a.rank - b.rank);
  return {entries, tongue};
}

/** @param {readonly Spoken[]} commands @param {readonly Tongue[]} tongues @returns {Table[]} One for each language. */
export const tablesOf = (commands, tongues) => tongues.map((tongue) => phraseTable(commands, tongue));

/** @type {Record<string, (rest: string, raw: string, tongue: Tongue) => unknown>} A value's text → the value, or null where it does not fit. */
const VALUES = {
  number: (rest, _, {numbers}) => numberFrom(rest, numbers),
  step: (rest, _, tongue) => inRange(signed(rest, tongue), 11),
  place: (rest, _, {numbers}) => place(numbersIn(rest, numbers)),
  text: (rest, raw) => raw || rest || null,
  label: (rest, _, {numbers}) => label(keysIn(rest, numbers)),
  grid: (rest, _, {numbers}) => cells(keysIn(rest, numbers)),
  name: (rest, raw, {numbers}) => name(keysIn(rest, numbers)) ?? (raw || rest || null),
};

/**
 * @param {string} kind Of the value.
 * @param {string} said As {@link normal} gives it.
 * @param {Tongue} tongue
 * @returns {boolean} Whether this is such a value.
 */
export const isValue = (kind, said, tongue) => (VALUES[kind]?.(said, said, tongue) ?? null) !== null;

/** @typedef {import('./number_words.js').NumberNames} NumberNames */

/** @param {string} rest "3 minus two" @param {NumberNames} numbers @returns {(number|null)[]} A word for each, with its minus. */
function numbersIn(rest, numbers) {
  const minus = new Set((numbers.minus ?? []).map(compared));
  const words = rest.split(' ');
  return words.flatMap((word, at) => minus.has(compared(word)) && at + 1 < words.length ? []
    : [numberFrom(at && minus.has(compared(words[at - 1])) ? `${words[at - 1]} ${word}` : word, numbers)]);
}

/** The largest key that a label or a cell may have: more than that two words of numbers are two keys. */
const MOST = 24;

/**
 * Numbers one after the other: "7 14", "seven fourteen"; "twenty one" is one of them.
 * @param {string} rest @param {NumberNames} numbers @returns {(number|null)[]}
 */
function keysIn(rest, numbers) {
  const found = /** @type {(number|null)[]} */ ([]);
  for (const number of rest.split(' ').map((word) => numberFrom(word, numbers))) {
    const before = found[found.length - 1];
    if (before && number && before % 10 === 0 && before >= 20 && number < 10 && before + number <= MOST) found[found.length - 1] = before + number;
    else found.push(number);
  }
  return found;
}

/** @param {(number|null)[]} keys */
const label = (keys) => isLabel(keys) ? keys : null;

/** @param {(number|null)[]} keys */
const name = (keys) => areKeys(keys) ? keys : null;

/** @param {(number|null)[]} keys */
const cells = (keys) => isLabel(keys) && keys.length === DEPTH && keys.every(cellOf) ? keys : null;

/**
 * What follows so many words, as it was said or typed: a text may go into a field, with its capitals and commas.
 * @param {string} text
 * @param {number} words Of the phrase.
 * @returns {string} '' where the phrase ends within a word.
 */
function after(text, words) {
  let left = words;
  let at = 0;
  for (const [token] of text.matchAll(/\s*\S+/g)) {
    if (left <= 0) break;
    left -= normal(token).split(' ').filter(Boolean).length;
    at += token.length;
  }
  return left === 0 ? text.slice(at).trim() : '';
}

/** @param {string} rest "down three", "drei nach unten", "three", "minus three" @param {Tongue} tongue */
function signed(rest, {ways, numbers}) {
  const said = compared(rest);
  for (const [way, sign] of Object.entries(ways)) {
    const word = compared(way);
    const size = said.startsWith(`${word} `) ? said.slice(word.length) : said.endsWith(` ${word}`) ? said.slice(0, -word.length) : null;
    const number = size === null ? null : numberFrom(size, numbers);
    if (number !== null) return sign * number;
  }
  return numberFrom(rest, numbers);
}

/** @param {number|null} n @param {number} most */
const inRange = (n, most) => n !== null && n !== 0 && Math.abs(n) <= most ? n : null;

/** @param {(number|null)[]} pair Row and column counted from the middle. */
function place(pair) {
  const [row, column] = pair;
  const fits = pair.length === 2 && row !== null && column !== null && Math.abs(row) <= 5 && Math.abs(column) <= 5;
  return fits ? {row, column} : null;
}

/**
 * The events a text stands for; none where it is understood as nothing.
 * A bare number is a value; while a word waits, its own kind of value is tried first.
 * @param {string} text
 * @param {Table} table Of {@link phraseTable}.
 * @param {string|null} [waiting] The kind of value that a word waits for.
 * @returns {SaidEvent[]}
 */
export function eventsFrom(text, {entries, tongue}, waiting = null) {
  const said = compared(text);
  const value = waiting && said ? valueOf(waiting, said, text.trim(), tongue) : null;
  if (value) return [value];
  for (const entry of entries) {
    const events = opened(entry, said, text, tongue);
    if (events) return events;
  }
  const bare = numberFrom(said, tongue.numbers);
  return bare === null ? [] : [{type: 'value', kind: 'number', value: bare}];
}

/**
 * The same in several languages: the first that understands it.
 * @param {string} text @param {readonly Table[]} tables @param {string|null} [waiting] @returns {SaidEvent[]}
 */
export function understood(text, tables, waiting = null) {
  for (const table of tables) {
    const events = eventsFrom(text, table, waiting);
    if (events.length) return events;
  }
  return [];
}

/** @param {Entry} entry @param {string} said @param {string} text As it was said. @param {Tongue} tongue @returns {SaidEvent[]|null} */
function opened(entry, said, text, tongue) {
  const rest = said === entry.phrase ? '' : said.startsWith(`${entry.phrase} `) ? said.slice(entry.phrase.length + 1) : null;
  if (rest === null || (rest && entry.kind === 'none')) return null;
  const raw = entry.kind === 'text' || entry.kind === 'name' ? after(text, entry.words.length) : '';
  if (!rest && !raw) return [{type: 'word', command: entry.command}];
  const value = valueOf(entry.kind, rest, raw, tongue);
  return value && [{type: 'word', command: entry.command}, value];
}

/** @param {string} kind @param {string} rest @param {string} raw The same as it was said. @param {Tongue} tongue @returns {SaidEvent|null} */
function valueOf(kind, rest, raw, tongue) {
  const value = VALUES[kind]?.(rest, raw, tongue) ?? null;
  return value === null ? null : {type: 'value', kind, value};
}
