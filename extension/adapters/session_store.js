// Session store: sessions in IndexedDB, written piece by piece as they happen.

/** @import {Entry} from "../core/session_log.js" */

/**
 * A session without its entries, as `engine/recorder.js` has it.
 * @typedef {{id: string, header: import("../core/session_log.js").Header, condition: "off" | "recording" | "paused",
 *   at: number, since: number, tabs: string[], sent?: {server: string, id: string, whole: boolean, name?: string, carried?: boolean} | null}} Kept
 */

const NAME = "rubato-sessions";
const VERSION = 1;
const STORES = /** @type {const} */ (["kept", "pieces"]);

/** @param {IDBDatabase} db */
const build = (db) => {
  db.createObjectStore("kept", { keyPath: "id" });
  db.createObjectStore("pieces", { autoIncrement: true }).createIndex("session", "session");
};

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const result = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @param {IDBFactory} factory @returns {Promise<IDBDatabase>} */
const open = (factory) => {
  const request = factory.open(NAME, VERSION);
  request.onupgradeneeded = () => build(request.result);
  return result(request);
};

/**
 * Every method settles when what it wrote would outlive the browser's death.
 * @typedef {ReturnType<typeof openStore>} SessionStore
 * @param {IDBFactory} [factory]
 */
export const openStore = (factory = indexedDB) => {
  const opened = open(factory);

  /**
   * @template T @param {IDBTransactionMode} mode
   * @param {(kept: IDBObjectStore, pieces: IDBObjectStore) => T | Promise<T>} act
   * @returns {Promise<T>}
   */
  const within = async (mode, act) => {
    const transaction = (await opened).transaction(STORES, mode);
    const over = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(undefined);
      transaction.onabort = () => reject(transaction.error);
    });
    const [kept, pieces] = STORES.map((name) => transaction.objectStore(name));
    const value = await act(kept, pieces);
    await over;
    return value;
  };

  /** @param {IDBObjectStore} pieces @param {string} id */
  const drop = async (pieces, id) => {
    for (const key of await result(pieces.index("session").getAllKeys(id))) pieces.delete(key);
  };

  return {
    /** @param {Kept} session @param {readonly Entry[]} entries @param {readonly Entry[]} still those that have not ended */
    write: (session, entries, still) => within("readwrite", (kept, pieces) => {
      kept.put({ ...session, still });
      if (entries.length) pieces.add({ session: session.id, entries });
    }),

    /** @returns {Promise<Kept[]>} the newest first */
    list: async () => {
      const all = /** @type {(Kept & {still?: unknown})[]} */ (await within("readonly", (kept) => result(kept.getAll())));
      return all.map(({ still: _, ...session }) => session)
        .sort((one, other) => (one.header.started < other.header.started ? 1 : -1));
    },

    /** @param {string} id @returns {Promise<{kept: Kept, entries: Entry[]} | null>} */
    read: (id) => within("readonly", async (kept, pieces) => {
      const [session, found] = await Promise.all([result(kept.get(id)), result(pieces.index("session").getAll(id))]);
      if (!session) return null;
      const { still, ...rest } = session;
      return { kept: rest, entries: [...found.flatMap(({ entries }) => entries), ...still] };
    }),

    /** @param {string} id @param {(session: Kept) => Kept} change to what is there, if it is */
    change: (id, change) => within("readwrite", async (kept) => {
      const session = await result(kept.get(id));
      if (session) kept.put({ ...session, ...change(session) });
    }),

    /** @param {Kept} session @param {readonly Entry[]} entries in place of what is there */
    replace: (session, entries) => within("readwrite", async (kept, pieces) => {
      await drop(pieces, session.id);
      kept.put({ ...session, still: [] });
      pieces.add({ session: session.id, entries });
    }),

    /** @param {string} id */
    remove: (id) => within("readwrite", async (kept, pieces) => {
      kept.delete(id);
      await drop(pieces, id);
    }),
  };
};
