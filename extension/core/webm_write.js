// Writes a WebM file that can be sought in: with its length, and an index of where each second begins.
//
// What MediaRecorder makes has neither, since it does not know how long it will be. The index stands
// at the end, where it is known, and the first element says where.

import { ascii, double, element, ID, joined, number, sizeOf } from "./ebml.js";

/** @import { Frame } from "./webm_read.js" */

/** ms after which another cluster is begun; in a picture at the next frame that stands alone. */
const CLUSTER = 1000;
/** ms that a cluster lasts at most: the time of a frame in it has 15 bits. */
const LONGEST = 30_000;
const NAME = "Rubato";

const HEAD = element(ID.ebml,
  element(0x4286, [1]), element(0x42f7, [1]), element(0x42f2, [4]), element(0x42f3, [8]),
  element(0x4282, ascii("webm")), element(0x4287, [4]), element(0x4285, [2]));

export class WebmWriter {
  #tracks;
  /** @type {ArrayLike<number>[]} Blocks of the cluster that is open. */
  #blocks = [];
  #open = { ms: 0, track: 1, key: false };
  /** Bytes of the segment so far. */
  #length;
  /** @type {Uint8Array[]} */
  #cues = [];

  /** @param {Uint8Array} tracks The element that describes them. */
  constructor(tracks) {
    this.#tracks = tracks;
    this.#length = this.#lead(0, 0).length;
  }

  /**
   * @param {Frame} frame Not before the one before it.
   * @returns {Uint8Array<ArrayBuffer>[]} A cluster, where one is full.
   */
  add({ ms, key, track, data }) {
    const age = ms - this.#open.ms;
    const full = this.#blocks.length > 0 && (age > LONGEST || (age >= CLUSTER && key)) ? [this.#close()] : [];
    if (!this.#blocks.length) this.#open = { ms, track, key };
    const head = [0x80 | track, ...number((ms - this.#open.ms) & 0xffff, 2), key ? 0x80 : 0];
    this.#blocks.push(element(ID.simpleBlock, head, data));
    return full;
  }

  /**
   * @param {number} ms How long it is.
   * @returns {{before: Uint8Array<ArrayBuffer>, after: Uint8Array<ArrayBuffer>}} What comes before the clusters, and after them.
   */
  end(ms) {
    const last = this.#blocks.length ? [this.#close()] : [];
    const cuesAt = this.#length;
    const cues = element(ID.cues, ...this.#cues);
    const segment = joined([number(ID.segment), sizeOf(cuesAt + cues.length)]);
    return { before: joined([HEAD, segment, this.#lead(ms, cuesAt)]), after: joined([...last, cues]) };
  }

  #close() {
    const { ms, track, key } = this.#open;
    const cluster = element(ID.cluster, element(ID.timestamp, number(ms)), ...this.#blocks);
    const place = element(ID.cuePositions, element(ID.cueTrack, [track]), element(ID.cueCluster, number(this.#length)));
    if (key) this.#cues.push(element(ID.cue, element(ID.cueTime, number(ms)), place));
    this.#length += cluster.length;
    this.#blocks = [];
    return cluster;
  }

  /** What the segment begins with, of the same length whatever it says. @param {number} ms @param {number} cuesAt */
  #lead(ms, cuesAt) {
    const info = element(ID.info, element(ID.scale, number(1_000_000)), element(ID.duration, double(ms)),
      element(ID.muxer, ascii(NAME)), element(ID.writer, ascii(NAME)));
    const seek = (/** @type {number} */ id, /** @type {number} */ at) =>
      element(ID.seek, element(ID.seekId, number(id)), element(ID.seekPosition, number(at, 8)));
    const head = (/** @type {number} */ length) =>
      element(ID.seekHead, seek(ID.info, length), seek(ID.tracks, length + info.length), seek(ID.cues, cuesAt));
    return joined([head(head(0).length), info, this.#tracks]);
  }
}
