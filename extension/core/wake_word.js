// Wake word: the phrase that must stand before a command while the microphone is open to all that is said.

import {fold} from './fold.js';

/**
 * @typedef {import('./spoken_forms.js').Form} Form
 * @typedef {import('./settings.js').Message} Message
 */

/** What a word of it may be made of, accents aside: the server's ear looks up how it is said. */
const WORDS = /^[a-z']+( [a-z']+){0,3}$/;
/** Shorter ones are heard in all sorts of things. */
const LEAST = 4;
const MOST = 40;

/** @param {unknown} wake @returns {boolean} Whether it can be said, and be told from other words. */
export const isWakeWord = (wake) => typeof wake === 'string' && WORDS.test(fold(wake))
  && wake.replace(/[^\p{L}]/gu, '').length >= LEAST && wake.length <= MOST;

/** @param {string} wake @returns {string} As ears write it. */
const plain = (wake) => wake.toLowerCase();

/**
 * Everything that may be said with the wake word before it, the word alone, and all of it without: an ear that
 * may only hear the former would make it of the latter.
 * @param {readonly Form[]} forms
 * @param {string} wake
 * @returns {Form[]}
 */
export function withWakeWord(forms, wake) {
  const word = plain(wake);
  const led = forms.map((form) => ({...form, phrase: form.phrase ? `${word} ${form.phrase}` : word}));
  return [{phrase: word}, ...led, ...forms];
}

/**
 * What was said after the wake word.
 * @param {string} said
 * @param {string} wake
 * @returns {string | null} '' after the bare word; null where it was not said.
 */
export function afterWakeWord(said, wake) {
  const word = plain(wake);
  const begins = `${said.toLowerCase()} `.startsWith(`${word} `);
  return begins ? said.slice(word.length).trim() : null;
}

/**
 * Why this cannot be the wake word among these commands, or null.
 * @param {string} wake
 * @param {readonly import('./phrases.js').Spoken[]} commands
 * @returns {Message | null}
 */
export function wakeWordTaken(wake, commands) {
  const word = plain(wake);
  for (const {phrases, misheard} of commands) {
    const taken = [...phrases, ...misheard].find((phrase) => `${phrase} `.startsWith(`${word} `));
    if (taken) return {key: 'why_wake_word_taken', args: [wake, taken]};
  }
  return null;
}
