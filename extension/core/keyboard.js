// The player's keyboard: which note is key 0, and which channel counts.

/** @import { Message } from './midi_message.js' */

/**
 * `lowest` is the note of key 0 (0..103); `channel` is 'any' or 1..16, as players count.
 * @typedef {{lowest: number, channel: 'any' | number}} Keyboard
 */

export const KEYS = 25;
/** The highest note that key 0 may have, so that key 24 is still a MIDI note. */
export const HIGHEST_LOWEST = 127 - (KEYS - 1);

/** @type {Readonly<Keyboard>} */
export const DEFAULT_KEYBOARD = { lowest: 48, channel: 'any' };

/**
 * The key 0..24 of a note; null for one outside the 25 keys, which is music.
 * @param {Keyboard} keyboard
 * @param {number} note
 * @returns {number | null}
 */
export function keyOf(keyboard, note) {
  const key = note - keyboard.lowest;
  return key >= 0 && key < KEYS ? key : null;
}

/**
 * @param {Keyboard} keyboard
 * @param {number} key 0..24
 */
export const noteOf = (keyboard, key) => keyboard.lowest + key;

/**
 * Whether a message counts: system messages always do, others by their channel.
 * @param {Keyboard} keyboard
 * @param {Message} message
 */
export function hears(keyboard, message) {
  if (keyboard.channel === 'any' || !('channel' in message)) return true;
  return message.channel === keyboard.channel - 1;
}

/**
 * Take the note just played as key 0. `isC` is false where it is no C: then a hand most likely
 * slipped, since keyboards of 25 keys begin on a C, and whoever asks may ask once more.
 * @param {Keyboard} keyboard
 * @param {number} note
 * @returns {{ok: true, keyboard: Keyboard, isC: boolean} | {ok: false, highest: number}}
 */
export function learnLowest(keyboard, note) {
  if (note > HIGHEST_LOWEST) return { ok: false, highest: HIGHEST_LOWEST };
  return { ok: true, keyboard: { ...keyboard, lowest: note }, isC: note % 12 === 0 };
}

/**
 * Whether a stored or imported setting is a keyboard.
 * @param {unknown} value
 * @returns {value is Keyboard}
 */
export function isKeyboard(value) {
  const { lowest, channel } = /** @type {Partial<Keyboard>} */ (value ?? {});
  return within(lowest, 0, HIGHEST_LOWEST) && (channel === 'any' || within(channel, 1, 16));
}

/**
 * @param {unknown} value
 * @param {number} from
 * @param {number} to
 */
const within = (value, from, to) =>
  Number.isInteger(value) && Number(value) >= from && Number(value) <= to;
