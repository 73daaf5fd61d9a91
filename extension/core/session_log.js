// The log of a session: what was played, said, heard and done, as plain entries in order of time.
//
// `server/core/session_log.py` is the same table; `tests/vectors/sessions.json` holds both to it.

/** @import { Value } from "./states.js" */
/** @import { MediaKind } from "./media_kinds.js" */

/**
 * Where a page is: its address and title.
 * @typedef {{url: string, title: string}} Page
 */

/**
 * An element that was meant. `near`: what tells its row or item from others, where there are several of its name.
 * @typedef {{role: string, name: string, path: string, near?: string}} Target
 */

/** What a command answered: a key of the locales, and what was put in. @typedef {{key: string, args: string[]}} Answered */

/**
 * What happened, as the engine tells it; a recorder adds when and in which tab.
 * midi: a whole channel message · word: played keys, told at the last one · speech: what was said ·
 * command: told when its effect is there, `ms` after it was asked for · page: the one in front of
 * its tab changed · earcon: a sound that answered · text: what a file of others says · media: sound or
 * pictures that were kept beside the session, in a file of their own whose beginning is `at`; `spans`:
 * from when to when, in ms of the session, there is something in it; `sha256` and `size` of that file
 * @typedef {{type: "midi", bytes: number[]}
 *   | {type: "word", keys: number[], command: string}
 *   | {type: "speech", text: string, by: "ear" | "typed"}
 *   | {type: "command", command: string, value?: Value, ok: boolean, ms: number, target?: Target,
 *       page?: Page, said?: Answered}
 *   | {type: "page", url: string, title: string}
 *   | {type: "earcon", name: string}
 *   | {type: "text", text: string, kind: string}
 *   | {type: "media", kind: MediaKind, name: string, mime: string, sha256?: string, size?: number,
 *       spans: [from: number, to: number][]}
 *   | {type: "marker", name: string}} Told
 */

/**
 * An entry of a log. `at`: whole ms since the session began, pauses not counted; `tab`: number of
 * the track, 1 for the first tab seen, none for a marker.
 * @typedef {Told & {at: number, tab?: number}} Entry
 */

/**
 * @typedef {object} Header
 * @property {number} rubato The version of the format: {@link FORMAT} or newer.
 * @property {string} title
 * @property {string} started ISO 8601, UTC.
 * @property {number} lowest The MIDI note of key 0.
 * @property {{name: string, version: number}[]} languages Those that were active.
 * @property {string} made_by
 */

/**
 * A session as values: its header (null: a plain recording), the names of its tabs' tracks, the
 * first that of tab 1, and its entries in order.
 * @typedef {{header: Header | null, tracks: string[], entries: Entry[]}} Session
 */

/** @typedef {(value: any) => boolean} Check */

import { isMediaKind } from "./media_kinds.js";

/** The version of the format that is written here. */
export const FORMAT = 1;

/** ms: about three years, which no session lasts. */
export const LONGEST = 100_000_000_000;

/** Tracks a file has at most, the first of them for what belongs to no tab. */
export const MOST_TABS = 4095;

/** @type {Check} */
const text = (value) => typeof value === "string";
/** @type {Check} */
const whole = (value) => Number.isSafeInteger(value);
/** @type {Check} */
const truth = (value) => typeof value === "boolean";
/** @type {(least: number, most: number) => Check} */
const between = (least, most) => (value) => whole(value) && value >= least && value <= most;
/** @type {(check: Check) => Check} */
const listOf = (check) => (value) => Array.isArray(value) && value.every(check);
/** @type {Check} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @type {(...names: string[]) => Check} */
const textsIn = (...names) => (value) => isObject(value) && names.every((name) => text(value[name]));

/** @type {Check} */
const element = (value) => textsIn("role", "name", "path")(value) && (value.near === undefined || text(value.near));

/** @type {Check} */
const isAnswer = (value) => textsIn("key")(value) && listOf(text)(value.args);

/** @type {Check} A value of a command, flat. */
const plain = (value) => whole(value) || text(value) || listOf(whole)(value)
  || (isObject(value) && Object.values(value).every(whole));

/** Data bytes of each channel message, by the high four bits of its status. */
const DATA = { 8: 2, 9: 2, 10: 2, 11: 2, 12: 1, 13: 1, 14: 2 };

/** @type {Check} */
function message(value) {
  if (!listOf(between(0, 255))(value)) return false;
  const [status, ...data] = value;
  const length = DATA[/** @type {keyof typeof DATA} */ (status >> 4)];
  return data.length === length && data.every((/** @type {number} */ byte) => byte < 0x80);
}

/** @type {Check} From when to when, one after another. */
const spans = (value) => listOf((span) => listOf(between(0, LONGEST))(span) && span.length === 2)(value)
  && value.flat().every((/** @type {number} */ at, /** @type {number} */ place, /** @type {number[]} */ all) => !place || all[place - 1] <= at);

/**
 * The fields of each type of entry, in the order they are written: name, check, whether it may be
 * absent, and the fields of what is an object.
 * @type {Readonly<Record<string, readonly {name: string, check: Check, absent?: true,
 *   of?: readonly string[]}[]>>}
 */
export const FIELDS = Object.freeze({
  midi: [{ name: "bytes", check: message }],
  word: [{ name: "keys", check: listOf(between(0, 24)) }, { name: "command", check: text }],
  speech: [
    { name: "text", check: text },
    { name: "by", check: (value) => value === "ear" || value === "typed" },
  ],
  command: [
    { name: "command", check: text },
    { name: "value", check: plain, absent: true },
    { name: "ok", check: truth },
    { name: "ms", check: between(0, LONGEST) },
    { name: "target", check: element, absent: true, of: ["role", "name", "path", "near"] },
    { name: "page", check: textsIn("url", "title"), absent: true, of: ["url", "title"] },
    { name: "said", check: isAnswer, absent: true, of: ["key", "args"] },
  ],
  page: [{ name: "url", check: text }, { name: "title", check: text }],
  earcon: [{ name: "name", check: text }],
  text: [{ name: "text", check: text }, { name: "kind", check: text }],
  media: [
    { name: "kind", check: isMediaKind },
    { name: "name", check: text },
    { name: "mime", check: text },
    { name: "sha256", check: (value) => text(value) && /^[0-9a-f]{64}$/.test(value), absent: true },
    { name: "size", check: between(0, Number.MAX_SAFE_INTEGER), absent: true },
    { name: "spans", check: spans },
  ],
  marker: [{ name: "name", check: text }],
});

/**
 * The fields of an entry but for its time and tab, those that are known and in their order.
 * @param {string} type
 * @param {unknown} raw
 * @returns {Record<string, any> | null} Null where it is no entry of this type.
 */
export function fieldsOf(type, raw) {
  const fields = Object.hasOwn(FIELDS, type) ? FIELDS[type] : null;
  if (!fields || !isObject(raw)) return null;
  const entry = /** @type {Record<string, any>} */ (raw);
  const has = (/** @type {string} */ name) => Object.hasOwn(entry, name);
  const right = fields.every(({ name, check, absent }) =>
    (has(name) && entry[name] !== undefined ? check(entry[name]) : absent));
  if (!right) return null;
  return Object.fromEntries(fields.filter(({ name }) => has(name) && entry[name] !== undefined).map(({ name, of }) =>
    [name, of ? picked(of, entry[name]) : entry[name]]));
}

/** @param {readonly string[]} names @param {Record<string, unknown>} whole */
const picked = (names, whole) => Object.fromEntries(names.filter((name) => whole[name] !== undefined).map((name) => [name, whole[name]]));

/**
 * What may be an entry, checked and with its fields in order.
 * @param {any} raw
 * @returns {Entry | null}
 */
export function entryOf(raw) {
  if (!isObject(raw) || !between(0, LONGEST)(raw.at) || !text(raw.type)) return null;
  const fields = fieldsOf(raw.type, raw);
  if (!fields) return null;
  if (raw.type === "marker") return /** @type {any} */ ({ at: raw.at, type: raw.type, ...fields });
  if (!between(1, MOST_TABS)(raw.tab)) return null;
  return /** @type {any} */ ({ at: raw.at, type: raw.type, tab: raw.tab, ...fields });
}

/**
 * In order of time; those of one ms by their tabs, markers first, else as they came.
 * @param {readonly Entry[]} entries
 * @returns {Entry[]}
 */
export const inOrder = (entries) =>
  [...entries].sort((one, other) => one.at - other.at || (one.tab ?? 0) - (other.tab ?? 0));

/** @type {Readonly<Record<keyof Header, [Check, any]>>} What each field must be, and what it is else. */
const HEADER = Object.freeze({
  rubato: [between(1, 1e6), null],
  title: [text, ""],
  started: [text, ""],
  lowest: [between(0, 103), 48],
  languages: [listOf((value) => textsIn("name")(value) && whole(value.version)), []],
  made_by: [text, ""],
});

/**
 * What may be a header, its fields in order.
 * @param {any} raw
 * @returns {{header: Header, wrong: string[]} | null} `wrong`: fields that were replaced.
 */
export function headerOf(raw) {
  if (!isObject(raw) || !HEADER.rubato[0](raw.rubato)) return null;
  /** @type {any} */
  const header = {};
  const wrong = [];
  for (const [name, [check, otherwise]] of Object.entries(HEADER)) {
    const right = Object.hasOwn(raw, name) && check(raw[name]);
    if (!right) wrong.push(name);
    header[name] = right ? raw[name] : otherwise;
  }
  const pick = (/** @type {any} */ { name, version }) => ({ name, version });
  return { header: { ...header, languages: header.languages.map(pick) }, wrong };
}

/**
 * What a tab's track is called: the first title in it.
 * @param {readonly Entry[]} entries In order.
 * @returns {string[]} The first is that of tab 1.
 */
export function trackNames(entries) {
  const last = entries.reduce((most, { tab }) => Math.max(most, tab ?? 0), 0);
  /** @type {string[]} */
  const names = Array(last).fill("");
  for (const entry of entries)
    if (entry.type === "page" && entry.tab && !names[entry.tab - 1])
      names[entry.tab - 1] = plainly(entry.title);
  return names.map((name, at) => name || `Tab ${at + 1}`);
}

const MOST_LETTERS = 60;

/**
 * A text as one short line without braces, for people and programs that know no JSON.
 * @param {string} long
 */
export const plainly = (long) =>
  [...long.slice(0, 4 * MOST_LETTERS)].slice(0, MOST_LETTERS).join("")
    .replace(/[\x00-\x1f\x7f{]/g, " ");

/** Letters of what was put into an answer that are kept: what a field holds may be long. */
const MOST_OF_ANSWER = 200;

/**
 * What a command answered, as a session keeps it.
 * @param {{key: string, args: readonly unknown[]}} say
 * @returns {Answered}
 */
export const answered = ({ key, args }) => ({ key, args: args.map((arg) => String(arg).slice(0, MOST_OF_ANSWER)) });
