// Controllers, programs, pressure and bends of a recording, in columns, in order of time.

import { firstAt } from "./note_table.js";

/** Kinds by the high four bits of the status, less 10: a control's kind is 10..14. */
export const CONTROL_KINDS = Object.freeze(["key-pressure", "controller", "program", "pressure", "bend"]);

const KEY_PRESSURE = 10;
const CONTROLLER = 11;

/** The sustain pedal; and the controller that lets it go besides: reset all controllers. */
const PEDAL = 64;
const RESET = 121;
const DOWN = 64;

/**
 * @typedef {object} ControlColumns
 * @property {Float64Array} at ms from the start, rising.
 * @property {Uint8Array} kinds The high four bits of the status.
 * @property {Uint8Array} numbers The controller's number, the key of a key pressure, else 0.
 * @property {Int16Array} values 0..127; a bend −8192..8191.
 * @property {Uint8Array} channels 0..15
 * @property {Uint32Array} tracks
 */

/** ms from when to when. @typedef {{start: number, end: number, channel: number, track: number}} PedalSpan */

export class ControlTable {
  /** @param {ControlColumns} columns */
  constructor({ at, kinds, numbers, values, channels, tracks }) {
    this.at = at;
    this.kinds = kinds;
    this.numbers = numbers;
    this.values = values;
    this.channels = channels;
    this.tracks = tracks;
    this.length = at.length;
  }

  /**
   * Where the controls of a kind stand, in order of time: to draw a bend, or a controller by its number.
   * @param {string} kind
   * @param {number} [number] Of a controller or a pressed key; else all.
   * @returns {Uint32Array} Places.
   */
  places(kind, number = -1) {
    const code = KEY_PRESSURE + CONTROL_KINDS.indexOf(kind);
    const found = [];
    for (let at = 0; at < this.length; at += 1)
      if (this.kinds[at] === code && (number < 0 || this.numbers[at] === number)) found.push(at);
    return Uint32Array.from(found);
  }

  /** @param {number} ms @returns {number} The place of the first control at or after a time, or the length. */
  firstAt(ms) {
    return firstAt(this.at, ms);
  }

  /** @param {number} length ms of the recording: a pedal that is never let go ends there. @returns {PedalSpan[]} */
  pedals(length) {
    /** @type {Map<number, PedalSpan>} */
    const down = new Map();
    /** @type {PedalSpan[]} */
    const spans = [];
    for (let at = 0; at < this.length; at += 1) {
      const number = this.kinds[at] === CONTROLLER ? this.numbers[at] : -1;
      if (number !== PEDAL && number !== RESET) continue;
      const foot = this.tracks[at] * 16 + this.channels[at];
      const pressed = number === PEDAL && this.values[at] >= DOWN;
      const span = down.get(foot);
      if (pressed && !span) {
        const begun = { start: this.at[at], end: length, channel: this.channels[at], track: this.tracks[at] };
        spans.push(begun);
        down.set(foot, begun);
      } else if (!pressed && span) {
        span.end = this.at[at];
        down.delete(foot);
      }
    }
    return spans;
  }
}
