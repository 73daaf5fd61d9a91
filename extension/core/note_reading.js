// Reads the notes, controls and texts of a MIDI file into columns, a million notes in well under a second.
//
// `server/core/smf.py` reads the same; `session_file.js` reads what a session of ours holds besides.

import { Columns, rising } from "./columns.js";
import { ControlTable } from "./control_table.js";
import { NoteTable } from "./note_table.js";
import { readFile } from "./smf_read.js";
import { exactTimesOf } from "./smf_time.js";

/** @import { Division, Flaw } from "./smf_read.js" */
/** @import { Report } from "./smf_track.js" */
/** @import { Times } from "./smf_time.js" */
/** @import { NotMidi } from "./smf_wrappers.js" */

/** ms from the start, kind (see `TEXTS` in smf_track.js), text, track. @typedef {{at: number, kind: string, text: string, track: number}} TimedText */

/** ms from the start, µs a quarter. @typedef {{at: number, quarter: number, track: number}} Tempo */

/**
 * @typedef {object} TrackInfo
 * @property {number} index From 0.
 * @property {string} name Its first name, or "".
 * @property {string} instrument Its first instrument name, or "".
 * @property {[number, number][]} programs Channel, program 0..127, in the order of their first use.
 * @property {number} notes How many.
 * @property {number} length ms up to its end mark, or to its last event.
 */

/**
 * @typedef {object} NoteFile Everything timed is in order of time, then of track.
 * @property {number} format 0 one track, 1 tracks that sound together, 2 each for itself, from time 0.
 * @property {Division} division
 * @property {TrackInfo[]} tracks
 * @property {NoteTable} notes
 * @property {ControlTable} controls
 * @property {TimedText[]} texts
 * @property {Tempo[]} tempos
 * @property {number} length ms up to the end of the longest track.
 * @property {Flaw[]} flaws
 */

/**
 * Reads any MIDI file, whatever its state: every note before the damage, and what is wrong. Never throws.
 * @param {Uint8Array} data
 * @returns {NoteFile | NotMidi} A refusal where there is no track.
 */
export function readNotes(data) {
  const sink = new NoteSink();
  const file = readFile(data, (index) => sink.begin(index));
  if ("refused" in file) return file;
  const times = exactTimesOf(file);
  const { infos } = sink;
  file.tracks.forEach((track, index) => { infos[index].length = times[index](track.tick); });
  return {
    format: file.format, division: file.division, flaws: file.flaws, tracks: infos,
    notes: new NoteTable(timed(sink.notes, times, ["starts", "ends"])),
    controls: new ControlTable(timed(sink.controls, times, ["at"])),
    texts: inTime(sink.texts, (text) => times[text.track](text.at)),
    tempos: inTime(file.tracks.flatMap(({ tempos }, track) =>
      tempos.map(([at, quarter]) => ({ at, quarter, track }))), (tempo) => times[tempo.track](tempo.at)),
    length: infos.reduce((most, { length }) => Math.max(most, length), 0),
  };
}

/** @template {{at: number}} T @param {T[]} rows With ticks. @param {(row: T) => number} ms @returns {T[]} The same in order of time. */
function inTime(rows, ms) {
  for (const row of rows) row.at = ms(row);
  return rows.sort((one, other) => one.at - other.at);
}

/**
 * Turns ticks into ms and brings the rows into the order of the first of these columns.
 * @template {Record<string, import("./columns.js").Column> & {tracks: Uint32Array}} C
 * @param {Columns<C>} columns
 * @param {readonly Times[]} times One a track.
 * @param {(keyof C & string)[]} names Of the columns that hold ticks.
 * @returns {C}
 */
function timed(columns, times, names) {
  const { tracks } = columns.held;
  for (const name of names) {
    const ticks = columns.held[name];
    for (let at = 0; at < columns.length; at += 1) ticks[at] = times[tracks[at]](ticks[at]);
  }
  const order = rising(/** @type {Float64Array} */ (columns.held[names[0]]), columns.length);
  return order ? columns.picked(order) : columns.whole();
}

const [NOTE_ON, KEY_PRESSURE, CONTROLLER, PROGRAM, BEND] = [0x90, 0xa0, 0xb0, 0xc0, 0xe0];

/** Controllers that release every key of their channel: see `server/core/smf_sounding.py`. */
const SILENCERS = [120, 123, 124, 125, 126, 127];

const CHANNELS = 16;
const PITCHES = 128;

/** Takes the events of all tracks, one track after the other. */
class NoteSink {
  notes = new Columns({
    starts: new Float64Array(), ends: new Float64Array(), pitches: new Uint8Array(), velocities: new Uint8Array(),
    channels: new Uint8Array(), tracks: new Uint32Array(), next: new Uint32Array(),
  });
  controls = new Columns({
    at: new Float64Array(), kinds: new Uint8Array(), numbers: new Uint8Array(), values: new Int16Array(),
    channels: new Uint8Array(), tracks: new Uint32Array(),
  });
  /** @type {TimedText[]} Their times in ticks. */
  texts = [];
  /** @type {TrackInfo[]} Without their lengths. */
  infos = [];
  #track = 0;
  /** Where the track's notes begin. */
  #begun = 0;
  #sounding = 0;
  /** By channel and pitch: 1 more than the place of the first and the last note that sound, or 0. */
  #first = new Uint32Array(CHANNELS * PITCHES);
  #last = new Uint32Array(CHANNELS * PITCHES);
  /** By channel and program: 1 more than the last track that used it. */
  #used = new Uint32Array(CHANNELS * PITCHES);

  /** @param {number} index */
  begin(index) {
    this.#track = index;
    this.#begun = this.notes.length;
    this.infos.push({ index, name: "", instrument: "", programs: NONE, notes: 0, length: 0 });
    return this;
  }

  /** @param {number} tick @param {number} status @param {number} first @param {number} second */
  message(tick, status, first, second) {
    const kind = status & 0xf0;
    const channel = status & 0x0f;
    if (kind > NOTE_ON) this.#control(tick, kind, channel, first, second);
    else if (kind === NOTE_ON && second) this.#press(tick, channel, first, second);
    else this.#release(tick, channel * PITCHES + first);
  }

  /** @param {number} tick @param {string} kind @param {string} text */
  text(tick, kind, text) {
    const info = this.infos[this.#track];
    if (kind === "name") info.name ||= text;
    if (kind === "instrument") info.instrument ||= text;
    this.texts.push({ at: tick, kind, text, track: this.#track });
  }

  /** @param {number} tick @param {number} offset @param {Report} report */
  end(tick, offset, report) {
    if (!this.#sounding) return;
    report(offset, "unclosed-notes", { count: this.#sounding });
    const { channels, pitches } = this.notes.held;
    for (let place = this.#begun; this.#sounding; place += 1) this.#releaseAll(tick, channels[place] * PITCHES + pitches[place]);
  }

  /** @param {number} tick @param {number} channel @param {number} pitch @param {number} velocity */
  #press(tick, channel, pitch, velocity) {
    const place = this.notes.add();
    const { held } = this.notes;
    held.starts[place] = tick;
    held.pitches[place] = pitch;
    held.velocities[place] = velocity;
    held.channels[place] = channel;
    held.tracks[place] = this.#track;
    const key = channel * PITCHES + pitch;
    if (this.#first[key]) held.next[this.#last[key] - 1] = place + 1;
    else this.#first[key] = place + 1;
    this.#last[key] = place + 1;
    this.#sounding += 1;
    this.infos[this.#track].notes += 1;
  }

  /** @param {number} tick @param {number} key The first struck is the first released. */
  #release(tick, key) {
    const place = this.#first[key];
    if (!place) return;
    this.notes.held.ends[place - 1] = tick;
    this.#first[key] = place === this.#last[key] ? 0 : this.notes.held.next[place - 1];
    this.#sounding -= 1;
  }

  /** @param {number} tick @param {number} key */
  #releaseAll(tick, key) {
    while (this.#first[key]) this.#release(tick, key);
  }

  /** @param {number} tick @param {number} kind @param {number} channel @param {number} first @param {number} second */
  #control(tick, kind, channel, first, second) {
    const place = this.controls.add();
    const { held } = this.controls;
    const numbered = kind === CONTROLLER || kind === KEY_PRESSURE;
    held.at[place] = tick;
    held.kinds[place] = kind >> 4;
    held.numbers[place] = numbered ? first : 0;
    held.values[place] = kind === BEND ? second * 128 + first - 8192 : numbered ? second : first;
    held.channels[place] = channel;
    held.tracks[place] = this.#track;
    if (kind === CONTROLLER && SILENCERS.includes(first)) this.#silence(tick, channel);
    if (kind === PROGRAM) this.#program(channel, first);
  }

  /** @param {number} tick @param {number} channel */
  #silence(tick, channel) {
    if (!this.#sounding) return;
    for (let pitch = 0; pitch < PITCHES; pitch += 1) this.#releaseAll(tick, channel * PITCHES + pitch);
  }

  /** @param {number} channel @param {number} program */
  #program(channel, program) {
    const place = channel * PITCHES + program;
    if (this.#used[place] === this.#track + 1) return;
    this.#used[place] = this.#track + 1;
    const info = this.infos[this.#track];
    if (info.programs === NONE) info.programs = [];
    info.programs.push([channel, program]);
  }
}

/** No programs, for the many tracks that have none. @type {[number, number][]} */
const NONE = [];
