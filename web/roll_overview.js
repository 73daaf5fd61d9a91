// The whole recording in one strip: its notes, its takes, and what part of it the roll shows.

import { paintsOf } from "../extension/core/roll_colours.js";
import { paint } from "../extension/core/roll_paint.js";
import { fitted, timeAt, xOf } from "../extension/core/roll_view.js";

/** @import { Roll } from "./roll_model.js" */

/** Colours on the strip's dark ground. */
const STRIP = Object.freeze({ take: "#f1eff8", shade: "rgb(14 13 20 / 62%)", frame: "#b9adff", playhead: "#ff8fa3" });

export class Overview {
  #roll;
  #draw;
  #root;
  /** @type {HTMLCanvasElement | OffscreenCanvas | null} All notes, painted once. */
  #whole = null;
  #asked = 0;

  /** @param {Roll} roll @param {HTMLCanvasElement} root @param {(at: number) => void} seek */
  constructor(roll, root, seek) {
    this.#roll = roll;
    this.#root = root;
    const draw = root.getContext("2d");
    if (!draw) throw new Error("this browser draws no canvas");
    this.#draw = draw;
    new ResizeObserver(() => this.ask(true)).observe(root);
    const to = (/** @type {PointerEvent} */ event) => {
      if (event.buttons & 1) seek(Math.max(0, timeAt(this.#view(), event.offsetX)));
    };
    root.addEventListener("pointerdown", to);
    root.addEventListener("pointermove", to);
  }

  #view() {
    const { length, score: { low, high } } = this.#roll;
    return fitted({ length, low, high }, Math.max(1, this.#root.clientWidth), Math.max(1, this.#root.clientHeight));
  }

  /** @param {boolean} anew whether the notes are others */
  ask(anew) {
    if (anew) this.#whole = null;
    this.#asked ||= requestAnimationFrame(() => this.#frame());
  }

  #frame() {
    this.#asked = 0;
    const view = this.#view();
    if (!this.#whole) this.#paintWhole(view);
    const { at, takes, view: seen } = this.#roll;
    const draw = this.#draw;
    if (this.#whole) draw.drawImage(this.#whole, 0, 0);
    draw.fillStyle = STRIP.take;
    for (const { from, to } of takes) {
      draw.fillRect(xOf(view, from), 0, Math.max(2, xOf(view, to) - xOf(view, from) - 2), 3);
      draw.fillRect(xOf(view, from), 0, 1, view.height);
    }
    const [left, right] = [xOf(view, seen.from), xOf(view, seen.from + seen.span)];
    draw.fillStyle = STRIP.shade;
    draw.fillRect(0, 0, left, view.height);
    draw.fillRect(right, 0, view.width - right, view.height);
    draw.strokeStyle = STRIP.frame;
    draw.lineWidth = 2;
    draw.strokeRect(left + 1, 1, Math.max(2, right - left - 2), view.height - 2);
    draw.fillStyle = STRIP.playhead;
    draw.fillRect(xOf(view, at) - 1, 0, 2, view.height);
  }

  /** @param {import("../extension/core/roll_view.js").View} view */
  #paintWhole(view) {
    this.#root.width = view.width;
    this.#root.height = view.height;
    const whole = new OffscreenCanvas(view.width, view.height);
    const draw = whole.getContext("2d");
    if (!draw) return;
    const image = draw.createImageData(view.width, view.height);
    paint(new Uint32Array(image.data.buffer), view, this.#roll.levels, paintsOf());
    draw.putImageData(image, 0, 0);
    this.#whole = whole;
  }
}
