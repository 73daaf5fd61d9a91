// Which keys lead on from where the player is, and to what: for the piano of the panel and for "what can I play".

import {cellOf, DEPTH} from './grid.js';

/**
 * @typedef {{words: {commands: string[]}[], tree: ArrayLike<number>, numbers: string}} Lexicon
 * @typedef {Object} NextKey
 * @property {number} key 0..24
 * @property {boolean} ends Whether it completes the word or the value.
 * @property {string[]} commands What it completes or leads towards, the first few, most used first.
 * @property {number} more How many further commands it leads towards.
 * @property {string} label What it means inside a value: "7", "−3", "row 2"; else "".
 */

const KEYS = 25;
const CS = new Set([0, 12, 24]);
const FREE = Array.from({length: KEYS}, (_, key) => key).filter((key) => !CS.has(key));
/** As many commands as a key names before it counts the rest. */
const SHOWN = 3;

/**
 * The keys that lead on, from low to high. A C that would cancel is not among them: it always does.
 * @param {Lexicon} lexicon
 * @param {{at: string, node?: number, key?: number, kind?: string, digits?: number[], labels?: number[][] | null}} state Of the recogniser.
 * @returns {NextKey[]}
 */
export function nextKeys(lexicon, state) {
  if (state.at === 'off') return [];
  if (state.at === 'value' && state.kind === 'label') return labelKeys(state.digits ?? [], state.labels ?? []);
  if (state.at === 'value') return valueKeys(state.kind ?? '', state.digits ?? [], lexicon.numbers);
  if (state.at === 'choose') return valueKeys('number', state.digits ?? [], lexicon.numbers);
  const node = state.at === 'rest' ? 0 : state.node ?? 0;
  if (state.at === 'frame' && !node) return state.key === undefined ? [] : [labelled(state.key, true, '■')];
  return FREE.concat([...CS]).sort((a, b) => a - b).flatMap((key) => lead(lexicon, node, key));
}

/** @param {Lexicon} lexicon @param {number} node @param {number} key @returns {NextKey[]} */
function lead(lexicon, node, key) {
  const to = lexicon.tree[node * KEYS + key];
  if (!to) return [];
  const commands = [...new Set(reached(lexicon, to))];
  return [{key, ends: to < 0, commands: commands.slice(0, SHOWN), more: Math.max(0, commands.length - SHOWN), label: ''}];
}

/** @param {Lexicon} lexicon @param {number} to @returns {string[]} */
function reached(lexicon, to) {
  if (to < 0) return lexicon.words[-to - 1].commands;
  return Array.from({length: KEYS}, (_, key) => lexicon.tree[to * KEYS + key])
    .filter((next) => next)
    .flatMap((next) => reached(lexicon, next));
}

/** The keys that labels go on with. @param {number[]} digits @param {number[][]} labels @returns {NextKey[]} */
function labelKeys(digits, labels) {
  const begun = labels.filter((label) => digits.every((key, at) => label[at] === key));
  return FREE.flatMap((key) => {
    const on = begun.filter((label) => label[digits.length] === key);
    return on.length ? [labelled(key, on.length === 1 && on[0].length === digits.length + 1, '▸')] : [];
  });
}

/** @type {Record<string, (digits: number[], numbers: string) => NextKey[]>} */
const VALUES = {
  step: () => FREE.map((key) => labelled(key, true, signed(key - 12))),
  number: (digits, numbers) => numberKeys(digits, numbers),
  text: (digits, numbers) => numberKeys(digits, numbers),
  place: (digits) => FREE.filter((key) => !digits.some((played) => played < 12 === key < 12))
    .map((key) => labelled(key, digits.length > 0, key < 12 ? `↕ ${signed(key - 6)}` : `↔ ${signed(key - 18)}`)),
  name: (digits) => [...FREE, ...(digits.length > 2 ? [12] : [])].map((key) => labelled(key, key === 12, key === 12 ? '■' : '•')),
  grid: (digits) => FREE.flatMap((key) => {
    const cell = cellOf(key);
    return cell ? [labelled(key, digits.length === DEPTH - 1, `${cell.row + 1}·${cell.column + 1}`)] : [];
  }),
};

/** @param {string} kind @param {number[]} digits @param {string} numbers */
const valueKeys = (kind, digits, numbers) => VALUES[kind]?.(digits, numbers) ?? [];

/** @param {number[]} digits @param {string} numbers */
function numberKeys(digits, numbers) {
  const name = (/** @type {number} */ n) => String(numbers === 'binary' ? 2 ** n : n);
  return FREE.filter((key) => key !== 11 || !digits.length).map((key) => {
    if (key === 11) return labelled(key, false, '−');
    if (key === 23) return labelled(key, true, '■');
    return key < 12 ? labelled(key, false, `${name(key - 1)}…`) : labelled(key, true, name(key - 13));
  });
}

/** @param {number} key @param {boolean} ends @param {string} label @returns {NextKey} */
const labelled = (key, ends, label) => ({key, ends, commands: [], more: 0, label});

/** @param {number} n */
const signed = (n) => n > 0 ? `+${n}` : String(n).replace('-', '−');
