// The events of a MIDI file packed into columns, track after track: eleven bytes each.

import { readRaw } from "./smf_read.js";

/** @import { RawFile } from "./smf_read.js" */

/**
 * @typedef {object} Packed
 * @property {RawFile} raw Its tracks hold no events.
 * @property {number} count
 * @property {Float64Array} tick
 * @property {Uint8Array} status
 * @property {Uint8Array} first
 * @property {Uint8Array} second
 * @property {number[]} begins where the messages of each track begin, and where the last end
 * @property {{track: number, tick: number, kind: string, text: string}[]} texts
 */

/** Texts that are kept; a hostile file could hold nothing else. */
const MOST_TEXTS = 50_000;

/**
 * @param {Uint8Array} data
 * @returns {Packed | null} Null where it holds no MIDI track.
 */
export function readPacked(data) {
  const packing = new Packing();
  const raw = readRaw(data, (track) => packing.track(track));
  if (!raw) return null;
  const { count, tick, status, first, second, begins, texts } = packing;
  return { raw, count, tick, status, first, second, begins: [...begins, count], texts };
}

class Packing {
  count = 0;
  #room = 4096;
  tick = new Float64Array(this.#room);
  status = new Uint8Array(this.#room);
  first = new Uint8Array(this.#room);
  second = new Uint8Array(this.#room);
  /** @type {number[]} */
  begins = [];
  /** @type {Packed["texts"]} */
  texts = [];

  /** @param {number} track @returns {import("./smf_track.js").Sink} */
  track(track) {
    this.begins.push(this.count);
    return {
      message: (tick, status, first, second) => this.#message(tick, status, first, second),
      text: (tick, kind, text) => {
        if (this.texts.length < MOST_TEXTS) this.texts.push({ track, tick, kind, text });
      },
    };
  }

  /** @param {number} tick @param {number} status @param {number} first @param {number} second */
  #message(tick, status, first, second) {
    if (this.count === this.#room) this.#grow();
    const at = this.count;
    this.tick[at] = tick;
    this.status[at] = status;
    this.first[at] = first;
    this.second[at] = second < 0 ? 0 : second;
    this.count = at + 1;
  }

  #grow() {
    this.#room *= 2;
    const wider = (/** @type {any} */ column) => {
      const made = new column.constructor(this.#room);
      made.set(column);
      return made;
    };
    [this.tick, this.status, this.first, this.second] = [wider(this.tick), wider(this.status), wider(this.first), wider(this.second)];
  }
}
