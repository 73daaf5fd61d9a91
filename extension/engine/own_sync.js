// Own sync: the words here and those on another side (the browser's sync, the server) are put together whenever either changed.

import {canonical} from '../core/own.js';
import {merge} from '../core/own_merge.js';

/**
 * @typedef {import('../core/own.js').Entry} Entry
 * @typedef {Object} Side
 * @property {() => Promise<readonly Entry[] | null>} read What is there; null where it is nothing that can be read.
 * @property {(entries: readonly Entry[]) => Promise<'written' | 'late' | 'full' | 'away'>} write Late: another has written since it was read; away: nobody is there to take it.
 * @property {() => Promise<readonly Entry[]>} base What both had when they were the same last.
 * @property {(entries: readonly Entry[]) => Promise<void>} keepBase
 * @typedef {{entries: readonly Entry[], take: (entries: readonly Entry[]) => Promise<void>}} Words
 */

/** As often it is tried where others write at the same time. */
const MOST_TRIES = 5;

export class OwnSync {
  #words;
  #side;
  #full;
  /** @type {Promise<void> | null} */
  #under = null;
  #again = false;
  #told = false;

  /** @param {Words} words @param {Side} side @param {() => void} full Told once when there is no room there. */
  constructor(words, side, full) {
    this.#words = words;
    this.#side = side;
    this.#full = full;
  }

  /** Puts both together; what changes meanwhile is put together after it. @returns {Promise<void>} */
  meet() {
    if (this.#under) this.#again = true;
    else this.#under = this.#meetings().finally(() => { this.#under = null; });
    return this.#under;
  }

  async #meetings() {
    do {
      this.#again = false;
      for (let tries = 0; tries < MOST_TRIES && !await this.#once(); tries += 1);
    } while (this.#again);
  }

  /** @returns {Promise<boolean>} False where another came between. */
  async #once() {
    const [base, theirs] = [await this.#side.base(), await this.#side.read()];
    const merged = merge(base, this.#words.entries, theirs ?? []);
    await this.#words.take(merged);
    const same = theirs !== null && plain(theirs) === plain(merged);
    const written = same || (theirs === null && !merged.length) ? 'written' : await this.#side.write(merged);
    if (written === 'late') return false;
    if (written === 'full' && !this.#told) this.#full();
    this.#told = written === 'full';
    if (written === 'written') await this.#side.keepBase(merged);
    return true;
  }
}

/** @param {readonly Entry[]} entries */
const plain = (entries) => canonical([...entries].sort((a, b) => a.id < b.id ? -1 : 1));
