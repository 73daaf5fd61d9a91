// What words of one's own are written in, made anew only when they, or the languages that are spoken, have changed.

import {grammarOf} from '../core/macro_text.js';

/**
 * @param {import('./own_words.js').OwnWords} own
 * @param {import('./tongues.js').Tongues} tongues
 * @param {() => readonly import('../core/phrases.js').Spoken[]} commands With one's own.
 * @returns {() => import('../core/macro_text.js').Grammar}
 */
export function openGrammar(own, tongues, commands) {
  let mark = '';
  /** @type {import('../core/macro_text.js').Grammar | null} */
  let made = null;
  return () => {
    const now = [...own.all().map(({id, changed}) => `${id} ${changed}`), ...tongues.understood.map(({language}) => language)].join();
    if (!made || now !== mark) [made, mark] = [grammarOf(commands(), tongues.understood), now];
    return made;
  };
}
