// Draws the roll: notes as pixels below, and over them lines of time, takes, words, playhead and cursor.

import { GROUND, paintsOf, TINTS } from "../extension/core/roll_colours.js";
import { pitchSign } from "../extension/core/roll_names.js";
import { paint } from "../extension/core/roll_paint.js";
import { cellAt, rowOfItems } from "../extension/core/roll_rows.js";
import { timeLines, xOf, yOf } from "../extension/core/roll_view.js";
import { clockTime } from "./places.js";
import { t } from "./texts.js";

/** @import { Roll } from "./roll_model.js" */

/** Colours of what lies over the notes; they stand off the dark ground by 4.5 : 1. */
const OVER = Object.freeze({
  line: "rgb(255 255 255 / 14%)", text: "#bdb9cc", zero: "#f1eff8", playhead: "#ff8fa3", cursor: "#ffffff",
  selected: "#ffffff", loop: "rgb(185 173 255 / 16%)", loopEdge: "#b9adff", feedback: "#ff9e64", band: "rgb(14 13 20 / 82%)",
});
/** Height of the band of words, and of that of times, px. */
export const BAND = 20;
/** px between the beginnings of two words that are both written. */
const WORD_GAP = 8;
/** Words that are drawn at most. */
const MOST_WORDS = 300;
/** px of a lane from which its name is written. */
const NAMED_LANE = 11;
/** Colour of each kind of word. @type {Record<string, number>} */
const KIND_TINTS = { word: 0, command: 1, speech: 2, found: 5 };

/** @param {import("../extension/core/roll_rows.js").Item & {tint?: number}} item */
export const tintOfWord = ({ kind, tint }) => TINTS[tint ?? KIND_TINTS[kind] ?? 3].hex;

/** @param {HTMLCanvasElement} canvas */
function contextOf(canvas) {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser draws no canvas");
  return context;
}

/** Two canvases, so that the playhead moves without the notes being painted again. */
export class RollCanvas {
  #notes;
  #over;
  #roll;
  #paints = paintsOf();
  /** @type {ImageData | null} */
  #image = null;
  #ratio = 1;
  #asked = 0;
  #dirty = true;

  /** @param {Roll} roll @param {HTMLElement} root the canvases fill it @param {HTMLCanvasElement} notes @param {HTMLCanvasElement} over */
  constructor(roll, root, notes, over) {
    this.#roll = roll;
    this.#notes = contextOf(notes);
    this.#over = contextOf(over);
    new ResizeObserver(() => this.#resize(root)).observe(root);
    this.#resize(root);
  }

  /** @param {HTMLElement} root */
  #resize(root) {
    const [width, height] = [Math.max(1, root.clientWidth), Math.max(1, root.clientHeight)];
    this.#ratio = Math.min(2, devicePixelRatio || 1);
    for (const { canvas } of [this.#notes, this.#over]) {
      canvas.width = Math.round(width * this.#ratio);
      canvas.height = Math.round(height * this.#ratio);
    }
    this.#image = null;
    this.#roll.size(width, height);
  }

  /** @param {boolean} notes whether the notes are painted anew */
  ask(notes) {
    this.#dirty ||= notes;
    this.#asked ||= requestAnimationFrame(() => this.#frame());
  }

  #frame() {
    this.#asked = 0;
    if (this.#dirty) this.#paintNotes();
    this.#dirty = false;
    this.#drawOver();
  }

  #paintNotes() {
    const { canvas } = this.#notes;
    const { view, levels } = this.#roll;
    this.#image ??= this.#notes.createImageData(canvas.width, canvas.height);
    const pixels = new Uint32Array(this.#image.data.buffer);
    paint(pixels, { ...view, width: canvas.width, height: canvas.height }, levels, this.#paints);
    this.#notes.putImageData(this.#image, 0, 0);
  }

  #drawOver() {
    const draw = this.#over;
    const { view, loop } = this.#roll;
    draw.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    draw.clearRect(0, 0, view.width, view.height);
    draw.font = "12px system-ui, sans-serif";
    draw.textBaseline = "middle";
    if (loop) this.#drawLoop(loop);
    this.#drawTimes();
    this.#drawPitches();
    this.#drawSelected();
    this.#drawFeedback();
    this.#drawTakes();
    this.#drawWords();
    this.#drawCursor();
    this.#upright(this.#roll.at, OVER.playhead, 2);
  }

  /** @param {number} at ms @param {string} colour @param {number} wide px @param {readonly number[]} [dashes] */
  #upright(at, colour, wide, dashes = []) {
    const { view } = this.#roll;
    const x = Math.round(xOf(view, at));
    if (x < -wide || x > view.width + wide) return;
    const draw = this.#over;
    draw.setLineDash([...dashes]);
    draw.strokeStyle = colour;
    draw.lineWidth = wide;
    draw.beginPath();
    draw.moveTo(x, 0);
    draw.lineTo(x, view.height);
    draw.stroke();
    draw.setLineDash([]);
  }

  /** @param {import("./roll_model.js").Span} loop */
  #drawLoop({ from, to }) {
    const { view } = this.#roll;
    this.#over.fillStyle = OVER.loop;
    this.#over.fillRect(xOf(view, from), 0, xOf(view, to) - xOf(view, from), view.height);
    for (const edge of [from, to]) this.#upright(edge, OVER.loopEdge, 1, [4, 3]);
  }

  /** Times are those of the take that the playhead is in. */
  #drawTimes() {
    const { view, zero } = this.#roll;
    const draw = this.#over;
    draw.fillStyle = OVER.band;
    draw.fillRect(0, view.height - BAND, view.width, BAND);
    for (const at of timeLines({ ...view, from: view.from - zero })) {
      this.#upright(at + zero, OVER.line, 1);
      draw.fillStyle = OVER.text;
      const part = view.span < 8000 ? `.${String(Math.abs(Math.round(at)) % 1000).padStart(3, "0").slice(0, 2)}` : "";
      draw.fillText(`${at < 0 ? "−" : ""}${clockTime(Math.abs(at))}${part}`, xOf(view, at + zero) + 4, view.height - BAND / 2);
    }
  }

  /** Names of the lanes, of each C at least. */
  #drawPitches() {
    const { view } = this.#roll;
    const draw = this.#over;
    const lane = view.height / view.lanes;
    for (let pitch = view.bottom; pitch < view.bottom + view.lanes; pitch += 1) {
      const y = yOf(view, pitch) + lane / 2;
      if ((pitch % 12 && lane < NAMED_LANE) || y > view.height - BAND) continue;
      const name = pitchSign(pitch);
      draw.fillStyle = OVER.band;
      draw.fillRect(0, y - 7, 6 + 7 * name.length, 14);
      draw.fillStyle = pitch % 12 ? OVER.text : OVER.zero;
      draw.fillText(name, 3, y);
    }
  }

  #drawSelected() {
    const { view, selected, box, score: { notes } } = this.#roll;
    this.#over.strokeStyle = OVER.selected;
    this.#over.lineWidth = 2;
    for (const at of selected) this.#box(xOf(view, notes.start[at]), notes.pitch[at], xOf(view, notes.end[at]), 0);
    if (!box) return;
    const [left, top] = [xOf(view, box.from), yOf(view, box.high)];
    this.#over.strokeRect(left, top, xOf(view, box.to) - left, yOf(view, box.low - 1) - top);
  }

  /** What was played to it has a frame, so that it stands off notes of any colour; what was spoken is a line and a bar. */
  #drawFeedback() {
    const { view, strokes, feedback, at: now } = this.#roll;
    const draw = this.#over;
    const high = view.height / view.lanes;
    draw.strokeStyle = OVER.selected;
    draw.lineWidth = 1;
    draw.fillStyle = OVER.feedback;
    for (const { at, end, pitch } of strokes) {
      const [left, right] = [xOf(view, at), xOf(view, end < 0 ? Math.max(at, now) : end)];
      if (right < 0 || left > view.width) continue;
      draw.fillRect(left, yOf(view, pitch), Math.max(3, right - left), high);
      this.#box(left, pitch, right, 0);
    }
    for (const { at, end, kind } of feedback) {
      if (kind !== "spoken") continue;
      this.#upright(at, OVER.feedback, 2, [2, 2]);
      draw.fillStyle = OVER.feedback;
      draw.fillRect(xOf(view, at), BAND, Math.max(3, xOf(view, end) - xOf(view, at)), 6);
      draw.fillText("spoken", xOf(view, at) + 4, 1.7 * BAND);
    }
  }

  /** @param {number} left @param {number} pitch @param {number} right @param {number} air px */
  #box(left, pitch, right, air) {
    const { view } = this.#roll;
    const high = view.height / view.lanes;
    this.#over.strokeRect(left - air, yOf(view, pitch) - air, Math.max(3, right - left) + 2 * air, high + 2 * air);
  }

  /** The zero of a take is a line through all, with its name at the foot. */
  #drawTakes() {
    const { takes, view, begun } = this.#roll;
    if (begun >= 0) this.#upright(begun, OVER.feedback, 3, [4, 4]);
    const shown = takes.length ? takes : [{ from: 0, to: NaN, number: 0, name: "" }];
    for (const { from, to, number } of shown) {
      this.#upright(from, OVER.zero, 2, [8, 4]);
      if (number) this.#upright(to, OVER.zero, 1, [2, 4]);
      const x = xOf(view, from);
      if (x < -60 || x > view.width) continue;
      const name = number ? t("0 · take {number}", { number }) : "0";
      this.#over.fillStyle = OVER.band;
      this.#over.fillRect(x + 1, view.height - 2 * BAND, 12 + 6.2 * name.length, BAND);
      this.#over.fillStyle = OVER.zero;
      this.#over.fillText(name, x + 6, view.height - 1.5 * BAND);
    }
  }

  /** Words stand in one band, each where it begins; one that has no room keeps its line. */
  #drawWords() {
    const { words, view } = this.#roll;
    if (!words.length) return;
    const draw = this.#over;
    draw.fillStyle = OVER.band;
    draw.fillRect(0, 0, view.width, BAND);
    const row = rowOfItems("", "words", words);
    let free = -Infinity;
    for (let at = Math.max(0, cellAt(row, view.from) - 1), drawn = 0; at < words.length && drawn < MOST_WORDS; at += 1, drawn += 1) {
      const x = xOf(view, words[at].at);
      if (x > view.width) break;
      draw.fillStyle = tintOfWord(words[at]);
      draw.fillRect(Math.round(x), 0, 2, BAND);
      if (x < free) continue;
      draw.fillText(words[at].text.slice(0, 40), x + 5, BAND / 2);
      free = x + 5 + draw.measureText(words[at].text.slice(0, 40)).width + WORD_GAP;
    }
  }

  #drawCursor() {
    if (!this.#roll.rows.length) return;
    const { view, score: { notes }, cell } = this.#roll;
    const [left, right] = [xOf(view, cell.at), xOf(view, cell.end)];
    const draw = this.#over;
    for (const [colour, wide] of /** @type {[string, number][]} */ ([[GROUND.black, 5], [OVER.cursor, 2]])) {
      draw.strokeStyle = colour;
      draw.lineWidth = wide;
      if (cell.note >= 0) this.#box(left, notes.pitch[cell.note], right, 3);
      else draw.strokeRect(left - 4, cell.row.kind === "words" ? 2 : view.height - 2 * BAND, 10, BAND - 3);
    }
  }
}
