// Own keys: whether a name can have keys without being mistaken for another word, and the nearest keys that can.

import { FREE } from "./keys.js";
import { framed } from "./own.js";
import { slips } from "./suggestion.js";
import { Walk } from "./walk.js";

/** @import { Lexicon } from "./lexicon.js" */

/**
 * Why keys cannot be had without a thought.
 * @typedef {object} Clash
 * @property {"same" | "slip"} how another has the same keys; or a key one or two off plays another
 * @property {string[]} commands what the other means
 * @property {number[]} keys of the other
 */

/** Keys of a name whose places are tried for free ones; more than three are kept. */
const TRIED = 3;
/** To begin with where nothing was played: black keys apart, found by touch. */
const PLAIN = Object.freeze([3, 9, 15]);

export class OwnKeys {
  /**
   * @param {Lexicon} lexicon with the words of one's own
   * @param {string} [except] the command of a word whose keys are to change
   */
  constructor(lexicon, except = "") {
    this.words = lexicon.words;
    this.except = except;
    this.walk = new Walk(lexicon);
  }

  /** @param {readonly number[]} keys without the high Cs @returns {Clash | null} */
  clash(keys) {
    const same = this.others(framed(keys));
    if (same[0]) return { how: "same", commands: same[0].commands, keys: same[0].keys };
    for (const slip of slips(framed(keys))) {
      const [other] = this.others(slip);
      if (other && other.keys.length > 1) return { how: "slip", commands: other.commands, keys: other.keys };
    }
    return null;
  }

  /** The words that keys play, but for the one that changes. @param {number[]} played */
  others(played) {
    return this.walk.play(played).fired.map((index) => this.words[index])
      .filter(({ commands }) => commands.some((command) => command !== this.except));
  }

  /**
   * The nearest keys, as many as these, that nothing is mistaken for.
   * @param {readonly number[] | null} near
   * @returns {number[] | null}
   */
  free(near) {
    const wanted = near ?? PLAIN;
    const [head, tail] = [wanted.slice(0, TRIED), wanted.slice(TRIED)];
    for (const body of bodies(head)) {
      if (!this.clash([...body, ...tail])) return [...body, ...tail];
    }
    return null;
  }
}

/** All bodies of three keys, the most alike first. @param {readonly number[]} wanted */
function bodies(wanted) {
  const all = FREE.flatMap((a) => FREE.flatMap((b) => FREE.map((c) => [a, b, c])));
  const far = (/** @type {number[]} */ body) => body.reduce((sum, key, at) => sum + Math.abs(key - wanted[at]), 0);
  return all.map((body) => ({ body, far: far(body) })).sort((a, b) => a.far - b.far).map(({ body }) => body);
}
