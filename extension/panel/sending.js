// Sending: sessions that have ended, and their new names, go to the paired server as soon as it is there.

import {openRecordings} from '../adapters/recordings.js';
import {loadPairing} from '../adapters/storage.js';
import {writeSession} from '../core/session_file.js';

/** @typedef {import('../adapters/session_store.js').Kept} Kept */

/** What a server takes for a name. @param {Kept} kept */
const nameOf = ({header}) => header.title.trim().slice(0, 200) || 'Session';

/**
 * @param {import('../adapters/session_store.js').SessionStore} store
 * @param {import('./carried.js').Carried} carried
 * @param {() => string} server The address in the settings.
 * @param {() => void} changed Called when one has arrived whole.
 */
export function openSending(store, carried, server, changed) {
  /** @type {Promise<void> | null} */
  let under = null;
  let again = false;

  const paired = async () => {
    const pairing = await loadPairing();
    // A token goes to the server that gave it and to no other.
    return pairing?.server === server() ? {server: pairing.server, on: openRecordings(pairing.server, pairing.token)} : null;
  };

  /** @param {NonNullable<Awaited<ReturnType<typeof paired>>>} there @param {Kept} kept */
  const send = async (there, {id}) => {
    const whole = await store.read(id);
    if (!whole || whole.kept.condition !== 'off') return;
    const name = nameOf(whole.kept);
    const sums = await carried.sums(id);
    const file = writeSession(whole.kept.header, [...whole.entries, ...await carried.entries(id)]);
    const mark = async (/** @type {boolean} */ all) => {
      await store.change(id, (now) => now.at === whole.kept.at ? {...now, sent: {server: there.server, id: sent, whole: true, name, carried: all}} : now);
      changed();
    };
    const sent = await there.on.send(name, file);
    await mark(!sums.length);
    for (const {stream, sha256} of sums) {
      await there.on.sendBlob(stream.kind, `${name} · ${stream.name}`.slice(0, 200), await carried.file(stream), sha256);
    }
    if (sums.length) await mark(true);
    // It went on since it was sent: what was there of it is a part of what is there now.
    const {sent: before} = whole.kept;
    if (before?.server === there.server && before.id !== sent) await there.on.remove(before.id);
  };

  /** It is called otherwise here than there. @param {NonNullable<Awaited<ReturnType<typeof paired>>>} there @param {Kept} kept */
  const rename = async (there, kept) => {
    const name = nameOf(kept);
    if (!kept.sent) return;
    await there.on.rename(kept.sent.id, name);
    await store.change(kept.id, (now) => now.sent ? {...now, sent: {...now.sent, name}} : now);
  };

  const all = async () => {
    const there = await paired();
    if (!there) return;
    const ended = (await store.list()).filter(({condition}) => condition === 'off');
    const isThere = (/** @type {Kept} */ {sent}) => sent?.server === there.server && sent.whole && sent.carried !== false;
    // One that is refused holds up no other.
    for (const kept of ended.filter((one) => !isThere(one))) await send(there, kept).catch(() => undefined);
    for (const kept of ended.filter((one) => isThere(one) && one.sent?.name !== nameOf(one))) await rename(there, kept).catch(() => undefined);
  };

  return {
    /** Sends what waits, and names that have changed; a server that is away or refuses is asked again the next time. */
    send: () => {
      again = true;
      under ??= (async () => {
        while (again) {
          again = false;
          await all().catch(() => undefined);
        }
        under = null;
      })();
      return under;
    },

    /** What is deleted here is deleted there. @param {Kept} kept */
    remove: async ({sent}) => {
      const there = sent && await paired();
      if (sent && there?.server === sent.server) await there.on.remove(sent.id).catch(() => undefined);
    },
  };
}
