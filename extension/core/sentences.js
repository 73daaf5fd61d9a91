// Sentences: cuts a text into what a voice says in one breath, and a sentence into words to spell.

/** Voices stop in the middle of very long utterances (Chrome's after some 15 s). */
const LONGEST = 220;

/** A part of a text: its words by single spaces, and where it stands, as UTF-16 offsets. @typedef {{text: string, start: number, end: number}} Part */

/**
 * @param {string} text
 * @param {string} lang BCP 47; "" for the default
 * @returns {Part[]} none empty, none much longer than 220 characters
 */
export const cutSentences = (text, lang) =>
  segments(text, lang, "sentence").flatMap(({ segment, index }) => breaths(segment, index)).filter((part) => part.text !== "");

/**
 * @param {string} text
 * @param {string} lang BCP 47; "" for the default
 * @returns {string[]}
 */
export const sentences = (text, lang) => cutSentences(text, lang).map((part) => part.text);

/**
 * How far a text that is still being written has sentences that are whole: only the next one's beginning shows that one is.
 * @param {string} text
 * @param {string} lang
 * @returns {number} UTF-16 offset of the last sentence
 */
export const completeTo = (text, lang) => segments(text, lang, "sentence").at(-1)?.index ?? 0;

/**
 * @param {string} sentence
 * @param {string} lang
 * @returns {{text: string, start: number}[]} words without what stands between them
 */
export const wordsOf = (sentence, lang) =>
  segments(sentence, lang, "word").filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ text: segment, start: index }));

/** @param {string} text @param {string} lang @param {"sentence" | "word"} granularity */
const segments = (text, lang, granularity) => [...new Intl.Segmenter(known(lang), { granularity }).segment(text)];

/** Pages name languages that do not exist; they are then cut as English. @param {string} lang */
export const known = (lang) => {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? "en";
  } catch {
    return "en";
  }
};

/** @param {string} raw @param {number} start @returns {Part} without white space about it */
const trimmed = (raw, start) => {
  const from = start + raw.length - raw.trimStart().length;
  const text = raw.trim();
  return { text: text.replace(/\s+/g, " "), start: from, end: from + text.length };
};

/** @param {string} raw @param {number} start @returns {Part[]} */
const breaths = (raw, start) => {
  const parts = [];
  let [rest, at] = [raw, start];
  while (rest.trim().length > LONGEST) {
    const lead = rest.length - rest.trimStart().length;
    const cut = lead + cutAt(rest.slice(lead));
    parts.push(trimmed(rest.slice(0, cut), at));
    [rest, at] = [rest.slice(cut), at + cut];
  }
  return [...parts, trimmed(rest, at)];
};

/** After a comma or the like where there is one, else after a word. @param {string} sentence */
const cutAt = (sentence) => {
  const head = sentence.slice(0, LONGEST);
  const pause = Math.max(...[", ", "; ", ": ", " – ", "、"].map((sign) => head.lastIndexOf(sign)));
  if (pause > LONGEST / 3) return pause + 1;
  const space = head.lastIndexOf(" ");
  return space > 0 ? space : LONGEST;
};
