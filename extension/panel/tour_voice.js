// The tour's words, read out beside what the engine says, by whoever speaks for Rubato.

import {readOut} from './now_view.js';

/**
 * @param {string} words
 * @param {string} speech Of the settings: who speaks.
 */
export function tellTour(words, speech) {
  if (speech === 'screen-reader') readOut(words);
  // Our own voice has just begun to say what the command did: this waits until it has.
  if (speech === 'voice') speechSynthesis.speak(new SpeechSynthesisUtterance(words));
}
