// What a session may carry besides its notes: sound and pictures, each asked for, each off until then.
//
// `server/core/media_kinds.py` is the same list; `tests/vectors/sessions.json` holds both to it.

/** @typedef {"microphone" | "tab-sound" | "tab-picture" | "camera"} MediaKind */

/**
 * @typedef {object} Medium
 * @property {MediaKind} kind
 * @property {"sound" | "picture"} sort
 * @property {"microphone" | "camera" | "tab"} device What it is taken from.
 */

/** @type {readonly Readonly<Medium>[]} */
export const MEDIA = Object.freeze([
  { kind: "microphone", sort: "sound", device: "microphone" },
  { kind: "tab-sound", sort: "sound", device: "tab" },
  { kind: "tab-picture", sort: "picture", device: "tab" },
  { kind: "camera", sort: "picture", device: "camera" },
]);

/** @param {unknown} value */
export const isMediaKind = (value) => MEDIA.some(({ kind }) => kind === value);

/** @param {MediaKind} kind @returns {Readonly<Medium>} */
export const mediumOf = (kind) => /** @type {Medium} */ (MEDIA.find((one) => one.kind === kind));
