// Own: the words and names that a person has made: each has keys between two high Cs, spoken forms, and something that it does.
//
// They are a language like any other: each is a command of its own, `own.` and letters, that a word of the
// language "own" means. Words of the same keys are one word with several meanings.

import { HIGH, isC } from "./keys.js";
import { askedOf, isMacro, macroOf } from "./macro.js";
import { LONGEST_NAME, SHORTEST_NAME } from "./values.js";

/** @import { Kind, Language, Word } from "./language.js" */
/** @import { MacroStep } from "./macro.js" */

/**
 * What a name calls, or a word does. Kinds that this version doesn't know are kept as they are.
 * @typedef {{kind: "tab" | "bookmark" | "address", url: string, title: string}
 *   | {kind: "place", url: string, title: string, percent: number | null, heading: string}
 *   | {kind: "commands", commands: MacroStep[]}
 *   | {kind: "macro", steps: MacroStep[], times: number}
 *   | {kind: "session", id: string, title: string}
 *   | {kind: "text", text: string}
 *   | {kind: "meaning", meaning: string}} KnownDoes
 * @typedef {KnownDoes | {kind: string, [fact: string]: unknown}} Does
 */

/**
 * One word or name.
 * @typedef {object} Own
 * @property {string} id `own.` and small letters
 * @property {number[]} keys between the two high Cs
 * @property {string[]} says spoken forms; none where it is only played
 * @property {Does} does
 * @property {number} changed ms since the epoch
 */

/** What was there and is no more: it must not come back from another browser. @typedef {{id: string, gone: true, changed: number}} Gone */
/** @typedef {Own | Gone} Entry */

export const OWN = "own";
const ID = /^own\.[a-z]{4,24}$/;
/** Letters of one spoken form, and of a text or a meaning. */
const LONGEST = { says: 80, text: 4000 };
/** Commands of one word. */
const MOST_COMMANDS = 100;

/** @param {string} command */
export const isOwn = (command) => command.startsWith(`${OWN}.`);

/** @param {Entry} entry @returns {entry is Gone} */
export const isGone = (entry) => "gone" in entry;

/** @param {readonly Entry[]} entries @returns {Own[]} those that are there */
export const living = (entries) => entries.filter((entry) => !isGone(entry)).map((entry) => /** @type {Own} */ (entry));

/** What it is called: its first spoken form, else its keys. @param {Own} entry */
export const calledOf = ({ says, keys }) => says[0] ?? keys.join(" ");

/** Kinds that are gone to, so that this may be said before their names. */
const GONE_TO = new Set(["tab", "bookmark", "address", "place"]);

/**
 * The rows of the command table that they are.
 * @param {readonly Own[]} entries
 */
export const ownCommands = (entries) => entries.map((entry) => ({
  name: entry.id, phrases: spoken(entry), goes: GONE_TO.has(entry.does.kind) && entry.says.length > 0, misheard: [], help: "", ...takenBy(entry), earcon: "done",
  undo: "", final: "", page: false, destructive: false, repeat: false, group: OWN,
}));

/**
 * The values that it takes: `value` and `more` their kinds, `like` the command that each is for, `asks` what each is called, `was`
 * what each was when the word was made.
 * @param {Own} entry @returns {{value: Kind, more?: Kind[], like?: string[], asks?: string[], was?: unknown[]}}
 */
function takenBy({ does }) {
  const macro = macroOf(does);
  const asked = macro ? askedOf(macro) : [];
  if (!asked.length) return { value: "none" };
  const [value, ...more] = asked.map(({ kind }) => /** @type {Kind} */ (kind));
  return { value, more, like: asked.map(({ command }) => command), asks: asked.map(({ label }) => label), was: asked.map((one) => one.value) };
}

/** Each command has a phrase, though nobody says it. @param {Own} entry */
const spoken = (entry) => entry.says.length ? entry.says : [`name ${entry.keys.join(" ")}`];

/** @param {readonly number[]} keys @returns {number[]} as they are played */
export const framed = (keys) => [HIGH, ...keys, HIGH];

/**
 * The language they are, as its file has it; `own` and `gone` hold what other languages have no use for.
 * @typedef {Language & {words: (Word & {own: Omit<Own, "keys">[]})[], gone: Gone[]}} OwnLanguage
 * @param {readonly Entry[]} entries
 * @param {number} version
 * @returns {OwnLanguage}
 */
export function ownLanguage(entries, version = 1) {
  /** @type {Map<string, Own[]>} */
  const byKeys = new Map();
  for (const one of living(entries)) byKeys.set(one.keys.join(), [...(byKeys.get(one.keys.join()) ?? []), one]);
  const words = [...byKeys.values()].map((all) => ({
    keys: framed(all[0].keys), unordered: false, means: all.map(({ id }) => id),
    ...(all.some(({ says }) => says.length) && { says: all.flatMap(({ says }) => says) }),
    own: all.map(({ id, says, does, changed }) => ({ id, says, does, changed })),
  }));
  return { format: 1, name: OWN, version, kind: "commands", help: "", words, reserved: [], gone: entries.filter(isGone) };
}

/**
 * Reads such a language; what is none of ours is left out and counted.
 * @param {any} language
 * @returns {{entries: Entry[], wrong: number} | null} null where it is no such language
 */
export function readOwn(language) {
  if (language?.format !== 1 || language.name !== OWN || !Array.isArray(language.words)) return null;
  const found = language.words.flatMap((/** @type {any} */ word) => Array.isArray(word?.own)
    ? word.own.map((/** @type {any} */ one) => ({ ...one, keys: Array.isArray(word.keys) ? word.keys.slice(1, -1) : [] })) : [null]);
  const gone = Array.isArray(language.gone) ? language.gone : [];
  const entries = [...found, ...gone].filter(isEntry).map(plain);
  return { entries, wrong: found.length + gone.length - entries.length };
}

/** @param {Entry} entry @returns {Entry} nothing besides what belongs there */
const plain = (entry) => isGone(entry) ? { id: entry.id, gone: true, changed: entry.changed }
  : { id: entry.id, keys: entry.keys, says: entry.says, does: entry.does, changed: entry.changed };

/** @param {any} entry @returns {entry is Entry} */
export function isEntry(entry) {
  if (!entry || typeof entry.id !== "string" || !ID.test(entry.id) || !Number.isFinite(entry.changed)) return false;
  return entry.gone === true || (areKeys(entry.keys) && areSaid(entry.says) && isDoes(entry.does));
}

/** @param {unknown} keys @returns {keys is number[]} whether a name can have them */
export const areKeys = (keys) => Array.isArray(keys) && keys.length >= SHORTEST_NAME && keys.length <= LONGEST_NAME
  && keys.every((key) => Number.isInteger(key) && key > 0 && key < HIGH && !isC(key));

/** @param {unknown} said */
const isSaid = (said) => typeof said === "string" && said.trim() === said && said !== "" && said.length <= LONGEST.says;

/** @param {unknown} says */
const areSaid = (says) => Array.isArray(says) && says.length <= 8 && says.every(isSaid);

/** @param {unknown} text @param {number} most */
const isText = (text, most = LONGEST.text) => typeof text === "string" && text.length <= most;

/** @param {any} does */
const isCalled = ({ url, title }) => isText(url) && /^(https?|file|chrome|about|chrome-extension):/.test(url) && isText(title);

/** @type {Record<string, (does: any) => boolean>} */
const DOES = {
  tab: isCalled,
  bookmark: isCalled,
  address: isCalled,
  place: (does) => isCalled(does) && (does.percent === null || Number.isFinite(does.percent)) && isText(does.heading),
  commands: ({ commands }) => Array.isArray(commands) && commands.length > 0 && commands.length <= MOST_COMMANDS
    && commands.every((one) => isText(one?.command, 80)),
  macro: isMacro,
  text: ({ text }) => isText(text) && text !== "",
  session: ({ id, title }) => isText(id, 100) && isText(title),
  meaning: ({ meaning }) => isText(meaning) && meaning !== "",
};

/** @param {any} does */
const isDoes = (does) => typeof does === "object" && does !== null && typeof does.kind === "string"
  && (Object.hasOwn(DOES, does.kind) ? DOES[does.kind](does) : true);

/** @param {unknown} value @returns {string} what decides whether two are the same: names in order, at every depth */
export const canonical = (value) => JSON.stringify(value, (_, part) => part && typeof part === "object" && !Array.isArray(part)
  ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
