// Compiler: the active languages to one lexicon, or the problems that stand in the way.

import { meaning, shape } from "./checks.js";
import { entries, named, problemOf } from "./entries.js";
import { show } from "./keys.js";
import { byName } from "./language.js";
import { grow } from "./lexicon.js";
import { suggest } from "./suggestion.js";

/** @import { Entry } from "./entries.js" */
/** @import { Command, Kind, Language, Numbers, Problem } from "./language.js" */
/** @import { Lexicon, PedalRole, Profile } from "./lexicon.js" */

/** @typedef {{profile: Profile, pedal: PedalRole}} Options what the player has set */

/** @type {Options} */
const DEFAULTS = { profile: "safe", pedal: "none" };

/**
 * Compile the languages, in their order. With any problem there is no lexicon.
 * @param {readonly Command[]} commands
 * @param {readonly Language[]} languages
 * @param {Partial<Options>} [options]
 * @returns {{lexicon: Lexicon | null, problems: Problem[]}}
 */
export function compileLexicon(commands, languages, options = {}) {
  const chosen = { ...DEFAULTS, ...options };
  const table = byName(commands);
  const listed = entries(languages, chosen.profile);
  const shapes = listed.map(shape);
  const sound = listed.filter((_, i) => shapes[i] === null);
  const problems = [
    ...phrases(commands),
    ...shapes.filter((problem) => problem !== null),
    ...sound.flatMap((entry) => meaning(entry, table)),
    ...conflicts(sound),
    ...numbers(languages),
  ];
  if (problems.length) return { lexicon: null, problems };
  const kinds = Object.fromEntries(commands.map(({ name, value }) => [name, value]));
  const words = listed.filter(({ reserved }) => !reserved);
  const more = commands.flatMap(({ name, more: others }) => (others?.length ? [[name, others]] : []));
  const lexicon = build(words, kinds, chosen, numbersOf(languages));
  return { lexicon: { ...lexicon, ...(more.length && { more: Object.fromEntries(more) }) }, problems: [] };
}

/**
 * Make the lexicon of sound entries.
 * @param {readonly Entry[]} listed
 * @param {Record<string, Kind>} kinds
 * @param {Options} options
 * @param {Numbers} base
 * @returns {Lexicon}
 */
export function build(listed, kinds, { profile, pedal }, base) {
  const words = listed.map(({ keys, commands, language }) => ({
    keys,
    commands,
    kind: kinds[commands[0]] ?? "none",
    language,
  }));
  /** @type {[number[], number][]} */
  const paths = listed.flatMap((entry, index) =>
    entry.paths.map((path) => /** @type {[number[], number]} */ ([path, index])),
  );
  return { profile, numbers: base, pedal, words, kinds, tree: grow(paths) };
}

/**
 * Tell how numbers are played: as the active numbers language says, else decimal.
 * @param {readonly Language[]} languages
 * @returns {Numbers}
 */
export function numbersOf(languages) {
  return languages.find(({ base }) => base)?.base ?? "decimal";
}

/**
 * Find words that begin one another, or are the same keys.
 * In sorted order a word stands right before those that it begins.
 * @param {readonly Entry[]} listed
 * @returns {Problem[]}
 */
export function conflicts(listed) {
  /** @type {Problem[]} */
  const problems = [];
  const paths = listed
    .flatMap((entry, order) => entry.paths.map((path) => ({ path, order })))
    .sort((a, b) => compare(a.path, b.path) || a.order - b.order);
  paths.forEach(({ path: short, order }, at) => {
    for (let i = at + 1; i < paths.length && begins(short, paths[i].path); i += 1) {
      const pair = [order, paths[i].order].sort((a, b) => a - b).map((n) => listed[n]);
      const [first, second] = pair[1].reserved ? pair.reverse() : pair;
      const same = short.length === paths[i].path.length;
      problems.push(conflict(listed, first, second, same));
    }
  });
  return problems;
}

/**
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 */
function compare(a, b) {
  const at = a.findIndex((key, i) => key !== b[i]);
  if (at < 0) return a.length - b.length;
  return at < b.length ? a[at] - b[at] : 1;
}

/**
 * @param {readonly number[]} short
 * @param {readonly number[]} long
 */
function begins(short, long) {
  return short.every((key, i) => key === long[i]);
}

/**
 * Describe a conflict; the later of two words is the one to change, and never what is kept.
 * @param {readonly Entry[]} listed
 * @param {Entry} first
 * @param {Entry} second
 * @param {boolean} same
 */
function conflict(listed, first, second, same) {
  const [short, long] = first.keys.length < second.keys.length ? [first, second] : [second, first];
  const text = same
    ? `${named(first)} and ${named(second)} have the same keys`
    : `${named(short)} begins ${named(long)} which could never be played`;
  const fix = freeFix(listed, second);
  return problemOf(second, same ? "duplicate" : "prefix", text, fix, first.keys);
}

/**
 * Advise keys that an entry can have instead.
 * @param {readonly Entry[]} listed
 * @param {Entry} entry
 */
export function freeFix(listed, entry) {
  const free = suggest(listed, entry.keys);
  return free ? `play ${entry.title} as ${show(free)}, which is free` : "remove one of them";
}

/**
 * @param {readonly Command[]} commands
 * @returns {Problem[]}
 */
function phrases(commands) {
  return commands
    .filter((command) => command.phrases.length === 0)
    .map(({ name }) => ({
      ...{ code: "no-phrase", language: "", keys: [], other: [] },
      message: `the command ${name} has no phrase, so it can't be spoken`,
      fix: 'write phrases = ["…"], the usual one first',
    }));
}

/**
 * @param {readonly Language[]} languages
 * @returns {Problem[]}
 */
function numbers(languages) {
  const active = languages.filter(({ kind }) => kind === "numbers");
  if (active.length < 2) return [];
  const message = `${active[0].name} and ${active[1].name} both say how numbers are played`;
  const fix = "turn one of them off";
  return [{ code: "numbers", language: active[1].name, keys: [], other: [], message, fix }];
}
