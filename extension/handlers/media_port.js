// The media as handlers see them: audios and videos of all frames of the page in front, and their changes.

/** @import {Reply} from "./ports.js" */

/** Which one, so that an undo finds it again. @typedef {{tab: number, frame: number, id: number}} MediaPlace */

/**
 * @typedef {object} Medium
 * @property {MediaPlace} at
 * @property {string} name
 * @property {boolean} picture a video
 * @property {boolean} playing
 * @property {boolean} sounds it plays, and can be heard
 * @property {number} used when a person or we used it last, ms since the epoch; 0 never
 * @property {number} area CSS pixels in view
 * @property {number} time seconds
 * @property {number | null} length seconds; null where it is not known, or has none
 * @property {boolean} live it has no end
 * @property {number} volume percent
 * @property {boolean} muted
 * @property {number} speed percent
 * @property {string | null} captions the name of those shown
 * @property {boolean} full something of its frame fills the screen
 */

/**
 * What to change. Without `value`, mute, captions and full go over to the other state.
 * @typedef {object} MediaChange
 * @property {"play" | "pause" | "seek" | "volume" | "louder" | "speed" | "faster" | "mute" | "captions" | "full"} what
 * @property {"seconds" | "time" | "percent"} [by] how seek counts; `time` from the start, or from
 *   the end where it is negative
 * @property {number} [value] seconds or percent; for louder percent points, for faster steps
 * @property {boolean} [on] for mute, captions and full; with volume, whether it is muted
 */

/** What came of it; `back` undoes it, null where nothing changed. @typedef {{medium: Medium, back: MediaChange | null}} MediaChanged */

/**
 * @typedef {object} MediaPort
 * @property {() => Promise<Reply<Medium[]>>} list frame by frame, in the order of the page
 * @property {(at: MediaPlace, change: MediaChange) => Promise<Reply<MediaChanged>>} change settles
 *   when the media shows it; refuses with the media's own fault
 * @property {() => Promise<number[]>} silenced ids of the tabs that were muted together
 * @property {(ids: number[]) => Promise<void>} keepSilenced
 */

export {};
