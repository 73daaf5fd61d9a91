// The file of what a session carries: its parts, one after another on the session's clock, as one WebM.
//
// A part is what was recorded without a break. The session's clock stands still in a pause, so where
// the part before a pause ends the one after it begins. A player counts the samples of sound and not
// the times beside them, so what is missing between two parts is filled with silence; then a second
// of the file is a second of the session.

import { opusMs, SHORTEST, silence } from "./opus_packets.js";
import { WebmReader } from "./webm_read.js";
import { WebmWriter } from "./webm_write.js";

/** @import { Frame } from "./webm_read.js" */

/** ms that sound and clock may be apart within a part, as two clocks drift, before silence is put in or sound left out. */
const APART = 40;

export class MediaFile {
  #sort;
  #at;
  /** @type {WebmWriter | null} */
  #writer = null;
  #reader = new WebmReader();
  #part = { from: 0, until: Infinity };
  #fresh = false;
  /** ms of the file up to which there is something. */
  #end = 0;

  /** @param {"sound" | "picture"} sort @param {number} at ms of the session at which it begins */
  constructor(sort, at) {
    this.#sort = sort;
    this.#at = at;
  }

  /** A part begins. @param {number} from ms of the session @param {number} [until] Where the next one begins. */
  part(from, until = Infinity) {
    this.#part = { from: from - this.#at, until: until - this.#at };
    this.#reader = new WebmReader();
    this.#fresh = true;
  }

  /** @param {Uint8Array} piece Of the part. @returns {Uint8Array<ArrayBuffer>[]} What is ready of the file. */
  feed(piece) {
    return this.#reader.feed(piece).flatMap((frame) => this.#placed(frame)).flatMap((frame) => this.#write(frame));
  }

  /**
   * @param {number} to ms of the session at which it ends
   * @returns {{before: Uint8Array<ArrayBuffer>, after: Uint8Array<ArrayBuffer>} | null} What comes before all that
   *   was ready, and after it; null where there is nothing at all.
   */
  end(to) {
    return this.#writer?.end(Math.max(to - this.#at, this.#end)) ?? null;
  }

  /** @param {Frame} frame @returns {Frame[]} With the silence before it, or nothing where there is no room for it. */
  #placed(frame) {
    const ms = this.#part.from + frame.ms;
    if (ms >= this.#part.until) return [];
    return this.#sort === "sound" ? this.#sound(frame, ms) : this.#picture(frame, ms);
  }

  /** @param {Frame} frame @param {number} ms @returns {Frame[]} */
  #picture(frame, ms) {
    const at = Math.max(ms, this.#end);
    this.#end = at + 1;
    return [{ ...frame, ms: at }];
  }

  /** @param {Frame} frame @param {number} ms @returns {Frame[]} */
  #sound(frame, ms) {
    const gap = ms - this.#end;
    if (gap < (this.#fresh ? -SHORTEST : -APART)) return [];
    // A packet that lasts past the pause would push back all that comes after it.
    if (Math.max(ms, this.#end) + opusMs(frame.data) > this.#part.until + SHORTEST) return [];
    const missing = gap > (this.#fresh ? SHORTEST : APART) ? silence(gap) : [];
    this.#fresh = false;
    return [...missing, frame.data].map((data) => {
      const at = this.#end;
      this.#end += opusMs(data);
      return { ms: Math.round(at), key: true, track: frame.track, data };
    });
  }

  /** @param {Frame} frame */
  #write(frame) {
    if (!this.#reader.tracks) return [];
    this.#writer ??= new WebmWriter(this.#reader.tracks);
    return this.#writer.add(frame);
  }
}
