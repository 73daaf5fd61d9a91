// Ids: a number for each element, the same as long as its document lives.

/** @type {WeakMap<Element, number>} */
const numbers = new WeakMap();
/** @type {Map<number, WeakRef<Element>>} */
const elements = new Map();
/** Past so many the numbers of elements that are gone are dropped. */
let full = 20_000;
let last = 0;

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
