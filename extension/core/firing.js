// Firing: what a completed word does, at once or when its value is there.

import { rest } from "./states.js";
import { fit } from "./values.js";

/** @import { Kind } from "./language.js" */
/** @import { Lexicon } from "./lexicon.js" */
/** @import { Effect, Held, Step, Value, Waiting } from "./states.js" */

/**
 * Do the word that was played, or ask which of its meanings is meant.
 * @param {Lexicon} lexicon
 * @param {number} index
 * @param {number[]} keys
 * @param {Held | null} held
 * @returns {Step}
 */
export function complete(lexicon, index, keys, held) {
  const { commands, kind } = lexicon.words[index];
  if (commands.length === 1) return fire(commands[0], kind, keys, held, lexicon.more?.[commands[0]]);
  return {
    state: { at: "choose", commands, keys, digits: [], held },
    effects: [{ type: "choose", commands }],
  };
}

/**
 * Do the command once its value is there. A held value that doesn't fit is gone.
 * @param {string} command
 * @param {Kind} kind
 * @param {number[]} keys
 * @param {Held | null} held
 * @param {Kind[]} [more] kinds of the values that follow the first
 * @returns {Step}
 */
export function fire(command, kind, keys, held, more = []) {
  if (kind === "none") {
    const off = command === "piano.off";
    return {
      state: off ? { at: "off", matched: 0, by: "word" } : rest(),
      effects: [{ type: "command", command }],
    };
  }
  /** @type {Waiting} */
  const waiting = { at: "value", command, kind, keys, digits: [], ...(more.length && { more }) };
  const value = held === null ? null : fit(kind, held);
  // A label that was said first waits, as its keys would, for the set that it is of.
  if (kind === "label") Object.assign(waiting, { digits: value ?? [], labels: null });
  else if (value !== null) return done(waiting, value);
  return { state: waiting, effects: [{ type: "want", command, kind }] };
}

/**
 * Do the waiting command with its value, or wait for the next that it takes.
 * @param {Waiting} waiting
 * @param {Value} value
 * @returns {Step}
 */
export function done({ command, kind, keys, more = [], given = [] }, value) {
  const values = [...given, value];
  if (more.length === 0) return { state: rest(), effects: [{ type: "command", command, kind, value: given.length ? values : value }] };
  const [next, ...others] = more;
  return {
    state: { at: "value", command, kind: next, keys, digits: [], more: others, given: values, ...(next === "label" && { labels: null }) },
    effects: [{ type: "want", command, kind: next, given: values.length }],
  };
}

/**
 * Say what is dropped: the keys played so far, and the word that waited.
 * @param {{keys?: number[], digits?: number[], command?: string}} state
 * @returns {Effect}
 */
export function cancelled({ keys = [], digits = [], command }) {
  return { type: "cancel", keys: [...keys, ...digits], command: command ?? null };
}

/**
 * Say that a value does not fit; it starts over, its word still waits.
 * @param {number[]} digits
 * @returns {Effect}
 */
export function wrongValue(digits) {
  return { type: "fail", where: "value", keys: digits };
}
