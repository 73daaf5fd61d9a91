// What was said or typed → events of the recogniser: the longest phrase that opens the text, and the value after it.

import {cellOf, DEPTH} from './grid.js';
import {isLabel} from './label_set.js';
import {numberFrom} from './number_words.js';
import {areKeys} from './own.js';

/**
 * @typedef {import('./settings.js').Message} Message
 * @typedef {{name: string, phrases: string[], misheard: string[], value: string}} Spoken A command's spoken side.
 * @typedef {{type: 'word', command: string} | {type: 'value', kind: string, value: unknown}} SaidEvent
 * @typedef {{phrase: string, words: string[], command: string, kind: string, rank: number}} Entry
 */

/** @param {string} text @returns {string} Lower case, single spaces, no punctuation but what addresses need. */
export function normal(text) {
  return text.toLowerCase().replace(/[!?,;"“”]+/g, ' ').replace(/\.(\s|$)/g, ' ').replace(/\s+/g, ' ').trim();
}

/**
 * Every phrase with its command, the longest first, among equals the more used first.
 * @param {readonly Spoken[]} commands In rank order.
 * @returns {Entry[]}
 */
export function phraseTable(commands) {
  return commands
    .flatMap((command, rank) => [...command.phrases, ...command.misheard].map((phrase) => (
      {phrase, words: phrase.split(' '), command: command.name, kind: command.value, rank})))
    .sort((a, b) => b.words.length - a.words.length || a.rank - b.rank);
}

/** @type {Record<string, (rest: string, raw: string) => unknown>} A value's text → the value, or null where it does not fit. */
const VALUES = {
  number: numberFrom,
  step: (rest) => inRange(signed(rest), 11),
  place: (rest) => place(rest.replace(/\bminus /g, '-').split(' ').map(numberFrom)),
  text: (rest, raw) => raw || rest || null,
  label: (rest) => label(keysIn(rest)),
  grid: (rest) => cells(keysIn(rest)),
  name: (rest, raw) => name(keysIn(rest)) ?? (raw || rest || null),
};

/**
 * @param {string} kind Of the value.
 * @param {string} said As {@link normal} gives it.
 * @returns {boolean} Whether this is such a value.
 */
export const isValue = (kind, said) => (VALUES[kind]?.(said, said) ?? null) !== null;

/** Tens that a smaller number may follow as a word of its own: "twenty one" is one key. */
const TENS = /\btwenty (one|two|three|four)\b/g;

/** @param {string} rest "7 14", "seven fourteen", "twenty one" @returns {(number|null)[]} */
const keysIn = (rest) => rest.replace(TENS, 'twenty-$1').split(' ').map(numberFrom);

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

/** Which way a step goes when it is said and not played: low is down, left and back. */
const WAYS = new Map([['down', -1], ['left', -1], ['back', -1], ['up', 1], ['right', 1], ['forward', 1]]);

/** @param {string} rest "down three", "three", "minus three" */
function signed(rest) {
  const [first, ...more] = rest.split(' ');
  const way = WAYS.get(first);
  const size = numberFrom(way ? more.join(' ') : rest);
  return way && size !== null ? way * size : size;
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
 * @param {Entry[]} table Of {@link phraseTable}.
 * @param {string|null} [waiting] The kind of value that a word waits for.
 * @returns {SaidEvent[]}
 */
export function eventsFrom(text, table, waiting = null) {
  const said = normal(text);
  const value = waiting && said ? valueOf(waiting, said, text.trim()) : null;
  if (value) return [value];
  for (const entry of table) {
    const events = opened(entry, said, text);
    if (events) return events;
  }
  const bare = numberFrom(said);
  return bare === null ? [] : [{type: 'value', kind: 'number', value: bare}];
}

/** @param {Entry} entry @param {string} said @param {string} text As it was said. @returns {SaidEvent[]|null} */
function opened(entry, said, text) {
  const rest = said === entry.phrase ? '' : said.startsWith(`${entry.phrase} `) ? said.slice(entry.phrase.length + 1) : null;
  if (rest === null || (rest && entry.kind === 'none')) return null;
  const raw = entry.kind === 'text' || entry.kind === 'name' ? after(text, entry.words.length) : '';
  if (!rest && !raw) return [{type: 'word', command: entry.command}];
  const value = valueOf(entry.kind, rest, raw);
  return value && [{type: 'word', command: entry.command}, value];
}

/** @param {string} kind @param {string} rest @param {string} raw The same as it was said. @returns {SaidEvent|null} */
function valueOf(kind, rest, raw) {
  const value = VALUES[kind]?.(rest, raw) ?? null;
  return value === null ? null : {type: 'value', kind, value};
}
