// What the server tells of the dictionary.

/**
 * @typedef {{text: string, part: string}} Meaning
 * @typedef {object} Word
 * @property {number | null} id null: it came with Rubato, and stays as it is
 * @property {string} language
 * @property {string} title
 * @property {number[]} keys
 * @property {boolean} chord
 * @property {string[]} says
 * @property {Meaning[]} meanings
 * @property {string[]} commands
 * @property {number} [version]
 * @property {string} [maker]
 * @property {number} [made]
 * @property {string} [changer]
 * @property {number} [changed]
 *
 * @typedef {Pick<Word, "keys" | "chord" | "says" | "meanings" | "commands">} WordFields
 *
 * @typedef {object} Language
 * @property {string} name
 * @property {number} version
 * @property {string} kind
 * @property {string} help
 * @property {string} about
 * @property {number} words
 * @property {boolean} shipped
 *
 * @typedef {Word & {kind: string, error: string | null, played: number[]}} Met
 * @typedef {{refused: boolean, met: Met[], problems: {message: string, fix: string}[], free: number[] | null}} Verdict
 *
 * @typedef {object} Change
 * @property {number} id
 * @property {number} batch
 * @property {"added" | "changed" | "removed"} act
 * @property {string} language
 * @property {number} word
 * @property {WordFields | null} before
 * @property {WordFields | null} after
 * @property {string} by
 * @property {number} at
 * @property {string} note
 * @property {number | null} undoes
 * @property {boolean} undone
 *
 * @typedef {Omit<Change, "batch" | "act" | "undoes" | "undone"> & {state: string, decided_by: string, why: string}} Proposal
 */

export {};
