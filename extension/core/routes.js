// Routes: whether an app that changed its address, and the page under it, has come to another place.

/**
 * What a person knows a page by.
 * @typedef {object} Face
 * @property {string} title
 * @property {string} heading the first that is seen
 * @property {string} opening the first words of its main part; "" where it says of none
 */

/** What of two addresses differs, most telling first. @typedef {"path" | "query" | "hash" | "none"} Change */

/** Apps that keep their routes behind the hash begin them so. */
const HASH_ROUTE = /^[!/]/;

/** @param {string} url @returns {{path: string, query: string, hash: string}} */
const partsOf = (url) => {
  const [address, ...rest] = url.split("#");
  const [path, ...query] = address.split("?");
  const hash = rest.join("#");
  return HASH_ROUTE.test(hash) ? { path: `${path}#${hash}`, query: query.join("?"), hash: "" } : { path, query: query.join("?"), hash };
};

/** @param {string} from @param {string} to absolute addresses @returns {Change} */
export const changeOf = (from, to) => {
  const [a, b] = [partsOf(from), partsOf(to)];
  return a.path !== b.path ? "path" : a.query !== b.query ? "query" : a.hash !== b.hash ? "hash" : "none";
};

/** Other content where there was some: what only fills a page up makes no other of it. @param {Face} was @param {Face} now */
const isSwapped = (was, now) =>
  (was.heading !== "" && now.heading !== was.heading) || (was.opening !== "" && now.opening !== was.opening);

/**
 * Whether it may be another page: a place in a page, or an address that only keeps a filter, is none.
 * @param {Change} change of the address
 * @param {boolean} added whether one can go back from it; false where it took the place of the one before
 */
export const mayBeOther = (change, added) => change === "path" || (change === "query" && added);

/**
 * Whether it is another page to who reads it: a counter in a title, or a scroll that went on to the next article,
 * makes none.
 * @param {Change} change @param {boolean} added @param {Face} was @param {Face} now
 */
export const isOther = (change, added, was, now) =>
  mayBeOther(change, added) && (isSwapped(was, now) || (added && now.title !== was.title && now.title !== ""));

/** What it is called: by its title, else, where apps forget that, by its heading. @param {Face} was @param {Face} now */
export const nameOf = (was, now) => (now.title !== was.title && now.title ? now.title : now.heading || now.title);
