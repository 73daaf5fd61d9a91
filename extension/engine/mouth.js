// A mouth: what speaks with one engine's voices, as the speaker sees it.

/**
 * What is to be said, and how.
 * @typedef {object} Saying
 * @property {string} text
 * @property {string} lang BCP 47; "" unknown
 * @property {string} voice of the engine; "" leaves it to the engine
 * @property {number} pace percent of the voice's own
 * @property {number} pitch percent of the voice's own
 * @property {number} volume 0..1
 *
 * How a saying ended: said; cut off by somebody else's words, so that it may be said again; failed.
 * @typedef {{how: 'said'} | {how: 'cut'} | {how: 'failed', why: import('../core/settings.js').Message}} End
 *
 * @typedef {object} Hears
 * @property {() => void} begun it sounds
 * @property {(end: End) => void} over at most once, and never after `stop`
 *
 * One saying, given to a mouth. `letter` is where in the text the voice is, as far as is known.
 * @typedef {{stop: () => void, letter: () => number}} Utterance
 *
 * @typedef {object} Mouth
 * @property {boolean} ahead it can be given the next saying while it says one, and leaves no gap between them
 * @property {(saying: Saying, hears: Hears) => Utterance} say after what it was given before
 */

export {};
