// The elements of the page as handlers see them: those of all its frames, and what is done with one.

/** @import {Acted, Refusal, Reply} from "./ports.js" */
/** @import {Found} from "../core/frames.js" */
/** @import {Place} from "../core/place.js" */

/** Which element, so that it is found again. @typedef {{tab: number, frame: number, id: number}} ElementPlace */

/** An element of the page in front. @typedef {Found & {at: ElementPlace}} PageElement */

/** Where panes stood and what had the focus, by frame. @typedef {{tab: number, frame: number, token: number}[]} ElementSpot */

/**
 * An element as it is now; its place where that is known, as in the main frame.
 * @typedef {Pick<Found, "role" | "name" | "level" | "state"> & {place?: Place}} ElementNow
 */

/** Of a page with more elements than anybody lists, about how many are `left` out. @typedef {{ok: true, value: PageElement[], left: number} | Refusal} Listed */

/**
 * @typedef {object} ElementsPort
 * @property {(family: string) => Promise<Listed>} list a family of core/families.js, or
 *   all ("element"), in reading order
 * @property {(at: ElementPlace) => Promise<Reply<{now: ElementNow, spot: ElementSpot}>>} show brings it
 *   into view and, where it takes it, gives it the focus
 * @property {(spot: ElementSpot) => Promise<Reply<null>>} leave puts back what `show` moved
 * @property {(at: ElementPlace, how: {button: "left" | "right", sure?: boolean}) => Promise<Reply<Acted>>} click as
 *   a person's mouse; `sure` does it though it asks
 */

export {};
