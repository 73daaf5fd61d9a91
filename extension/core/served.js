// Served: languages that people made on a server, of words that name commands of the table: data that is checked, never code.

import { compileLexicon } from "./compiler.js";
import { judge, refusals } from "./judge.js";

/** @import { Command, Language, Problem } from "./language.js" */
/** @import { Options } from "./compiler.js" */

/** @typedef {{keys: number[], chord: boolean, says: string[], commands: string[]}} ServedWord */

/**
 * @typedef {object} Served
 * @property {string} name
 * @property {number} version as the server counts the changes of it
 * @property {string} maker who made it
 * @property {string} help
 * @property {ServedWord[]} words
 */

const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
/** Of one language; and of one word: keys, forms and commands. */
const MOST_WORDS = 1000;
const MOST = { keys: 32, says: 20, commands: 10 };
/** Letters. */
const LONGEST = { says: 100, commands: 80, help: 300, maker: 32 };

/** @param {unknown} told @param {number} most */
const isText = (told, most) => typeof told === "string" && told.length <= most;

/** @param {unknown} told @param {"says" | "commands"} what @returns {told is string[]} */
const areTexts = (told, what) => Array.isArray(told) && told.length <= MOST[what] && told.every((one) => isText(one, LONGEST[what]));

/** @param {unknown} told @returns {told is number[]} */
const areKeys = (told) => Array.isArray(told) && told.length > 0 && told.length <= MOST.keys && told.every((key) => Number.isInteger(key) && key >= 0 && key < 25);

/** @param {any} told @returns {told is ServedWord} */
const isWord = (told) => areKeys(told?.keys) && areTexts(told.says, "says") && areTexts(told.commands, "commands") && told.commands.length > 0;

/** @param {ServedWord} word Without what else it had. */
const plain = ({ keys, chord, says, commands }) => ({ keys, chord: chord === true, says, commands });

/**
 * Read one as a server tells it, or as it was kept.
 * @param {any} told
 * @returns {Served | null} null where it is none
 */
export function readServed(told) {
  const { name, version, maker = "", help = "", words } = told ?? {};
  const named = isText(name, 40) && NAME.test(name) && Number.isInteger(version) && version > 0;
  if (!named || !isText(maker, LONGEST.maker) || !isText(help, LONGEST.help)) return null;
  if (!Array.isArray(words) || !words.length || words.length > MOST_WORDS || !words.every(isWord)) return null;
  return { name, version, maker, help, words: words.map(plain) };
}

/** As the compiler takes it. @param {Served} served @returns {Language} */
export const languageOf = ({ name, version, help, words }) => ({
  format: 1, name, version, kind: "commands", help, reserved: [],
  words: words.map(({ keys, chord, commands }) => ({ keys, unordered: chord, means: commands })),
});

/**
 * What words of theirs are said like is said for their commands, too; a word of several commands is only played.
 * @template {{name: string}} T
 * @param {readonly T[]} commands
 * @param {readonly Served[]} all
 * @returns {(T & {also?: string[]})[]}
 */
export function alsoSaid(commands, all) {
  /** @type {Map<string, string[]>} */
  const also = new Map();
  for (const { says, commands: [name, ...others] } of all.flatMap(({ words }) => words)) {
    if (!others.length && says.length) also.set(name, [...also.get(name) ?? [], ...says]);
  }
  return commands.map((command) => also.has(command.name) ? { ...command, also: also.get(command.name) } : command);
}

/**
 * Find why it can't be played with the others: a conflict, a command that is not known here, a slip that is not allowed,
 * or what is said for another command.
 * @param {Served} served
 * @param {readonly (Command & {also?: string[]})[]} commands
 * @param {readonly Language[]} others active without it
 * @param {Partial<Options>} options
 * @returns {Problem | null}
 */
export function problemWith(served, commands, others, options) {
  const language = languageOf(served);
  const all = [...others, language];
  const { lexicon, problems } = compileLexicon(commands, all, options);
  if (!lexicon) return problems.find((one) => one.language === served.name) ?? problems[0];
  const before = compileLexicon(commands, others, options).lexicon;
  const known = new Set(before ? refusals(judge(before, commands, others), others, before).map(({ message }) => message) : []);
  const slips = refusals(judge(lexicon, commands, all), all, lexicon).filter(({ message }) => !known.has(message));
  return slips.find((one) => one.language === served.name) ?? slips[0] ?? takenPhrase(served, commands);
}

/** @param {Served} served @param {readonly (Command & {also?: string[]})[]} commands @returns {Problem | null} */
function takenPhrase({ name: language, words }, commands) {
  const said = new Map(commands.flatMap(({ name, phrases, misheard, also = [] }) => [...phrases, ...misheard, ...also].map((phrase) => [phrase.toLowerCase(), name])));
  for (const { keys, says, commands: [command, ...others] } of words) {
    const taken = others.length ? undefined : says.find((one) => (said.get(one.toLowerCase()) ?? command) !== command);
    if (taken) return { code: "phrase", language, keys, other: [], message: `“${taken}” (${language}) is said for “${said.get(taken.toLowerCase())}”`, fix: "say it otherwise" };
  }
  return null;
}
