// The piano of a page: played on the screen, by the computer's keyboard or by MIDI, and heard.

import { openComputerKeys } from "../extension/adapters/computer_keys.js";
import { MusicOut } from "../extension/adapters/music_out.js";
import { PLACES, SIZE } from "../extension/core/key_places.js";
import { holdKeys } from "./held_keys.js";
import { keyName } from "./key_names.js";
import { hearMidi } from "./page_midi.js";
import { t } from "./texts.js";

const LOWEST = 48;
const VELOCITY = 84;
/** s of a key's sound, and from one key to the next. */
const SOUNDS_S = 0.5;
const STEP_S = 0.3;
const NOTE_ON = 0x90;

/** 25 buttons as one stop of Tab, and all that plays them. */
export class Piano {
  /** @type {HTMLButtonElement[]} */
  #keys = [];
  /** @type {MusicOut | null} */
  #music = null;
  #computer = false;
  #play;

  /**
   * @param {HTMLElement} place
   * @param {(key: number) => void} play
   * @param {import("./held_keys.js").Hands | null} [hands] told of keys that are held, instead
   */
  constructor(place, play, hands = null) {
    this.#play = play;
    const buttons = new Map(PLACES.map((one) => [one.key, button(one)]));
    for (const { key } of PLACES) place.append(/** @type {HTMLButtonElement} */ (buttons.get(key)));
    this.#keys = Array.from({ length: 25 }, (_, key) => /** @type {HTMLButtonElement} */ (buttons.get(key)));
    place.addEventListener("keydown", (event) => this.#move(event));
    this.#stop(12);
    if (hands) holdKeys(place, this.#keys, hands);
    else {
      this.#keys.forEach((one, key) => one.addEventListener("click", () => this.press(key)));
      openComputerKeys(document, (key) => { if (this.#computer) this.press(key); });
    }
  }

  /** Whether letters of the computer's keyboard play. @param {boolean} on */
  set computer(on) {
    this.#computer = on;
  }

  /** @param {number} key */
  press(key) {
    this.sound([key]);
    this.#keys[key].classList.add("down");
    setTimeout(() => this.#keys[key].classList.remove("down"), 200);
    this.#play(key);
  }

  /**
   * Sounds keys one after another, or a chord at once.
   * @param {readonly number[]} keys
   * @param {boolean} [chord]
   */
  sound(keys, chord = false) {
    this.#music?.cut();
    const context = this.#context();
    this.#music = new MusicOut({ context, into: context.destination });
    const from = context.currentTime + 0.02;
    keys.forEach((key, at) => {
      const begins = from + (chord ? 0 : at * STEP_S);
      this.#music?.strike({ note: LOWEST + key, velocity: VELOCITY }, begins, begins + SOUNDS_S);
    });
  }

  /** @type {AudioContext | null} */
  #heard = null;

  #context() {
    this.#heard ??= new AudioContext();
    void this.#heard.resume();
    return this.#heard;
  }

  /** Hears MIDI keyboards. @param {(text: string) => void} say how that is */
  hear(say) {
    return hearMidi(say, ([status, note, velocity]) => {
      const key = note - LOWEST;
      if ((status & 0xf0) === NOTE_ON && velocity > 0 && key >= 0 && key < 25) this.press(key);
    });
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const at = this.#keys.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: 24 }[event.key];
    if (at < 0 || to === undefined || to < 0 || to > 24) return;
    event.preventDefault();
    this.#stop(to);
    this.#keys[to].focus();
  }

  /** @param {number} at the key that Tab reaches */
  #stop(at) {
    this.#keys.forEach((key, one) => { key.tabIndex = one === at ? 0 : -1; });
  }
}

/** @param {import("../extension/core/key_places.js").Place} place */
function button({ key, black, x, width, height }) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = black ? "black" : "white";
  made.setAttribute("aria-label", t("{name}, key {key}", { name: keyName(key), key }));
  made.style.left = `${100 * x / SIZE.width}%`;
  made.style.width = `${100 * width / SIZE.width}%`;
  made.style.height = `${100 * height / SIZE.height}%`;
  const number = document.createElement("span");
  number.textContent = String(key);
  made.append(number);
  return made;
}
