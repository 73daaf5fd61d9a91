// Sentences: cuts a text into what a voice says in one breath.

/** Voices stop in the middle of very long utterances (Chrome's after some 15 s). */
const LONGEST = 220;

/**
 * @param {string} text
 * @param {string} lang BCP 47; "" for the default
 * @returns {string[]} none empty, none much longer than 220 characters
 */
export const sentences = (text, lang) =>
  [...new Intl.Segmenter(known(lang), { granularity: "sentence" }).segment(text)]
    .map((part) => part.segment.replace(/\s+/g, " ").trim())
    .filter((sentence) => sentence !== "")
    .flatMap(breaths);

/** Pages name languages that do not exist; they are then cut as English. @param {string} lang */
const known = (lang) => {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? "en";
  } catch {
    return "en";
  }
};

/** @param {string} sentence @returns {string[]} */
const breaths = (sentence) => {
  if (sentence.length <= LONGEST) return [sentence];
  const cut = cutAt(sentence);
  return [sentence.slice(0, cut).trim(), ...breaths(sentence.slice(cut).trim())].filter(Boolean);
};

/** After a comma or the like where there is one, else after a word. @param {string} sentence */
const cutAt = (sentence) => {
  const head = sentence.slice(0, LONGEST);
  const pause = Math.max(...[", ", "; ", ": ", " – ", "、"].map((sign) => head.lastIndexOf(sign)));
  if (pause > LONGEST / 3) return pause + 1;
  const space = head.lastIndexOf(" ");
  return space > 0 ? space : LONGEST;
};
