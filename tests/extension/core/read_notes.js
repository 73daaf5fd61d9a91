// Reads the MIDI files in a file of base64 lines, for what holds both languages' readers together.

import { readFileSync } from "node:fs";

import { CONTROL_KINDS } from "../../../extension/core/control_table.js";
import { readNotes } from "../../../extension/core/note_reading.js";
import { readScore } from "../../../extension/core/roll_score.js";

/** @param {Record<string, any>} columns @param {readonly string[]} names @returns {any[][]} Its rows. */
const rows = (columns, names) => Array.from({ length: columns.length }, (_, at) => names.map((name) => columns[name][at]));

for (const line of readFileSync(process.argv[2], "utf8").trimEnd().split("\n")) {
  const data = new Uint8Array(Buffer.from(line, "base64"));
  const file = readNotes(data);
  // The piano roll draws of it what it can, whatever its state; a throw here fails the test.
  if ((readScore(data) === null) !== ("refused" in file)) throw new Error("the roll and the reader differ");
  const said = "refused" in file ? file : {
    format: file.format,
    division: [file.division.ticks, file.division.frames],
    length: file.length,
    tracks: file.tracks.map((track) => [track.index, track.name, track.instrument, track.programs, track.notes, track.length]),
    notes: rows(file.notes, ["starts", "ends", "pitches", "velocities", "channels", "tracks"]),
    controls: rows(file.controls, ["at", "kinds", "numbers", "values", "channels", "tracks"])
      .map(([at, kind, ...rest]) => [at, CONTROL_KINDS[kind - 10], ...rest]),
    texts: file.texts.map(({ at, kind, text, track }) => [at, kind, text, track]),
    tempos: file.tempos.map(({ at, quarter, track }) => [at, quarter, track]),
    flaws: file.flaws.map(({ offset, code }) => [offset, code]),
  };
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
