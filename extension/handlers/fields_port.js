// The port of fields: what is done with the field, list or box that has the focus, in whatever frame.

/** @import {Acted, Reply} from "./ports.js" */
/** @import {ElementNow} from "./elements_port.js" */

/** Where the way back is kept: of what was done in a frame of a tab. @typedef {{tab: number, frame: number, token: number}} Way */

/** What a field holds once text went in; no value where it is a secret's. @typedef {{name: string, value?: string, token: number}} Typed */

/** What Escape came to: what was closed or left; "key" where the page alone had it. @typedef {{what: "dialog" | "popover" | "field" | "key", name: string, token?: number}} Escaped */

/** @typedef {{name: string, options: {title: string, chosen: boolean}[], token: number}} ToPick */

/** What is picked by then. @typedef {{name: string, value: string, token?: number}} Picked */

/**
 * @typedef {object} FieldsPort
 * @property {(text: string) => Promise<Reply<Omit<Typed, "token"> & {way: Way}>>} type into the focused field
 * @property {(text: string, exact: boolean) => Promise<Reply<{name: string, text: string, way: Way}>>} dictate lets a text go on from
 *   the caret, or "\n" begin a new line; `exact`: with no capital of its own; `text` is what went in, with the space before it
 * @property {(sure: boolean) => Promise<Reply<Acted & {way?: Way}>>} enter presses Enter; `sure` though it asks
 * @property {() => Promise<Reply<Omit<Escaped, "token"> & {way?: Way}>>} escape
 * @property {() => Promise<Reply<Omit<ToPick, "token"> & {from: Way}>>} choices what can be picked where the focus is
 * @property {(from: Way, index: number) => Promise<Reply<Omit<Picked, "token"> & {way?: Way}>>} pick; no way back from a secret's
 * @property {(from: Way) => Promise<Reply<null>>} shut closes again what was opened to look
 * @property {() => Promise<Reply<{now: ElementNow, way: Way}>>} tick
 * @property {(way: Way) => Promise<Reply<null>>} back takes back what was done
 */

export {};
