// Media streams: the parts that were kept of each medium, brought together on the session's clock.

/** @import { MediaKind } from "./media_kinds.js" */
/** @import { Entry } from "./session_log.js" */

/**
 * What was recorded without a break.
 * @typedef {object} Part
 * @property {string} id
 * @property {string} session
 * @property {MediaKind} kind
 * @property {string} name Of the device, or the title of the tab when it began.
 * @property {string} mime
 * @property {number} from ms of the session
 * @property {number} to ms of the session at its last piece
 * @property {number} tab The track of the tab that was in front when it began.
 */

/**
 * The parts of one device or tab.
 * @typedef {object} Stream
 * @property {string} key Tells it from the others of its session.
 * @property {MediaKind} kind
 * @property {string} name
 * @property {string} mime
 * @property {number} tab
 * @property {number} at ms of the session at which it begins
 * @property {[from: number, to: number][]} spans
 * @property {Part[]} parts
 */

/** @param {Part} part */
const keyOf = ({ kind, mime, name }) => JSON.stringify([kind, mime, name]);

/** @param {readonly Part[]} parts Of one session. @returns {Stream[]} Those that began first come first. */
export function streamsOf(parts) {
  /** @type {Map<string, Part[]>} */
  const found = new Map();
  for (const part of [...parts].sort((one, other) => one.from - other.from))
    found.set(keyOf(part), [...found.get(keyOf(part)) ?? [], part]);
  return [...found].map(([key, all]) => {
    const [{ kind, name, mime, tab, from }] = all;
    return { key, kind, name, mime, tab, at: from, spans: spansOf(all), parts: all };
  });
}

/** No part lasts into the next one. @param {readonly Part[]} parts @returns {[number, number][]} */
const spansOf = (parts) => parts.map(({ from, to }, at) =>
  [from, Math.max(from, Math.min(to, parts[at + 1]?.from ?? to))]);

/**
 * What the file of the session says of it.
 * @param {Stream} stream
 * @param {{sha256: string, size: number}} [whole] Of its own file, once that is whole.
 * @returns {Entry}
 */
export const mediaEntry = ({ at, tab, kind, name, mime, spans }, whole) =>
  ({ at, type: "media", tab, kind, name, mime, ...whole, spans });
