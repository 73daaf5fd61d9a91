// Sounds that lie on a recording's clock beside it: what was spoken to it, each heard at its time.

/** @import { Stand } from "../extension/core/along.js" */

/** @typedef {{address: string, at: number, name: string}} Sound `at`: ms where it begins */
/** @typedef {Sound & {audio: HTMLAudioElement, long: number, silent: boolean, moved: number}} Lying `long`: ms; 0 as long as nobody knows it; `moved`: when last */

/** s that a sound may be off its place before it is moved, which takes it some time, too. */
const OFF = 0.06;
/** ms until it is moved again. */
const AGAIN = 700;
/** s that a move takes at most. */
const MOST_AHEAD = 0.3;

export class FeedbackSounds {
  #known;
  /** @type {Map<string, Lying>} By address. */
  #sounds = new Map();
  /** s that a move takes here. */
  #ahead = 0;

  /** @param {() => void} known how long one is */
  constructor(known) {
    this.#known = known;
  }

  /** Those that there are. */
  get all() {
    return [...this.#sounds.values()];
  }

  /** @param {readonly Sound[]} sounds in place of those that were there */
  set(sounds) {
    const wanted = new Map(sounds.map((one) => [one.address, one]));
    for (const [address, { audio }] of this.#sounds) {
      if (wanted.has(address)) continue;
      audio.pause();
      audio.removeAttribute("src");
      this.#sounds.delete(address);
    }
    for (const sound of sounds) if (!this.#sounds.has(sound.address)) this.#sounds.set(sound.address, this.#made(sound));
  }

  /** @param {Sound} sound @returns {Lying} */
  #made(sound) {
    const audio = new Audio();
    const lying = { ...sound, audio, long: 0, silent: false, moved: -Infinity };
    audio.preload = "auto";
    audio.addEventListener("loadedmetadata", () => {
      lying.long = Number.isFinite(audio.duration) ? audio.duration * 1000 : 0;
      this.#known();
    });
    audio.src = sound.address;
    return lying;
  }

  /** @param {string} address @param {boolean} heard */
  hear(address, heard) {
    const sound = this.#sounds.get(address);
    if (sound) sound.silent = !heard;
  }

  /** @param {Stand} stand where the recording stands, and whether it runs */
  follow({ at, plays, rate }) {
    const now = performance.now();
    for (const sound of this.#sounds.values()) {
      const { audio, at: from, silent } = sound;
      const place = (at - from) / 1000;
      const within = place >= 0 && !(place >= audio.duration) && !silent;
      if (plays && within) this.#play(sound, place, rate, now);
      else if (!audio.paused) audio.pause();
    }
  }

  /** @param {Lying} sound @param {number} place s @param {number} rate @param {number} now ms */
  #play(sound, place, rate, now) {
    const { audio } = sound;
    if (audio.playbackRate !== rate) audio.playbackRate = rate;
    const off = place - audio.currentTime;
    if (Math.abs(off) > OFF && !audio.seeking && (audio.paused || now - sound.moved > AGAIN)) {
      // What is still off after it was moved is how long the move takes; the next aims so far ahead.
      if (!audio.paused) this.#ahead = Math.min(MOST_AHEAD, Math.max(0, this.#ahead + off / 2));
      audio.currentTime = place + this.#ahead;
      sound.moved = now;
    }
    // A browser that lets nothing play yet says so by a promise; at the next look it is tried again.
    if (audio.paused) audio.play().catch(() => {});
  }
}
