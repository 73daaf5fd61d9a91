// A round of practice: which word is asked next; what was missed comes again until it is played well.

/**
 * @typedef {{language: string, keys: number[], chord: boolean, title: string, says: string[], meanings: {text: string, part: string}[], commands: string[]}} Asked
 * @typedef {"more" | "right" | "wrong"} Heard
 */

/** Words between a miss and its next turn. */
const LATER = 3;

/** One round over some words. */
export class PracticeRound {
  /** @type {Asked[]} */
  #waiting;
  /** @type {number[]} */
  #played = [];
  #slips = 0;
  #shown = false;
  /** Words that were graded: SM-2 takes the first answer of a day alone. @type {Set<Asked>} */
  #graded = new Set();

  /** @param {readonly Asked[]} words */
  constructor(words) {
    this.#waiting = [...words];
  }

  /** @returns {Asked | null} the word that is asked, null at the end */
  get asked() {
    return this.#waiting[0] ?? null;
  }

  get left() {
    return this.#waiting.length;
  }

  get slips() {
    return this.#slips;
  }

  /** Keys of the word that are played already. */
  get played() {
    return this.#played;
  }

  /** Its keys were shown: it is no longer known by heart. */
  show() {
    this.#shown = true;
  }

  /**
   * Takes a key. A wrong one drops what was played; it may itself begin the word.
   * @param {number} key
   * @returns {Heard}
   */
  press(key) {
    const word = this.asked;
    if (!word) return "wrong";
    const played = [...this.#played, key];
    if (begins(word, played)) {
      this.#played = played;
      return played.length === word.keys.length ? "right" : "more";
    }
    this.#slips += 1;
    this.#played = begins(word, [key]) ? [key] : [];
    return "wrong";
  }

  /**
   * Goes on after a right answer, or one that was passed over.
   * @returns {{slips: number, shown: boolean, first: boolean}} how it was; `first`: to be graded
   */
  next() {
    const word = /** @type {Asked} */ (this.#waiting.shift());
    const how = { slips: this.#slips, shown: this.#shown, first: !this.#graded.has(word) };
    this.#graded.add(word);
    if (how.slips || how.shown) this.#waiting.splice(LATER, 0, word);
    this.#played = [];
    this.#slips = 0;
    this.#shown = false;
    return how;
  }
}

/** Chords count in any order. @param {Asked} word @param {readonly number[]} played */
function begins({ keys, chord }, played) {
  if (!chord) return played.every((key, at) => key === keys[at]);
  return new Set(played).size === played.length && played.every((key) => keys.includes(key));
}
