// Numbers and states as a person would say them.

import { named } from "./named.js";
import { fixed, t } from "./texts.js";

/** Largest first: seconds in each, so many of them, and so long ago. */
const UNITS = /** @type {const} */ ([
  [86400, (/** @type {number} */ count) => t("{count} day|{count} days", { count }), (/** @type {number} */ count) => t("{count} day ago|{count} days ago", { count })],
  [3600, (/** @type {number} */ count) => t("{count} hour|{count} hours", { count }), (/** @type {number} */ count) => t("{count} hour ago|{count} hours ago", { count })],
  [60, (/** @type {number} */ count) => t("{count} minute|{count} minutes", { count }), (/** @type {number} */ count) => t("{count} minute ago|{count} minutes ago", { count })],
]);

/**
 * @param {number} count
 * @param {string} noun
 */
export const counted = (count, noun) => t(`{count} ${noun}|{count} ${noun}s`, { count });

/**
 * Say how long something has run.
 * @param {number} seconds
 */
export function uptime(seconds) {
  const unit = UNITS.find(([size]) => seconds >= size);
  return unit ? unit[1](Math.floor(seconds / unit[0])) : t("less than a minute");
}

/**
 * Say how long ago something was.
 * @param {number} ms
 */
export function ago(ms) {
  const unit = UNITS.find(([size]) => ms >= 1000 * size);
  return unit ? unit[2](Math.floor(ms / 1000 / unit[0])) : t("just now");
}

/**
 * Say how the MIDI bridge is.
 * @param {{problem: string | null, ports: {name: string, open: boolean}[]}} midi
 */
export function midiLine(midi) {
  if (midi.problem) return midi.problem;
  if (midi.ports.length === 0) return t("no keyboard connected");
  return midi.ports.map((port) => `${port.name} (${port.open ? t("open") : t("not open")})`).join(", ");
}

/**
 * Say which models there are, and which of them are in memory.
 * @param {{problem: string | null, models: {id: string, loaded: number}[]}} chat
 */
export function modelsLine({ problem, models }) {
  if (problem) return t("{problem} Until then answers quote your documents.", { problem });
  const named = models.map(({ id, loaded }) => loaded ? t("{id} (in memory, {size})", { id, size: bytes(loaded) }) : id);
  return named.join(", ") || t("none yet: answers quote your documents");
}

/**
 * Say what is in the library, and what of it still waits to be found by its meaning.
 * @param {{documents: number, passages: number, index: {second: string, waiting: number, problem: string} | null, worker?: string | null}} chat
 */
export function libraryLine({ documents, passages, index, worker }) {
  if (!documents) return t("empty: add documents on the chat page, or by rubato load");
  const found = index?.second ? t(", found by words and {second}", { second: index.second }) : "";
  const whose = worker ? t(", as process {worker} has it", { worker }) : "";
  const waiting = index?.waiting ? t("; {passages} still to be embedded{whose}", { passages: counted(index.waiting, "passage"), whose }) : "";
  const problem = index?.problem ? `; ${index.problem}` : "";
  return t("{documents} in {passages}{found}{waiting}{problem}", { documents: counted(documents, "document"), passages: counted(passages, "passage"), found, waiting, problem });
}

/**
 * Say what the server holds, in one line.
 * @param {{recordings: number, recorded_bytes: number, inquiries: number, documents: number, passages: number, topics: number, ratings: number, people: number}} totals
 */
export function totalsLine({ recordings, recorded_bytes: size, inquiries, documents, topics, ratings, people }) {
  const recorded = size ? `${counted(recordings, "recording")} (${bytes(size)})` : counted(recordings, "recording");
  const others = [counted(inquiries, "question"), counted(documents, "document"), counted(topics, "topic"), counted(ratings, "rating")];
  return [recorded, ...others, t("{count} person|{count} people", { count: people })].join(" · ");
}

/**
 * Say what is new about who is an admin; empty where nothing is.
 * @param {{waiting: number, answered: string | null}} news
 */
export function wishesLine({ waiting, answered }) {
  if (waiting) return t("One person asks to be an admin|{count} people ask to be an admin", { count: waiting });
  return answered ? t("Your wish to be an admin was {answered}: read the answer", { answered: named(answered) }) : "";
}

/** Largest first: bytes in each, and its name. */
const SIZES = /** @type {const} */ ([[1e9, "GB"], [1e6, "MB"], [1e3, "kB"]]);

/**
 * Write a size as a person would.
 * @param {number} count of bytes
 */
export function bytes(count) {
  const unit = SIZES.find(([size]) => count >= size);
  if (!unit) return counted(count, "byte");
  const value = count / unit[0];
  return `${fixed(value, value >= 10 || unit[0] < 1e9 ? 0 : 1)} ${unit[1]}`;
}

/** @typedef {{serving: string, changing_to: string | null, done: number, of: number, problem: string}} Embedder */

/** Name an embedder as settings name it. @param {string} name */
export const embedderName = (name) =>
  name === "" ? t("What is there by itself") : name === "none" ? t("Topics learnt from the documents themselves") : name;

/**
 * Say what finds passages by their meaning, and what takes over.
 * @param {Embedder} told
 */
export function embedderLine({ serving, changing_to: changing, done, of }) {
  const now = t("{name} serves, over {passages}.", { name: embedderName(serving), passages: counted(of, "passage") });
  return changing === null ? now : t("{now} {name} takes over when all are embedded: {done} of {of} are.", { now, name: embedderName(changing), done, of });
}
