// Numbers and states as a person would say them.

/** Largest first: seconds in each, and its name. */
const UNITS = /** @type {const} */ ([
  [86400, "day"],
  [3600, "hour"],
  [60, "minute"],
]);

/**
 * @param {number} count
 * @param {string} noun
 */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/**
 * Say how long something has run.
 * @param {number} seconds
 */
export function uptime(seconds) {
  const unit = UNITS.find(([size]) => seconds >= size);
  return unit ? counted(Math.floor(seconds / unit[0]), unit[1]) : "less than a minute";
}

/**
 * Say how long ago something was.
 * @param {number} ms
 */
export function ago(ms) {
  const seconds = ms / 1000;
  return seconds < 60 ? "just now" : `${uptime(seconds)} ago`;
}

/**
 * Say how the MIDI bridge is.
 * @param {{problem: string | null, ports: {name: string, open: boolean}[]}} midi
 */
export function midiLine(midi) {
  if (midi.problem) return midi.problem;
  if (midi.ports.length === 0) return "no keyboard connected";
  return midi.ports.map((port) => `${port.name} (${port.open ? "open" : "not open"})`).join(", ");
}

/**
 * Say which models there are, and which of them are in memory.
 * @param {{problem: string | null, models: {id: string, loaded: number}[]}} chat
 */
export function modelsLine({ problem, models }) {
  if (problem) return `${problem} Until then answers quote your documents.`;
  const named = models.map(({ id, loaded }) => loaded ? `${id} (in memory, ${bytes(loaded)})` : id);
  return named.join(", ") || "none yet: answers quote your documents";
}

/**
 * Say what is in the library, and what of it still waits to be found by its meaning.
 * @param {{documents: number, passages: number, index: {second: string, waiting: number, problem: string} | null, worker?: string | null}} chat
 */
export function libraryLine({ documents, passages, index, worker }) {
  if (!documents) return "empty: add documents on the chat page, or by rubato load";
  const found = index?.second ? `, found by words and ${index.second}` : "";
  const whose = worker ? `, as process ${worker} has it` : "";
  const waiting = index?.waiting ? `; ${counted(index.waiting, "passage")} still to be embedded${whose}` : "";
  const problem = index?.problem ? `; ${index.problem}` : "";
  return `${counted(documents, "document")} in ${counted(passages, "passage")}${found}${waiting}${problem}`;
}

/**
 * Say what the server holds, in one line.
 * @param {{recordings: number, recorded_bytes: number, inquiries: number, documents: number, passages: number, topics: number, ratings: number, people: number}} totals
 */
export function totalsLine({ recordings, recorded_bytes: size, inquiries, documents, topics, ratings, people }) {
  const recorded = size ? `${counted(recordings, "recording")} (${bytes(size)})` : counted(recordings, "recording");
  const others = [counted(inquiries, "question"), counted(documents, "document"), counted(topics, "topic"), counted(ratings, "rating")];
  return [recorded, ...others, people === 1 ? "1 person" : `${people} people`].join(" · ");
}

/**
 * Say what is new about who is an admin; empty where nothing is.
 * @param {{waiting: number, answered: string | null}} news
 */
export function wishesLine({ waiting, answered }) {
  if (waiting) return waiting === 1 ? "One person asks to be an admin" : `${waiting} people ask to be an admin`;
  return answered ? `Your wish to be an admin was ${answered}: read the answer` : "";
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
  return `${value >= 10 || unit[0] < 1e9 ? Math.round(value) : value.toFixed(1)} ${unit[1]}`;
}

/** @typedef {{serving: string, changing_to: string | null, done: number, of: number, problem: string}} Embedder */

/** Name an embedder as settings name it. @param {string} name */
export const embedderName = (name) =>
  name === "" ? "What is there by itself" : name === "none" ? "Topics learnt from the documents themselves" : name;

/**
 * Say what finds passages by their meaning, and what takes over.
 * @param {Embedder} told
 */
export function embedderLine({ serving, changing_to: changing, done, of }) {
  const now = `${embedderName(serving)} serves, over ${counted(of, "passage")}.`;
  return changing === null ? now : `${now} ${embedderName(changing)} takes over when all are embedded: ${done} of ${of} are.`;
}
