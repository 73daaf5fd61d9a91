// The layout as handlers see it: what is in view of the page in front, the user's sounds, and the air they play in.

/** @import {Found} from "../core/frames.js" */
/** @import {Class, PlacedTone, View} from "../core/layout.js" */
/** @import {Tone} from "../core/earcons.js" */
/** @import {RoleSound, Shown} from "../core/role_sounds.js" */
/** @import {Reply} from "./ports.js" */

/**
 * What sounds in place of the command's earcon, and as what its words are told; no tones where the
 * command sounds by itself, or the user wants to hear none.
 * @typedef {{role: Shown | "layout" | "tour", tones: readonly Tone[], pan: number}} Sounded
 */

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
