// What was last used: the element that the person, or we, touched last, as a hint which pane is meant.

/** @type {WeakRef<Element> | null} */
let last = null;

/** @param {Element} element */
export const use = (element) => { last = new WeakRef(element); };

/** @returns {Element | null} null once it has left the page */
export const lastUsed = () => {
  const element = last?.deref();
  return element?.isConnected ? element : null;
};

/**
 * Keeps it up to date, until the extension that put this agent here is gone.
 */
export const watch = () => {
  const alive = new AbortController();
  /** @param {Event} event */
  const seen = (event) => {
    if (!chrome.runtime?.id) return alive.abort();
    const [target] = event.composedPath();
    if (target instanceof Element) use(target);
  };
  const options = { capture: true, passive: true, signal: alive.signal };
  for (const type of ["pointerdown", "focusin"]) addEventListener(type, seen, options);
};
