// Finding a command in the help: by what it is called, said or does, or by the keys that play it.

/**
 * @typedef {{name: string, phrases: readonly string[], misheard?: readonly string[]}} Command
 * @typedef {{keys: readonly number[], commands: readonly string[]}} Word
 */

/** "9 9", "9,9" or "0-7-0". */
const KEYS = /^\d{1,2}([ ,·-]+\d{1,2})*$/;

/**
 * The keys that were typed, or null where it is no list of keys.
 * @param {string} wanted
 * @returns {number[] | null}
 */
export const typedKeys = (wanted) => KEYS.test(wanted) ? (wanted.match(/\d+/g) ?? []).map(Number) : null;

/**
 * The keys that play a command, the shortest way first.
 * @param {string} command
 * @param {readonly Word[]} words Of the lexicon in use.
 * @returns {(readonly number[])[]}
 */
export const waysTo = (command, words) => words
  .filter(({commands}) => commands.includes(command))
  .map(({keys}) => keys)
  .sort((a, b) => a.length - b.length);

/**
 * The commands that are meant, in their own order. Keys find what they play; where they play nothing
 * whole, what begins with them. Words must all be there, in the phrases or in the help line.
 * @template {Command} T
 * @param {string} typed
 * @param {readonly T[]} commands
 * @param {readonly Word[]} words
 * @param {(command: T) => string} help
 * @returns {readonly T[]}
 */
export function findCommands(typed, commands, words, help) {
  const wanted = typed.toLowerCase().trim();
  if (!wanted) return commands;
  const keys = typedKeys(wanted);
  return keys ? byKeys(keys, commands, words) : byWords(wanted.split(/\s+/), commands, help);
}

/** @template {Command} T @param {number[]} keys @param {readonly T[]} commands @param {readonly Word[]} words */
function byKeys(keys, commands, words) {
  const beginning = commands.filter(({name}) => waysTo(name, words).some((way) => keys.every((key, at) => way[at] === key)));
  const whole = beginning.filter(({name}) => waysTo(name, words).some((way) => way.join() === keys.join()));
  return whole.length ? whole : beginning;
}

/** @template {Command} T @param {string[]} parts @param {readonly T[]} commands @param {(command: T) => string} help */
function byWords(parts, commands, help) {
  const called = commands.filter((command) => holds(command.phrases, parts) || holds([command.name], parts));
  const others = commands.filter((command) => !called.includes(command) && holds([...(command.misheard ?? []), help(command)], parts));
  return [...called, ...others];
}

/** @param {readonly string[]} texts @param {string[]} parts */
const holds = (texts, parts) => parts.every((part) => texts.some((each) => each.toLowerCase().includes(part)));
