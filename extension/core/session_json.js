// A session as JSON: its header's fields, and its entries one a line.

import { entryOf, headerOf, inOrder, trackNames } from "./session_log.js";

/** @import { Entry, Header, Session } from "./session_log.js" */
/** @import { Flaw } from "./smf_read.js" */

/**
 * @param {Header | null} header
 * @param {readonly Entry[]} entries
 * @returns {string}
 */
export function sessionJson(header, entries) {
  const rows = inOrder(entries).map((entry) => `    ${JSON.stringify(entry)}`);
  const fields = Object.entries(header ?? {}).map(([name, value]) => `  "${name}": ${JSON.stringify(value)},\n`);
  return `{\n${fields.join("")}  "entries": [\n${rows.join(",\n")}\n  ]\n}\n`;
}

/**
 * @param {string} text
 * @returns {{session: Session, flaws: Flaw[]} | null} Null where it is no session.
 */
export function readSessionJson(text) {
  const raw = parsed(text);
  if (!Array.isArray(raw?.entries)) return null;
  const heading = headerOf(raw);
  const found = raw.entries.map((/** @type {unknown} */ one) => entryOf(one));
  const entries = inOrder(found.filter(Boolean));
  const unread = found.length - entries.length;
  /** @type {Flaw[]} */
  const flaws = [];
  if (!heading) flaws.push({ offset: 0, code: "plain", facts: {} });
  if (heading?.wrong.length) flaws.push({ offset: 0, code: "header", facts: { count: heading.wrong.length } });
  if (unread) flaws.push({ offset: 0, code: "unread", facts: { count: unread } });
  return { session: { header: heading?.header ?? null, tracks: trackNames(entries), entries }, flaws };
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
