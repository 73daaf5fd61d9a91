// Spoken feedback: the microphone as pieces of sound, each of which begins where the recording stands.
//
// Sound has a time of its own, and cannot be stretched. So a piece ends where the recording jumps, is
// repeated, or begins to run, and the next begins there; while it stands or is slowed, one speaks on.

import { openVoice } from "../extension/adapters/media_capture.js";
import { recordTrack } from "../extension/adapters/media_recorder.js";
import { jumped } from "../extension/core/along.js";
import { MediaFile } from "../extension/core/media_file.js";
import { t } from "./texts.js";

/** @import { Seen } from "../extension/core/along.js" */

/** ms: in less nobody says anything. */
const SHORTEST = 250;
const TYPE = "audio/webm";

const REFUSALS = /** @type {{[name: string]: string}} */ ({
  NotAllowedError: t("The microphone may not be used here: allow it beside the address, then try again."),
  NotFoundError: t("There is no microphone."),
  NotReadableError: t("Another program holds the microphone."),
});

/** @typedef {{from: Seen, stop: (now: number) => Promise<void>}} Running */

export class Voice {
  #spoke;
  /** @type {MediaStreamTrack | null} */
  #track = null;
  /** @type {Running | null} */
  #piece = null;
  /** @type {Seen | null} */
  #last = null;
  /** Pieces that are being written to their end. @type {Set<Promise<void>>} */
  #ending = new Set();

  /** @param {(at: number, long: number, sound: Blob) => void} spoke a piece is whole */
  constructor(spoke) {
    this.#spoke = spoke;
  }

  /** Whether it hears. */
  get on() {
    return this.#track !== null;
  }

  /**
   * @param {() => Seen} seen where the recording stands, once the microphone is open
   * @param {() => void} lost the microphone is gone
   * @returns {Promise<string>} why it cannot be opened; "" it is
   */
  async begin(seen, lost) {
    try {
      const { track } = await openVoice();
      track.addEventListener("ended", lost, { once: true });
      this.#track = track;
      this.#last = seen();
      this.#piece = this.#record(this.#last);
      return "";
    } catch (error) {
      return REFUSALS[/** @type {DOMException} */ (error).name] ?? String(error);
    }
  }

  /** The recording stands here now: where it jumped, another piece begins. @param {Seen} seen */
  watch(seen) {
    const last = this.#last;
    this.#last = seen;
    if (!this.#piece || !last || !jumped(last, seen)) return;
    this.#end(seen.now);
    this.#piece = this.#record(seen);
  }

  /** @param {number} now @returns {Promise<void>} settles when all that was spoken is told */
  async end(now) {
    this.#end(now);
    this.#track?.stop();
    [this.#track, this.#last] = [null, null];
    await Promise.all(this.#ending);
  }

  /** @param {number} now */
  #end(now) {
    const ending = this.#piece?.stop(now);
    this.#piece = null;
    if (!ending) return;
    this.#ending.add(ending);
    void ending.finally(() => this.#ending.delete(ending));
  }

  /** @param {Seen} from @returns {Running} */
  #record(from) {
    const file = new MediaFile("sound", 0);
    file.part(0);
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    const track = /** @type {MediaStreamTrack} */ (this.#track);
    const recorder = recordTrack(track, "sound", (data) => { parts.push(...file.feed(new Uint8Array(data))); });
    return {
      from,
      stop: async (now) => {
        await recorder.stop();
        const ends = file.end(now - from.now);
        if (ends && now - from.now >= SHORTEST) this.#spoke(from.at, now - from.now, new Blob([ends.before, ...parts, ends.after], { type: TYPE }));
      },
    };
  }
}
