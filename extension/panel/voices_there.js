// The voices there are: the server's, Chrome's and the browser's, looked for again when that may have changed.

import {browserVoices, watchBrowserVoices} from '../adapters/browser_voice.js';
import {chromeVoices, watchChromeVoices} from '../adapters/chrome_voice.js';
import {serverVoices} from '../adapters/server_voice.js';
import {loadPairing, watchPairing} from '../adapters/storage.js';

/**
 * @import {EngineName, Voice} from '../core/voices.js'
 * @import {Reach} from '../adapters/server_voice.js'
 * @import {Pairing} from '../adapters/storage.js'
 */

/** ms after which an engine whose voice failed is asked again, doubled each time up to the last. */
const [FIRST_RETRY, LAST_RETRY] = [5000, 320_000];

export class VoicesThere {
  /** @type {Record<EngineName, Voice[]>} */
  #by = {server: [], chrome: [], browser: []};
  /** @type {Pairing | null} */
  #pairing = null;
  #server;
  #turn = 0;
  /** @type {Record<EngineName, number>} */
  #retry = {server: FIRST_RETRY, chrome: FIRST_RETRY, browser: FIRST_RETRY};
  /** @type {(() => void)[]} */
  #listeners = [];

  /** @param {import('./keep.js').Keep} keep */
  constructor(keep) {
    this.#server = () => String(keep.settings.server);
    watchBrowserVoices(speechSynthesis, () => this.#have('browser', browserVoices(speechSynthesis)));
    watchChromeVoices(chrome, () => { this.#retry.chrome = FIRST_RETRY; void this.#lookForChrome(); });
    watchPairing((pairing) => this.#paired(pairing));
    keep.listen((now, before) => { if (now.server !== before.server) this.come(); });
    this.#have('browser', browserVoices(speechSynthesis));
    this.#lookForChrome();
    loadPairing().then((pairing) => this.#paired(pairing));
  }

  /** @returns {Voice[]} All that are there. */
  get all() {
    return Object.values(this.#by).flat();
  }

  /** @returns {Reach | null} The server we are paired with. */
  reach() {
    // A token goes to the server that gave it and to no other.
    return this.#pairing?.server === this.#server() ? this.#pairing : null;
  }

  /** @param {() => void} changed Called when there are others. */
  listen(changed) {
    this.#listeners.push(changed);
  }

  /** The server has come, or come back, or is another. */
  come() {
    this.#retry.server = FIRST_RETRY;
    this.look();
  }

  /** Looks for the server's voices. */
  async look() {
    const turn = this.#turn += 1;
    const reach = this.reach();
    const found = reach ? await serverVoices(reach) : [];
    if (turn === this.#turn) this.#have('server', found);
  }

  /**
   * Takes a voice away that has failed, with all of its maker. They are looked for again after a while: what broke may be mended.
   * @param {Pick<Voice, 'engine' | 'id'>} who
   * @returns {boolean} Whether that is news.
   */
  lose({engine, id}) {
    const before = this.#by[engine];
    const maker = (id ? before.find((each) => each.id === id) : before[0])?.maker;
    this.#have(engine, before.filter((each) => each.maker !== maker));
    const was = this.#by[engine].length < before.length;
    if (was) {
      setTimeout(() => engine === 'server' ? this.look() : this.#lookForChrome(), this.#retry[engine]);
      this.#retry[engine] = Math.min(2 * this.#retry[engine], LAST_RETRY);
    }
    // Chrome's may be off its list by now; as they speak one at a time, each of them is told of once.
    return was || engine === 'chrome';
  }

  /** @param {Pairing | null} pairing */
  #paired(pairing) {
    this.#pairing = pairing;
    this.come();
  }

  async #lookForChrome() {
    this.#have('chrome', await chromeVoices(chrome));
  }

  /** @param {EngineName} engine @param {Voice[]} voices */
  #have(engine, voices) {
    this.#by[engine] = voices;
    this.#tell();
  }

  #tell() {
    for (const changed of this.#listeners) changed();
  }
}
