// The port of targets: elements that a session meant, found again in the page in front.

/** @import {Target} from "../core/session_log.js" */
/** @import {ElementPlace} from "./elements_port.js" */

/**
 * @typedef {object} TargetsPort
 * @property {(target: Target | null) => void} want has each act from now on be done on this element, and refuse where it
 *   is not there; null: on whichever it finds
 * @property {(target: Target) => Promise<{at: ElementPlace | null, nearest: Target[]}>} find null where it is in no frame, or
 *   nobody can tell which it is; with what is most like it
 */

export {};
