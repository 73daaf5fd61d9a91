// The table of what can be done on the roll's page.

import { momentName } from "../extension/core/roll_names.js";
import { firstFrom, pedalsOf, silentAt } from "../extension/core/roll_sounding.js";
import { counted } from "./words.js";

/** @import { Act } from "./analyze_acts.js" */
/** @import { Roll } from "./roll_model.js" */
/** @import { Transport } from "./transport.js" */
/** @import { MidiPlayer } from "./midi_player.js" */
/** @import { Lists } from "./analyze_lists.js" */
/** @import { Struck } from "../extension/core/roll_sounding.js" */

/**
 * @typedef {object} Parts
 * @property {Roll} roll
 * @property {Transport} transport
 * @property {MidiPlayer} midi
 * @property {(text: string) => void} speak
 * @property {Lists} lists
 * @property {(at: number) => void} go
 */

/** Speeds that there are. */
export const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];

/** The next speed; a medium's own controls may have set one between them. @param {number} rate @param {1 | -1} by */
export const rateBeside = (rate, by) =>
  by > 0 ? RATES.find((one) => one > rate) ?? RATES[RATES.length - 1] : [...RATES].reverse().find((one) => one < rate) ?? RATES[0];

/** ms of a jump. */
const JUMP = 5000;
const [CLOSER, FARTHER] = [1.5, 1 / 1.5];
/** A quarter of what is seen. */
const QUARTER = 0.25;

/** @param {Parts} parts @returns {Act[]} */
export const actsOf = (parts) => [...playing(parts), ...withCell(parts), ...viewing(parts)];

/** @param {Parts} parts @returns {Act[]} */
function playing({ roll, transport, speak }) {
  const faster = (/** @type {1 | -1} */ by) => {
    transport.setRate(rateBeside(transport.rate, by));
    speak(`speed ${transport.rate}`);
  };
  return [
    { text: "Play", key: " ", group: "play", run: () => (transport.plays ? transport.pause() : transport.play()), on: () => transport.plays },
    { text: "To zero", key: "z", group: "play", run: () => { transport.seek(roll.zero); speak(`zero, ${momentName(roll.zero)}`); } },
    { text: "5 s back", key: ",", group: "play", run: () => transport.seek(transport.at - JUMP) },
    { text: "5 s on", key: ".", group: "play", run: () => transport.seek(transport.at + JUMP) },
    { text: "Slower", key: "[", group: "play", run: () => faster(-1) },
    { text: "Faster", key: "]", group: "play", run: () => faster(1) },
    { text: "Repeat", key: "r", group: "play", run: () => speak(repeat(roll, transport)), on: () => transport.loop !== null },
    { text: "Say where", key: "w", group: "play", run: () => speak(whereabouts(roll, transport)) },
  ];
}

/** Repeats what is selected, else the take, else what is seen; or ends that. @param {Roll} roll @param {Transport} transport */
function repeat(roll, transport) {
  const span = transport.loop ? null : spanOfSelected(roll) ?? roll.takeAt(transport.at) ?? seenSpan(roll);
  roll.repeat(span && { from: span.from, to: span.to });
  transport.loop = roll.loop;
  if (!roll.loop) return "repeats no more";
  if (transport.at < roll.loop.from || transport.at >= roll.loop.to) transport.seek(roll.loop.from);
  transport.look();
  return `repeats from ${momentName(roll.loop.from - roll.zero)} to ${momentName(roll.loop.to - roll.zero)}`;
}

/** @param {Roll} roll */
const seenSpan = ({ view: { from, span }, length }) => ({ from: Math.max(0, from), to: Math.min(length, from + span) });

/** @param {Roll} roll */
function spanOfSelected({ selected, score: { notes } }) {
  if (!selected.size) return null;
  const places = [...selected];
  return { from: Math.min(...places.map((at) => notes.start[at])), to: Math.max(...places.map((at) => notes.end[at])) };
}

/** @param {Roll} roll @param {Transport} transport */
function whereabouts(roll, transport) {
  const { score: { notes }, words } = roll;
  const { at } = transport;
  const sounding = [];
  for (let place = firstFrom(notes.start, at - 20_000); place < notes.count && notes.start[place] <= at && sounding.length < 12; place += 1) {
    if (notes.end[place] > at) sounding.push(place);
  }
  const last = words.filter((word) => word.at <= at).pop();
  const take = roll.takeAt(at);
  return [
    take && `take ${take.number}`, momentName(at - roll.zero), `of ${momentName(roll.length)}`, counted(sounding.length, "note") + " sounding",
    last && `last word ${last.text}`, `speed ${transport.rate}`, transport.plays ? "plays" : "stands",
  ].filter(Boolean).join(", ");
}

/** @param {Parts} parts @returns {Act[]} */
function withCell({ roll, transport, midi, speak }) {
  const go = () => { transport.seek(roll.cell.at); speak(`at ${momentName(roll.cell.at - roll.zero)}`); };
  return [
    { text: "Go to it", key: "Enter", group: "cell", run: go },
    { text: "Hear it", key: "h", group: "cell", run: () => midi.hear(struck(roll, roll.cell.note < 0 ? [] : [roll.cell.note])) },
    { text: "Select it", key: "s", group: "cell", run: () => speak(select(roll)) },
    { text: "Select up to it", key: "e", group: "cell", run: () => speak(roll.selectUpTo() ? `${counted(roll.selected.size, "note")} selected` : "select a note of this row first") },
    { text: "Hear the selected", key: "p", group: "cell", command: "review.hear", run: () => (roll.selected.size ? midi.hear(struck(roll, [...roll.selected])) : speak("select notes first")) },
    { text: "Let all go", key: "Escape", group: "cell", run: () => { roll.select(null); roll.setRows(); speak("nothing selected"); } },
    { text: "Cursor to the playhead", key: "c", group: "cell", run: () => roll.setCursor(nearestOf(roll, transport.at)) },
  ];
}

/** @param {Roll} roll @param {number} at */
export function nearestOf(roll, at) {
  const { row } = roll.cursor;
  const here = roll.rows[row];
  let [low, high] = [0, here.size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (here.at(middle) < at) low = middle + 1;
    else high = middle;
  }
  return { row, cell: Math.min(low, here.size - 1) };
}

/** @param {Roll} roll */
function select(roll) {
  const { note } = roll.cell;
  if (note < 0) return "only notes can be selected";
  const is = roll.select(note);
  roll.setRows();
  return `${is ? "selected" : "let go"}, ${counted(roll.selected.size, "note")}`;
}

/** @param {Roll} roll @param {readonly number[]} places @returns {Struck[]} in order of time */
function struck({ score }, places) {
  const { notes } = score;
  const pedals = pedalsOf(score);
  return [...places].sort((one, other) => one - other).map((place) => ({
    place, note: notes.pitch[place], velocity: notes.velocity[place], channel: notes.channel[place], program: notes.program[place],
    at: notes.start[place], end: silentAt(pedals.get(notes.channel[place]), notes.start[place], notes.end[place]),
  }));
}

/** @param {Parts} parts @returns {Act[]} */
function viewing({ roll }) {
  return [
    { text: "Closer", key: "+", group: "view", run: () => roll.zoom(CLOSER) },
    { text: "Farther", key: "-", group: "view", run: () => roll.zoom(FARTHER) },
    { text: "All", key: "0", group: "view", run: () => roll.fit() },
    { text: "Earlier", key: "a", group: "view", run: () => roll.pan(-QUARTER, 0) },
    { text: "Later", key: "d", group: "view", run: () => roll.pan(QUARTER, 0) },
    { text: "Higher", key: "u", group: "view", run: () => roll.pan(0, 6) },
    { text: "Lower", key: "j", group: "view", run: () => roll.pan(0, -6) },
    { text: "Taller keys", key: "t", group: "view", run: () => roll.stretch(1.25) },
    { text: "Flatter keys", key: "g", group: "view", run: () => roll.stretch(0.8) },
  ];
}
