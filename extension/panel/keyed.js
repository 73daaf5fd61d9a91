// Lists drawn anew without losing the focus: what stays is kept, what changed is changed in place.

/**
 * @template T
 * @typedef {Object} How
 * @property {(item: T, at: number) => string} key Tells items apart over time.
 * @property {() => HTMLElement} create
 * @property {(element: any, item: T, at: number) => void} update
 * @property {() => HTMLElement | null} [fallback] What has the focus when the list has nothing left that could.
 */

const FOCUSABLE = 'button, input, select, textarea, summary, a[href]';

/**
 * @template T
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {How<T>} how
 */
export function redraw(list, items, {key, create, update, fallback}) {
  const held = focusIn(list);
  const old = new Map([...list.children].map((element) => [/** @type {HTMLElement} */ (element).dataset.item, element]));
  const wanted = items.map((item, at) => {
    const element = /** @type {HTMLElement} */ (old.get(key(item, at)) ?? create());
    element.dataset.item = key(item, at);
    update(element, item, at);
    return element;
  });
  arrange(list, wanted);
  if (held && !list.contains(document.activeElement)) restore(list, held, fallback);
}

/** @param {HTMLElement} list */
function focusIn(list) {
  const element = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!element || !list.contains(element) || element === list) return null;
  return {element, at: [...list.children].findIndex((child) => child.contains(element))};
}

/** @param {HTMLElement} list @param {readonly HTMLElement[]} wanted */
function arrange(list, wanted) {
  const kept = new Set(wanted);
  for (const child of [...list.children]) if (!kept.has(/** @type {HTMLElement} */ (child))) child.remove();
  wanted.forEach((element, at) => { if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null); });
}

/**
 * What was moved or removed has lost the focus: it goes back, or to what is in its place now.
 * @param {HTMLElement} list @param {{element: HTMLElement, at: number}} held @param {(() => HTMLElement | null) | undefined} fallback
 */
function restore(list, {element, at}, fallback) {
  const neighbour = list.children[Math.min(at, list.children.length - 1)]?.querySelector(FOCUSABLE);
  const target = element.isConnected ? element : /** @type {HTMLElement | null} */ (neighbour ?? null);
  (target ?? fallback?.())?.focus({preventScroll: true});
}

/**
 * Sets what an element says, and only when it says something else.
 * @param {Element} element
 * @param {string} words
 */
export function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/** @param {Element} element @param {string} name @param {string} value Set only when it is another. */
export function mark(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
