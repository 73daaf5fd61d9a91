// The port of recording: the session under way, and the ones that are kept.

/** @import {Reply} from "./ports.js" */

/**
 * The element that an act was done on, so that it is found again in another browser; `secret`: what went
 * into it is nobody's business.
 * @typedef {{role: string, name: string, path: string, near?: string, secret: boolean}} Meant
 */

/** What a session is called, and how long it is: ms. @typedef {{title: string, at: number}} SessionNow */

/**
 * @typedef {object} RecordingPort
 * @property {() => "off" | "recording" | "paused"} condition
 * @property {() => Promise<Reply<SessionNow>>} start begins a new one
 * @property {() => Promise<Reply<SessionNow>>} pause its clock stands still; refuses where none runs
 * @property {() => Promise<Reply<SessionNow>>} resume goes on at the same ms
 * @property {() => Promise<Reply<SessionNow & {back: () => Promise<void>}>>} stop; `back` goes on with it
 * @property {() => Promise<Reply<SessionNow & {file: string}>>} save the one under way, or the last, as a file
 * @property {() => Promise<Reply<SessionNow & {back: () => Promise<void>}>>} remove the last one that was stopped; `back` keeps
 *   it again
 */

export {};
