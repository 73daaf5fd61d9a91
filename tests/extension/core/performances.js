// Performances in the notation of tests/vectors/recogniser.json, read and written.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { compileLexicon } from "../../../extension/core/compiler.js";
import { parse } from "../../../extension/core/keys.js";
import { feed, start } from "../../../extension/core/recogniser.js";

/** @import { Command, Language, Word } from "../../../extension/core/language.js" */
/** @import { Lexicon } from "../../../extension/core/lexicon.js" */

const ROOT = new URL("../../../", import.meta.url);

/** @param {string} name */
export function vectors(name) {
  return read(`tests/vectors/${name}.json`);
}

/** @param {string} path */
function read(path) {
  return JSON.parse(readFileSync(new URL(path, ROOT), "utf8"));
}

/** @returns {Command[]} */
export function shippedCommands() {
  return read("extension/languages/commands.json").commands;
}

/**
 * @param {string} name
 * @returns {Language}
 */
export function shippedLanguage(name) {
  return read(`extension/languages/${name}.json`);
}

/**
 * Compile shipped languages.
 * @param {any} [options]
 * @param {string[]} [names]
 */
export function shippedLexicon(options = {}, names = ["base", "swift", "numbers-decimal"]) {
  return sound(compileLexicon(shippedCommands(), names.map(shippedLanguage), options));
}

/**
 * Make one of the lexicons of the vectors.
 * @param {any} row
 * @param {Record<string, any>} rows
 */
export function smallLexicon(row, rows) {
  if (row.shipped) return shippedLexicon({ profile: row.profile }, row.shipped);
  const whole = row.like ? { ...rows[row.like], ...row } : row;
  const commands = Object.entries(whole.commands).map(([name, value]) => command(name, value));
  const words = [
    ...whole.words.map((/** @type {string[]} */ [keys, ...means]) => word(keys, means, false)),
    ...whole.chords.map((/** @type {string[]} */ [keys, ...means]) => word(keys, means, true)),
  ];
  const digits = language("digits", "numbers", [], whole.numbers ?? "decimal");
  const languages = [language("small", "commands", words), digits];
  return sound(compileLexicon(commands, languages, { pedal: whole.pedal ?? "none" }));
}

/**
 * @param {ReturnType<typeof compileLexicon>} result
 * @returns {Lexicon}
 */
function sound({ lexicon, problems }) {
  assert.deepEqual(problems, []);
  assert.ok(lexicon);
  return lexicon;
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {Command}
 */
export function command(name, value, destructive = false) {
  const rest = { misheard: [], help: "", earcon: "done", undo: "", page: false };
  return { name, phrases: [name], value, ...rest, destructive, repeat: false, group: "" };
}

/**
 * @param {string} keys
 * @param {string[]} means
 * @param {boolean} unordered
 * @returns {Word}
 */
export function word(keys, means, unordered) {
  return { keys: parse(keys), means, unordered };
}

/**
 * @param {string} name
 * @param {any} kind
 * @param {Word[]} words
 * @param {any} [base]
 * @returns {Language}
 */
export function language(name, kind, words, base) {
  return { format: 1, name, version: 1, kind, help: "", ...(base && { base }), words, reserved: [] };
}

/** @type {Record<string, (text: string) => any>} */
const READERS = {
  number: Number,
  step: Number,
  text: (text) => text.replaceAll("_", " "),
  place: (text) => {
    const [row, column] = text.split(",").map(Number);
    return { row, column };
  },
  name: keysIn,
  label: keysIn,
  grid: keysIn,
};

/** @param {string} text */
function keysIn(text) {
  return text.split(",").map(Number);
}

/**
 * Read a performance.
 * @param {string} play
 * @returns {any[]}
 */
export function events(play) {
  return play.split(" ").filter(Boolean).map(event);
}

/** @param {string} part */
function event(part) {
  const [kind, text] = part.split(":");
  if (text === undefined) return { type: "key", key: Number(part) };
  if (kind === "say") return { type: "word", command: text };
  if (kind === "pedal") return { type: "pedal", down: text === "down" };
  if (kind === "labels") return { type: "labels", labels: text.split("/").filter(Boolean).map(keysIn) };
  if (kind === "choice") return { type: "value", kind: "text", value: { choice: Number(text) } };
  return { type: "value", kind, value: READERS[kind](text) };
}

/**
 * Play a performance; write down its effects and where it ends.
 * @param {Lexicon} lexicon
 * @param {string} play
 */
export function perform(lexicon, play) {
  let state = start(lexicon);
  /** @type {string[]} */
  const heard = [];
  events(play).forEach((one, i) => {
    const step = feed(lexicon, state, one);
    state = step.state;
    if (step.effects.length) heard.push(`${i + 1} ${step.effects.map(write).join(" & ")}`);
  });
  return { heard, state: writeState(state) };
}

/** How each effect is written, and the fields it has, in their order. */
/** @type {Record<string, [string, (effect: any) => any[]]>} */
const WRITERS = {
  open: ["key", ({ key }) => ["open", key]],
  want: ["command,kind", ({ command: name, kind }) => ["want", name, kind]],
  fail: ["where,keys", ({ where, keys }) => ["fail", where, ...keys]],
  nearest: ["keys,commands", (e) => ["nearest", ...e.keys, "=", e.commands.join(", ")]],
  cancel: ["keys,command", ({ keys, command: name }) => ["cancel", ...keys, name ?? ""]],
  held: ["kind,value", ({ kind, value }) => ["held", kind, shown(value)]],
  choose: ["commands", ({ commands }) => ["choose", commands.join(", ")]],
  talk: ["down", ({ down }) => ["talk", down ? "down" : "up"]],
};

/** @param {any} effect */
function write(effect) {
  const { type, ...fields } = effect;
  const names = Object.keys(fields).join();
  if (type === "command" && names === "command") return `do ${effect.command}`;
  if (type === "command") {
    assert.equal(names, "command,kind,value");
    return joined(["do", effect.command, effect.kind, shown(effect.value)]);
  }
  const [expected, writer] = WRITERS[type];
  assert.equal(names, expected);
  return joined(writer(effect));
}

/** @param {any} state */
function writeState(state) {
  /** @type {Record<string, () => any[]>} */
  const begun = {
    rest: () => [],
    frame: () => [...state.keys, state.dead ? "dead" : ""],
    swift: () => state.keys,
    choose: () => state.digits,
    value: () => [state.command, ...state.digits],
    off: () => [state.by === "pedal" ? "pedal" : "", state.matched || ""],
  };
  const holds = state.held ? ["holds", state.held.kind, shown(state.held.value)] : [];
  return joined([state.at, ...begun[state.at](), ...holds]);
}

/** @param {any} value */
function shown(value) {
  if (Array.isArray(value)) return value.join(" ");
  if (value?.choice !== undefined) return `#${value.choice}`;
  return typeof value === "object" ? `${value.row},${value.column}` : String(value);
}

/** @param {any[]} parts */
function joined(parts) {
  return parts.filter((part) => part !== "").join(" ");
}
