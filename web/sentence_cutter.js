// Cuts an answer that is still being written into the sentences that are whole.

import { completeTo, cutSentences } from "../extension/core/sentences.js";

/** Cuts one answer. */
export class SentenceCutter {
  #held = "";

  /** @param {string} text What was written on. @returns {string[]} the sentences that are whole by it */
  feed(text) {
    this.#held += text;
    const end = completeTo(this.#held, "");
    const whole = this.#held.slice(0, end);
    this.#held = this.#held.slice(end);
    return sentencesOf(whole);
  }

  /** @returns {string[]} what is left where nothing follows */
  end() {
    const rest = this.#held;
    this.#held = "";
    return sentencesOf(rest);
  }
}

/** @param {string} text */
export const sentencesOf = (text) => cutSentences(text, "").map((part) => part.text);
