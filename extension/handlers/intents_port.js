// Intents as handlers see them: what a command wants of the page of our own server in front.

/** @import {Reply} from "./ports.js" */

/**
 * @typedef {object} Intent one of the three
 * @property {string} [command] with its value
 * @property {unknown} [value]
 * @property {boolean} [sure] the answer to what the page asks
 * @property {string} [undo] a token, of what is taken back
 */

/**
 * What became of it: what the page says; `entry`: the place gone to, and of how many; `asks`: nothing was done yet;
 * `undo`: a token for the way back, "" where there is none.
 * @typedef {{said: string, entry?: [number, number], asks: boolean, undo: string}} Intended
 */

/**
 * @typedef {object} IntentsPort
 * @property {(intent: Intent, tab?: number) => Promise<Reply<Intended & {tab: number}>>} send to the page in front, or in a tab;
 *   settles when the page has done it
 */

export {};
