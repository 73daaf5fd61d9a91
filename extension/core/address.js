// Web addresses as people type and say them.

const SCHEMES = /^(https?|file|chrome|chrome-extension|about|view-source|ftp):/i;
const SCHEME_AND_COLON = /^[a-z][a-z0-9+.-]*:(?!\d+(\/|$))/i;
const LOCAL = /^(localhost|\[[0-9a-f:.]+\]|\d{1,3}(\.\d{1,3}){3}|[a-z0-9-]+(?=:\d))(:\d{1,5})?([/?#]|$)/i;
const HOST = /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(\p{L}{2,}|xn--[a-z0-9-]+)\.?(:\d{1,5})?([/?#]|$)/iu;

/** What is said in place of the signs, in English. */
const SPOKEN = /** @type {const} */ ([
  [/\s+dot\s+/gi, "."],
  [/\s+(?:forward\s+)?slash\s*/gi, "/"],
  [/\s+colon\s+/gi, ":"],
  [/\s+(?:dash|hyphen)\s+/gi, "-"],
]);

/** @param {string} text */
const unspoken = (text) => {
  let written = text.trim();
  for (const [said, sign] of SPOKEN) written = written.replace(said, sign);
  return written;
};

/**
 * The URL meant by a text, or null where it is no address. A host without a scheme gets https,
 * one of this machine or a number http. Addresses that run code or carry data are refused.
 * @param {string} text
 * @returns {string | null}
 */
export const address = (text) => {
  const written = unspoken(text);
  if (written === "" || /\s/.test(written)) return null;
  if (SCHEMES.test(written)) return /^https?:\/*$/i.test(written) ? null : written;
  if (SCHEME_AND_COLON.test(written)) return null;
  if (LOCAL.test(written)) return `http://${written}`;
  return HOST.test(written) ? `https://${written}` : null;
};
