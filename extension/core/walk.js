// Walk: the recogniser's states, numbered; each step is played once and remembered.
//
// What decides how a state goes on is few things, so a judge that plays a million keys meets some
// hundred states.

import { COUNT } from "./keys.js";
import { feed, start } from "./recogniser.js";

/** @import { Lexicon } from "./lexicon.js" */
/** @import { State } from "./states.js" */

export const REST = 0;

/** Plays keys through the recogniser. */
export class Walk {
  /** @param {Lexicon} lexicon */
  constructor(lexicon) {
    // What is nearest to a failed frame is nothing to a judge, and costly to find: to words
    // without keys nothing is near.
    this.lexicon = { ...lexicon, words: lexicon.words.map((word) => ({ ...word, keys: [] })) };
    /** @type {State[]} */
    this.states = [];
    /** @type {Map<string, number>} */
    this.numbers = new Map();
    /** @type {{state: number, word: number}[]} */
    this.steps = [];
    this.number(start(lexicon));
  }

  /**
   * Play keys; give the words that they completed, and the state they lead to.
   * @param {readonly number[]} keys
   * @param {number} [state]
   */
  play(keys, state = REST) {
    /** @type {number[]} */
    const fired = [];
    for (const key of keys) {
      const step = this.step(state, key);
      state = step.state;
      if (step.word >= 0) fired.push(step.word);
    }
    return { fired, state };
  }

  /**
   * Play one key; give the next state, and the word that was completed, or -1.
   * @param {number} state
   * @param {number} key
   */
  step(state, key) {
    return (this.steps[state * COUNT + key] ??= this.feed(this.states[state], key));
  }

  /**
   * @param {State} state
   * @param {number} key
   */
  feed(state, key) {
    const after = feed(this.lexicon, state, { type: "key", key }).state;
    return { state: this.number(after), word: this.word(state, key) };
  }

  /**
   * @param {State} state
   * @param {number} key
   */
  word(state, key) {
    const node = state.at === "rest" ? 0 : ("node" in state && state.node) || -1;
    return node < 0 ? -1 : Math.max(-this.lexicon.tree[node * COUNT + key] - 1, -1);
  }

  /** @param {State} state */
  number(state) {
    const mark = markOf(state);
    const known = this.numbers.get(mark);
    if (known !== undefined) return known;
    this.numbers.set(mark, this.states.length);
    return this.states.push(state) - 1;
  }
}

/**
 * Give what decides how a state goes on.
 * @param {State} state
 */
function markOf(state) {
  const { at, key, node, dead, command, matched, digits, commands, given } = /** @type {any} */ (state);
  return [at, key, node, dead, command, matched, digits, commands, given?.length].join();
}
