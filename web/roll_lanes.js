// The lane below the notes: how hard they were struck, the pedals, a controller, or the bend.

import { TINTS } from "../extension/core/roll_colours.js";
import { curveName } from "../extension/core/roll_names.js";
import { firstFrom, stepAt } from "../extension/core/roll_sounding.js";
import { timeAt, xOf } from "../extension/core/roll_view.js";
import { t } from "./texts.js";

/** @import { Roll } from "./roll_model.js" */
/** @import { Curve } from "../extension/core/roll_score.js" */

/** Strokes of a pixel that are looked at. */
const LOOKED_AT = 16;
const [STROKE, CURVE, ZERO, PLAYHEAD] = [TINTS[0].hex, TINTS[5].hex, "#5b5769", "#ff8fa3"];
/** Largest value of a controller, and of a bend to either side. */
const [FULL, BENT] = [127, 8192];

export class Lanes {
  #roll;
  #root;
  #draw;
  #choice;
  #asked = 0;

  /** @param {Roll} roll @param {HTMLCanvasElement} root @param {HTMLSelectElement} choice */
  constructor(roll, root, choice) {
    this.#roll = roll;
    this.#root = root;
    this.#choice = choice;
    const draw = root.getContext("2d");
    if (!draw) throw new Error("this browser draws no canvas");
    this.#draw = draw;
    choice.addEventListener("change", () => this.ask());
    new ResizeObserver(() => this.ask()).observe(root);
  }

  /** Another recording has other lanes; the pedal comes first, since it changes what one hears. */
  open() {
    const { curves } = this.#roll.score;
    const options = curves.map((curve, at) => new Option(curveName(curve, t), String(at)));
    this.#choice.replaceChildren(new Option(t("how hard they were struck"), ""), ...options);
    const pedal = curves.findIndex(({ kind, number }) => kind === "controller" && number === 64);
    this.#choice.value = pedal < 0 ? "" : String(pedal);
    this.ask();
  }

  ask() {
    this.#asked ||= requestAnimationFrame(() => this.#frame());
  }

  #frame() {
    this.#asked = 0;
    const [width, height] = [Math.max(1, this.#root.clientWidth), Math.max(1, this.#root.clientHeight)];
    if (this.#root.width !== width) this.#root.width = width;
    if (this.#root.height !== height) this.#root.height = height;
    this.#draw.clearRect(0, 0, width, height);
    const curve = this.#roll.score.curves[Number(this.#choice.value)];
    if (this.#choice.value === "" || !curve) this.#strokes({ ...this.#roll.view, width, height });
    else this.#curve(curve, { ...this.#roll.view, width, height });
    this.#draw.fillStyle = PLAYHEAD;
    this.#draw.fillRect(xOf({ ...this.#roll.view, width }, this.#roll.at) - 1, 0, 2, height);
  }

  /** Each pixel shows the hardest of the first strokes in it. @param {import("../extension/core/roll_view.js").View} view */
  #strokes(view) {
    const { start, velocity, track } = this.#roll.score.notes;
    const { hidden } = this.#roll;
    this.#draw.fillStyle = STROKE;
    let at = firstFrom(start, view.from);
    for (let x = 0; x < view.width; x += 1) {
      const until = timeAt(view, x + 1);
      let hardest = 0;
      for (let seen = 0; at < start.length && start[at] < until && seen < LOOKED_AT; at += 1, seen += 1) {
        if (velocity[at] > hardest && !hidden.has(track[at])) hardest = velocity[at];
      }
      if (start[at] < until) at = firstFrom(start, until);
      const high = (hardest / FULL) * (view.height - 4);
      if (hardest) this.#draw.fillRect(x, view.height - high, 2, high);
    }
  }

  /** Each pixel shows the value that holds there: steps, however many there are. @param {Curve} curve @param {import("../extension/core/roll_view.js").View} view */
  #curve({ kind, at, value }, view) {
    const draw = this.#draw;
    const middle = kind === "bend" ? view.height / 2 : view.height - 2;
    const full = kind === "bend" ? (view.height / 2 - 2) / BENT : (view.height - 4) / FULL;
    draw.fillStyle = ZERO;
    draw.fillRect(0, middle, view.width, 1);
    draw.fillStyle = CURVE;
    for (let x = 0; x < view.width; x += 1) {
      const place = stepAt(at, timeAt(view, x + 1));
      const high = place < 0 ? 0 : value[place] * full;
      if (high) draw.fillRect(x, Math.min(middle, middle - high), 1, Math.max(1, Math.abs(high)));
    }
  }
}
