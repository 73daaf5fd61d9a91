// The tour's words, read out beside what the engine says, by whoever speaks for Rubato.

import {readOut} from './now_view.js';

/**
 * @param {string} words
 * @param {string} speech Of the settings: who speaks.
 * @param {(words: string) => void} voice Our own: it says them after what it is saying of the command.
 */
export function tellTour(words, speech, voice) {
  if (speech === 'screen-reader') readOut(words);
  if (speech === 'voice') voice(words);
}
