// A file that somebody opens: read as a session, whatever form it has, and nothing of it run.

import { fromOld, isOld } from "./old_recording.js";
import { readSession } from "./session_file.js";
import { readSessionJson } from "./session_json.js";
import { FORMAT } from "./session_log.js";
import { readText } from "./utf8.js";

/** @import { Header, Session } from "./session_log.js" */
/** @import { Flaw } from "./smf_read.js" */

/** Bytes; a session of a whole day is a tenth of this. */
export const LARGEST = 64_000_000;

const BRACE = "{".charCodeAt(0);
const BLANKS = [9, 10, 13, 32];

/**
 * @param {Uint8Array} data
 * @param {string} name Of the file: what a recording without a title is called.
 * @returns {{session: Session & {header: Header}, flaws: Flaw[]} | null} Null where it holds no session
 *   and no MIDI track.
 */
export function openedSession(data, name) {
  const begins = data.find((byte) => !BLANKS.includes(byte));
  const read = begins === BRACE ? readSessionJson(readText(data)) : readSession(data);
  if (!read) return null;
  const { session, flaws } = read;
  const old = !session.header && isOld(session.entries);
  const title = name.replace(/\.[^.]*$/, "");
  const header = session.header
    ?? { rubato: FORMAT, title, started: "", lowest: 48, languages: [], made_by: old ? "Rubato before sessions" : "" };
  return { session: { ...session, header, entries: old ? fromOld(session.entries) : session.entries }, flaws };
}

/** @param {import("./session_log.js").Entry} entry */
const endOf = (entry) => Math.max(entry.at + (entry.type === "command" ? entry.ms : 0),
  entry.type === "media" ? entry.spans.at(-1)?.[1] ?? 0 : 0);

/** @param {Session} session @returns {number} ms up to its last entry, or to the end of what lasted longest. */
export const lengthOfSession = ({ entries }) => entries.reduce((most, entry) => Math.max(most, endOf(entry)), 0);
