// The layout as handlers see it: what is in view of the page in front, the user's sounds, and the air they play in.

/** @import {Found} from "../core/frames.js" */
/** @import {Class, PlacedTone, View} from "../core/layout.js" */
/** @import {RoleSound} from "../core/role_sounds.js" */
/** @import {Reply} from "./ports.js" */

/**
 * @typedef {object} LayoutPort
 * @property {() => Promise<Reply<{view: View, found: Found[]}>>} look elements in view, regions of text (role
 *   "text"), and for each frame where one was in it last (role "here")
 * @property {() => readonly RoleSound[]} sounds of the roles that are to be heard
 * @property {() => readonly RoleSound[]} allSounds of every role, for the tour
 * @property {() => readonly Class[]} classes that the user chose, in order
 * @property {(tones: readonly PlacedTone[]) => boolean} play in place of the layout that sounds; false
 *   where sound is off or held back
 */

export {};
