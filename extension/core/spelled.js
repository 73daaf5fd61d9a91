// Spelled: letters, digits and signs said one by one, by their own names or those of an alphabet for spelling → what they write.

/** @import {Tongue} from './tongue.js' */
/** @typedef {Tongue['letters']} Letters */

/** @type {WeakMap<Letters, Map<string, string>>} */
const prepared = new WeakMap();

/** @param {Letters} letters @returns {Map<string, string>} Letters and signs by their names; more words than one are joined by a space. */
function byName(letters) {
  const before = prepared.get(letters);
  if (before) return before;
  const made = new Map(Object.entries(letters.names).flatMap(([letter, names]) => names.map((name) => /** @type {const} */ ([name, letter]))));
  prepared.set(letters, made);
  return made;
}

/**
 * What was spelled, or null where a word is no letter.
 * @param {readonly string[]} words "capital", "k", "alpha" …
 * @param {Letters} letters
 * @returns {string | null}
 */
export function spelled(words, letters) {
  const named = byName(letters);
  let text = '';
  let large = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at].toLowerCase().replace(/[.,]$/, '');
    const pair = named.get(`${word} ${words[at + 1]?.toLowerCase()}`);
    if (!pair && letters.capital.includes(word)) {
      large = true;
      continue;
    }
    const letter = pair ?? named.get(word) ?? (/^[\p{L}\p{N}]$/u.test(word) ? word : null);
    if (letter === null) return null;
    if (pair) at += 1;
    text += large ? letter.toUpperCase() : letter;
    large = false;
  }
  return text || null;
}
