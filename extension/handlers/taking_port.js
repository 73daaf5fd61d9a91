// The ports of taking things from a page: facts and text of an element, the clipboard, downloads, the pointer.

/** @import {Reply} from "./ports.js" */
/** @import {ElementPlace} from "./elements_port.js" */
/** @import {Way} from "./fields_port.js" */

/**
 * Where an element leads or comes from; "" where it does not.
 * @typedef {{name: string, link: string, source: string, isLink: boolean}} Facts
 */

/**
 * Of one element, or, without a place, of the one that has the focus.
 * @typedef {object} TakingPort
 * @property {() => Promise<Reply<ElementPlace>>} focused which has the focus
 * @property {(at: ElementPlace | null) => Promise<Reply<Facts>>} facts
 * @property {(at: ElementPlace | null) => Promise<Reply<{text: string}>>} text what is selected, else the
 *   element's own; never a secret's
 * @property {(at: ElementPlace | null) => Promise<Reply<{name: string, way: Way}>>} hover
 * @property {(way: Way) => Promise<Reply<null>>} back takes the pointer back to where it was
 */

/** @typedef {{write: (text: string) => Promise<Reply<null>>}} ClipboardPort */

/**
 * A file that is being or was downloaded; `whole` once it is there.
 * @typedef {{id: number, name: string, whole: boolean}} Downloaded
 */

/**
 * @typedef {object} DownloadsPort
 * @property {(url: string) => Promise<Reply<Downloaded>>} get settles when the file is there, or, for a long
 *   one, when it has a name
 * @property {(id: number) => Promise<void>} remove stops it, or deletes its file
 */

export {};
