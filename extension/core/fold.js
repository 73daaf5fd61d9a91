// Folding: text as it is sought, without case, accents and runs of white space, and where each letter came from.

/** What is heard and seen as no letter of its own: accents, vowel points, soft hyphens, marks of direction. */
const DROPPED = new RegExp("[\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a"
  + "\\u064b-\\u065f\\u0670\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f"
  + "\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]+", "g");

/** Letters that Unicode does not take apart, and signs that keyboards lack. */
const LETTERS = Object.freeze(/** @type {Record<string, string>} */ ({
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", ŧ: "t", þ: "th", ς: "σ",
  "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
  "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
}));
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const ASCII = /^[\x00-\x7f]*$/;

/** All but white space. @param {string} text */
const letters = (text) => ASCII.test(text)
  ? text.toLowerCase()
  : text.normalize("NFKD").replace(DROPPED, "").toLowerCase().replace(DROPPED, "").replace(LETTER, (one) => LETTERS[one]);

/**
 * “Café  Menü” is "cafe menu"; "straße" is "strasse".
 * @param {string} text
 */
export const fold = (text) => letters(text).replace(/\s+/g, " ");

/**
 * Folded text with the place of each of its letters.
 * @typedef {object} Folded
 * @property {string} text
 * @property {number[]} from UTF-16 offset in the raw text, for each UTF-16 unit of `text`
 * @property {number[]} to where what made it ends, with the accents after it
 */

/**
 * @param {string} raw
 * @returns {Folded} letter by letter, so slower than `fold`
 */
export const folded = (raw) => {
  const [from, to] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  let [text, at] = ["", 0];
  for (const letter of raw) {
    const end = at + letter.length;
    let now = letters(letter).replace(/\s+/g, " ");
    if (now.startsWith(" ") && text.endsWith(" ")) now = now.slice(1);
    if (now === "" && to.length) to[to.length - 1] = end;
    for (let i = 0; i < now.length; i++) [from[text.length + i], to[text.length + i]] = [at, end];
    text += now;
    at = end;
  }
  return { text, from, to };
};
