// The tour: six commands, learned by playing them; a step is done when its command had its effect.

/**
 * @typedef {Object} Step
 * @property {string} command
 * @property {string} text Locale key of what the step says.
 * @property {string} needs Locale key of what to do where its command could not be done.
 * @typedef {{at: number, tries: number, stuck: boolean}} Tour at: 0-based step, or as many as there are steps
 *   when it is over. stuck: the step's own command was played, and could not be done.
 */

/** @type {readonly Step[]} Each undoes or follows from the one before, so that the page ends where it was. */
export const STEPS = Object.freeze([
  {command: 'scroll.down', text: 'tour_scroll_down', needs: 'tour_needs_page'},
  {command: 'scroll.up', text: 'tour_scroll_up', needs: 'tour_needs_page'},
  {command: 'where', text: 'tour_where', needs: 'tour_needs_page'},
  {command: 'item.next', text: 'tour_next', needs: 'tour_needs_tabs'},
  {command: 'item.previous', text: 'tour_previous', needs: 'tour_needs_tabs'},
  {command: 'undo', text: 'tour_undo', needs: 'tour_needs_undo'},
]);

/** @type {Tour} */
export const BEGIN = Object.freeze({at: 0, tries: 0, stuck: false});

/**
 * A command was played; the step's own leads on, another is a try.
 * @param {Tour} tour
 * @param {string} command
 * @param {boolean} ok Whether it had its effect.
 * @returns {Tour}
 */
export function played(tour, command, ok) {
  const own = STEPS[tour.at]?.command === command;
  return own && ok ? skipped(tour) : {...tour, tries: tour.tries + 1, stuck: own};
}

/** @param {Tour} tour @returns {Tour} The next step. */
export const skipped = (tour) => ({at: Math.min(tour.at + 1, STEPS.length), tries: 0, stuck: false});

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
