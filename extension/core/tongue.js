// Tongue: a language of people, as its file in languages/people has it: what is said in it for each command, number and sign.

/**
 * @typedef {import('./number_words.js').NumberNames} NumberNames
 * @typedef {object} Tongue
 * @property {string} language BCP 47
 * @property {string} name What it calls itself.
 * @property {readonly string[]} verbs Phrases of one word that any text may follow in the same breath.
 * @property {readonly string[]} toward Phrases that may stand before the name of what is gone to.
 * @property {NumberNames} numbers
 * @property {Readonly<Record<string, number>>} ways Which way a step goes that is said: 1 up, right and forward; −1 down, left and back.
 * @property {Readonly<Record<string, readonly string[]>>} signs What each sign is called in a dictation.
 * @property {Readonly<Record<'capital' | 'upper' | 'lower' | 'literal', readonly string[]>>} changes What alters the next word of a dictation.
 * @property {{spell: readonly string[], capital: readonly string[], names: Readonly<Record<string, readonly string[]>>}} letters
 *   What begins to spell, what makes the next letter large, and what each letter and sign is called.
 * @property {{then: readonly string[], times: readonly string[], open: Readonly<Record<string, readonly string[]>>}} macros What stands between
 *   the steps of a word of one's own, what follows how often it runs, and what an open value of each kind is called.
 * @property {Readonly<Record<string, {phrases: string[], misheard: string[]}>>} [commands] By name; none: as the command table has them.
 */

/**
 * The commands as they are said in a language; what it has no phrases for is said as in the table.
 * @template {{name: string, phrases: string[], misheard: string[], goes?: boolean, also?: string[]}} T
 * @param {readonly T[]} commands `goes`: each is a name of one's own, of something that is gone to.
 * @param {Tongue} tongue
 * @returns {T[]}
 */
export const commandsIn = (commands, {commands: said = {}, toward}) => commands.map((command) => {
  const {phrases, also} = command;
  // What is said in somebody's language is said so in every other.
  if (also) return {...command, ...said[command.name], phrases: [...said[command.name]?.phrases ?? phrases, ...also]};
  return {...command, ...said[command.name], ...(command.goes && {phrases: [...phrases, ...phrases.flatMap((phrase) => toward.map((way) => `${way} ${phrase}`))]})};
});

/** @param {string} language BCP 47 @returns {string} Without its land: "de-AT" is "de". */
export const bare = (language) => language.split(/[-_]/)[0].toLowerCase();

/**
 * The one for a language: the same, else one that is the same but for the land.
 * @param {readonly Tongue[]} tongues @param {string} language @returns {Tongue | null}
 */
export const tongueFor = (tongues, language) =>
  tongues.find((one) => one.language === language) ?? tongues.find((one) => bare(one.language) === bare(language)) ?? null;

/** What is spoken where nothing better is known. */
export const ENGLISH = 'en';

/**
 * The language that is spoken: as it is set, else the panel's own where commands have phrases in it, else English.
 * @param {string} wanted BCP 47; "" as the panel
 * @param {string} panel BCP 47, of the browser's own texts
 * @param {readonly Tongue[]} tongues
 * @param {readonly string[]} known Languages that ears know, with their lands.
 * @returns {string} BCP 47
 */
export function spokenLanguage(wanted, panel, tongues, known) {
  if (wanted) return wanted;
  const language = tongueFor(tongues, panel) ? panel : ENGLISH;
  return known.includes(language) ? language : known.find((one) => bare(one) === bare(language)) ?? language;
}

/**
 * What is understood, the likeliest first: the language that is spoken, the panel's, and English, in which the documents are.
 * @param {readonly Tongue[]} tongues @param {string} spoken @param {string} panel @returns {Tongue[]}
 */
export const understoodIn = (tongues, spoken, panel) =>
  [...new Set([spoken, panel, ENGLISH].map((language) => tongueFor(tongues, language)))].flatMap((one) => one ?? []);
