// Reads WebM as a browser records it, in pieces of any length: its tracks, and each frame with its time.

import { elementAt, ID, joined, numberIn } from "./ebml.js";

/** @typedef {{ms: number, key: boolean, track: number, data: Uint8Array}} Frame `key`: can be shown without those before it. */

/** Elements that are entered; what is in them is read as if it stood beside them. */
/** @type {ReadonlySet<number>} */
const ENTERED = new Set([ID.segment, ID.cluster, ID.blockGroup, ID.info]);

const NS_A_MS = 1_000_000;

export class WebmReader {
  /** The element that describes the tracks, whole, once it has been read. @type {Uint8Array | null} */
  tracks = null;
  #rest = new Uint8Array(0);
  #cluster = 0;
  #scale = 1;

  /**
   * @param {Uint8Array} piece
   * @returns {Frame[]} Those that are whole now; the rest waits for the next piece.
   */
  feed(piece) {
    const bytes = this.#rest.length ? joined([this.#rest, piece]) : piece;
    /** @type {Frame[]} */
    const frames = [];
    let at = 0;
    for (let found = elementAt(bytes, at); found; found = elementAt(bytes, at)) {
      const { id, begin, size } = found;
      if (ENTERED.has(id)) at = begin;
      else if (begin + size > bytes.length) break;
      else {
        this.#take(id, bytes, at, begin, begin + size, frames);
        at = begin + size;
      }
    }
    this.#rest = bytes.slice(at);
    return frames;
  }

  /** @param {number} id @param {Uint8Array} bytes @param {number} at @param {number} begin @param {number} end @param {Frame[]} frames */
  #take(id, bytes, at, begin, end, frames) {
    if (id === ID.timestamp) this.#cluster = numberIn(bytes, begin, end - begin);
    else if (id === ID.scale) this.#scale = numberIn(bytes, begin, end - begin) / NS_A_MS;
    else if (id === ID.tracks) this.tracks = bytes.slice(at, end);
    else if ((id === ID.simpleBlock || id === ID.block) && end - begin > 4) frames.push(this.#frame(bytes, begin, end));
  }

  /** @param {Uint8Array} bytes @param {number} begin @param {number} end @returns {Frame} */
  #frame(bytes, begin, end) {
    const time = (numberIn(bytes, begin + 1, 2) << 16) >> 16;
    return {
      // A browser numbers its one or two tracks from 1.
      track: bytes[begin] & 0x7f, ms: (this.#cluster + time) * this.#scale,
      key: (bytes[begin + 3] & 0x80) !== 0, data: bytes.slice(begin + 4, end),
    };
  }
}
