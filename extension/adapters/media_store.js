// Media store: sound and pictures of sessions in IndexedDB, piece by piece; a store of its own, so that a session needs no room of it.

/** @import {Part} from "../core/media_streams.js" */

const NAME = "rubato-session-media";
const VERSION = 1;
/** Pieces that are read at once: half a minute. */
const BATCH = 60;

/** @param {IDBDatabase} db */
const build = (db) => {
  db.createObjectStore("parts", { keyPath: "id" }).createIndex("session", "session");
  db.createObjectStore("pieces", { autoIncrement: true }).createIndex("part", "part");
  db.createObjectStore("sums", { keyPath: ["session", "key"] }).createIndex("session", "session");
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

/** @typedef {{session: string, key: string, length: number, sha256: string, size: number}} Sum `length`: what it was made of, in pieces. */

/**
 * @typedef {ReturnType<typeof openMediaStore>} MediaStore
 * @param {IDBFactory} [factory]
 */
export const openMediaStore = (factory = indexedDB) => {
  const opened = open(factory);

  /**
   * @template T @param {IDBTransactionMode} mode
   * @param {(store: (name: "parts" | "pieces" | "sums") => IDBObjectStore) => T | Promise<T>} act
   * @returns {Promise<T>}
   */
  const within = async (mode, act) => {
    const transaction = (await opened).transaction(["parts", "pieces", "sums"], mode);
    const over = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(undefined);
      transaction.onabort = () => reject(transaction.error);
    });
    // An abort tells more than what failed by it.
    over.catch(() => undefined);
    const value = await act((name) => transaction.objectStore(name));
    await over;
    return value;
  };

  /** @param {string} session @returns {Promise<(Part & {gone?: boolean})[]>} */
  const all = (session) => within("readonly", (store) => result(store("parts").index("session").getAll(session)));

  /** @param {string} session @param {boolean} gone */
  const mark = (session, gone) => within("readwrite", async (store) => {
    for (const part of await result(store("parts").index("session").getAll(session))) store("parts").put({ ...part, gone });
  });

  /** @param {(store: (name: "parts" | "pieces" | "sums") => IDBObjectStore) => Promise<Part[]>} which */
  const drop = (which) => within("readwrite", async (store) => {
    for (const { id, session } of await which(store)) {
      for (const key of await result(store("pieces").index("part").getAllKeys(id))) store("pieces").delete(key);
      for (const key of await result(store("sums").index("session").getAllKeys(session))) store("sums").delete(key);
      store("parts").delete(id);
    }
  });

  return {
    /**
     * Settles when what it wrote would outlive the browser's death.
     * @param {Part} part as it is with this piece @param {ArrayBuffer} data
     * @throws {DOMException} where there is no room
     */
    add: (part, data) => within("readwrite", (store) => {
      store("parts").put(part);
      store("pieces").add({ part: part.id, data });
    }),

    /** @param {string} session @returns {Promise<Part[]>} those that were not removed */
    parts: async (session) => (await all(session)).filter(({ gone }) => !gone),

    /** @returns {Promise<Set<string>>} those that carry something */
    sessions: async () => new Set((await within("readonly", (store) => result(store("parts").getAll())))
      .filter(({ gone }) => !gone).map(({ session }) => session)),

    /** @param {string} part its id @returns {AsyncGenerator<Uint8Array<ArrayBuffer>>} in the order they came */
    pieces: async function* (part) {
      const keys = await within("readonly", (store) => result(store("pieces").index("part").getAllKeys(part)));
      for (let at = 0; at < keys.length; at += BATCH) {
        const some = keys.slice(at, at + BATCH);
        const found = await within("readonly", (store) => Promise.all(some.map((key) => result(store("pieces").get(key)))));
        for (const piece of found) if (piece) yield new Uint8Array(piece.data);
      }
    },

    /** @param {string} part its id */
    count: (part) => within("readonly", (store) => result(store("pieces").index("part").count(part))),

    /** @param {string} session @returns {Promise<Sum[]>} what is known of files that were whole */
    sums: (session) => within("readonly", (store) => result(store("sums").index("session").getAll(session))),

    /** @param {Sum} sum */
    addSum: (sum) => within("readwrite", (store) => { store("sums").put(sum); }),

    /** They can be brought back until the next start. @param {string} session */
    putAway: (session) => mark(session, true),

    /** @param {string} session */
    bringBack: (session) => mark(session, false),

    /** @param {string} session */
    remove: (session) => drop((store) => result(store("parts").index("session").getAll(session))),

    /** Those that were put away, and those of sessions that are no more. @param {readonly string[]} sessions that there are */
    sweep: (sessions) => drop(async (store) => (await result(store("parts").getAll()))
      .filter(({ gone, session }) => gone || !sessions.includes(session))),
  };
};
