// Parts of a fake `chrome`: events that tests fire, and calls that are logged.

/** @returns {{addListener: (f: Function) => void, removeListener: (f: Function) => void, fire: (...args: unknown[]) => unknown[], count: () => number}} */
export const event = () => {
  /** @type {Set<Function>} */
  const listeners = new Set();
  return {
    addListener: (f) => { listeners.add(f); },
    removeListener: (f) => { listeners.delete(f); },
    fire: (...args) => [...listeners].map((f) => f(...args)),
    count: () => listeners.size,
  };
};

/** A front that is always the same. @param {object | null} tab @returns {any} */
export const still = (tab) => ({ windowId: () => 1, tab: () => tab, look: async () => undefined, take: () => undefined, tabs: () => null });

/** Lets all promises that can settle do so. */
export const settle = () => new Promise((resolve) => { setImmediate(resolve); });
