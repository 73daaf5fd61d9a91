// Saves feedback: what was played as a MIDI file, each piece that was spoken as it was recorded.

import { fileOfPlayed } from "../extension/core/along_file.js";
import { momentName } from "../extension/core/roll_names.js";
import { ask } from "./ask.js";
import { NotSent, sendFile } from "./file_sending.js";
import { sending } from "./page_sending.js";
import { t } from "./texts.js";

/** @import { Along, Phrase, Piece } from "../extension/core/along.js" */
/** @import { About } from "../extension/core/along_file.js" */

/** @typedef {{file: File, at: number, units: (Phrase | Piece)[]}} Part A file and where on the clock it begins. */
/** @typedef {{place: string, csrf: string}} Where */
/** @typedef {{step: (text: string) => void, kept: (units: readonly (Phrase | Piece)[]) => Promise<void>, signal: AbortSignal}} Telling */

/** Names of files hold no sign that some system does not take. @param {string} text */
const plain = (text) => text.replace(/[^\p{L}\p{N} ._-]+/gu, "_").slice(0, 80).trim() || "somebody";

/** @param {Along} along @param {About} about @returns {Part[]} */
export function partsOf(along, about) {
  const name = t("Feedback by {by}", { by: plain(about.by) });
  const phrases = along.units.filter((unit) => unit.kind === "played");
  const played = phrases.length ? [{
    file: new File([fileOfPlayed(along.strokes, along.pedals, about)], `${name}.mid`, { type: "audio/midi" }), at: 0, units: [...phrases],
  }] : [];
  const spoken = along.pieces.map((piece) => {
    const called = t("{name} at {time}", { name, time: momentName(piece.at).replaceAll(":", "-") });
    const file = new File([/** @type {Blob} */ (piece.sound)], `${called}.webm`, { type: "audio/webm" });
    return { file, at: Math.round(piece.at), units: [piece] };
  });
  return [...played, ...spoken];
}

/**
 * Sends them one after another; what is there is told at once, so that the rest alone is sent again.
 * @param {readonly Part[]} parts
 * @param {About} about
 * @param {Where} where
 * @param {Telling} telling
 * @returns {Promise<string>} why not all of it is there, or is written down; "" it is
 */
export async function saveParts(parts, { by, languages }, { place, csrf }, { step, kept, signal }) {
  let deaf = "";
  for (const { file, at, units } of parts) {
    const recording = await sendFile(file, sending(() => csrf), { step: (said) => step(`${file.name}: ${said}`), signal }).catch((error) => {
      if (error instanceof NotSent || signal.aborted) return { why: signal.aborted ? t("Stopped.") : error.message };
      throw error;
    });
    if (typeof recording !== "string") return recording.why;
    const body = { recording, offset_ms: at, name: by, feedback: true, languages: languages.map(({ name }) => name) };
    const added = await ask("POST", `${place}/tracks`, { body, csrf });
    // An answer that was lost: it is there already.
    if (!added.ok && added.status !== 409) return added.why;
    await kept(units);
    if (file.type === "audio/webm" && added.ok) deaf = await written(added.value, recording, place, csrf, step) || deaf;
  }
  return deaf;
}

/** @param {any} whole @param {string} recording @param {string} place @param {string} csrf @param {(text: string) => void} step @returns {Promise<string>} why not */
async function written(whole, recording, place, csrf, step) {
  const track = whole.tracks.find((/** @type {any} */ one) => one.recording === recording);
  if (!track) return "";
  step(t("Writing down what was said …"));
  const answer = await ask("POST", `${place}/transcript`, { body: { track: track.id }, csrf });
  return answer.ok ? "" : t("It is saved, but nothing is written down: {why}", { why: answer.why });
}
