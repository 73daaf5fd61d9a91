// The engine as handlers see it: again, undo, stop, piano, microphone, languages, help, settings, tour and volume.

/** @import {Item, Message, Outcome, Reply} from "./ports.js" */

/** @typedef {{name: string, help: string, active: boolean}} LanguageState */
/** `undo`: what it does about the command; `final`: why it can do nothing. @typedef {{name: string, phrases: string[], help: string, undo: string, final: string}} CommandHelp */

/**
 * A command that was run.
 * @typedef {object} DoneEntry
 * @property {string} command
 * @property {unknown} [value]
 * @property {import("../core/session_log.js").Target} [target] the element that it was done on
 * @property {number} [parts] so many commands it was
 * @property {string} title what it did, as it was said
 * @property {number} time ms since the epoch
 * @property {() => Promise<void>} [undo] rejects where there is no way back any more
 * @property {boolean} [final] it changed something, and there is no way back
 * @property {boolean} [secret] its value was not kept
 */

/**
 * What the engine does itself. It keeps the stack of undos, the last command and what runs.
 * @typedef {object} EnginePort
 * @property {(list: Item[], chosen: number | null) => void} offer puts a list on offer again
 * @property {() => Item[]} offered the list on offer
 * @property {() => Promise<Outcome>} again
 * @property {() => Promise<Outcome>} undo
 * @property {() => DoneEntry[]} done what was done, the newest first
 * @property {(entries: DoneEntry[]) => Promise<{undone: number, left: {entry: DoneEntry, why: Message}[]}>} undoBack undoes
 *   these, in this order, and goes on where one can't be
 * @property {() => Promise<boolean>} cancel true where something was running or pending
 * @property {() => Promise<boolean>} stop true where something ran (macro, replay)
 * @property {() => Promise<boolean>} resume true where something goes on
 * @property {(on: boolean) => Promise<boolean>} piano what it was before
 * @property {(on: boolean) => Promise<Reply<boolean>>} microphone opens or closes it; what it was before
 * @property {() => Promise<Reply<null>>} listen the next utterance counts, however the microphone is set
 * @property {(on: boolean) => Promise<Reply<boolean>>} dictation takes what is said as text, or no longer; what it was before
 * @property {() => Promise<Outcome>} scratch undoes what was dictated last
 * @property {() => LanguageState[]} languages
 * @property {(name: string, on: boolean) => Promise<Reply<null>>} language refuses with the
 *   compiler's words
 * @property {() => CommandHelp[]} commands
 * @property {(command: string | null) => Promise<void>} help shows one command, or all
 * @property {() => Promise<void>} settings
 * @property {() => Promise<void>} tour
 * @property {(step: number) => Promise<number>} volume changes it by steps; the new one in percent
 * @property {() => number} rate of reading, in percent of the voice's own pace
 * @property {(percent: number) => Promise<number>} setRate what it is then, within its limits
 * @property {(message: Message, role: string) => void} say tells what happened though no command asked for it now; `role`: its earcon
 */

export {};
