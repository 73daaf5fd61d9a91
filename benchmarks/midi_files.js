// MIDI files in JavaScript: a million notes read and asked by time; or, with a file of base64 lines,
// what became of each (midi_files.py gives the damaged ones).
//
//     node benchmarks/midi_files.js
//     node --expose-gc benchmarks/midi_files.js FILE

import { readFileSync } from "node:fs";

import { readNotes } from "../extension/core/note_reading.js";
import { readScore } from "../extension/core/roll_score.js";

const NOTES = 1_000_000;
const TRACKS = 16;
const WINDOWS = 2000;
const SECONDS_SHOWN = 30;

/** @param {number} seed @returns {(below: number) => number} The same dice each time. */
function diceOf(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** @param {string} name @param {number[]} body */
const chunk = (name, body) => Buffer.concat([Buffer.from(name), Buffer.from(Uint32Array.of(body.length).buffer).reverse(), Buffer.from(body)]);

/** @param {(below: number) => number} dice @param {number} track @param {number} count @returns {Buffer} */
function trackOf(dice, track, count) {
  const body = [0, 0xc0 | track, track];
  for (let note = 0; note < count; note += 1) {
    const pitch = 30 + dice(60);
    body.push(dice(60), 0x90 | track, pitch, 1 + dice(126), dice(100), 0x80 | track, pitch, 64);
    if (note % 50 === 0) body.push(0, 0xb0 | track, 64, note % 100 ? 0 : 127);
  }
  return chunk("MTrk", [...body, 0, 0xff, 0x2f, 0]);
}

/** @param {readonly number[]} times @param {number} percent */
const quantile = (times, percent) => [...times].sort((one, other) => one - other)[Math.floor(((times.length - 1) * percent) / 100)];

function aMillion() {
  const dice = diceOf(1);
  const tracks = Array.from({ length: TRACKS }, (_, track) => trackOf(dice, track, NOTES / TRACKS));
  const data = new Uint8Array(Buffer.concat([chunk("MThd", [0, 1, 0, TRACKS, 1, 0xe0]), ...tracks]));
  const begun = performance.now();
  const file = readNotes(data);
  const first = performance.now() - begun;
  if ("refused" in file || file.notes.length !== NOTES) throw new Error("not all notes were read");
  console.log(`${NOTES.toLocaleString("en")} notes in ${TRACKS} tracks, ${(data.length / 1e6).toFixed(1)} MB`);
  console.log(`  read and sorted, ms                ${first.toFixed(0)}`);
  const drawn = performance.now();
  if (readScore(data)?.notes.count !== NOTES) throw new Error("the roll has not all notes");
  console.log(`  read for the piano roll, ms        ${(performance.now() - drawn).toFixed(0)}`);
  const times = [];
  for (let each = 0; each < WINDOWS; each += 1) {
    const from = (file.length * each) / WINDOWS;
    const at = performance.now();
    let seen = 0;
    file.notes.between(from, from + SECONDS_SHOWN * 1000, () => { seen += 1; });
    times.push(performance.now() - at);
  }
  console.log(`  ${SECONDS_SHOWN} seconds found, p95 ms             ${quantile(times, 95).toFixed(3)}`);
}

/** @param {string} path */
function each(path) {
  for (const line of readFileSync(path, "utf8").trimEnd().split("\n")) {
    const data = new Uint8Array(Buffer.from(line, "base64"));
    const [one, other] = [outcome(data), outcome(data)];
    // The first reading pays for the compiler's work besides.
    console.log(JSON.stringify({ ...one, ms: Math.min(one.ms, other.ms), bytes: Math.min(one.bytes, other.bytes) }));
  }
}

/** Bytes that are read at once: of one small file the engine's own housekeeping would drown its cost. */
const AT_ONCE = 100_000;

/** @param {Uint8Array} data What became of a file: its notes track by track, places of its flaws, time and memory. */
function outcome(data) {
  const times = Math.ceil(AT_ONCE / Math.max(data.length, 100));
  globalThis.gc?.();
  const before = memory();
  const begun = process.cpuUsage();
  try {
    const files = Array.from({ length: times }, () => readNotes(data));
    const cost = { ms: worked(begun) / times, bytes: (memory() - before) / times };
    return { ...said(files[0]), ...cost };
  } catch (error) {
    return { thrown: String(error), ms: worked(begun), bytes: 0 };
  }
}

/** @param {ReturnType<typeof readNotes>} file */
function said(file) {
  if ("refused" in file) return file;
  const { tracks, pitches, velocities, channels, length } = file.notes;
  const notes = Array.from({ length }, (_, at) => [tracks[at], pitches[at], velocities[at], channels[at]]);
  return { notes, flaws: file.flaws.map(({ offset }) => offset) };
}

/** @param {NodeJS.CpuUsage} since @returns {number} ms that the processor worked for us. */
function worked(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** Bytes held, garbage that was not yet collected too. */
function memory() {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const [, , path] = process.argv;
if (path) each(path);
else aMillion();
