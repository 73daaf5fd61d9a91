// Along a list: which entry comes next, though the list may have been built anew, or the entry be gone.

/**
 * @typedef {object} Spot Where somebody is in a list.
 * @property {string} key of the entry; "" for none
 * @property {number} at its place when it was last seen
 */

/**
 * @param {readonly string[]} keys of the entries as they are now; "" where one has none
 * @param {Spot | null} spot null: nowhere yet
 * @param {1 | -1} by
 * @returns {number} the place to go to, or −1 where the list ends
 */
export function along(keys, spot, by) {
  if (!spot) return by > 0 || !keys.length ? first(keys) : keys.length - 1;
  const found = spot.key ? keys.indexOf(spot.key) : -1;
  // What is gone left its place to the one after it.
  const to = found < 0 && spot.key ? spot.at + (by > 0 ? 0 : -1) : (found < 0 ? spot.at : found) + by;
  return to >= 0 && to < keys.length ? to : -1;
}

/** @param {readonly string[]} keys */
const first = (keys) => (keys.length ? 0 : -1);
