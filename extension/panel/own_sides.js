// The other sides of the words of one's own: the browser's sync, which other browsers of the same user read, and the paired server.

import {readOwnThere, writeOwnThere} from '../adapters/own_server.js';
import {loadBase, readSync, saveBase, watchSync, writeSync} from '../adapters/own_store.js';
import {loadPairing, watchPairing} from '../adapters/storage.js';
import {isEntry, ownLanguage, readOwn} from '../core/own.js';
import {OwnSync} from '../engine/own_sync.js';

/**
 * @typedef {import('../engine/own_sync.js').Side} Side
 * @typedef {import('../handlers/ports.js').Message} Message
 */

/** @param {string} name @returns {Pick<Side, 'base' | 'keepBase'>} */
const based = (name) => ({
  base: async () => {
    const base = await loadBase(name);
    return Array.isArray(base) ? base.filter(isEntry) : [];
  },
  keepBase: (entries) => saveBase(name, entries),
});

/** @type {Side} */
const SYNC = {
  ...based('sync'),
  read: async () => {
    const text = await readSync();
    return text === null ? null : readOwn(JSON.parse(text))?.entries ?? null;
  },
  write: async (entries) => await writeSync(JSON.stringify(ownLanguage(entries))) ? 'written' : 'full',
};

/** @param {() => import('../adapters/own_server.js').Paired | null} paired @returns {Side} */
function serverSide(paired) {
  let version = '';
  return {
    ...based('server'),
    read: async () => {
      const there = paired();
      const read = there && await readOwnThere(there);
      version = read?.version ?? '';
      return read ? readOwn(read.language)?.entries ?? null : null;
    },
    write: async (entries) => {
      const there = paired();
      return there && version ? writeOwnThere(there, ownLanguage(entries), version) : 'away';
    },
  };
}

/**
 * Keeps the words the same here and there, from now on.
 * @param {import('./own_words.js').OwnWords} own
 * @param {() => string} server The address that is set: a token goes to no other.
 * @param {(message: Message, role: string) => void} tell
 * @returns {{come: () => void}} come: The server is there, or there again.
 */
export function openOwnSides(own, server, tell) {
  /** @type {import('../adapters/storage.js').Pairing | null} */
  let pairing = null;
  const full = () => tell({key: 'why_own_sync_full', args: []}, 'failed');
  const sync = new OwnSync(own, SYNC, full);
  const there = new OwnSync(own, serverSide(() => pairing?.server === server() ? pairing : null), full);
  const meet = (/** @type {OwnSync} */ side) => { side.meet().catch(console.error); };
  const pair = (/** @type {typeof pairing} */ now) => { pairing = now; meet(there); };
  own.listen(() => { meet(sync); meet(there); });
  watchSync(() => meet(sync));
  watchPairing(pair);
  loadPairing().then(pair);
  meet(sync);
  return {come: () => meet(there)};
}
