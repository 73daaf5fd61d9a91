// The port of a page that moves by itself at reading pace.

/** @import {Reply, Spot} from "./ports.js" */

/**
 * @typedef {object} GlidingPort
 * @property {(percent: number, ended: () => void) => Promise<Reply<Spot>>} start moves the page in front at so many
 *   percent of the usual pace; gives where it stood. `ended` is called when the page is at its end
 * @property {() => "idle" | "moving" | "paused"} state
 * @property {() => Promise<void>} pause
 * @property {() => Promise<boolean>} resume false where it can't go on
 * @property {(percent: number) => void} rate
 */

export {};
