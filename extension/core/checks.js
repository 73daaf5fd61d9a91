// Checks: what a word must be to be playable at all, one row of the tables for each rule.

import { problemOf } from "./entries.js";
import { COUNT, isC, show } from "./keys.js";
import { likest } from "./spelling.js";

/** @import { Entry } from "./entries.js" */
/** @import { Command, Problem } from "./language.js" */
/** @typedef {[string, string] | null} Fault what is wrong, after the word's title; how to mend it */

const LONGEST_BODY = 12;
const LARGEST_CHORD = 4;
const OWN = "own";

/**
 * Give the keys between the Cs, or all of a bare word.
 * @param {readonly number[]} keys
 */
export function bodyOf(keys) {
  return isC(keys[0]) ? keys.slice(1, -1) : [...keys];
}

/**
 * In this order; the first that fails is reported, the later ones rest on it.
 * @type {[string, (keys: number[]) => Fault][]}
 */
const SHAPES = [
  ["empty", (keys) => (keys.length ? null : ["has no keys", "give it keys, as in “4 7”"])],
  ["key-range", outOfRange],
  ["unclosed", unclosed],
  ["c-inside", cInside],
  ["too-long", tooLong],
];

/** @type {(keys: number[]) => Fault} */
function outOfRange(keys) {
  const wrong = keys.find((key) => !(key >= 0 && key < COUNT));
  if (wrong === undefined) return null;
  return [`has the key ${wrong}`, "use keys from 0 (low C) to 24 (high C)"];
}

/** @type {(keys: number[]) => Fault} */
function unclosed(keys) {
  if (!isC(keys[0]) || (keys.length > 1 && keys[keys.length - 1] === keys[0])) return null;
  const fix = `close it with the C that opened it: ${show([...keys, keys[0]])}`;
  return [`opens a frame with ${keys[0]} and does not close it`, fix];
}

/** @type {(keys: number[]) => Fault} */
function cInside(keys) {
  const body = bodyOf(keys);
  const inside = body.find(isC);
  if (inside === undefined) return null;
  const frame = isC(keys[0]) ? [keys[0]] : [];
  const rest = [...frame, ...body.filter((key) => !isC(key)), ...frame];
  const reason = `has the C ${inside} in its body, where any C but its own cancels`;
  return [reason, rest.length ? `leave it out: ${show(rest)}` : "use keys that are no C"];
}

/** @type {(keys: number[]) => Fault} */
function tooLong(keys) {
  const { length } = bodyOf(keys);
  return length <= LONGEST_BODY ? null : [`has ${length} keys`, `use ${LONGEST_BODY} at most`];
}

/**
 * Find what is wrong with the keys of a word or reservation.
 * @param {Entry} entry
 * @returns {Problem | null}
 */
export function shape(entry) {
  for (const [code, check] of SHAPES) {
    const fault = check(entry.keys);
    if (fault) return problemOf(entry, code, `${entry.title} ${fault[0]}`, fault[1]);
  }
  return null;
}

/**
 * Find what is wrong with what a word means.
 * @param {Entry} entry
 * @param {Map<string, Command>} commands
 * @returns {Problem[]}
 */
export function meaning(entry, commands) {
  if (entry.reserved) return [];
  const meant = entry.commands.flatMap((name) => commands.get(name) ?? []);
  return [
    ...nothing(entry, commands),
    ...entry.commands.filter((name) => !commands.has(name)).map((name) => unknown(entry, name, commands)),
    ...mixed(entry, meant),
    ...meant.flatMap((command) => destructive(entry, command)),
    ...chord(entry),
  ];
}

/**
 * @param {Entry} entry
 * @param {Map<string, Command>} commands
 */
function nothing(entry, commands) {
  if (entry.commands.length) return [];
  const text = `the word ${show(entry.keys)} (${entry.language}) means nothing`;
  const example = commands.keys().next().value ?? "";
  return [problemOf(entry, "no-meaning", text, `name a command: command = “${example}”`)];
}

/**
 * @param {Entry} entry
 * @param {string} name
 * @param {Map<string, Command>} commands
 */
function unknown(entry, name, commands) {
  const text = `${entry.title} names a command that is not in the table: ${name}`;
  return problemOf(entry, "unknown-command", text, `did you mean ${likest(name, [...commands.keys()])}?`);
}

/**
 * @param {Entry} entry
 * @param {Command[]} meant
 */
function mixed(entry, meant) {
  // Of one's own words a number picks which is meant, and then it is known whether a value follows.
  if (entry.language === OWN) return [];
  const kinds = [...new Set(meant.map(({ value }) => value))];
  if (kinds.length < 2) return [];
  const text = `${entry.title} has meanings that take different values: ${kinds.join(", ")}`;
  return [problemOf(entry, "value-mismatch", text, "give each kind a word of its own")];
}

/**
 * @param {Entry} entry
 * @param {Command} command
 * @returns {Problem[]}
 */
function destructive(entry, command) {
  /** @type {Problem[]} */
  const problems = [];
  if (command.destructive && !isC(entry.keys[0])) {
    const text = `${entry.title} is destructive and has a bare word, ${show(entry.keys)}`;
    problems.push(problemOf(entry, "destructive-bare", text, "frame it, as in 0 10 11 10 0"));
  }
  if (command.destructive && command.value !== "none") {
    const text = `${entry.title} is destructive and takes a value`;
    const fix = "let it act on what was said last";
    problems.push(problemOf(entry, "destructive-value", text, fix));
  }
  return problems;
}

/** @param {Entry} entry */
function chord(entry) {
  const { length } = bodyOf(entry.keys);
  if (!entry.chord || length <= LARGEST_CHORD) return [];
  const text = `${entry.title} is a chord of ${length} keys`;
  return [problemOf(entry, "chord-size", text, `use ${LARGEST_CHORD} at most`)];
}
