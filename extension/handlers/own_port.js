// Words of one's own as handlers see them: kept, checked against all others, and run step by step.

/** @import {Own} from "../core/own.js" */
/** @import {Clash} from "../core/own_keys.js" */
/** @import {MacroStep} from "../core/macro.js" */
/** @import {Outcome} from "./ports.js" */

/** A word that is being made: its keys and spoken forms; what it does comes last. @typedef {{keys: number[], says: string[]}} Draft */

/**
 * What macros are written in and read by.
 * @typedef {import("../core/macro_text.js").Grammar} Grammar
 */

/**
 * A word under way. `stopped` settles when it was told to stop; `over` is to be called at its end.
 * @typedef {{stopped: Promise<null>, isStopped: () => boolean, over: () => void}} Run
 */

/**
 * @typedef {object} OwnPort
 * @property {() => Own[]} all in the order they were made
 * @property {{latest: string | null, draft: Draft | null}} now what was made, chosen or used last, and what is being made
 * @property {(keys: number[], except?: string) => Clash | null} clash what these keys could be mistaken for, but for one's own word
 * @property {(near: number[] | null, except?: string) => number[] | null} free the nearest keys that nothing is mistaken for
 * @property {(said: string, except?: string) => string | null} taken the command that says this already
 * @property {() => string} fresh an id that nothing has
 * @property {(entry: Own) => Promise<void>} put makes it, or puts it in place of what has its id; settles when it is stored
 * @property {(id: string) => Promise<void>} remove
 * @property {(id: string) => Own[]} versions how it was before, the newest first
 * @property {(keys: readonly number[]) => void} hear sounds keys one after another
 * @property {(id: string) => Run | "itself" | "deep"} begin "itself" where it runs already: nothing is part of itself; "deep"
 *   where too many words run within one another
 * @property {(asked: MacroStep) => Promise<Outcome>} step does a part of what was asked
 * @property {(command: string) => Promise<void>} ready settles when the page is there for a command, or has not come for long
 * @property {(command: string) => (value: unknown, ok: boolean) => void} doing tells a session of a command that is done without
 *   being run; what it gives tells of its end
 * @property {(command: string) => boolean} destructive
 * @property {() => Grammar} grammar
 */

export {};
