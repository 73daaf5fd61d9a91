// The port of finding text in pages.

/** @import {Reply} from "./ports.js" */

/**
 * A hit as the agent of one frame tells it.
 * @typedef {object} HitHere
 * @property {number} id its 0-based place among all hits of the frame
 * @property {number} search which search of that frame found it
 * @property {string} snippet one line of the text around it
 * @property {number} percent how far down it is, 0..100
 * @property {string} heading that stands above it; "" none
 * @property {string} [field] the name of the field that it is written in
 */

/**
 * What one frame holds. `hits` are some that follow each other, with the first ahead among them.
 * @typedef {object} FoundHere
 * @property {number} count of all hits
 * @property {boolean} whole false where the page is too large to be searched to its end
 * @property {number} first id of the first hit that the view has not passed
 * @property {HitHere[]} hits
 */

/** A hit in a page. @typedef {HitHere & {tab: number, frame: number, number: number}} FoundHit */

/** What is known of a text in a tab; `pdfs` in its page can't be searched. @typedef {{count: number, whole: boolean, snippet: string, pdfs: number}} Tally */

/** What a page holds, with its frames; `first` is a place in `hits`. @typedef {{count: number, whole: boolean, first: number, hits: FoundHit[], pdfs: number}} Found */

/** Where panes stood before a hit was shown. @typedef {{tab: number, frame: number, token: number}[]} HitSpot */

/**
 * @typedef {object} FindingPort
 * @property {(text: string) => Promise<Reply<Found>>} find in the page in front and the frames in it
 * @property {(tab: number, text: string) => Promise<Reply<Tally>>} tally
 *   what a tab's page and the frames in it hold, without moving in it
 * @property {(hit: FoundHit) => Promise<Reply<HitSpot>>} seek shows a hit: in view and painted
 * @property {(spot: HitSpot) => Promise<Reply<null>>} unseek puts back what `seek` moved and painted
 * @property {() => Promise<Reply<{text: string}>>} select selects the hit that was shown last
 * @property {() => Promise<string[]>} past what was sought before, newest first, each once
 * @property {(text: string) => Promise<void>} keep
 */

export {};
