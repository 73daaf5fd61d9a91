// What the server tells of questions and answers, as types.

/**
 * @typedef {object} Quote
 * @property {string} text
 * @property {number} line
 * @property {number | null} page
 * @property {number | null} at_ms
 */

/**
 * @typedef {object} Source
 * @property {number} number as the answer names it
 * @property {number} document
 * @property {string} kind as its reader is called; sound is a recording
 * @property {string} title
 * @property {string} heading
 * @property {string} address
 * @property {number} line
 * @property {number | null} page
 * @property {number | null} from_ms
 * @property {Quote[]} quotes
 * @property {string} [about] a line that says what its document is; of older answers it is not there
 */

/**
 * @typedef {object} Inquiry
 * @property {string} id
 * @property {string} question
 * @property {string} length
 * @property {string} answer
 * @property {string} state
 * @property {string} reason
 * @property {string} model
 * @property {Source[]} sources
 * @property {{start: number, end: number, sources: number[], carried: boolean}[]} claims
 */

/**
 * An inquiry with all that its review shows.
 * @typedef {Inquiry & {
 *   question: string, created: number, user: number, topics: string[], confidence: number,
 *   marked: boolean, answered: {id: number, name: string, at_ms: number, address: string}[],
 *   review: {rating: number | null, correction: string, taught: number | null, version: number, reviewer: string},
 * }} Reviewed
 */

/**
 * @typedef {object} Step Something that was done for an answer.
 * @property {"plan" | "look_up" | "topic" | "check"} kind
 * @property {string} text what was looked up, what a topic says, what the check found
 * @property {string} topic
 * @property {number[]} sources numbers of passages
 * @property {string[]} lookups of a plan
 */

export {};
