// Feedback store: what somebody played and spoke to a recording and did not save yet, in IndexedDB, each page's own.

/** @import { Phrase, Piece } from "../core/along.js" */

const NAME = "rubato-feedback";
const VERSION = 1;

/**
 * @typedef {{units: (Phrase | Piece)[], by: string, languages: string[]}} Kept The sound of a piece is a Blob.
 * @typedef {Kept & {page: string}} Draft `page`: whose it is; "" it was kept before pages had each its own
 */

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const result = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @param {string} key @param {string} page */
const placeOf = (key, page) => (page ? [key, page] : key);

/**
 * @typedef {ReturnType<typeof openFeedbackStore>} FeedbackStore `key`: of the person and the recording
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
    /** @param {string} key @param {string} page @returns {Promise<Kept | null>} */
    get: async (key, page) => (await result((await store("readonly")).get(placeOf(key, page)))) ?? null,
    /** @param {string} key @returns {Promise<Draft[]>} those of all pages */
    all: async (key) => {
      const kepts = await store("readonly");
      const range = IDBKeyRange.bound([key, ""], [key, "\uffff"]);
      const [pages, theirs, early] = await Promise.all([result(kepts.getAllKeys(range)), result(kepts.getAll(range)), result(kepts.get(key))]);
      const each = theirs.map((kept, at) => ({ ...kept, page: /** @type {string[]} */ (pages[at])[1] }));
      return early ? [{ ...early, page: "" }, ...each] : each;
    },
    /** @param {string} key @param {string} page @param {Kept} kept one without units is none */
    put: async (key, page, kept) => {
      const kepts = await store("readwrite");
      const place = placeOf(key, page);
      await result(/** @type {IDBRequest<unknown>} */ (kept.units.length ? kepts.put(kept, place) : kepts.delete(place)));
    },
    /** What was a page's is in another's draft now, in one move. @param {string} key @param {string} from @param {string} to @param {Kept} kept */
    move: async (key, from, to, kept) => {
      const kepts = await store("readwrite");
      await Promise.all([result(kepts.put(kept, placeOf(key, to))), result(kepts.delete(placeOf(key, from)))]);
    },
  };
};
