// The voice of a page: sentences are fetched ahead and said in their order, until they are stopped.

import { t } from "./texts.js";

/**
 * @typedef {object} World
 * @property {() => string} csrf the session's value for writes
 * @property {(why: string) => void} failed Why a sentence could not be said; the next are tried.
 * @property {() => void} [began] The first of several begins to sound.
 * @property {() => void} [ended] All were said; not where they were stopped.
 */

/** @typedef {{voice: string, language: string}} Voice */

/** Sentences that are fetched while one sounds. */
const AHEAD = 2;

/** Letters that tell which language a text is in, as the server has it. */
const TELLING = 20;

/** @param {string} text */
const lettersOf = (text) => text.match(/\p{L}/gu)?.length ?? 0;

/** Says sentences. */
export class SentenceSpeaker {
  /** @type {Voice} Empty: what fits. */
  #voice = { voice: "", language: "" };
  /** The language of sentences that are too short to tell theirs. */
  usual = "";
  #world;
  /** @type {{text: string, sound: Promise<Blob | null> | null}[]} */
  #waiting = [];
  #stopped = new AbortController();
  #speaking = false;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
  }

  /** Who speaks from the next sentence on, those that were fetched ahead included. @param {Voice} voice */
  set voice(voice) {
    this.#voice = voice;
    for (const one of this.#waiting) one.sound = null;
    this.#fetchAhead();
  }

  /** Whether something sounds, or is about to. */
  get busy() {
    return this.#speaking;
  }

  /** @param {string} text Said after what waits; numbers of sources are passed over. */
  say(text) {
    const plain = text.replace(/\s*\[\d{1,3}\]/g, "").trim();
    if (!plain) return;
    this.#waiting.push({ text: plain, sound: null });
    this.#fetchAhead();
    if (!this.#speaking) void this.#go(this.#stopped.signal);
  }

  /** Falls silent at once, and forgets what waits. */
  stop() {
    this.#stopped.abort();
    this.#stopped = new AbortController();
    this.#waiting = [];
    this.#speaking = false;
  }

  #fetchAhead() {
    for (const one of this.#waiting.slice(0, AHEAD)) one.sound ??= this.#sound(one.text, this.#stopped.signal);
  }

  /** @param {AbortSignal} signal */
  async #go(signal) {
    this.#speaking = true;
    this.#world.began?.();
    while (this.#waiting.length && !signal.aborted) {
      const { sound } = /** @type {{sound: Promise<Blob | null>}} */ (this.#waiting.shift());
      this.#fetchAhead();
      const blob = await sound;
      if (blob && !signal.aborted) await this.#play(blob, signal);
    }
    if (signal.aborted) return;
    this.#speaking = false;
    this.#world.ended?.();
  }

  /** @param {string} text @param {AbortSignal} signal @returns {Promise<Blob | null>} */
  async #sound(text, signal) {
    try {
      const language = this.#voice.language || (lettersOf(text) < TELLING ? this.usual : "");
      let response = await this.#ask({ ...this.#voice, language, input: text }, signal);
      // A voice that was removed, or does not know the language, gives way to one that fits.
      if (response.status === 400 || response.status === 404) response = await this.#ask({ input: text }, signal);
      if (response.ok) return await response.blob();
      this.#world.failed((await response.json()).detail ?? response.statusText);
    } catch {
      if (!signal.aborted) this.#world.failed(t("The server does not answer. Is it still running?"));
    }
    return null;
  }

  /** @param {{[name: string]: string}} told @param {AbortSignal} signal */
  #ask(told, signal) {
    const said = Object.fromEntries(Object.entries(told).filter(([, value]) => value));
    const headers = { "Content-Type": "application/json", "X-Rubato-CSRF": this.#world.csrf() };
    return fetch("/v1/audio/speech", { method: "POST", headers, signal, body: JSON.stringify({ ...said, response_format: "wav" }) });
  }

  /** @param {Blob} blob @param {AbortSignal} signal */
  async #play(blob, signal) {
    const address = URL.createObjectURL(blob);
    const audio = new Audio(address);
    try {
      await new Promise((resolve, reject) => {
        audio.addEventListener("ended", resolve);
        audio.addEventListener("error", () => reject(new Error(t("This sound cannot be played."))));
        signal.addEventListener("abort", resolve);
        audio.play().catch(reject);
      });
    } catch (error) {
      if (!signal.aborted) this.#world.failed(error instanceof Error ? error.message : String(error));
    } finally {
      audio.pause();
      URL.revokeObjectURL(address);
    }
  }
}
