// The notes of a recording in columns, in order of their starts, to be drawn and asked by time.

/**
 * @typedef {object} NoteColumns
 * @property {Float64Array} starts ms from the start of the recording, rising.
 * @property {Float64Array} ends ms
 * @property {Uint8Array} pitches 0..127, middle C is 60.
 * @property {Uint8Array} velocities 1..127
 * @property {Uint8Array} channels 0..15
 * @property {Uint32Array} tracks From 0.
 */

/** Notes a block: of each the latest end is known, so that one long note costs a window one block. */
const BLOCK = 256;

export class NoteTable {
  #latest;

  /** @param {NoteColumns} columns */
  constructor({ starts, ends, pitches, velocities, channels, tracks }) {
    this.starts = starts;
    this.ends = ends;
    this.pitches = pitches;
    this.velocities = velocities;
    this.channels = channels;
    this.tracks = tracks;
    this.length = starts.length;
    this.#latest = latestEnds(ends);
  }

  /** @param {number} ms @returns {number} The place of the first note that starts at or after a time, or the length. */
  firstAt(ms) {
    return firstAt(this.starts, ms);
  }

  /**
   * Visits the notes that sound between two times, in order of their starts: those that begin before
   * the second, and end after the first or begin at or after it.
   * @param {number} from ms
   * @param {number} to ms
   * @param {(place: number) => void} visit
   */
  between(from, to, visit) {
    const [inside, stop] = [this.firstAt(from), this.firstAt(to)];
    for (let block = 0; block * BLOCK < inside; block += 1)
      if (this.#latest[block] > from) this.#stillSounding(block * BLOCK, Math.min((block + 1) * BLOCK, inside), from, visit);
    for (let at = inside; at < stop; at += 1) visit(at);
  }

  /** @param {number} start @param {number} stop @param {number} from @param {(place: number) => void} visit */
  #stillSounding(start, stop, from, visit) {
    for (let at = start; at < stop; at += 1) if (this.ends[at] > from) visit(at);
  }

  /** @param {number} ms @param {number} pitch @returns {number} The note of a pitch that sounds at a time, the last struck; or −1. */
  soundingAt(ms, pitch) {
    let found = -1;
    this.between(ms, ms + Number.EPSILON * Math.max(1, Math.abs(ms)), (place) => {
      if (this.pitches[place] === pitch) found = place;
    });
    return found;
  }

  /** @returns {[number, number] | null} The lowest and the highest pitch; null where there is no note. */
  range() {
    if (!this.length) return null;
    let [low, high] = [127, 0];
    for (const pitch of this.pitches) {
      if (pitch < low) low = pitch;
      if (pitch > high) high = pitch;
    }
    return [low, high];
  }
}

/** @param {Float64Array} ends @returns {Float64Array} The latest end of each block. */
function latestEnds(ends) {
  const latest = new Float64Array(Math.ceil(ends.length / BLOCK));
  for (let at = 0; at < ends.length; at += 1) {
    const block = (at / BLOCK) | 0;
    if (ends[at] > latest[block]) latest[block] = ends[at];
  }
  return latest;
}

/** @param {Float64Array} times Rising. @param {number} ms @returns {number} The first place with this time or a later one. */
export function firstAt(times, ms) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
