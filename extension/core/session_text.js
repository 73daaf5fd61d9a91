// What an entry of a session says as a text of a MIDI file: a readable head, then its fields as JSON.
//
// `server/core/session_text.py` is the same; `tests/vectors/sessions.json` holds both to it.

import { fieldsOf, plainly } from "./session_log.js";

/** @import { Entry } from "./session_log.js" */

/** The meta event that each type of entry is written as. SMF 1.0, meta events 01 to 07. */
export const KINDS = Object.freeze({
  word: "lyric", command: "cue", page: "text", speech: "text", earcon: "text", text: "text",
  media: "text",
  marker: "marker",
});

/** What stands before the JSON. @type {Record<string, (entry: any) => string>} */
const HEADS = {
  word: ({ command }) => command.replaceAll(".", " "),
  command: ({ command, value }) =>
    typeof value === "number" || typeof value === "string" ? `${command} ${value}` : command,
  page: ({ url, title }) => `page ${title || url}`,
  speech: ({ text }) => `speech ${text}`,
  earcon: ({ name }) => `earcon ${name}`,
  text: ({ text }) => `text ${text}`,
  media: ({ kind, name }) => `media ${kind} ${name}`,
  marker: ({ name }) => name,
};

/** A name that reads back as it stands: no JSON, no control characters, no half a character. */
const PLAIN = /^[^\x00-\x1f\x7f{\ud800-\udfff]+$/u;

/**
 * @param {Entry} entry Of any type but midi.
 * @returns {string}
 */
export function textOf(entry) {
  if (entry.type === "marker" && PLAIN.test(entry.name)) return entry.name;
  const fields = fieldsOf(entry.type, entry);
  return `${plainly(HEADS[entry.type](entry))} ${JSON.stringify(fields)}`;
}

/**
 * @param {string} kind Of the meta event: text, lyric, cue or marker; others are not ours.
 * @param {string} text
 * @returns {Record<string, any> | null} Type and fields of an entry; null where it is none of ours.
 */
export function entryIn(kind, text) {
  const type = typeIn(kind, text);
  const fields = type && fieldsOf(type, jsonIn(text));
  if (fields) return { type, ...fields };
  return kind === "marker" ? { type: "marker", name: text } : null;
}

/** @type {Record<string, string>} */
const TYPES = { lyric: "word", cue: "command", marker: "marker" };

/** @param {string} kind @param {string} text @returns {string} */
function typeIn(kind, text) {
  if (kind !== "text") return TYPES[kind] ?? "";
  const type = text.slice(0, Math.max(0, text.indexOf(" ")));
  return /** @type {any} */ (KINDS)[type] === "text" ? type : "";
}

/** @param {string} text @returns {unknown} What begins at its first brace, or nothing. */
export function jsonIn(text) {
  try {
    return JSON.parse(text.slice(text.indexOf("{")));
  } catch {
    return null;
  }
}
