// The languages of people as they are set: which one is spoken, and in which ones commands are understood.

import {LANGUAGES} from '../core/ears.js';
import {commandsIn, spokenLanguage, tongueFor, understoodIn} from '../core/tongue.js';

/** @typedef {import('../core/tongue.js').Tongue} Tongue */

export class Tongues {
  #all;
  #panel;
  #wanted;

  /**
   * @param {readonly Tongue[]} all That ship.
   * @param {string} panel The panel's language, BCP 47.
   * @param {import('./keep.js').Keep} keep
   */
  constructor(all, panel, keep) {
    this.#all = all;
    this.#panel = panel;
    this.#wanted = () => String(keep.settings.hearing_language);
  }

  /** @returns {string} The language that is spoken, BCP 47. */
  get spoken() {
    return spokenLanguage(this.#wanted(), this.#panel, this.#all, LANGUAGES);
  }

  /** @returns {Tongue} What is said for commands, where they are heard. */
  get heard() {
    return this.understood[0];
  }

  /** @returns {Tongue[]} In which commands are understood, the likeliest first. */
  get understood() {
    return understoodIn(this.#all, this.spoken, this.#panel);
  }

  /** @param {string} language @returns {boolean} Whether commands have phrases in it. */
  has(language) {
    return tongueFor(this.#all, language) !== null;
  }

  /** @returns {readonly string[]} Languages to choose from: those with phrases first, then those that ears write text in. */
  get choices() {
    const spoken = LANGUAGES.filter((language) => tongueFor(this.#all, language));
    const others = this.#all.map(({language}) => language).filter((language) => !spoken.some((one) => one.startsWith(language)));
    return [...spoken, ...others, ...LANGUAGES.filter((language) => !spoken.includes(language))];
  }

  /**
   * The commands as they are said.
   * @template {{name: string, phrases: string[], misheard: string[]}} T
   * @param {readonly T[]} commands @returns {T[]}
   */
  said(commands) {
    return commandsIn(commands, this.heard);
  }
}
