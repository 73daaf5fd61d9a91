// Plays the music of a session: each note told to the audio clock ahead of its time, and cut off at once.

/**
 * @import {Sounding} from '../core/session_music.js'
 * @typedef {Object} Voice Where it sounds.
 * @property {number} now s of the audio clock.
 * @property {(note: Sounding, from: number, to: number) => void} strike From and to in s of that clock.
 * @property {() => void} cut Falls silent at once.
 * @property {() => void} close
 */

/** s that notes are told ahead: a timer of a hidden panel comes once a second. */
const AHEAD = 2.5;
/** ms between looks at the clock. */
const LOOK = 250;
/** s before the first note. */
const BEGIN = 0.1;
/** s after its end until a note is over. */
const LAST = 0.25;

export class Music {
  #voice;
  #after;
  #ended = false;
  /** @type {() => void} */
  #wake = () => undefined;

  /** @param {Voice} voice @param {(ms: number) => Promise<void>} after */
  constructor(voice, after) {
    this.#voice = voice;
    this.#after = after;
  }

  /**
   * @param {readonly Sounding[]} notes In order of time.
   * @param {number} pace Percent of the pace that they were played at.
   * @returns {Promise<boolean>} Settles when it is over: whether all of it was played.
   */
  async play(notes, pace) {
    const begin = this.#voice.now + BEGIN;
    const when = (/** @type {number} */ ms) => begin + ms * 100 / pace / 1000;
    const over = when(Math.max(0, ...tail(notes)));
    let told = 0;
    while (!this.#ended && (told < notes.length || this.#voice.now < over)) {
      for (; !this.#ended && told < notes.length && when(notes[told].at) < this.#voice.now + AHEAD; told += 1) {
        const note = notes[told];
        this.#voice.strike(note, Math.max(when(note.at), this.#voice.now), when(note.end));
      }
      await Promise.race([this.#after(LOOK), new Promise((/** @type {(value: void) => void} */ wake) => { this.#wake = wake; })]);
    }
    // What was cut off fades first.
    await this.#after(LAST * 1000);
    this.#voice.close();
    return !this.#ended;
  }

  /** Falls silent at once. */
  end() {
    if (this.#ended) return;
    this.#ended = true;
    this.#voice.cut();
    this.#wake();
  }
}

/** Ends of the notes: those long before the last cannot outlast it. @param {readonly Sounding[]} notes */
const tail = (notes) => notes.slice(-500).map(({end}) => end);
