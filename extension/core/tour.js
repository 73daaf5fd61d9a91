// The tour: six commands, learned by playing them; a step is done when its command had its effect.

/**
 * @typedef {Object} Step
 * @property {string} command
 * @property {string} text Locale key of what the step says.
 * @typedef {{at: number, tries: number}} Tour at: 0-based step, or as many as there are steps when it is over.
 */

/** @type {readonly Step[]} Each undoes or follows from the one before, so that the page ends where it was. */
export const STEPS = Object.freeze([
  {command: 'scroll.down', text: 'tour_scroll_down'},
  {command: 'scroll.up', text: 'tour_scroll_up'},
  {command: 'where', text: 'tour_where'},
  {command: 'item.next', text: 'tour_next'},
  {command: 'item.previous', text: 'tour_previous'},
  {command: 'undo', text: 'tour_undo'},
]);

/** @type {Tour} */
export const BEGIN = Object.freeze({at: 0, tries: 0});

/**
 * A command was played; the step's own leads on, another is a try.
 * @param {Tour} tour
 * @param {string} command
 * @param {boolean} ok Whether it had its effect.
 * @returns {Tour}
 */
export const played = (tour, command, ok) => ok && STEPS[tour.at]?.command === command
  ? skipped(tour)
  : {...tour, tries: tour.tries + 1};

/** @param {Tour} tour @returns {Tour} The next step. */
export const skipped = (tour) => ({at: Math.min(tour.at + 1, STEPS.length), tries: 0});

/** @param {Tour} tour */
export const isOver = (tour) => tour.at >= STEPS.length;

/**
 * The shortest way to play a command, in the lexicon in use.
 * @param {readonly {keys: readonly number[], commands: readonly string[]}[]} words
 * @param {string} command
 * @returns {readonly number[]} No keys where no active language has it.
 */
export const shortestWay = (words, command) => words
  .filter((word) => word.commands.includes(command))
  .map(({keys}) => keys)
  .sort((a, b) => a.length - b.length)[0] ?? [];
