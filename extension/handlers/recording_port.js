// The port of recording: the session under way, and the ones that are kept.

/** @import {Reply} from "./ports.js" */

/**
 * The element that an act was done on, so that it is found again in another browser; `secret`: what went
 * into it is nobody's business.
 * @typedef {{role: string, name: string, path: string, near?: string, secret: boolean}} Meant
 */

/** What a session is called, and how long it is: ms. @typedef {{title: string, at: number}} SessionNow */

/**
 * An inquiry to be answered in a recording; `at`: at which ms it was, null: not yet.
 * @typedef {{id: string, question: string, at: number | null}} Marked
 */

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
 * @property {() => Promise<Reply<Marked[]>>} marked what is to be answered in the recording under way, else in the next
 * @property {() => Reply<Answering>} answered the one that waits is answered now; refuses where none does
 */

/** `next`: the question that waits now, "" none; `back` lets this one wait again. @typedef {{question: string, at: number, next: string, back: () => void}} Answering */

export {};
