// Feedback store: what somebody played and spoke to a recording and did not save yet, in IndexedDB.

/** @import { Phrase, Piece } from "../core/along.js" */

const NAME = "rubato-feedback";
const VERSION = 1;

/** @typedef {{units: (Phrase | Piece)[], by: string, languages: string[]}} Kept The sound of a piece is a Blob. */

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const result = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/**
 * @typedef {ReturnType<typeof openFeedbackStore>} FeedbackStore
 * @param {IDBFactory} [factory]
 */
export const openFeedbackStore = (factory = indexedDB) => {
  const open = async () => {
    const request = factory.open(NAME, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore("kept");
    return result(request);
  };
  /** @type {Promise<IDBDatabase> | null} */
  let opened = null;
  const store = async (/** @type {IDBTransactionMode} */ mode) => (await (opened ??= open())).transaction("kept", mode).objectStore("kept");
  return {
    /** @param {string} key of the person and the recording @returns {Promise<Kept | null>} */
    get: async (key) => (await result((await store("readonly")).get(key))) ?? null,
    /** @param {string} key @param {Kept} kept one without units is none */
    put: async (key, kept) => {
      const kepts = await store("readwrite");
      await result(/** @type {IDBRequest<unknown>} */ (kept.units.length ? kepts.put(kept, key) : kepts.delete(key)));
    },
  };
};
