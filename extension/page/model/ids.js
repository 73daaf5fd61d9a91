// Ids: a number for each element, the same as long as its document lives, and of no element of another.

/** @type {WeakMap<Element, number>} */
const numbers = new WeakMap();
/** @type {Map<number, WeakRef<Element>>} */
const elements = new Map();
/** Past so many the numbers of elements that are gone are dropped. */
let full = 20_000;
/** Begun anywhere, so that what was found in one document means nothing in the next. */
let last = crypto.getRandomValues(new Uint32Array(1))[0] * 0x10_0000;

const sweep = () => {
  for (const [id, ref] of elements) if (!ref.deref()) elements.delete(id);
  full = Math.max(20_000, 2 * elements.size);
};

/** @param {Element} element */
export const idOf = (element) => {
  const there = numbers.get(element);
  if (there !== undefined) return there;
  last += 1;
  numbers.set(element, last);
  elements.set(last, new WeakRef(element));
  if (elements.size > full) sweep();
  return last;
};

/** @param {number} id @returns {Element | null} in a document or not */
export const anyOf = (id) => elements.get(id)?.deref() ?? null;

/** @param {number} id @returns {Element | null} null where it has left the page */
export const elementOf = (id) => {
  const element = elements.get(id)?.deref();
  return element?.isConnected ? element : null;
};
