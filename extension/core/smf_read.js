// Reads the tracks of a Standard MIDI File as raw events, whatever its state, and says its flaws.
//
// `server/core/smf_chunks.py` walks chunks in the same way and names flaws by the same codes. The
// standard: MIDI Manufacturers Association, Standard MIDI Files 1.0 (RP-001).

import { readTrack } from "./smf_track.js";

/** @import { RawTrack, Sink } from "./smf_track.js" */

/** @typedef {{offset: number, code: string, facts: Record<string, number>}} Flaw where, what, and how much of it */

/**
 * How a file counts time: ticks a quarter, or a frame where there are frames a second.
 * @typedef {{ticks: number, frames: number}} Division
 */

/** @typedef {{division: Division, tracks: RawTrack[], format: number, flaws: Flaw[]}} RawFile */

export const DEFAULT_TICKS = 480;

/** Flaws kept for one file: a hostile one could ask for one every two bytes. */
const LIMIT = 100;

/** Frames a second that there are. */
const SMPTE_RATES = [24, 25, 29, 30];

const HEADER = [..."MThd"].map((letter) => letter.charCodeAt(0));
const TRACK = [..."MTrk"].map((letter) => letter.charCodeAt(0));

/**
 * @param {Uint8Array} data
 * @param {(track: number) => Sink} [sinkOf] where the events of each track go; without it they are in the tracks
 * @returns {RawFile | null} Null where there is no track.
 */
export function readRaw(data, sinkOf) {
  const reader = new Chunks(data, sinkOf);
  const begin = reader.begin();
  if (begin < 0) return null;
  const { format, tracks: named, division } = reader.header(begin);
  reader.rest();
  if (!reader.tracks.length) return null;
  if (named >= 0 && named !== reader.tracks.length)
    reader.flaw(begin + 10, "track-count", { named, found: reader.tracks.length });
  const flaws = reader.flaws.sort((one, other) => one.offset - other.offset);
  return { division, format, tracks: reader.tracks, flaws };
}

class Chunks {
  /** @type {RawTrack[]} */
  tracks = [];
  /** @type {Flaw[]} */
  flaws = [];
  #at = 0;

  /** @param {Uint8Array} data @param {(track: number) => Sink} [sinkOf] */
  constructor(data, sinkOf) {
    this.data = data;
    this.sinkOf = sinkOf;
  }

  /** @param {number} offset @param {string} code @param {Record<string, number>} [facts] */
  flaw(offset, code, facts = {}) {
    if (this.flaws.length < LIMIT) this.flaws.push({ offset, code, facts });
    else if (this.flaws.length === LIMIT) this.flaws.push({ offset, code: "more", facts: { limit: LIMIT } });
  }

  /** @returns {number} Where the file begins in what was given, or −1. */
  begin() {
    const found = [this.#find(HEADER, 0), this.#find(TRACK, 0)].filter((at) => at < this.data.length);
    if (!found.length) return -1;
    this.#at = Math.min(...found);
    if (this.#at) this.flaw(0, "leading-bytes", { count: this.#at });
    return this.#at;
  }

  /** @param {number} start @returns {{format: number, tracks: number, division: Division}} */
  header(start) {
    const there = this.#stands(HEADER, start);
    if (there) this.#at = this.#headerEnd(start);
    if (!there || this.#at < start + 14) {
      this.flaw(start, "no-header", { ticks: DEFAULT_TICKS });
      return { format: 1, tracks: -1, division: { ticks: DEFAULT_TICKS, frames: 0 } };
    }
    const [format, tracks, raw] = [8, 10, 12].map((place) => this.#number(start + place, 2));
    if (format > 2) this.flaw(start + 8, "format", { format });
    return { format: format > 2 ? 1 : format, tracks, division: this.#division(raw, start + 12) };
  }

  /** @param {number} start */
  #headerEnd(start) {
    const length = this.#number(start + 4, 4);
    if (length >= 6 && this.#isBoundary(start + 8 + length)) return start + 8 + length;
    this.flaw(start + 4, "header-length");
    return this.#find(TRACK, start + 4);
  }

  /** Reads all chunks behind the header. */
  rest() {
    while (this.#at < this.data.length) {
      if (this.#stands(TRACK, this.#at)) this.#track();
      else this.#other();
    }
  }

  #track() {
    const { data } = this;
    const start = this.#at;
    const body = Math.min(start + 8, data.length);
    const stop = start + 8 + this.#number(start + 4, 4);
    const known = this.#isBoundary(stop);
    const track = readTrack(data, body, known ? stop : this.#find(TRACK, body),
      (offset, code, facts) => this.flaw(offset, code, facts), this.sinkOf?.(this.tracks.length));
    this.tracks.push(track);
    this.#at = track.ended ? this.#behindMark(track, start, stop, known) : this.#behindBreak(track, start, stop, known);
  }

  /** @param {RawTrack} track @param {number} start @param {number} stop @param {boolean} known */
  #behindMark(track, start, stop, known) {
    if (track.at === stop) return stop;
    if (known && !this.#stands(TRACK, track.at)) {
      this.flaw(track.at, "after-end", { count: stop - track.at });
      return stop;
    }
    this.flaw(start + 4, "track-length", { said: stop - start - 8 });
    return track.at;
  }

  /** @param {RawTrack} track @param {number} start @param {number} stop @param {boolean} known */
  #behindBreak(track, start, stop, known) {
    const end = this.data.length;
    if (!track.damaged) this.flaw(track.at, !known && stop > end && track.at === end ? "truncated" : "no-end");
    if (known) return stop;
    if (stop <= end) this.flaw(start + 4, "track-length", { said: stop - start - 8 });
    return this.#find(TRACK, track.at);
  }

  /** Skips a chunk that is no track, silently as the standard asks, or stray bytes aloud. */
  #other() {
    if (this.#isChunk(this.#at)) {
      if (this.#stands(HEADER, this.#at)) this.flaw(this.#at, "second-header");
      this.#at += 8 + this.#number(this.#at + 4, 4);
      return;
    }
    const next = this.#find(TRACK, this.#at);
    this.flaw(this.#at, "stray-bytes", { count: next - this.#at });
    this.#at = next;
  }

  /** @param {number} raw @param {number} offset @returns {Division} */
  #division(raw, offset) {
    const frames = raw & 0x8000 ? 256 - (raw >> 8) : 0;
    const ticks = frames ? raw & 0xff : raw;
    if (ticks && frames && !SMPTE_RATES.includes(frames)) this.flaw(offset, "frame-rate", { frames });
    if (ticks) return { ticks, frames };
    this.flaw(offset, "division", { division: raw, ticks: DEFAULT_TICKS });
    return { ticks: DEFAULT_TICKS, frames: 0 };
  }

  /** @param {number} at */
  #isBoundary(at) {
    return at === this.data.length || this.#stands(TRACK, at) || this.#isChunk(at);
  }

  /** @param {number} at Whether a chunk of any kind stands here: four letters, and a length that fits. */
  #isChunk(at) {
    const name = this.data.subarray(at, at + 4);
    const fits = at + 8 + this.#number(at + 4, 4) <= this.data.length;
    return name.length === 4 && fits && name.every((letter) => letter >= 0x20 && letter < 0x7f);
  }

  /** @param {readonly number[]} name @param {number} at */
  #stands(name, at) {
    return name.every((letter, place) => this.data[at + place] === letter);
  }

  /** @param {readonly number[]} name @param {number} from @returns {number} Or the end. */
  #find(name, from) {
    for (let at = this.data.indexOf(name[0], from); at >= 0; at = this.data.indexOf(name[0], at + 1))
      if (this.#stands(name, at)) return at;
    return this.data.length;
  }

  /** @param {number} at @param {number} length @returns {number} Big-endian, of the bytes that are there. */
  #number(at, length) {
    return this.data.subarray(at, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
  }
}
