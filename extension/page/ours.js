// Ours: the elements that we put into the page ourselves, which are no part of it.

/** @type {WeakSet<Element>} */
const hosts = new WeakSet();

/** @param {Element} host */
export const claim = (host) => { hosts.add(host); };

/** @param {Element} element @returns {boolean} whether nothing of it is the page's */
export const isOurs = (element) => hosts.has(element);
