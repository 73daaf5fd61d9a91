// Adding to the library: one thing at a time, how far it is told, and stopped when somebody says so.

/**
 * @import {Added, Addition} from '../handlers/library_port.js'
 * @import {Message} from '../handlers/ports.js'
 *
 * @typedef {{doing: 'fetching' | 'hearing', done: number, total: number}} Step
 * What is being added, and how far it is in percent; null where nobody knows.
 * @typedef {{title: string, doing: Step['doing'] | 'reading', percent: number | null}} Adds
 * @typedef {Object} Wiring
 * @property {(adds: Adds | null) => void} show
 * @property {(message: Message, role: string) => void} tell
 */

/** Percent after which it is said again how far it is. */
const OFTEN = 25;

export class Adding {
  #wiring;
  /** @type {AbortController | null} */
  #under = null;

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.#wiring = wiring;
  }

  /**
   * @param {Addition} what
   * @param {(what: Addition, signal: AbortSignal, told: (step: Step) => void) => Promise<Added>} add
   * @returns {Promise<Added>}
   * @throws With `why`, where it is stopped, or another is under way.
   */
  async run(what, add) {
    if (this.#under) throw because('why_adding_already');
    const ends = this.#under = new AbortController();
    const title = what.title || what.address;
    this.#wiring.show({title, doing: 'reading', percent: null});
    try {
      return await add(what, ends.signal, this.#follows(title));
    } catch (error) {
      throw ends.signal.aborted ? because('why_adding_stopped', title) : error;
    } finally {
      this.#under = null;
      this.#wiring.show(null);
    }
  }

  /** @returns {boolean} Whether anything was being added. */
  halt() {
    const was = this.#under;
    was?.abort();
    return was !== null;
  }

  /** @param {string} title @returns {(step: Step) => void} */
  #follows(title) {
    let [before, said] = ['', 0];
    return ({doing, done, total}) => {
      const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : null;
      this.#wiring.show({title, doing, percent});
      // To be heard takes long: whoever sees nothing must know that it goes on.
      if (doing === 'hearing' && before !== doing) this.#wiring.tell({key: 'say_library_hearing', args: [title]}, 'loading');
      if (doing !== before) [before, said] = [doing, 0];
      if (doing !== 'hearing' || percent === null || percent < said + OFTEN || percent === 100) return;
      said = percent;
      this.#wiring.tell({key: 'say_library_heard', args: [title, String(percent)]}, 'loading');
    };
  }
}

/** @param {string} key @param {...string} args */
const because = (key, ...args) => Object.assign(new Error(key), {why: {key, args}});
