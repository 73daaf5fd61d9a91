// Aiding: what a person is shown while a word waits for a value: labels on the page, the cells of a grid.

import {HIGH} from '../core/keys.js';

/**
 * @import {Aid, Message, Reply, Told} from '../handlers/ports.js'
 * @typedef {Object} Hands
 * @property {import('./commander.js').Commander} commander
 * @property {(event: any) => void} tell Feeds the recogniser.
 * @property {(why: Message) => void} refuse
 * @property {(message: Message) => void} say
 * @property {() => void} changed Called when something else is on offer.
 */

export class Aiding {
  #hands;
  /** @type {{aid: Aid, digits: string} | null} */
  #now = null;

  /** @param {Hands} hands */
  constructor(hands) {
    this.#hands = hands;
  }

  /**
   * A word waits for a value of a kind. Where that could be of no use the word is dropped, and why is said.
   * @param {string} kind
   * @returns {Promise<void>} Settles when what helps is shown.
   */
  async begin(kind) {
    const {commander} = this.#hands;
    const aid = commander.aids[kind];
    if (!aid) return;
    const mine = this.#now = {aid, digits: ''};
    const take = (/** @type {Reply<Told>} */ reply) => { if (this.#now === mine) this.#take(reply); };
    take(await aid.begin(commander.ports, take));
  }

  /** @param {Reply<Told>} reply */
  #take(reply) {
    const {tell, refuse} = this.#hands;
    if (reply.ok) return this.#show(reply.value);
    // A C drops whatever waits.
    tell({type: 'key', key: HIGH});
    refuse(reply.why);
  }

  /** @param {Told} told */
  #show({labels, list}) {
    const {commander, tell, changed} = this.#hands;
    if (list) commander.offerAgain(list, null);
    if (labels) tell({type: 'labels', labels});
    changed();
  }

  /**
   * The recogniser went on: what has been played of the value is shown; when nothing waits any more, nothing is.
   * @param {any} state Of the recogniser.
   */
  follow(state) {
    const now = this.#now;
    if (!now) return;
    const {ports} = this.#hands.commander;
    if (state.at !== 'value') {
      this.#now = null;
      return now.aid.end(ports);
    }
    const digits = state.digits.join();
    if (digits === now.digits) return;
    now.digits = digits;
    const message = now.aid.played(state.digits, ports);
    if (message) this.#hands.say(message);
  }
}
