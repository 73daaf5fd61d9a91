// Voice sample: a few words in any language, to hear a voice by, without a text for each language.

/** A day whose name and month tell how a voice sounds; no clock is asked. */
const DAY = Date.UTC(2025, 4, 14);

/** @param {string} lang BCP 47 @returns {string} the language's name in itself, and a day: "Deutsch. Mittwoch, 14. Mai 2025." */
export function sampleIn(lang) {
  const name = new Intl.DisplayNames([lang], {type: 'language'}).of(lang.split('-')[0]) ?? lang;
  const day = new Intl.DateTimeFormat(lang, {dateStyle: 'full', timeZone: 'UTC'}).format(DAY);
  return `${name}. ${day}.`;
}
