// The port of replay: recorded sessions, done again command by command.

/** @import {Reply} from "./ports.js" */

/** A session that may be replayed. @typedef {{id: string, title: string}} Replayable */

/** What is replayed now. `held`: it waits to be told to go on. @typedef {{title: string, step: number, of: number, held: boolean}} Replaying */

/**
 * What of a session is replayed, and how. `from`, `to`: numbers of steps; `pause`: from this pause to the next, 0 from the
 * beginning to the first; `pace`: percent of its own, 0 as fast as the pages are, as the setting has it where it is not said.
 * @typedef {{stepwise?: boolean, from?: number, to?: number, pause?: number, pace?: number}} Wish
 */

/** What has begun: `from` and `to` are numbers of its first and last step. @typedef {{title: string, commands: number, from: number, to: number}} Begun */

/**
 * @typedef {object} ReplayPort
 * @property {() => Replaying | null} now
 * @property {() => Promise<Replayable[]>} sessions the newest first
 * @property {() => Promise<Replayable | null>} last the one replayed or played last, else the newest
 * @property {(id: string) => Promise<{command: string, value?: unknown, target?: import("../core/session_log.js").Target}[] | null>} steps what a
 *   session does; null where it is no longer there
 * @property {(id: string, wish: Wish) => Promise<Reply<Begun>>} begin settles
 *   when it has begun; what it comes to is told when it is over
 * @property {() => void} next does the next command of one that is held
 * @property {() => number | null} skip leaves out what comes before the next pause; the step after it, null where none comes
 * @property {(step: number) => void} endAfter
 * @property {(id: string) => Promise<Reply<{title: string, notes: number}>>} music plays its notes and does nothing else;
 *   settles when it has begun
 * @property {() => boolean} end ends it, and the music; whether there was any
 * @property {() => number} pace percent
 * @property {(percent: number) => Promise<void>} setPace
 */

export {};
