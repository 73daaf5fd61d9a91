// Which of the computer's keys play, called what the user's own keyboard prints on them.

import {CODES} from '../adapters/computer_keys.js';
import {text} from '../adapters/texts.js';

const BLACK = new Set([1, 3, 6, 8, 10]);
/** Where the second row begins. */
const UPPER = 12;

/** @param {string} code @returns {string} What a QWERTY keyboard prints on it. */
const usual = (code) => code.replace(/^(Key|Digit)/, '');

/** @returns {Promise<(code: string) => string>} */
async function printed() {
  /** @type {Map<string, string> | undefined} */
  const layout = await /** @type {any} */ (navigator).keyboard?.getLayoutMap().catch(() => undefined);
  return (code) => (layout?.get(code) ?? usual(code)).toUpperCase();
}

/** @returns {Promise<string>} */
export async function pianoHint() {
  const name = await printed();
  return text('panel_piano_hint', [CODES.slice(0, UPPER), CODES.slice(UPPER)].flatMap((row) => {
    const whites = row.filter((_, key) => !BLACK.has(key % 12)).map(name);
    const blacks = row.filter((_, key) => BLACK.has(key % 12)).map(name);
    return [whites[0], whites[whites.length - 1], blacks.join(' ')];
  }));
}
