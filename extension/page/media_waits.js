// Waiting for media: until it shows what was asked of it, or has taken too long.

/** How long a change may take; a network that brings nothing is said then. */
export const LONGEST_MS = 5000;

/**
 * @param {EventTarget} target
 * @param {string[]} types events after which it may be so
 * @param {() => boolean} isSo
 * @returns {Promise<boolean>} false where it did not come
 */
export const until = (target, types, isSo) => new Promise((resolve) => {
  if (isSo()) return resolve(true);
  const over = new AbortController();
  /** @param {boolean} so */
  const finish = (so) => { over.abort(); clearTimeout(late); resolve(so); };
  const look = () => { if (isSo()) finish(true); };
  const late = setTimeout(() => finish(isSo()), LONGEST_MS);
  for (const type of types) target.addEventListener(type, look, { signal: over.signal });
});

/**
 * What a promise of the browser comes to: "" kept, else the name of its error, "late" when it takes
 * too long.
 * @param {Promise<unknown>} promise
 * @returns {Promise<string>}
 */
export const outcomeOf = (promise) => {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(() => resolve("late"), LONGEST_MS); });
  const kept = promise.then(() => "", (error) => (error instanceof Error || error instanceof DOMException ? error.name : "Error"));
  return /** @type {Promise<string>} */ (Promise.race([kept, late])).finally(() => clearTimeout(timer));
};
