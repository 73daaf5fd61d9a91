// Keys: the 25 positions of the keyboard, three Cs that bracket and 22 that carry content.

export const COUNT = 25;
export const LOW = 0;
export const MIDDLE = 12;
export const HIGH = 24;
/** MIDI note of key 0 unless the player sets another: C3 where middle C is C4. */
export const LOWEST_NOTE = 48;

/** @type {readonly number[]} */
export const FREE = [...Array(COUNT).keys()].filter((key) => !isC(key));

const NAMES = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];

/**
 * Tell the bracket keys from the content keys.
 * @param {number} key
 */
export function isC(key) {
  return key === LOW || key === MIDDLE || key === HIGH;
}

/**
 * Read `"12 7 12"`.
 * @param {string} text
 * @returns {number[]}
 * @throws {RangeError} naming the part that is no number
 */
export function parse(text) {
  const parts = text.split(/\s+/).filter((part) => part !== "");
  for (const part of parts) {
    if (!/^[0-9]+$/.test(part)) {
      throw new RangeError(`“${part}” is no key: write keys as numbers from 0 to 24, as in “12 7 12”`);
    }
  }
  return parts.map(Number);
}

/**
 * Write keys as people do: `12 7 12`.
 * @param {readonly number[]} keys
 */
export function show(keys) {
  return keys.join(" ");
}

/**
 * Name a key as a musician does: key 12 is C4 when the lowest note is 48.
 * @param {number} key
 * @param {number} [lowest]
 */
export function name(key, lowest = LOWEST_NOTE) {
  const note = lowest + key;
  return `${NAMES[note % 12]}${Math.floor(note / 12) - 1}`;
}
