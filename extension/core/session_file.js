// A session as a Standard MIDI File that any DAW opens: written, and read back to the millisecond.
//
// Type 1, 1000 ticks a quarter at 60 a minute: a tick is a millisecond. Track 0 holds the header and
// the markers; each tab has a track with its notes, words (lyrics), commands (cue points), pages,
// speech and earcons (texts). `server/core/session_file.py` writes the same bytes.

import { entryOf, FORMAT, headerOf, inOrder, LONGEST, MOST_TABS, trackNames } from "./session_log.js";
import { entryIn, jsonIn, KINDS, textOf } from "./session_text.js";
import { readRaw } from "./smf_read.js";
import { timesOf } from "./smf_time.js";
import { TEXTS } from "./smf_track.js";
import { toUtf8 } from "./utf8.js";

/** @import { Entry, Header, Session } from "./session_log.js" */
/** @import { Flaw } from "./smf_read.js" */

/** The name of track 0. */
export const NAME = "Rubato session";

const TICKS = 1000;
const QUARTER = 1_000_000;
/** The longest time between two events that a variable-length number holds. */
const FARTHEST = 0x0fffffff;

/**
 * @param {Header} header
 * @param {readonly Entry[]} entries In any order.
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function writeSession(header, entries) {
  const ordered = inOrder(entries);
  const names = trackNames(ordered);
  /** @type {Entry[][]} */
  const tracks = [[], ...names.map(() => [])];
  for (const entry of ordered) tracks[entry.tab ?? 0].push(entry);
  const lead = [
    0, ...meta("name", NAME),
    0, 0xff, 0x51, 3, ...number(QUARTER, 3),
    0, ...meta("text", JSON.stringify(headerOf(header)?.header)),
  ];
  const file = new Bytes();
  file.put([...ascii("MThd"), ...number(6, 4), ...number(1, 2), ...number(tracks.length, 2)]);
  file.put(number(TICKS, 2));
  tracks.forEach((track, at) => writeTrack(file, at ? [0, ...meta("name", names[at - 1])] : lead, track));
  return file.bytes();
}

/** @param {Bytes} file @param {readonly number[]} lead @param {readonly Entry[]} entries */
function writeTrack(file, lead, entries) {
  const body = new Bytes();
  body.put(lead);
  let now = 0;
  for (const entry of entries) {
    for (; entry.at - now > FARTHEST; now += FARTHEST) body.put([...varied(FARTHEST), ...meta("text", "")]);
    body.put(varied(entry.at - now));
    body.put(entry.type === "midi" ? entry.bytes : meta(KINDS[entry.type], textOf(entry)));
    now = entry.at;
  }
  body.put([0, 0xff, 0x2f, 0]);
  file.put([...ascii("MTrk"), ...number(body.length, 4)]);
  file.put(body.bytes());
}

/** Bytes that grow. */
class Bytes {
  #held = new Uint8Array(1024);
  length = 0;

  /** @param {ArrayLike<number>} more */
  put(more) {
    const length = this.length + more.length;
    if (length > this.#held.length) {
      const wider = new Uint8Array(2 * length);
      wider.set(this.#held);
      this.#held = wider;
    }
    this.#held.set(more, this.length);
    this.length = length;
  }

  /** @returns {Uint8Array<ArrayBuffer>} */
  bytes() {
    return this.#held.slice(0, this.length);
  }
}

/** @param {string} text */
const ascii = (text) => [...text].map((letter) => letter.charCodeAt(0));

/** @param {number} value @param {number} length @returns {number[]} Big-endian. */
const number = (value, length) =>
  Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) & 0xff);

/** @param {number} value 0..FARTHEST @returns {number[]} Of variable length: seven bits a byte. */
function varied(value) {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** @param {string} kind @param {string} text @returns {number[]} A text event, without its time. */
function meta(kind, text) {
  const bytes = toUtf8(text);
  return [0xff, TEXTS.indexOf(kind), ...varied(bytes.length), ...bytes];
}

/**
 * Reads any MIDI file as a session; what is none of ours is a recording: its notes, markers, texts.
 * Flaws: those of the file, and `newer` (a version to come), `header` (fields of it are replaced),
 * `plain` (a recording of others), `unread` (texts that look like ours and are kept as texts).
 * @param {Uint8Array} data
 * @returns {{session: Session, flaws: Flaw[]} | null} Null where it holds no MIDI track.
 */
export function readSession(data) {
  const raw = readRaw(data);
  if (!raw) return null;
  const heading = headingOf(raw.tracks[0]?.events ?? []);
  const found = gather(raw, heading !== null);
  return {
    session: { header: heading?.header ?? null, tracks: found.names, entries: inOrder(found.entries) },
    flaws: [...raw.flaws, ...flawsOf(heading, found.unread, found.late)],
  };
}

/** @param {import("./smf_track.js").RawEvent[]} events @returns {ReturnType<typeof headerOf>} */
function headingOf(events) {
  for (const event of events) {
    const header = "text" in event && event.kind === "text" && event.text.startsWith("{") && headerOf(jsonIn(event.text));
    if (header) return header;
  }
  return null;
}

/** @param {ReturnType<typeof headingOf>} heading @param {number} unread @param {number} late @returns {Flaw[]} */
function flawsOf(heading, unread, late) {
  const version = heading?.header.rubato ?? FORMAT;
  /** @type {[boolean, string, Record<string, number>][]} */
  const rows = [
    [!heading, "plain", {}],
    [version > FORMAT, "newer", { version, known: FORMAT }],
    [Boolean(heading?.wrong.length), "header", { count: heading?.wrong.length ?? 0 }],
    [unread > 0, "unread", { count: unread }],
    [late > 0, "too-late", { count: late }],
  ];
  return rows.filter(([there]) => there).map(([, code, facts]) => ({ offset: 0, code, facts }));
}

/**
 * Track 0 of ours belongs to no tab; of a recording of others each track is one.
 * @param {import("./smf_read.js").RawFile} raw
 * @param {boolean} ours
 */
function gather(raw, ours) {
  const times = timesOf(raw);
  /** @type {Entry[]} */
  const entries = [];
  /** @type {string[]} */
  const names = Array(Math.min(raw.tracks.length - (ours ? 1 : 0), MOST_TABS)).fill("");
  let [unread, late] = [0, 0];
  raw.tracks.forEach(({ events }, index) => {
    const tab = Math.min(Math.max(ours ? index : index + 1, 1), MOST_TABS);
    for (const event of events) {
      const at = times[index](event.tick);
      if (at > LONGEST) late += 1;
      else if ("bytes" in event) entries.push({ at, type: "midi", tab, bytes: event.bytes });
      else if (event.kind === "name") names[index - (ours ? 1 : 0)] ||= event.text;
      else if (event.text && !(ours && index === 0 && event.text.startsWith("{"))) {
        const entry = entryOf({ at, tab, ...entryIn(event.kind, event.text) });
        if (ours && !entry && /\{.*\}$/s.test(event.text)) unread += 1;
        entries.push(entry ?? { at, type: "text", tab, text: event.text, kind: event.kind });
      }
    }
  });
  return { entries, names: names.map((name, at) => name || `Tab ${at + 1}`), unread, late };
}
