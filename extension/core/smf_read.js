// Reads the tracks of a Standard MIDI File as raw events, whatever its state, and says its flaws.
//
// `server/core/smf_chunks.py` walks chunks in the same way and names flaws by the same codes. The
// standard: MIDI Manufacturers Association, Standard MIDI Files 1.0 (RP-001).

import { RawEvents, readTrack } from "./smf_track.js";
import { find, HEADER, numberAt, refusal, stands, TRACK, unwrap } from "./smf_wrappers.js";

/** @import { RawTrack, ReadTrack, Report, Sink } from "./smf_track.js" */
/** @import { NotMidi } from "./smf_wrappers.js" */

/** @typedef {{offset: number, code: string, facts: Record<string, number>}} Flaw where, what, and how much of it */

/**
 * How a file counts time: ticks a quarter, or a frame where there are frames a second.
 * @typedef {{ticks: number, frames: number}} Division
 */

/** @typedef {{division: Division, tracks: RawTrack[], format: number, flaws: Flaw[]}} RawFile */

/** @typedef {{division: Division, tracks: ReadTrack[], format: number, flaws: Flaw[]}} ReadFile */

export const DEFAULT_TICKS = 480;

/** Flaws kept for one file: a hostile one could ask for one every two bytes. */
const LIMIT = 100;

/** Frames a second that there are. */
const SMPTE_RATES = [24, 25, 29, 30];

/**
 * @param {Uint8Array} data
 * @param {(track: number) => Sink} [sinkOf] Where the events of each track go; without it they are in the tracks.
 * @returns {RawFile | null} Null where there is no track.
 */
export function readRaw(data, sinkOf) {
  /** @type {RawEvents[]} */
  const lists = [];
  const file = readFile(data, sinkOf ?? ((index) => (lists[index] = new RawEvents())));
  if ("refused" in file) return null;
  return { ...file, tracks: file.tracks.map((track, index) => ({ ...track, events: lists[index]?.events ?? [] })) };
}

/**
 * Reads a file into sinks, one a track, as its events come. Never throws.
 * @param {Uint8Array} data
 * @param {(index: number) => Sink} sinkOf
 * @returns {ReadFile | NotMidi}
 */
export function readFile(data, sinkOf) {
  const reader = new Chunks(data, sinkOf);
  const span = unwrap(data, (offset, code, facts) => reader.flaw(offset, code, facts));
  if (!span) return refusal(data);
  const { format, tracks: named, division } = reader.header(...span);
  reader.rest();
  const { tracks } = reader;
  if (!tracks.length) return refusal(data);
  if (format === 0 && tracks.length > 1) reader.flaw(span[0] + 8, "format-0-tracks", { found: tracks.length });
  if (named >= 0 && named !== tracks.length) reader.flaw(span[0] + 10, "track-count", { named, found: tracks.length });
  const flaws = reader.flaws.sort((one, other) => one.offset - other.offset);
  return { division, format, tracks, flaws };
}

class Chunks {
  /** @type {ReadTrack[]} */
  tracks = [];
  /** @type {Flaw[]} */
  flaws = [];
  #at = 0;
  #end = 0;
  /** @type {Report} */
  #report = (offset, code, facts) => this.flaw(offset, code, facts);

  /** @param {Uint8Array} data @param {(index: number) => Sink} sinkOf */
  constructor(data, sinkOf) {
    this.data = data;
    this.sinkOf = sinkOf;
  }

  /** @param {number} offset @param {string} code @param {Record<string, number>} [facts] */
  flaw(offset, code, facts = {}) {
    if (this.flaws.length < LIMIT) this.flaws.push({ offset, code, facts });
    else if (this.flaws.length === LIMIT) this.flaws.push({ offset, code: "more", facts: { limit: LIMIT } });
  }

  /** @param {number} start @param {number} end @returns {{format: number, tracks: number, division: Division}} */
  header(start, end) {
    this.#at = start;
    this.#end = end;
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
    return this.#nextTrack(start + 4);
  }

  /** Reads all chunks behind the header. */
  rest() {
    while (this.#at < this.#end) {
      if (this.#stands(TRACK, this.#at)) this.#track();
      else this.#other();
    }
  }

  #track() {
    const start = this.#at;
    const body = Math.min(start + 8, this.#end);
    const stop = start + 8 + this.#number(start + 4, 4);
    const known = this.#isBoundary(stop);
    const track = readTrack(this.data, body, known ? stop : this.#nextTrack(body),
      this.#report, this.sinkOf(this.tracks.length));
    this.tracks.push(track);
    this.#at = track.ended ? this.#behindMark(track, start, stop, known) : this.#behindBreak(track, start, stop, known);
  }

  /** @param {ReadTrack} track @param {number} start @param {number} stop @param {boolean} known */
  #behindMark(track, start, stop, known) {
    if (track.at === stop) return stop;
    if (known && !this.#stands(TRACK, track.at)) {
      this.flaw(track.at, "after-end", { count: stop - track.at });
      return stop;
    }
    this.flaw(start + 4, "track-length", { said: stop - start - 8 });
    return track.at;
  }

  /** @param {ReadTrack} track @param {number} start @param {number} stop @param {boolean} known */
  #behindBreak(track, start, stop, known) {
    const end = this.#end;
    if (!track.damaged) this.flaw(track.at, !known && stop > end && track.at === end ? "truncated" : "no-end");
    if (known) return stop;
    if (stop <= end) this.flaw(start + 4, "track-length", { said: stop - start - 8 });
    return this.#nextTrack(track.at);
  }

  /** Skips a chunk that is no track, silently as the standard asks, or stray bytes aloud. */
  #other() {
    if (this.#isChunk(this.#at)) {
      if (this.#stands(HEADER, this.#at)) this.flaw(this.#at, "second-header");
      this.#at += 8 + this.#number(this.#at + 4, 4);
      return;
    }
    const next = this.#nextTrack(this.#at);
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
    return at === this.#end || this.#stands(TRACK, at) || this.#isChunk(at);
  }

  /** @param {number} at Whether a chunk of any kind stands here: four letters, and a length that fits. */
  #isChunk(at) {
    if (at + 8 + this.#number(at + 4, 4) > this.#end) return false;
    for (let place = at; place < at + 4; place += 1)
      if (this.data[place] < 0x20 || this.data[place] > 0x7e) return false;
    return true;
  }

  /** @param {readonly number[]} name @param {number} at */
  #stands(name, at) {
    return stands(this.data, name, at, this.#end);
  }

  /** @param {number} from @returns {number} Where the next track stands, or the end. */
  #nextTrack(from) {
    return find(this.data, TRACK, from, this.#end);
  }

  /** @param {number} at @param {number} length */
  #number(at, length) {
    return numberAt(this.data, at, length);
  }
}
