// How long ago: a time as people say it.

/** Largest first: a unit and its milliseconds. */
const UNITS = /** @type {const} */ ([
  ["year", 31557600000], ["month", 2629800000], ["week", 604800000], ["day", 86400000],
  ["hour", 3600000], ["minute", 60000], ["second", 1000],
]);

/**
 * @param {number} then ms since the epoch
 * @param {number} now ms since the epoch
 * @param {string} locale BCP 47
 * @returns {string} "3 minutes ago", "yesterday"
 */
export const ago = (then, now, locale) => {
  const past = Math.max(now - then, 0);
  const [unit, size] = UNITS.find(([, ms]) => past >= ms) ?? ["second", 1000];
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return words.format(-Math.floor(past / size), unit);
};
