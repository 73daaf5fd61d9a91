// Steady microphone: opened while it is wanted, opened anew where it went, and said where it gives no sound.

import {levelOf, peakOf} from '../core/sound_level.js';
import {begin, look, piece, renewed} from '../core/sound_watch.js';

/**
 * @typedef {import('../core/sound_level.js').Level} Level
 * @typedef {{key: string, args: string[]}} Message
 * @typedef {Object} Wiring
 * @property {(hears: import('../adapters/microphone.js').Hears) => Promise<() => Promise<void>>} open Gives what closes it.
 * @property {(ms: number, act: () => void) => (() => void)} every Gives what ends it.
 * @property {() => number} now ms, of a clock that goes on in a sleep
 * @property {(piece: ArrayBuffer) => void} sound
 * @property {(level: Level | null) => void} level Told when it changes; null: it is closed.
 * @property {(trouble: Message | null) => void} trouble Why nothing can be heard, or that there is sound again.
 * @property {() => void} renewed Told when it was opened anew: what was being said is lost.
 */

/** What the browser's refusal of the microphone means. @type {Record<string, string>} */
const REFUSALS = {
  NotAllowedError: 'why_microphone_denied', NotFoundError: 'why_microphone_none', NotReadableError: 'why_microphone_busy',
};
const FOUND = {silent: 'why_microphone_silent', stalled: 'why_microphone_stalled'};
/** ms between looks at it, and between changes of the level. */
const LOOK = 1000;
const LEVEL = 200;

/** @param {unknown} error @returns {Message} */
export function refusalOf(error) {
  const known = REFUSALS[error instanceof Error ? error.name : ''];
  return known ? {key: known, args: []} : {key: 'why_microphone_failed', args: [String(error)]};
}

export class SteadyMicrophone {
  #wanted = false;
  /** @type {Promise<() => Promise<void>> | null} Open or opening: what closes it. */
  #opened = null;
  #watch = begin(0);
  #peak = 0;
  #muted = false;
  #shown = '';
  #ends = /** @type {(() => void)[]} */ ([]);

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.wiring = wiring;
  }

  /** @returns {boolean} Whether it is to be open, though it may be gone. */
  get wanted() {
    return this.#wanted;
  }

  /**
   * Opens it, and keeps it open.
   * @returns {Promise<boolean>} Whether it is wanted still, by then.
   * @throws {DOMException} where it cannot be opened
   */
  async open() {
    this.#wanted = true;
    this.#watch = begin(this.wiring.now());
    const opened = this.#opened ??= this.#begin();
    await opened;
    return this.#opened === opened;
  }

  /** Closes it. */
  async close() {
    this.#wanted = false;
    await this.#shut();
  }

  /** A device has come, or it is allowed again: where it is wanted and not there, it is opened. */
  async retry() {
    if (this.#wanted && !this.#opened) await this.#renew();
  }

  #begin() {
    /** @type {Promise<() => Promise<void>>} */
    const opened = this.wiring.open({
      piece: (sound) => { if (this.#opened === opened) this.#take(sound); },
      lost: () => this.#gone(opened, {key: 'why_microphone_lost', args: []}),
      muted: (muted) => { if (this.#opened === opened) this.#mute(muted); },
      other: () => this.#gone(opened, null),
    });
    this.#ends = [this.wiring.every(LOOK, () => this.#look()), this.wiring.every(LEVEL, () => this.#showLevel())];
    return opened;
  }

  /** @param {ArrayBuffer} sound */
  #take(sound) {
    const peak = peakOf(sound);
    this.#watch = piece(this.#watch, peak);
    this.#peak = Math.max(this.#peak, peak);
    this.wiring.sound(sound);
  }

  /** @param {boolean} muted */
  #mute(muted) {
    this.#muted = muted;
    this.wiring.trouble(muted ? {key: 'why_microphone_muted', args: []} : null);
  }

  #look() {
    const {watch, found} = look(this.#watch, this.wiring.now());
    this.#watch = watch;
    for (const one of found) {
      if (one === 'renew') this.#renew();
      // Of one that is muted it is known why it is silent.
      else if (!this.#muted) this.wiring.trouble(one === 'well' ? null : {key: FOUND[one], args: []});
    }
  }

  #showLevel() {
    const level = levelOf(this.#peak);
    this.#peak = 0;
    const shown = `${level.bars} ${level.word}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.wiring.level(level);
  }

  /** @param {Promise<() => Promise<void>>} opened @param {Message | null} why */
  async #gone(opened, why) {
    if (this.#opened !== opened) return;
    if (why) this.wiring.trouble(why);
    await this.#renew();
  }

  /** Opened once more; where that cannot be it is said, and waited for what may help. */
  async #renew() {
    await this.#shut();
    if (!this.#wanted || this.#opened) return;
    const opened = this.#opened = this.#begin();
    try {
      await opened;
      if (this.#opened !== opened) return;
      this.#watch = renewed(this.#watch, this.wiring.now());
      this.wiring.renewed();
    } catch (error) {
      if (this.#opened !== opened) return;
      await this.#shut();
      this.wiring.trouble(refusalOf(error));
    }
  }

  async #shut() {
    const opened = this.#opened;
    this.#opened = null;
    for (const end of this.#ends.splice(0)) end();
    [this.#shown, this.#muted] = ['', false];
    this.wiring.level(null);
    const close = await opened?.catch(() => null);
    await close?.();
  }
}
