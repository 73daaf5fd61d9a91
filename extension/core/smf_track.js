// Reads the events of one MTrk chunk, raw and in their order, up to its end mark or the damage.
//
// `server/core/smf_events.py` reads in the same way and names flaws by the same codes.

import { readText } from "./utf8.js";

/** @typedef {(offset: number, code: string, facts?: Record<string, number>) => void} Report */

/**
 * A channel message, or a text of its kind, at a tick.
 * @typedef {{tick: number, bytes: number[]} | {tick: number, kind: string, text: string}} RawEvent
 */

/**
 * @typedef {object} ReadTrack
 * @property {[number, number][]} tempos Tick, and µs a quarter from there.
 * @property {boolean} ended Whether the end mark was read.
 * @property {boolean} damaged
 * @property {number} at Where reading stopped.
 * @property {number} tick Of the last whole event.
 */

/** @typedef {ReadTrack & {events: RawEvent[]}} RawTrack */

/**
 * What takes the events of one track as they are read; a message of one data byte has a second of −1.
 * @typedef {object} Sink
 * @property {(tick: number, status: number, first: number, second: number) => void} message
 * @property {(tick: number, kind: string, text: string) => void} text
 * @property {(tick: number, offset: number, report: Report) => void} [end] The track has been read up to here.
 */

const META = 0xff;
const END_OF_TRACK = 0x2f;
const SET_TEMPO = 0x51;
const EXCLUSIVES = [0xf0, 0xf7];

/** Kinds of the text events. SMF 1.0, meta events 01 to 09. */
export const TEXTS = Object.freeze([
  "", "text", "copyright", "name", "instrument", "lyric", "marker", "cue", "program", "device",
]);

/** Data bytes behind a system message; one that is not here has none. @type {Record<number, number>} */
const SYSTEM_DATA = { 0xf1: 1, 0xf2: 2, 0xf3: 1 };

/** The bytes are no event: thrown and caught in this file only. */
class Damage extends Error {
  /** @param {number} offset @param {string} code @param {Record<string, number>} [facts] */
  constructor(offset, code, facts = {}) {
    super(code);
    Object.assign(this, { offset, code, facts });
  }
}

/** Keeps all events as they came, in their order. */
export class RawEvents {
  /** @type {RawEvent[]} */
  events = [];

  /** @param {number} tick @param {number} status @param {number} first @param {number} second */
  message(tick, status, first, second) {
    this.events.push({ tick, bytes: second < 0 ? [status, first] : [status, first, second] });
  }

  /** @param {number} tick @param {string} kind @param {string} text */
  text(tick, kind, text) {
    this.events.push({ tick, kind, text });
  }
}

/** @param {number} status Whether its message has one data byte: a program, or a channel's pressure. */
const hasOne = (status) => (status & 0xe0) === 0xc0;

/**
 * @param {Uint8Array} data
 * @param {number} at Where the first event stands.
 * @param {number} limit
 * @param {Report} report
 * @param {Sink} sink
 * @returns {ReadTrack}
 */
export function readTrack(data, at, limit, report, sink) {
  const track = new Track(data, at, limit, report, sink);
  try {
    while (!track.ended && track.at < limit) track.event();
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    const { offset, code, facts } = /** @type {any} */ (error);
    track.damaged = true;
    report(offset, code, facts);
  }
  const { tempos, ended, damaged, tick } = track;
  sink.end?.(tick, track.at, report);
  return { tempos, ended, damaged, at: track.at, tick };
}

class Track {
  /** @type {[number, number][]} */
  tempos = [];
  ended = false;
  damaged = false;
  tick = 0;
  #status = 0;
  #brokenOff = false;
  #forgiven = false;

  /** @param {Uint8Array} data @param {number} at @param {number} limit @param {Report} report @param {Sink} sink */
  constructor(data, at, limit, report, sink) {
    this.data = data;
    this.at = at;
    this.limit = limit;
    this.report = report;
    this.sink = sink;
  }

  /** Reads one event; what is cut off leaves the track as it was. */
  event() {
    const start = this.at;
    const tick = this.tick + this.#number();
    const status = this.#byte();
    if (status < 0x80) this.#running(start, tick, status);
    else if (status < 0xf0) {
      this.#status = status;
      this.#brokenOff = false;
      this.#message(tick, status, this.#dataByte());
    } else if (status === META) this.#meta(start, tick);
    else if (EXCLUSIVES.includes(status)) {
      this.#block();
      this.#brokenOff = true;
    } else this.#system(start, status);
    this.tick = tick;
  }

  /** @param {number} start @param {number} tick @param {number} first */
  #running(start, tick, first) {
    if (!this.#status) throw new Damage(start, "no-status");
    if (this.#brokenOff && !this.#forgiven) {
      // SMF 1.0 lets meta and exclusive events cancel the status; writers forget it.
      this.report(start, "running-status");
      this.#forgiven = true;
    }
    this.#message(tick, this.#status, first);
  }

  /** @param {number} tick @param {number} status @param {number} first */
  #message(tick, status, first) {
    this.sink.message(tick, status, first, hasOne(status) ? -1 : this.#dataByte());
  }

  /** @param {number} start @param {number} tick */
  #meta(start, tick) {
    const kind = this.#byte();
    if (kind > 0x7f) throw new Damage(this.at - 1, "meta-type", { byte: kind });
    const block = this.#block();
    this.#brokenOff = true;
    if (TEXTS[kind]) this.sink.text(tick, TEXTS[kind], readText(block));
    else if (kind === SET_TEMPO) this.#tempo(start, tick, block);
    else if (kind === END_OF_TRACK) this.ended = true;
  }

  /** @param {number} start @param {number} tick @param {Uint8Array} block */
  #tempo(start, tick, block) {
    const quarter = block.reduce((sum, byte) => sum * 256 + byte, 0);
    if (block.length === 3 && quarter) this.tempos.push([tick, quarter]);
    else this.report(start, "tempo");
  }

  /** @param {number} start @param {number} status */
  #system(start, status) {
    this.report(start, "system-message", { status });
    for (let left = SYSTEM_DATA[status] ?? 0; left; left -= 1) this.#dataByte();
  }

  #byte() {
    if (this.at >= this.limit) throw new Damage(this.limit, "truncated");
    this.at += 1;
    return this.data[this.at - 1];
  }

  #dataByte() {
    const byte = this.#byte();
    if (byte > 0x7f) throw new Damage(this.at - 1, "data-byte", { byte });
    return byte;
  }

  /** @returns {number} A variable-length quantity: seven bits a byte, the top bit set on all but one. */
  #number() {
    const start = this.at;
    let number = 0;
    for (let count = 0; count < 4; count += 1) {
      const byte = this.#byte();
      number = (number << 7) | (byte & 0x7f);
      if (byte < 0x80) return number;
    }
    throw new Damage(start, "var-length");
  }

  /** @returns {Uint8Array} */
  #block() {
    const length = this.#number();
    if (length > this.limit - this.at) throw new Damage(this.limit, "truncated");
    this.at += length;
    return this.data.subarray(this.at - length, this.at);
  }
}
