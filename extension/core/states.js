// States, events and effects of the recogniser, as plain JSON values.

/** @import { Kind } from "./language.js" */

/**
 * step and number: integer · place · name: keys, or how it is said · label, grid: keys · text: a string, or the number of one offered
 * @typedef {number | string | number[] | {row: number, column: number} | {choice: number}} Value
 */

/** Of a word that takes several, one after another. @typedef {Value | Value[]} Values */

/** @typedef {{kind: string, value: Value}} Held a value that came before its word */

/**
 * @typedef {{type: "key", key: number}
 *   | {type: "word", command: string}
 *   | {type: "value", kind: string, value: Value}
 *   | {type: "pedal", down: boolean}
 *   | {type: "labels", labels: number[][]}} Event
 */

/**
 * @typedef {{type: "open", key: number}
 *   | {type: "want", command: string, kind: Kind, given?: number}
 *   | {type: "command", command: string, kind?: Kind, value?: Values}
 *   | {type: "fail", where: "swift" | "frame" | "value", keys: number[]}
 *   | {type: "nearest", keys: number[], commands: string[]}
 *   | {type: "cancel", keys: number[], command: string | null}
 *   | {type: "held", kind: string, value: Value}
 *   | {type: "choose", commands: string[]}
 *   | {type: "talk", down: boolean}} Effect
 */

/** @typedef {{at: "rest", held: Held | null}} Rest nothing is pending, but perhaps a value */

/**
 * A C opened a frame that the same C closes; dead once its body has left the tree.
 * @typedef {{at: "frame", key: number, keys: number[], node: number, dead: boolean,
 *   held: Held | null}} Frame
 */

/** @typedef {{at: "swift", keys: number[], node: number, held: Held | null}} Swift a bare word */

/**
 * A word with several meanings was played; a number picks one.
 * @typedef {{at: "choose", commands: string[], keys: number[], digits: number[],
 *   held: Held | null}} Choose
 */

/**
 * A word waits for its value; where that is a label, with the set that is known, or null yet. `more`: kinds of those
 * that follow; `given`: those that are there.
 * @typedef {{at: "value", command: string, kind: Kind, keys: number[], digits: number[],
 *   labels?: number[][] | null, more?: Kind[], given?: Value[]}} Waiting
 */

/**
 * The piano makes music; `matched` keys of the way back on have been played.
 * @typedef {{at: "off", matched: number, by: "word" | "pedal"}} Off
 */

/** @typedef {Rest | Frame | Swift | Choose | Waiting | Off} State */
/** @typedef {{state: State, effects: Effect[]}} Step the next state, and what to do about it */

/**
 * Make the state in which nothing is pending.
 * @param {Held | null} [held]
 * @returns {Rest}
 */
export function rest(held = null) {
  return { at: "rest", held };
}
