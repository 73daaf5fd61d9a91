// The page in front as handlers see it: scrolling, and acting on what has the focus.

/** @import {Reply} from "./ports.js" */

/**
 * How far to scroll. `by` "step", "half" and "page" go `times` of these (negative: up, left);
 * "start" and "end" to the edge; "percent" to `times` percent of the way.
 * @typedef {object} Scroll
 * @property {"x" | "y"} axis
 * @property {"step" | "half" | "page" | "start" | "end" | "percent"} by
 * @property {number} times
 */

/** Where a pane of a page stood; `frame` 0 is the main one. @typedef {{tab: number, frame: number, pane: number, top: number, left: number}} Spot */

/**
 * @typedef {object} Scrolled
 * @property {number} percent of the way, 0..100
 * @property {"start" | "end" | null} edge reached
 * @property {boolean} moved
 * @property {Spot} from
 */

/**
 * What acting on the focused element came to. `asks`: it looks as if it would delete something.
 * @typedef {object} Acted
 * @property {string} name of the element
 * @property {string} [open] the address it would open in a new tab, for the caller to open
 * @property {boolean} [asks] nothing was done yet
 * @property {boolean} [handled] a right-click was taken up by the page
 */

/**
 * The page in front, through its agent. Where the browser lets nobody in, a refusal says which
 * page it is and what to do.
 * @typedef {object} PagePort
 * @property {(how: Scroll) => Promise<Reply<Scrolled>>} scroll settles when it stands still
 * @property {(spot: Spot) => Promise<Reply<null>>} scrollBack
 * @property {() => Promise<Reply<{percent: number | null, heading?: string}>>} where null: nothing scrolls; the heading
 *   that stands above what is in view
 * @property {(how: {button: "left" | "right", sure?: boolean}) => Promise<Reply<Acted>>} click the
 *   focused element; `sure` does it though it asks
 * @property {() => Promise<Reply<{name: string, tab: number, frame: number, token: number}>>} clear the focused field
 * @property {(was: {tab: number, frame: number, token: number}) => Promise<Reply<null>>} unclear puts the text back
 * @property {() => Promise<Reply<{name: string}>>} submit the focused field's form
 */

export {};
