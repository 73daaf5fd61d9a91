// What a session reveals to whoever gets its file: addresses, titles, names, what was said and typed.
//
// `server/core/session_reveals.py` finds the same, and takes it out.

/** @import { Entry, Session } from "./session_log.js" */

/**
 * Each thing once, in the order it came.
 * @typedef {object} Revealed
 * @property {string[]} pages Addresses with their titles.
 * @property {string[]} said
 * @property {string[]} typed Texts that commands were given.
 * @property {string[]} targets Names of what was acted on.
 * @property {string[]} media What else was kept, and of which device or tab.
 * @property {string[]} texts Markers and other texts; the title.
 */

/** Markers that tell of nothing but the recording. */
export const PLAIN_MARKERS = new Set(["pause", "resume", ""]);

/**
 * @param {{url: string, title: string}} page
 * @returns {string}
 */
const pageText = ({ url, title }) => [title, url].filter(Boolean).join(" · ");

/** @type {Record<string, (entry: any, found: Record<keyof Revealed, Set<string>>) => void>} */
const FINDS = {
  page: (entry, { pages }) => pages.add(pageText(entry)),
  speech: ({ text }, { said }) => said.add(text),
  command: ({ value, target, page }, { pages, typed, targets }) => {
    if (page) pages.add(pageText(page));
    if (typeof value === "string") typed.add(value);
    if (target) targets.add([target.role, target.name, target.near].filter(Boolean).join(" "));
  },
  media: ({ kind, name }, { media }) => media.add(`${kind} ${name}`),
  text: ({ text }, { texts }) => texts.add(text),
  marker: ({ name }, { texts }) => { if (!PLAIN_MARKERS.has(name)) texts.add(name); },
};

/** What an answer tells that reveals nothing: numbers and names of commands. */
const PLAIN_ARG = /^(?:[\d\s.,:%+-]*|cmd:[a-z.-]+)$/;

/** @param {readonly Entry[]} entries @returns {string[]} What was put into the answers of commands. */
const answersIn = (entries) => entries.flatMap((entry) =>
  (entry.type === "command" ? (entry.said?.args ?? []) : []).filter((arg) => !PLAIN_ARG.test(arg)));

/** @param {Session} session @returns {Revealed} */
export function reveals({ header, entries }) {
  const found = { pages: new Set(), said: new Set(), typed: new Set(), targets: new Set(), media: new Set(), texts: new Set() };
  if (header?.title) found.texts.add(header.title);
  for (const entry of entries) FINDS[entry.type]?.(entry, found);
  for (const arg of answersIn(entries)) found.targets.add(arg);
  return /** @type {any} */ (Object.fromEntries(Object.entries(found)
    .map(([name, all]) => [name, [...all].filter(Boolean)])));
}

/**
 * The commands that a session ran, each once with how often, those that destroy first.
 * @param {Session} session
 * @param {(command: string) => boolean} destroys
 * @returns {{command: string, count: number, destroys: boolean}[]}
 */
export function commandsIn({ entries }, destroys) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const entry of entries)
    if (entry.type === "command") counts.set(entry.command, (counts.get(entry.command) ?? 0) + 1);
  return [...counts].map(([command, count]) => ({ command, count, destroys: destroys(command) }))
    .sort((one, other) => Number(other.destroys) - Number(one.destroys) || other.count - one.count);
}
