// The words of one's own as a panel holds them: loaded, changed, kept the same in all panels, and as a file.

import {loadOwn, saveOwn, watchOwn} from '../adapters/own_store.js';
import {canonical, isEntry, isGone, living, ownLanguage, readOwn} from '../core/own.js';
import {merge, newest} from '../core/own_merge.js';

/**
 * @typedef {import('../core/own.js').Entry} Entry
 * @typedef {import('../core/own.js').Own} Own
 * @typedef {import('../adapters/own_store.js').Kept} Kept
 */

/** As many earlier versions of each are kept. */
const MOST_PAST = 20;
/** ms after which what is gone is forgotten: by then every browser has heard. */
const FORGOTTEN = 200 * 24 * 3600 * 1000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export class OwnWords {
  /** @type {Kept} */
  #kept;
  /** @type {(() => void)[]} */
  #listeners = [];

  /** @param {Kept} kept */
  constructor(kept) {
    this.#kept = kept;
    watchOwn((stored) => this.#hear(checked(stored)));
  }

  static async load() {
    const {entries, past} = checked(await loadOwn());
    const old = Date.now() - FORGOTTEN;
    return new OwnWords({entries: entries.filter((entry) => !isGone(entry) || entry.changed > old), past});
  }

  /** @returns {readonly Entry[]} With those that are gone. */
  get entries() {
    return this.#kept.entries;
  }

  /** @returns {Own[]} The oldest first. */
  all() {
    return living(this.#kept.entries).sort((a, b) => a.changed - b.changed);
  }

  /** @param {() => void} changed Told of every change, wherever it was made. */
  listen(changed) {
    this.#listeners.push(changed);
  }

  /** @param {string} id @returns {Own[]} */
  versions(id) {
    return this.#kept.past[id] ?? [];
  }

  /** @returns {string} An id that nothing has. */
  fresh() {
    const letters = [...crypto.getRandomValues(new Uint8Array(10))].map((n) => LETTERS[n % LETTERS.length]).join('');
    return `own.${letters}`;
  }

  /** @param {Own} entry */
  put(entry) {
    return this.#replace({...entry, changed: this.#now()});
  }

  /** @param {string} id */
  remove(id) {
    return this.#replace({id, gone: true, changed: this.#now()});
  }

  /**
   * Puts in what another side has, merged.
   * @param {readonly Entry[]} entries
   */
  async take(entries) {
    if (plain(entries) !== plain(this.#kept.entries)) await this.#keep({...this.#kept, entries: [...entries]});
  }

  /** @returns {string} */
  exported() {
    return `${JSON.stringify(ownLanguage(this.#kept.entries), null, 2)}\n`;
  }

  /**
   * @param {string} text Of a file that was exported.
   * @returns {Promise<{count: number, wrong: number} | null>} How many came in, and how many were none; null where it is no such file.
   */
  async imported(text) {
    const read = parsed(text);
    if (!read) return null;
    const there = living(read.entries);
    const before = new Set(this.#kept.entries.map(canonical));
    // What the file says is gone may be wanted here, and what is gone here is wanted again.
    const here = this.#kept.entries.filter((entry) => !isGone(entry) || !there.some(({id}) => id === entry.id));
    await this.take(merge([], here, there));
    return {count: this.#kept.entries.filter((entry) => !isGone(entry) && !before.has(canonical(entry))).length, wrong: read.wrong};
  }

  /** Later than all that is there, whatever other browsers' clocks say. */
  #now() {
    return Math.max(Date.now(), ...this.#kept.entries.map(({changed}) => changed + 1));
  }

  /** @param {Entry} entry */
  async #replace(entry) {
    const {entries, past} = this.#kept;
    const before = living(entries).find(({id}) => id === entry.id);
    const versions = before ? [before, ...(past[entry.id] ?? [])].slice(0, MOST_PAST) : past[entry.id];
    await this.#keep({
      entries: [...entries.filter(({id}) => id !== entry.id), entry],
      past: versions ? {...past, [entry.id]: versions} : past,
    });
  }

  /** @param {Kept} kept In use at once, though storing it takes a while. */
  async #keep(kept) {
    this.#kept = kept;
    for (const changed of this.#listeners) changed();
    await saveOwn(kept);
  }

  /**
   * What another panel stored over ours is stored with ours. What we stored ourselves comes late, and changes nothing.
   * @param {Kept} stored
   */
  #hear(stored) {
    const before = plain(this.#kept.entries);
    const entries = newest(this.#kept.entries, stored.entries);
    this.#kept = {entries, past: {...stored.past, ...this.#kept.past}};
    if (plain(entries) !== before) for (const changed of this.#listeners) changed();
    if (plain(entries) !== plain(stored.entries)) saveOwn(this.#kept).catch(console.error);
  }
}

/** @param {readonly Entry[]} entries */
const plain = (entries) => canonical([...entries].sort((a, b) => a.id < b.id ? -1 : 1));

/** @param {any} stored @returns {Kept} Without what is none of ours. */
const checked = (stored) => ({
  entries: Array.isArray(stored?.entries) ? stored.entries.filter(isEntry) : [],
  past: stored?.past && typeof stored.past === 'object' ? Object.fromEntries(Object.entries(stored.past)
    .map(([id, versions]) => [id, Array.isArray(versions) ? versions.filter((one) => isEntry(one) && !isGone(one)) : []])) : {},
});

/** @param {string} text */
function parsed(text) {
  try {
    return readOwn(JSON.parse(text));
  } catch {
    return null;
  }
}
