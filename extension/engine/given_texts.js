// Given texts: what a word of one's own was given before is offered while it waits, so that a text can be had by keys alone.

/**
 * @import {Item} from '../handlers/ports.js'
 * @typedef {{command: string, value?: unknown}} Asked
 */

/** As many are offered for each value. */
const MOST = 5;

/** @param {unknown} value @returns {value is {choice: number}} */
const isChoice = (value) => typeof value === 'object' && value !== null && 'choice' in value;

export class GivenTexts {
  /** @type {Map<string, string[]>} The newest first, by word and place of the value. */
  #before = new Map();
  /** @type {Map<string, string[]>} What is on offer, or was for a value that is there by now. */
  #offered = new Map();

  /**
   * @param {string} command @param {number} at 0-based place of the value
   * @param {unknown} [example] what it was when the word was made
   * @returns {Item[]}
   */
  items(command, at, example) {
    const texts = [...new Set([...this.#before.get(`${command} ${at}`) ?? [], ...typeof example === 'string' ? [example] : []])];
    this.#offered.set(`${command} ${at}`, texts);
    return texts.map((title) => ({title, detail: '', act: async () => ({ok: false, why: {key: 'why_nothing_offered', args: []}})}));
  }

  /** Another list is on offer for this value. @param {string} command @param {number} at */
  none(command, at) {
    this.#offered.delete(`${command} ${at}`);
  }

  /** With the texts that its numbers stand for. @template {Asked} T @param {T} asked @param {number} count of its values @returns {T} */
  resolved(asked, count) {
    const of = (/** @type {unknown} */ value, /** @type {number} */ at) =>
      (isChoice(value) && this.#offered.get(`${asked.command} ${at}`)?.[value.choice - 1]) || value;
    const {value} = asked;
    return {...asked, ...(count === 1 ? {value: of(value, 0)} : Array.isArray(value) && {value: value.map(of)})};
  }

  /** @param {Asked} asked What was given, and may be known. @param {number} count of its values */
  keep({command, value}, count) {
    const values = count === 1 ? [value] : Array.isArray(value) ? value : [];
    values.forEach((text, at) => {
      if (typeof text !== 'string') return;
      const key = `${command} ${at}`;
      this.#before.set(key, [...new Set([text, ...this.#before.get(key) ?? []])].slice(0, MOST));
    });
  }
}
