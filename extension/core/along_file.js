// What was played to a recording as a MIDI file, and as notes that sound with it.
//
// Somebody may play the same key again over what he played in an earlier round; a MIDI file cannot
// say which of two like notes ends. So each goes to the first layer, which is a track, where its key is free.

import { columns } from "./roll_order.js";
import { FORMAT } from "./session_log.js";
import { writeSession } from "./session_file.js";

/** @import { Pedal, Stroke } from "./along.js" */
/** @import { Header, Entry } from "./session_log.js" */
/** @import { Score } from "./roll_score.js" */

const [NOTE_ON, NOTE_OFF, CONTROL, SUSTAIN] = [0x90, 0x80, 0xb0, 64];
/** Notes and pedals of one file. */
export const MOST_PLAYED = 100_000;

/**
 * @typedef {object} About
 * @property {string} by who gives it
 * @property {string} started ISO 8601, UTC
 * @property {readonly {name: string, version: number}[]} languages
 */

/**
 * @param {readonly Stroke[]} strokes those still held end where they begin
 * @param {readonly Pedal[]} pedals
 * @param {About} about
 * @returns {Uint8Array<ArrayBuffer>} a tick is a millisecond of the recording
 */
export function fileOfPlayed(strokes, pedals, { by, started, languages }) {
  /** @type {Header} */
  const header = { rubato: FORMAT, title: `Feedback by ${by}`, started, lowest: 48, languages: [...languages], made_by: "Rubato" };
  const layers = layersOf(strokes);
  /** @type {Entry[]} */
  const entries = layers.flatMap((layer, at) => {
    const tab = at + 1;
    const title = at ? `${by} ${tab}` : by;
    return [{ at: 0, type: "page", tab, url: "", title }, ...offsFirst(layer, tab)];
  });
  const last = Math.max(1, layers.length);
  entries.push(...pedals.map(({ at, value, channel }) => midi(at, last, [CONTROL | channel, SUSTAIN, value])));
  return writeSession(header, entries);
}

/** @param {number} at @param {number} tab @param {number[]} bytes @returns {Entry} */
const midi = (at, tab, bytes) => ({ at: Math.max(0, Math.round(at)), type: "midi", tab, bytes });

/** At the same moment a key is let go before it goes down again. @param {readonly Stroke[]} layer @param {number} tab @returns {Entry[]} */
const offsFirst = (layer, tab) => [
  ...layer.map(({ pitch, channel, ...stroke }) => midi(endOf(stroke), tab, [NOTE_OFF | channel, pitch, 0])),
  ...layer.map(({ at, pitch, velocity, channel }) => midi(at, tab, [NOTE_ON | channel, pitch, velocity])),
];

/** At least a tick. @param {{at: number, end: number}} stroke */
const endOf = ({ at, end }) => Math.max(Math.round(at) + 1, Math.round(end));

/** @param {readonly Stroke[]} strokes @returns {Stroke[][]} in each of which no key sounds twice at once */
function layersOf(strokes) {
  /** @type {{strokes: Stroke[], free: Map<string, number>}[]} */
  const layers = [];
  for (const stroke of [...strokes].sort((one, other) => one.at - other.at).slice(0, MOST_PLAYED)) {
    const key = `${stroke.channel} ${stroke.pitch}`;
    let layer = layers.find(({ free }) => (free.get(key) ?? -1) <= Math.round(stroke.at));
    if (!layer) layers.push(layer = { strokes: [], free: new Map() });
    layer.strokes.push(stroke);
    layer.free.set(key, endOf(stroke));
  }
  return layers.map((layer) => layer.strokes);
}

/**
 * The same as a score, to be heard with the recording before it is kept.
 * @param {readonly Stroke[]} strokes
 * @param {readonly Pedal[]} pedals
 * @returns {Score}
 */
export function scoreOfPlayed(strokes, pedals) {
  const over = strokes.filter(({ end }) => end >= 0).sort((one, other) => one.at - other.at);
  const notes = columns(over.length);
  over.forEach(({ at, end, pitch, velocity, channel }, place) => {
    [notes.start[place], notes.end[place], notes.pitch[place]] = [at, end, pitch];
    [notes.velocity[place], notes.channel[place]] = [velocity, channel];
  });
  const length = over.reduce((most, { end }) => Math.max(most, end), 0);
  return { notes, tracks: [{ name: "", notes: over.length }], curves: curvesOf(pedals), told: [], length, low: 48, high: 72, flaws: [] };
}

/** @param {readonly Pedal[]} pedals @returns {Score["curves"]} one a channel */
function curvesOf(pedals) {
  const channels = [...new Set(pedals.map(({ channel }) => channel))];
  return channels.map((channel) => {
    const own = pedals.filter((one) => one.channel === channel).sort((one, other) => one.at - other.at);
    return { kind: "controller", channel, number: SUSTAIN, at: own.map(({ at }) => at), value: own.map(({ value }) => value) };
  });
}
