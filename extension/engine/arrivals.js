// Arrivals: what is heard and read when a page has loaded in the tab in front, as the user has set it.

import {speaks} from '../core/earcons.js';
import {titleOf} from '../handlers/outcome.js';

/**
 * @typedef {import('../core/earcons.js').Choice} Choice
 * @typedef {import('../handlers/ports.js').Outcome} Outcome
 * @typedef {Object} Hands
 * @property {() => string} set The setting: off, sound, layout or where.
 * @property {() => Choice} choice How an arrival is told.
 * @property {(name: string) => void} earcon
 * @property {(message: {key: string, args: string[]}, role: string) => void} say
 * @property {(title: string) => void} show On screen, for who hears nothing.
 * @property {(command: string) => Promise<Outcome>} aside Does a command that nobody played.
 */

/** What follows the sound of an arrival. @type {Readonly<Record<string, string>>} */
const FOLLOWS = Object.freeze({layout: 'layout.sweep', where: 'where'});

/**
 * @param {Hands} hands
 * @returns {(page: {title: string, url: string}) => Promise<void>} To be told of each arrival; settles when all is heard that follows it.
 */
export const welcomer = (hands) => async (page) => {
  const title = titleOf(page);
  hands.show(title);
  if (hands.set() === 'off') return;
  hands.earcon('arrived');
  if (speaks(hands.choice())) hands.say({key: 'engine_arrived', args: [title]}, 'arrived');
  const follows = FOLLOWS[hands.set()];
  if (!follows) return;
  const outcome = await hands.aside(follows);
  // Where no agent may be, the arrival is all there is to hear.
  if (outcome.ok) hands.say(outcome.say, outcome.sound?.role ?? follows);
};
