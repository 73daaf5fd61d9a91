// Living pages: which pages of a kind are open, by a Web Lock that each holds until it is closed, however that comes.

/**
 * @typedef {object} Pages
 * @property {string} own this page's id
 * @property {string} before the id of the page of its kind that was in this tab before, and may not be gone quite yet; "" none
 * @property {(page: string, then: () => Promise<void>) => Promise<boolean>} ifGone does it if that page is gone; false: it is open
 * @property {(page: string, signal: AbortSignal, then: () => Promise<void>) => void} whenGone does it as soon as that page is gone
 * @property {(key: string) => void} tell all others, that something of this key is another
 * @property {(heard: (key: string) => void) => void} listen
 */

/**
 * Where a browser has no locks, since the address is not secure, all other pages pass for gone, and hear nothing.
 * @param {string} kind
 * @param {LockManager | undefined} [locks]
 * @returns {Promise<Pages>} settles when this page is known to live
 */
export async function joinPages(kind, locks = navigator.locks) {
  const own = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const before = wasHere(kind, own);
  const nameOf = (/** @type {string} */ page) => `${kind} ${page}`;
  const channel = new BroadcastChannel(kind);
  await new Promise((held) => {
    if (!locks) return held(undefined);
    void locks.request(nameOf(own), () => {
      held(undefined);
      return new Promise(() => {});
    });
  });
  return {
    own, before,
    ifGone: async (page, then) => {
      if (!locks) return then().then(() => true);
      return locks.request(nameOf(page), { ifAvailable: true }, async (lock) => {
        if (lock) await then();
        return lock !== null;
      });
    },
    whenGone: (page, signal, then) => {
      locks?.request(nameOf(page), { signal }, then).catch((/** @type {unknown} */ error) => {
        if (!signal.aborted) throw error;
      });
    },
    tell: (key) => channel.postMessage(key),
    listen: (heard) => { if (locks) channel.addEventListener("message", ({ data }) => heard(data)); },
  };
}

/** A tab that a page opened has copies of what that one stored. @param {string} kind @param {string} own @returns {string} */
function wasHere(kind, own) {
  try {
    const before = window.opener ? "" : sessionStorage.getItem(kind) ?? "";
    sessionStorage.setItem(kind, own);
    return before;
  } catch {
    return "";
  }
}
