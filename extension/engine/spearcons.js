// Spearcons: the names of a list in a blink, as one moves along it; each is made once, its neighbours beforehand.

import {PCM_RATE} from '../core/pcm.js';
import {shortName, spearcon} from '../core/spearcon.js';

/**
 * @typedef {object} Wiring
 * @property {() => boolean} on whether they are wanted, and a voice is there to make them
 * @property {(name: string) => Promise<Float32Array | null>} speak the name as it is spoken, 24,000 samples a second;
 *   null where nobody can
 * @property {(samples: Float32Array) => Promise<void>} play settles when it has ended
 * @property {() => void} hush
 * @property {(ms: number) => Promise<void>} after
 */

/** As many are kept: some eight megabytes. */
const KEPT = 200;

/** ms after which a name comes too late: its words are heard then. */
const PATIENCE_MS = 250;

export class Spearcons {
  #wiring;
  /** @type {Map<string, Promise<Float32Array | null>>} by name, the one used last at the end */
  #made = new Map();
  #turn = 0;
  /** @type {Promise<void> | null} */
  #sounding = null;

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.#wiring = wiring;
  }

  /** @returns {Promise<void> | null} settles when the one that sounds, or is about to, has ended */
  get sounding() {
    return this.#sounding;
  }

  /**
   * Sounds the name that one has come to, in place of the one before.
   * @param {readonly string[]} names of the list
   * @param {number} at 0-based; −1: none yet, and the first are made
   * @returns {Promise<void>} settles when it has ended, or came too late
   */
  moved(names, at) {
    this.hush();
    if (!this.#wiring.on()) return Promise.resolve();
    const turn = this.#turn;
    const sounded = (at < 0 ? Promise.resolve() : this.#sound(names[at], turn)).then(() => {
      if (turn === this.#turn) this.#sounding = null;
    });
    if (at >= 0) this.#sounding = sounded;
    for (const near of [at + 1, at - 1]) if (names[near]) void this.#make(names[near]);
    return sounded;
  }

  /** Falls silent; what was made stays. */
  hush() {
    this.#turn += 1;
    this.#sounding = null;
    this.#wiring.hush();
  }

  /** Another voice: all are to be made anew. */
  forget() {
    this.#made.clear();
  }

  /** @param {string} name @param {number} turn */
  async #sound(name, turn) {
    const samples = await Promise.race([this.#make(name), this.#wiring.after(PATIENCE_MS).then(() => null)]);
    if (samples?.length && turn === this.#turn) await this.#wiring.play(samples);
  }

  /** @param {string} name */
  #make(name) {
    const short = shortName(name);
    const made = this.#made.get(short) ?? this.#wiring.speak(short).then((spoken) => spoken && spearcon(spoken, PCM_RATE)).catch(() => null);
    this.#made.delete(short);
    this.#made.set(short, made);
    // One that failed is tried again another time.
    made.then((samples) => { if (!samples && this.#made.get(short) === made) this.#made.delete(short); });
    if (this.#made.size > KEPT) this.#made.delete([...this.#made.keys()][0]);
    return made;
  }
}
