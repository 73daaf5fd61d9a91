// Key places: where each of the 25 keys lies in a picture of the keyboard.

/** Of an octave. */
const BLACK = new Set([1, 3, 6, 8, 10]);

/** @param {number} key */
export const isBlack = (key) => BLACK.has(key % 12);

/** Of the whole picture. */
export const SIZE = Object.freeze({ width: 151, height: 34 });

/** @typedef {{key: number, black: boolean, x: number, width: number, height: number}} Place */

/** White keys first, so that black ones lie over them. @type {readonly Place[]} */
export const PLACES = Object.freeze(places());

function places() {
  let whites = 0;
  return Array.from({ length: 25 }, (_, key) => {
    const black = isBlack(key);
    const x = black ? whites * 10 - 3 : whites * 10;
    if (!black) whites += 1;
    return { key, black, x: x + 0.5, width: black ? 6 : 10, height: black ? 20 : 33 };
  }).sort((a, b) => Number(a.black) - Number(b.black));
}

/**
 * In which places of a word a key is played, from 1: what stands on it.
 * @param {readonly number[]} keys
 * @param {number} key
 * @returns {number[]}
 */
export const ordersOf = (keys, key) => keys.flatMap((played, at) => played === key ? [at + 1] : []);
