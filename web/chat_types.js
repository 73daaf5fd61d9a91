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
 * @property {string} title
 * @property {string} heading
 * @property {string} address
 * @property {number} line
 * @property {number | null} page
 * @property {number | null} from_ms
 * @property {Quote[]} quotes
 */

/**
 * @typedef {object} Inquiry
 * @property {string} id
 * @property {string} answer
 * @property {string} state
 * @property {string} reason
 * @property {string} model
 * @property {Source[]} sources
 * @property {{start: number, end: number, sources: number[], carried: boolean}[]} claims
 */

export {};
