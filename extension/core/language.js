// Language: a named, versioned list of words, and the table of commands they may name.

/** @typedef {"none" | "step" | "place" | "number" | "name" | "text" | "label" | "grid"} Kind what a command takes */
/** @typedef {"decimal" | "binary"} Numbers how numbers are played */

/**
 * What the browser or server does; one row of `commands.json`.
 * @typedef {object} Command
 * @property {string} name
 * @property {string[]} phrases spoken forms, the canonical one first
 * @property {string[]} misheard what speech recognition makes of them
 * @property {string} help
 * @property {Kind} value
 * @property {Kind[]} [more] of values that it takes after that, as words of one's own do
 * @property {string} earcon
 * @property {string} undo what undo does, or nothing
 * @property {string} [final] why there is nothing to undo, or no way back
 * @property {boolean} page it acts in the page
 * @property {boolean} destructive
 * @property {boolean} repeat again may do it once more
 * @property {string} group
 */

/**
 * Keys and what they mean.
 * @typedef {object} Word
 * @property {number[]} keys
 * @property {number[]} [fast] keys in the fast profile, where they differ
 * @property {boolean} unordered a chord: its body counts in any order
 * @property {string[]} means commands; several when the player is to pick one
 * @property {string[]} [says] spoken forms besides the command's own
 * @property {string} [meaning] what the word stands for in a vocabulary
 * @property {boolean} [founder] exempt from refusal by the judge, and listed
 * @property {boolean} [derived] made from a word of another language
 */

/**
 * Keys kept free for a word to come: they count in conflicts and slips, and do nothing.
 * @typedef {object} Reserved
 * @property {number[]} keys
 * @property {string} for
 */

/**
 * A named list of words, as `extension/languages/<name>.json` holds it.
 * @typedef {object} Language
 * @property {1} format
 * @property {string} name
 * @property {number} version
 * @property {"commands" | "numbers" | "vocabulary"} kind
 * @property {string} help
 * @property {Numbers} [base] how numbers are played, in a language of kind `numbers`
 * @property {Word[]} words
 * @property {Reserved[]} reserved
 */

/**
 * Why a language cannot be played as written, and what to do.
 * @typedef {object} Problem
 * @property {string} code
 * @property {string} language
 * @property {number[]} keys
 * @property {number[]} other keys of the other word of a conflict
 * @property {string} message
 * @property {string} fix
 */

/**
 * Index the table by command name.
 * @param {readonly Command[]} commands
 * @returns {Map<string, Command>}
 */
export function byName(commands) {
  return new Map(commands.map((command) => [command.name, command]));
}
