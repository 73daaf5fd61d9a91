// Judge: plays every word with every single error through the recogniser; lists what else fires.
//
// Refused: a slip in a bare word or in one of the user's own that makes any word but a single key;
// any error that reaches a destructive command, at once or through the word after it; any error in a
// destructive word that fires more than cancel. All else is listed, and so are the founder's words.

import { build, freeFix } from "./compiler.js";
import { entries, problemOf } from "./entries.js";
import { show } from "./keys.js";
import { errors } from "./slips.js";
import { REST, Walk } from "./walk.js";

/** @import { Command, Language, Problem } from "./language.js" */
/** @import { Lexicon } from "./lexicon.js" */
/** @import { ErrorKind } from "./slips.js" */

/**
 * An error in a word, and the other word that it fires.
 * @typedef {object} Slip
 * @property {"refused" | "listed"} level
 * @property {ErrorKind} error
 * @property {string} language
 * @property {number[]} keys the word meant
 * @property {string[]} commands
 * @property {number[]} played
 * @property {number[]} after the faultless word played next, if it took that one; else nothing
 * @property {string[]} fires
 * @property {number[]} by keys of the word that fired
 */

/**
 * Judge every word of a lexicon made from these languages, or only what is about one word.
 * @param {Lexicon} lexicon
 * @param {readonly Command[]} commands
 * @param {readonly Language[]} languages
 * @param {readonly number[] | null} [about] keys of that word
 * @returns {Slip[]}
 */
export function judge(lexicon, commands, languages, about = null) {
  return new Court(lexicon, commands, languages, about).slips();
}

/**
 * Turn what is refused into problems with a fix, one for each word.
 * @param {readonly Slip[]} found
 * @param {readonly Language[]} languages
 * @param {Lexicon} lexicon
 * @returns {Problem[]}
 */
export function refusals(found, languages, lexicon) {
  const listed = entries(languages, lexicon.profile);
  /** @type {Map<string, Problem>} */
  const problems = new Map();
  for (const slip of found) {
    const key = show(slip.keys);
    const entry = listed.find(({ keys }) => show(keys) === key);
    if (entry === undefined || slip.level !== "refused" || problems.has(key)) continue;
    const fix = freeFix(listed, entry);
    problems.set(key, problemOf(entry, "slip", say(slip), fix, slip.by));
  }
  return [...problems.values()];
}

/**
 * Tell a slip in a sentence.
 * @param {Slip} slip
 */
export function say({ commands, language, keys, error, played, after, fires, by }) {
  const then = after.length ? `, then ${show(after)}` : "";
  return (
    `“${commands.join(" / ")}” (${language}), ${show(keys)}, ${error} as ` +
    `${show(played)}${then}, fires “${fires.join(" / ")}” (${show(by)})`
  );
}

/** One sitting: the lexicon with its reservations, and what has been heard already. */
class Court {
  /**
   * @param {Lexicon} lexicon
   * @param {readonly Command[]} commands
   * @param {readonly Language[]} languages
   * @param {readonly number[] | null} about
   */
  constructor(lexicon, commands, languages, about) {
    const grave = new Set(commands.filter((one) => one.destructive).map(({ name }) => name));
    this.entries = entries(languages, lexicon.profile);
    this.words = this.entries.filter(({ reserved }) => !reserved);
    this.walk = new Walk(build(this.entries, lexicon.kinds, lexicon, lexicon.numbers));
    this.grave = this.entries.map((entry) => entry.commands.some((name) => grave.has(name)));
    this.about = about && show(about);
    this.shown = this.entries.map(({ keys }) => show(keys));
    this.meaning = this.entries.map((entry) => entry.commands.join());
    /** @type {Set<string>} */
    this.heard = new Set();
    /** @type {Slip[]} */
    this.found = [];
  }

  /** Play every error of every word that is there to be played. */
  slips() {
    this.words.forEach((entry, meant) => {
      for (const path of entry.paths) {
        for (const { error, played } of errors(path)) this.try(meant, error, played);
      }
    });
    return this.found;
  }

  /**
   * @param {number} meant
   * @param {ErrorKind} error
   * @param {number[]} played
   */
  try(meant, error, played) {
    const { fired, state } = this.walk.play(played);
    for (const index of fired) {
      if (this.counts(meant, index)) {
        this.find(this.level(meant, error, index), meant, index, { error, played });
      }
    }
    const own = this.about === this.shown[meant];
    const mark = `${state} ${this.grave[meant] ? meant : ""} ${own}`;
    if (state === REST || this.heard.has(mark)) return;
    this.heard.add(mark);
    this.goOn(meant, error, played, state);
  }

  /**
   * Play every faultless word after the error: none may make a destructive one of it.
   * @param {number} meant
   * @param {ErrorKind} error
   * @param {number[]} played
   * @param {number} state
   */
  goOn(meant, error, played, state) {
    const all = this.about === null || this.about === this.shown[meant];
    this.words.forEach((entry, after) => {
      if (!all && this.about !== this.shown[after]) return;
      for (const index of this.walk.play(entry.keys, state).fired) {
        if (this.grave[index] && index !== meant && index !== after) {
          this.find("refused", meant, index, { error, played, after: entry.keys });
        }
      }
    });
  }

  /**
   * Tell whether what fired is another word, and one that this sitting is about.
   * @param {number} meant
   * @param {number} index
   */
  counts(meant, index) {
    if (this.meaning[meant] === this.meaning[index]) return false;
    return this.about === null || [this.shown[meant], this.shown[index]].includes(this.about);
  }

  /**
   * @param {number} meant
   * @param {ErrorKind} error
   * @param {number} index
   * @returns {Slip["level"]}
   */
  level(meant, error, index) {
    if (this.grave[index]) return "refused";
    if (this.grave[meant]) return this.meaning[index] === "cancel" ? "listed" : "refused";
    const { guarded } = this.entries[meant];
    return guarded && error === "slip" && this.entries[index].keys.length > 1 ? "refused" : "listed";
  }

  /**
   * @param {Slip["level"]} level
   * @param {number} meant
   * @param {number} index
   * @param {{error: ErrorKind, played: number[], after?: number[]}} how
   */
  find(level, meant, index, { error, played, after = [] }) {
    const { language, keys, commands } = this.entries[meant];
    const { commands: fires, keys: by } = this.entries[index];
    this.found.push({ level, error, language, keys, commands, played, after, fires, by });
  }
}
