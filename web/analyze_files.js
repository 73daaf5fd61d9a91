// Opens recordings for the roll: files that are dropped or chosen, and those that the server keeps.

import { openKept } from "./analyze_kept.js";
import { midiIn, NO_NOTES } from "./analyze_midi.js";
import { part, say } from "./page_parts.js";
import { t } from "./texts.js";

/** @import { Score } from "../extension/core/roll_score.js" */
/** @import { Take } from "../extension/core/roll_takes.js" */
/** @import { Medium } from "./video.js" */

/**
 * @typedef {object} Opened
 * @property {string} title
 * @property {Score} score
 * @property {Take[]} takes
 * @property {Medium | null} medium
 * @property {number} offset ms where the medium begins on the clock of all
 * @property {number} length ms, where it is known
 * @property {number} at ms where it begins
 * @property {Record<string, string>} address what leads back to it
 * @property {string} flaws what is wrong with it, as a sentence; "" nothing
 * @property {string} language whose words are shown; "" all
 * @property {ReadonlySet<number>} feedback which tracks comment on the others
 * @property {{lines: readonly import("./analyze_transcript.js").Line[], place: string, csrf: string, editable: boolean, languages: string[], remarks: import("./analyze_moments.js").Remark[]} & import("./feedback.js").Open & import("./analyze_takes.js").Kept | null} said of a recording of the server
 */

/** Bytes of a MIDI file that is read: a million notes are a tenth of it. */
const LARGEST = 100_000_000;
const PICTURES = /\.(mp4|webm|mkv|mov|m4v|ogv)$/i;
const SOUND = /\.(mp3|wav|ogg|oga|opus|flac|m4a|aac|weba)$/i;

/** @param {File} file */
const isMidi = ({ name, type }) => /\.(midi?|smf|kar|rmi)$/i.test(name) || /^audio\/(x-)?midi?$/.test(type);
/** @param {File} file */
const isPicture = ({ name, type }) => type.startsWith("video/") || PICTURES.test(name);
/** @param {File} file */
const isSound = (file) => !isMidi(file) && (file.type.startsWith("audio/") || SOUND.test(file.name));

/** The address of the file that is open, which the browser holds until then. */
let held = "";

/** @param {readonly File[]} files @returns {Promise<Opened | string>} or why not */
async function openedFiles(files) {
  const notes = files.find(isMidi);
  const other = files.find(isPicture) ?? files.find(isSound);
  if (!notes && !other) return files.length ? t("“{name}” is no MIDI file, sound or video.", { name: files[0].name }) : t("There is no file in that.");
  if (notes && notes.size > LARGEST) return t("“{name}” is too large: {count} MB, where 100 MB is the most.", { name: notes.name, count: Math.round(notes.size / 1e6) });
  const midi = notes ? midiIn(new Uint8Array(await notes.arrayBuffer())) : { score: NO_NOTES, takes: [], flaws: "" };
  if (!midi) return notes?.size ? t("“{name}” holds no MIDI track.", { name: notes.name }) : t("“{name}” holds no MIDI track: it is empty.", { name: notes?.name });
  if (held) URL.revokeObjectURL(held);
  held = other ? URL.createObjectURL(other) : "";
  const title = (notes ?? other)?.name.replace(/\.[^.]*$/, "") ?? "";
  /** @type {Medium | null} */
  const medium = other ? { kind: "file", address: held, pictures: isPicture(other) } : null;
  return { title, ...midi, medium, offset: 0, length: midi.score.length, at: 0, address: {}, language: "", feedback: new Set(), said: null };
}

/** @param {(opened: Opened) => void} open @param {(who: import("./signed_in.js").Who) => void} admit told who is signed in */
export async function openFiles(open, admit) {
  const take = async (/** @type {readonly File[]} */ files) => {
    say(t("Opening …"));
    const opened = await openedFiles(files).catch(() => t("This file cannot be read."));
    if (typeof opened === "string") say(opened);
    else open(opened);
  };
  const chooser = part("files", HTMLInputElement);
  chooser.addEventListener("change", () => void take([...chooser.files ?? []]));
  const shows = (/** @type {boolean} */ is) => document.body.classList.toggle("dropping", is);
  addEventListener("dragover", (event) => { event.preventDefault(); shows(true); });
  addEventListener("dragleave", ({ relatedTarget }) => { if (!relatedTarget) shows(false); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    shows(false);
    void take([...event.dataTransfer?.files ?? []]);
  });
  await openKept(open, admit);
}
