// The roll that is shown: score, view, playhead, loop, cursor and what is selected; it says what changed.

import { tintsOf } from "../extension/core/roll_colours.js";
import { cellOfNote, nearestCell, rowOfItems, rowsOfNotes, stepped, viewOf } from "../extension/core/roll_rows.js";
import { levelsOf } from "../extension/core/roll_runs.js";
import { columns } from "../extension/core/roll_order.js";
import { notesIn, notesUpTo } from "../extension/core/roll_selected.js";
import { marksOf } from "../extension/core/roll_takes.js";
import { fitted, following, panned, stretched, within, zoomed } from "../extension/core/roll_view.js";

/** @import { Score } from "../extension/core/roll_score.js" */
/** @import { Item, Place, Row } from "../extension/core/roll_rows.js" */
/** @import { View } from "../extension/core/roll_view.js" */
/** @import { Take } from "../extension/core/roll_takes.js" */
/** What changed: the notes' pixels, what lies over them, the rows of cells, or which notes are selected. @typedef {"notes" | "over" | "rows" | "selected"} What */
/** @typedef {{from: number, to: number}} Span ms */
/** @import { Box } from "../extension/core/roll_selected.js" */

/** @type {Score} */
const EMPTY = { notes: columns(0), tracks: [], curves: [], told: [], length: 0, low: 48, high: 72, flaws: [] };

/** Notes that can be selected: more nobody plays as a word. */
export const MOST_SELECTED = 1000;

export class Roll {
  score = EMPTY;
  /** @type {import("../extension/core/roll_runs.js").Level[]} */
  levels = levelsOf(EMPTY.notes, []);
  /** @type {View} */
  view = fitted(EMPTY, 1000, 400);
  /** @type {Take[]} */
  takes = [];
  /** ms where a take begins that has no end yet; −1 none. */
  begun = -1;
  /** @type {Item[]} */
  words = [];
  /** @type {Item[]} Notes on a moment, and other marks. */
  moments = [];
  /** Feedback that was played and is not saved. @type {readonly import("../extension/core/along.js").Stroke[]} */
  strokes = [];
  /** Feedback, but for what is saved as notes. @type {readonly Item[]} */
  feedback = [];
  /** @type {Row[]} */
  rows = [];
  /** @type {Place} */
  cursor = { row: 0, cell: 0 };
  /** @type {Span | null} */
  loop = null;
  /** @type {Set<number>} */
  selected = new Set();
  /** @type {Box | null} */
  box = null;
  /** @type {ReadonlySet<number>} Tracks. */
  hidden = new Set();
  /** @type {import("../extension/core/roll_colours.js").By} */
  by = "track";
  follows = true;
  /** ms where the playhead stands. */
  at = 0;
  /** ms of all that is opened: the notes, or the medium where it is longer. */
  length = 0;
  #changed;
  /** Those of notes, made once: there may be a million. @type {Row[]} */
  #noteRows = [];

  /** @param {(what: What) => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** ms where the take begins that the playhead is in: times are told from there. */
  get zero() {
    return this.zeroAt(this.at);
  }

  /** @param {number} at ms @returns {number} where the take begins that is there, or the recording */
  zeroAt(at) {
    return this.takeAt(at)?.from ?? 0;
  }

  /** @param {number} at ms */
  takeAt(at) {
    return this.takes.find(({ from, to }) => at >= from && at < to) ?? null;
  }

  /** @param {Score} score @param {Take[]} takes @param {number} length ms */
  open(score, takes, length) {
    Object.assign(this, { score, takes, length: Math.max(length, score.length), loop: null, at: 0, begun: -1, hidden: new Set() });
    this.words = score.told.flatMap(({ at, kind, text }) => (kind === "marker" || kind === "text" ? [] : [{ at, end: at, text, kind }]));
    this.moments = score.told.flatMap(({ at, kind, text }) => (kind === "text" ? [{ at, end: at, text, kind }] : []));
    this.selected = new Set();
    this.cursor = { row: 0, cell: 0 };
    this.#tint();
    this.fit();
    this.#changed("selected");
  }

  /** A medium is longer than its notes, or it becomes known how long it is. @param {number} length ms */
  lengthen(length) {
    if (length <= this.length) return;
    const whole = this.view.span >= this.length;
    this.length = length;
    if (whole) this.fit();
  }

  #tint() {
    this.#noteRows = rowsOfNotes(this.score, this.hidden);
    this.levels = levelsOf(this.score.notes, tintsOf(this.score.notes, this.by, this.hidden));
    this.setRows();
    this.#changed("notes");
  }

  /** @param {import("../extension/core/roll_colours.js").By} by */
  colour(by) {
    this.by = by;
    this.#tint();
  }

  /** @param {number} track @param {boolean} shown */
  show(track, shown) {
    const hidden = new Set(this.hidden);
    if (shown) hidden.delete(track);
    else hidden.add(track);
    this.hidden = hidden;
    this.#tint();
  }

  /** Makes the rows anew, of marks, words and notes; the cursor stays at its time. */
  setRows() {
    const at = this.#here();
    const rows = [
      rowOfItems("Marks", "marks", marksOf(this.takes, this.moments, this.length)),
      rowOfItems("Words", "words", this.words),
      rowOfItems("Feedback", "marks", this.feedback),
      ...this.#noteRows,
    ].filter(({ size }) => size);
    const row = Math.min(this.cursor.row, rows.length - 1);
    this.rows = rows;
    this.cursor = { row, cell: nearestCell(rows[row], at) };
    this.#changed("rows");
  }

  #here() {
    const row = this.rows[this.cursor.row];
    return row && this.cursor.cell < row.size ? row.at(this.cursor.cell) : 0;
  }

  /** @param {number} width px @param {number} height */
  size(width, height) {
    this.#look({ ...this.view, width, height });
  }

  fit() {
    const { length, score: { low, high }, view: { width, height } } = this;
    this.#look(fitted({ length, low, high }, width, height));
  }

  /** @param {View} view */
  #look(view) {
    this.view = within(view, this.length);
    this.#changed("notes");
  }

  /** @param {number} factor @param {number} [anchor] ms that stays; else the playhead where it is seen, or the middle */
  zoom(factor, anchor) {
    const { from, span } = this.view;
    const seen = this.at >= from && this.at <= from + span;
    this.#look(zoomed(this.view, factor, anchor ?? (seen ? this.at : from + span / 2), this.length));
  }

  /** @param {number} factor */
  stretch(factor) { this.#look(stretched(this.view, factor, this.length)); }

  /** @param {number} share of the width, to the right @param {number} semitones up */
  pan(share, semitones) {
    this.#look(panned(this.view, share * this.view.span, semitones, this.length));
  }

  /** @param {View} view what was seen of another, at the size that it has now */
  showAgain({ from, span, bottom, lanes }) { this.#look({ ...this.view, from, span, bottom, lanes }); }

  /** @param {Span} span is seen as a whole */
  showSpan({ from, to }) { this.#look({ ...this.view, from: from - (to - from) * 0.05, span: (to - from) * 1.1 }); }

  /** @param {number} at ms; the playhead is there */
  moveTo(at) {
    this.at = at;
    const view = this.follows ? following(this.view, at, this.length) : this.view;
    if (view === this.view) this.#changed("over");
    else this.#look(view);
  }

  /** @param {{key: string, shiftKey: boolean, ctrlKey: boolean}} pressed @returns {boolean} whether the key meant something */
  step(pressed) {
    const place = stepped(this.rows, this.cursor, pressed);
    if (place) this.setCursor(place);
    return place !== null;
  }

  /** @param {Place} place */
  setCursor(place) {
    this.cursor = place;
    const view = viewOf(this.view, this.score, this.rows[place.row], place.cell);
    this.#changed("rows");
    if (view.from !== this.view.from || view.bottom !== this.view.bottom) this.#look(view);
    else this.#changed("over");
  }

  /** The cell where the cursor is, with its row. */
  get cell() {
    const row = this.rows[this.cursor.row];
    const { cell } = this.cursor;
    return { row, cell, at: row.at(cell), end: row.end(cell), note: row.note(cell), text: row.text(cell, this.zeroAt(row.at(cell))) };
  }

  /**
   * The cell of a note that sounds at a time; the last that begins before it, of those looked at.
   * @param {number} at ms @param {number} pitch @param {number} slack ms
   * @returns {Place | null}
   */
  placeOf(at, pitch, slack) {
    for (let row = 0; row < this.rows.length; row += 1) {
      const cell = cellOfNote(this.rows[row], this.score, at, pitch, slack);
      if (cell >= 0) return { row, cell };
    }
    return null;
  }

  /** @param {readonly Item[]} words of chosen languages, in place of those found before */
  find(words) {
    this.words = [...this.words.filter(({ kind }) => kind !== "found"), ...words].sort((one, other) => one.at - other.at);
    this.setRows();
    this.#changed("over");
  }

  /** @param {number | null} note all are let go with null @returns {boolean} whether it is selected now */
  select(note) {
    if (note === null) this.selected.clear();
    else if (!this.selected.delete(note) && this.selected.size < MOST_SELECTED) this.selected.add(note);
    this.#changed("selected");
    return note !== null && this.selected.has(note);
  }

  /** Selects all notes of the cursor's row from the one that was selected last up to the cursor. @returns {boolean} whether there is one in that row */
  selectUpTo() {
    const { row, cell } = this.cursor;
    const between = notesUpTo(this.rows[row], [...this.selected].at(-1) ?? -1, cell);
    this.#add(between);
    return between.length > 0;
  }

  /** Selects what begins within a box, besides what is selected. @param {Box} box */
  selectIn(box) {
    this.#add(notesIn(this.score.notes, box, this.hidden, MOST_SELECTED));
  }

  /** @param {readonly number[]} notes */
  #add(notes) {
    for (const note of notes) if (this.selected.size < MOST_SELECTED) this.selected.add(note);
    this.setRows();
    this.#changed("selected");
  }

  /** @param {Box | null} box that is being drawn */
  draw(box) { this.box = box; this.#changed("over"); }

  /** @param {Span | null} span */
  repeat(span) {
    this.loop = span && span.to > span.from ? span : null;
    this.#changed("over");
  }

  /** @param {Roll["strokes"]} strokes @param {readonly Item[]} feedback all of it, in any order */
  respond(strokes, feedback) {
    this.strokes = strokes;
    this.feedback = [...feedback].sort((one, other) => one.at - other.at);
    if (this.score !== EMPTY) this.setRows();
    this.#changed("over");
  }

  /** @param {Take[]} takes in place of those that were there @param {number} begun ms; −1 none is begun */
  retake(takes, begun) {
    Object.assign(this, { takes, begun });
    this.setRows();
    this.#changed("over");
  }

  /** @param {Item} moment */
  mark(moment) {
    this.exchange([], [moment]);
  }

  /** @param {readonly Item[]} gone @param {readonly Item[]} come moments that take their place */
  exchange(gone, come) {
    const left = new Set(gone);
    this.moments = [...this.moments.filter((one) => !left.has(one)), ...come].sort((one, other) => one.at - other.at);
    this.setRows();
    this.#changed("over");
  }
}
