// One clock for all that plays: the medium's where there is one, else that of the sound.

/** @import { Player } from "./video.js" */
/** @import { MidiPlayer } from "./midi_player.js" */
/** @import { Span } from "./roll_model.js" */

/**
 * A player whose beginning stands elsewhere on the clock.
 * @param {Player} player
 * @param {number} offset ms
 * @returns {Player}
 */
export const shifted = (player, offset) => ({
  root: player.root,
  play: (ms) => player.play(Math.max(0, ms - offset)),
  resume: () => player.resume(),
  pause: () => player.pause(),
  rate: (rate) => player.rate(rate),
  state: () => {
    const { at, length, ...more } = player.state();
    return { at: at + offset, length: length && length + offset, ...more };
  },
  close: () => player.close(),
});

/** ms between two looks at what is to sound. */
const LOOK = 40;
/** ms that a time which a frame tells may be old before it is taken for standing. */
const STALE = 1500;

/** Smooths what a player tells only some times a second. */
export class Told {
  #at = -1;
  #heard = 0;

  /**
   * @param {{at: number, plays: boolean}} state
   * @param {number} now ms of the page's clock
   * @param {number} rate
   */
  time({ at, plays }, now, rate) {
    if (at !== this.#at) [this.#at, this.#heard] = [at, now];
    return plays ? at + Math.min(STALE, now - this.#heard) * rate : at;
  }
}

export class Transport {
  /** @type {Player | null} */
  #player = null;
  #told = new Told();
  #live = true;
  #midi;
  #changed;
  #rate = 1;
  /** What the player said last of its speed. */
  #toldRate = 1;
  #plays = false;
  #looking = 0;
  /** Where it stood, ms, and when by the clock below, s. */
  #since = { at: 0, when: 0 };
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {Span | null} */
  loop = null;
  /** ms of all. */
  length = 0;
  /** Tracks that are silent. @type {() => ReadonlySet<number>} */
  hidden = () => new Set();

  /** @param {MidiPlayer} midi @param {() => void} changed it plays, pauses, or stands elsewhere */
  constructor(midi, changed) {
    this.#midi = midi;
    this.#changed = changed;
  }

  /** @param {Player | null} player its clock rules @param {boolean} live whether its time is told whenever it is asked for */
  open(player, live) {
    this.pause();
    this.#player?.close();
    this.#player = player;
    this.#live = live;
    this.#toldRate = 1;
    if (this.#rate !== 1) player?.rate(this.#rate);
    this.#since = { at: 0, when: 0 };
  }

  /** s of the clock, where no medium rules. */
  #now() {
    return this.#context?.state === "running" ? this.#context.currentTime - this.#midi.latency : performance.now() / 1000;
  }

  /** ms where it stands: what is seen and heard now. */
  get at() {
    const { at, when } = this.#since;
    if (!this.#player) return this.#plays ? Math.min(this.length, at + (this.#now() - when) * 1000 * this.#rate) : at;
    const state = this.#player.state();
    return this.#live ? state.at : this.#told.time(state, performance.now(), this.#rate);
  }

  get plays() {
    return this.#player ? this.#player.state().plays : this.#plays;
  }

  get rate() {
    return this.#rate;
  }

  async play() {
    this.#context = await this.#midi.wake();
    if (!this.#player && this.at >= this.length) this.#since.at = this.loop?.from ?? 0;
    this.#since.when = this.#now();
    this.#plays = true;
    this.#midi.seek(this.at);
    this.#player?.resume();
    this.look();
    this.#changed();
  }

  pause() {
    this.#since = { at: this.at, when: this.#now() };
    this.#plays = false;
    this.#player?.pause();
    this.#midi.cut();
    this.#changed();
  }

  /** @param {number} at ms */
  seek(at) {
    const to = Math.max(0, this.length ? Math.min(this.length, at) : at);
    const plays = this.plays;
    this.#since = { at: to, when: this.#now() };
    this.#player?.play(to);
    if (!plays) this.#player?.pause();
    this.#midi.seek(to);
    this.#changed();
  }

  /** @param {number} rate 1 is as it was played; the pitch stays */
  setRate(rate) {
    this.#paced(rate);
    this.#player?.rate(rate);
    this.#changed();
  }

  /** @param {number} rate */
  #paced(rate) {
    this.#since = { at: this.at, when: this.#now() };
    this.#rate = rate;
    this.#midi.seek(this.at);
  }

  /** Plans what sounds next, as long as it plays; a player that was started by its own button, too. */
  look() {
    clearTimeout(this.#looking);
    if (!this.plays && !this.#plays) return;
    const at = this.at;
    if (this.loop && at >= this.loop.to) this.seek(this.loop.from);
    else if (!this.#player && at >= this.length) return this.pause();
    if (this.plays) this.#midi.plan(this.at, this.#rate, this.hidden());
    this.#looking = window.setTimeout(() => this.look(), LOOK);
  }

  /** The player says that it plays, pauses, stands elsewhere, or goes at another speed. */
  heard() {
    const { plays, rate } = this.#player?.state() ?? { plays: false, rate: this.#toldRate };
    if (rate !== this.#toldRate) {
      this.#toldRate = rate;
      if (rate !== this.#rate) this.#paced(rate);
    }
    if (plays !== this.#plays) {
      this.#plays = plays;
      this.#midi.seek(this.at);
    }
    if (plays) this.look();
    this.#changed();
  }
}
