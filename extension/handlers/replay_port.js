// The port of replay: recorded sessions, done again command by command.

/** @import {Reply} from "./ports.js" */

/** A session that may be replayed. @typedef {{id: string, title: string}} Replayable */

/** What is replayed now. `held`: it waits to be told to go on. @typedef {{title: string, step: number, of: number, held: boolean}} Replaying */

/**
 * @typedef {object} ReplayPort
 * @property {() => Replaying | null} now
 * @property {() => Promise<Replayable[]>} sessions the newest first
 * @property {(id: string) => Promise<{command: string, value?: unknown, target?: import("../core/session_log.js").Target}[] | null>} steps what a
 *   session does; null where it is no longer there
 * @property {(id: string, how: {stepwise: boolean}) => Promise<Reply<{title: string, commands: number}>>} begin settles
 *   when it has begun; what it comes to is told when it is over
 * @property {() => void} next does the next command of one that is held
 * @property {() => boolean} end ends it; whether there was one
 */

export {};
