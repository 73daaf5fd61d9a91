// Macro text: the written form of a macro, "search {text} then open the first", shown and read back.

import { areKeys } from "./own.js";
import { isLabelOfOpen, MOST_OPEN, MOST_STEPS, MOST_TIMES, isTimes, askedOf } from "./macro.js";
import { clear, rank } from "./fuzzy.js";
import { numberFrom } from "./number_words.js";
import { tablesOf, understood, normal } from "./phrases.js";
import { likest } from "./spelling.js";
import { commandsIn } from "./tongue.js";

/** @import { Macro, MacroStep } from "./macro.js" */
/** @import { Message } from "./settings.js" */
/** @import { Spoken, Table } from "./phrases.js" */
/** @import { Tongue } from "./tongue.js" */

/**
 * What macros are written in: the commands with their kinds, as they are said.
 * @typedef {{kinds: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>, tables: readonly Table[], tongue: Tongue, tongues: readonly Tongue[]}} Grammar
 */

/** @typedef {{ok: true, macro: Macro} | {ok: false, why: Message}} Read */
/** @typedef {{ok: true, step: MacroStep} | {ok: false, why: Message}} ReadStep */

/** As many phrases are told that are near to what is not understood. */
const NEAR = 3;

/**
 * @param {readonly Spoken[]} commands with one's own
 * @param {readonly Tongue[]} tongues in which they are understood; they are written in the first
 * @returns {Grammar}
 */
export const grammarOf = (commands, tongues) => ({
  kinds: new Map(commands.map(({ name, value }) => [name, value])),
  names: new Map(commandsIn(commands, tongues[0]).map(({ name, phrases }) => [name, phrases[0]])),
  tables: tablesOf(commands, tongues), tongue: tongues[0], tongues,
});

/** @param {string} text as a part of a pattern */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** @param {readonly string[]} words @returns {string} any of them, the longest first */
const anyOf = (words) => [...words].sort((a, b) => b.length - a.length).map(literally).join("|");

/** @param {Grammar} grammar @param {"then" | "times"} which */
const wordsOf = ({ tongues }, which) => tongues.flatMap(({ macros }) => macros[which]);

/** What an open value of a kind is called. @param {string} kind @param {Tongue} tongue */
export const openName = (kind, { macros }) => macros.open[kind]?.[0] ?? kind;

// Written.

/** @param {Macro} macro @param {Grammar} grammar @returns {string} */
export function writtenMacro({ steps, times }, grammar) {
  const { then, times: often } = grammar.tongue.macros;
  const all = steps.map((step) => writtenStep(step, grammar)).join(` ${then[0]} `);
  return times > 1 ? `${all}, ${times} ${often[0]}` : all;
}

/** @param {MacroStep} step @param {Grammar} grammar @returns {string} as it is read back */
function writtenStep(step, grammar) {
  const phrase = grammar.names.get(step.command) ?? step.command;
  if (step.open) return `${phrase} {${step.open.label}}`;
  if (step.value === undefined || step.value === null) return phrase;
  const ways = spelled(step.value).filter((value, at) => at > 0 || isPlain(value, grammar)).map((value) => `${phrase} ${value}`);
  return ways.find((way) => isSame(readWhole(way, grammar), step)) ?? ways[0];
}

/** Nothing in it that parts steps, or is said at the end. @param {string} value @param {Grammar} grammar */
const isPlain = (value, grammar) =>
  !new RegExp(`[;\\n]|(^|[\\s,])(${anyOf([...wordsOf(grammar, "then"), ...wordsOf(grammar, "times")])})([\\s,.!]|$)`, "i").test(value);

/** The ways to write a value, the plainest first. @param {any} value @returns {string[]} */
function spelled(value) {
  if (typeof value === "string") return [value, `“${value}”`, JSON.stringify(value)];
  if (Array.isArray(value)) return [value.join(" "), JSON.stringify(value)];
  if (value && "choice" in Object(value)) return [`#${value.choice}`];
  return [typeof value === "object" ? `${value.row} ${value.column}` : String(value)];
}

/** @param {Read} read @param {MacroStep} step */
const isSame = (read, { command, value }) => read.ok && read.macro.times === 1 && read.macro.steps.length === 1
  && JSON.stringify(read.macro.steps[0]) === JSON.stringify({ command, value });

// Read.

/**
 * @param {string} text
 * @param {Grammar} grammar
 * @param {Macro | null} [before] what it was: a step that stays keeps its element, and what its open value was
 * @returns {Read}
 */
export function readMacro(text, grammar, before = null) {
  const read = readWhole(text, grammar);
  return read.ok && before ? { ok: true, macro: { ...read.macro, steps: kept(read.macro.steps, before.steps) } } : read;
}

/** @param {string} text @param {Grammar} grammar @returns {Read} */
function readWhole(text, grammar) {
  const { parts, back } = unquoted(text.trim());
  const { rest, times } = repeated(parts, grammar);
  if (!isTimes(times)) return { ok: false, why: why("why_macro_times", times, MOST_TIMES) };
  const steps = rest.split(new RegExp(`\\s*[;\\n]+\\s*|[\\s,]+(?:${anyOf(wordsOf(grammar, "then"))})\\s+`, "i")).map(back);
  if (steps.length > MOST_STEPS) return { ok: false, why: why("why_macro_long", steps.length, MOST_STEPS) };
  /** @type {MacroStep[]} */
  const found = [];
  for (const [at, step] of steps.entries()) {
    const read = readStep(step.trim(), at + 1, grammar);
    if (!read.ok) return read;
    found.push(read.step);
  }
  return agreed({ steps: found, times });
}

/** Those of one name are of one kind, and nobody is asked for too much. @param {Macro} macro @returns {Read} */
function agreed(macro) {
  const asked = askedOf(macro);
  if (asked.length > MOST_OPEN) return { ok: false, why: why("why_macro_open", asked.length, MOST_OPEN) };
  const wrong = macro.steps.find(({ open }) => open && asked.find(({ label }) => label === open.label)?.kind !== open.kind);
  return wrong?.open ? { ok: false, why: why("why_macro_two_kinds", wrong.open.label) } : { ok: true, macro };
}

/** @param {string} key @param {...(string | number)} args @returns {Message} */
const why = (key, ...args) => ({ key, args: args.map(String) });

const QUOTED = /“[^”]*”|"(?:[^"\\]|\\.)*"/g;
const MARK = "\u0001";

/** What is quoted holds no steps. @param {string} text */
function unquoted(text) {
  /** @type {string[]} */
  const quoted = [];
  const parts = text.replaceAll(MARK, "").replace(QUOTED, (all) => `${MARK}${quoted.push(all) - 1}${MARK}`);
  return { parts, back: (/** @type {string} */ part) => part.replace(new RegExp(`${MARK}(\\d+)${MARK}`, "g"), (_, at) => quoted[at]) };
}

/** "…, 3 times". @param {string} text @param {Grammar} grammar @returns {{rest: string, times: number}} */
function repeated(text, grammar) {
  const found = new RegExp(`^(.*\\S)(?:\\s*[,;]\\s*|\\s+)(\\S+)\\s+(?:${anyOf(wordsOf(grammar, "times"))})[.!]?$`, "is").exec(text);
  for (const { numbers } of found ? grammar.tongues : []) {
    const times = numberFrom(found?.[2] ?? "", numbers);
    if (found && times !== null) return { rest: found[1].replace(/[\s,;]+$/, ""), times };
  }
  return { rest: text, times: 1 };
}

/** @param {string} text @param {number} number 1 for the first @param {Grammar} grammar @returns {ReadStep} */
function readStep(text, number, grammar) {
  if (!text) return { ok: false, why: why("why_macro_empty", number) };
  const open = /^(.*?)\s*\{([^{}]*)\}$/s.exec(text);
  if (open) return openStep(open[1], open[2].trim(), text, number, grammar);
  const quoted = new RegExp(`^(.*?)\\s*(${QUOTED.source}|#\\d+|\\[[\\d, ]*\\])$`, "s").exec(text);
  if (quoted) return quotedStep(quoted[1], quoted[2], text, number, grammar);
  const [word, value] = understood(text, grammar.tables);
  if (word?.type !== "word") return openSaid(text, number, grammar) ?? unknown(text, number, grammar);
  const kind = grammar.kinds.get(word.command) ?? "none";
  if (kind === "none") return fit({ command: word.command }, number);
  const said = openSaid(text, number, grammar);
  if (said) return said;
  if (value?.type !== "value") return { ok: false, why: why("why_macro_value", number, `cmd:${word.command}`, openName(kind, grammar.tongue)) };
  return fit({ command: word.command, value: value.value }, number);
}

/** The command that a phrase by itself stands for. @param {string} phrase @param {Grammar} grammar @returns {string | null} */
function commandFor(phrase, grammar) {
  const events = understood(phrase, grammar.tables);
  return events.length === 1 && events[0].type === "word" ? events[0].command : null;
}

/** @param {string} phrase @param {string} label @param {string} text @param {number} number @param {Grammar} grammar @returns {ReadStep} */
function openStep(phrase, label, text, number, grammar) {
  const command = commandFor(phrase, grammar);
  if (!command) return unknown(text, number, grammar);
  const kind = grammar.kinds.get(command) ?? "none";
  if (kind === "none") return { ok: false, why: why("why_macro_no_value", number, `cmd:${command}`) };
  if (!isLabelOfOpen(label)) return { ok: false, why: why("why_macro_label", number, openName(kind, grammar.tongue)) };
  const other = kindCalled(label, grammar);
  if (other && other !== kind) return { ok: false, why: why("why_macro_kind", number, `cmd:${command}`, openName(kind, grammar.tongue), label) };
  return fit({ command, open: { label, kind } }, number);
}

/** The kind of value whose name this is. @param {string} label @param {Grammar} grammar @returns {string | undefined} */
const kindCalled = (label, { tongues }) => tongues.flatMap(({ macros }) => Object.entries(macros.open))
  .find(([, names]) => names.includes(label.toLowerCase()))?.[0];

/** "search any text": braces are not said. @param {string} text @param {number} number @param {Grammar} grammar @returns {ReadStep | null} */
function openSaid(text, number, grammar) {
  const said = normal(text);
  for (const { macros } of grammar.tongues) {
    for (const [kind, names] of Object.entries(macros.open)) {
      const name = names.slice(1).find((one) => said.endsWith(` ${one}`));
      const command = name ? commandFor(said.slice(0, -name.length).trim(), grammar) : null;
      if (command && grammar.kinds.get(command) === kind) return fit({ command, open: { label: names[0], kind } }, number);
    }
  }
  return null;
}

/** @param {string} phrase @param {string} quoted @param {string} text @param {number} number @param {Grammar} grammar @returns {ReadStep} */
function quotedStep(phrase, quoted, text, number, grammar) {
  const command = commandFor(phrase, grammar);
  if (!command) return unknown(text, number, grammar);
  const value = valueIn(quoted);
  const takes = grammar.kinds.get(command) ?? "none";
  const fits = typeof value === "string" || "choice" in value ? takes === "text" || (takes === "name" && typeof value === "string") : takes === "name" && areKeys(value);
  if (!fits || value === "") return unknown(text, number, grammar);
  return fit({ command, value }, number);
}

/** @param {string} quoted @returns {any} */
function valueIn(quoted) {
  if (quoted.startsWith("#")) return { choice: Number(quoted.slice(1)) };
  if (quoted.startsWith("“")) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted.slice(1, -1);
  }
}

/** Making words is no part of a word. */
const MAKING = /^(name|word)\./;

/** @param {MacroStep} step @param {number} number @returns {ReadStep} */
const fit = (step, number) => MAKING.test(step.command) ? { ok: false, why: why("why_macro_making", number, `cmd:${step.command}`) } : { ok: true, step };

/** @param {string} text @param {number} number @param {Grammar} grammar @returns {ReadStep} */
const unknown = (text, number, grammar) => ({ ok: false, why: why("why_macro_step", number, text, near(text, grammar).join(", ")) });

/** Phrases that may have been meant. @param {string} text @param {Grammar} grammar @returns {string[]} */
function near(text, { tables }) {
  const phrases = [...new Set(tables[0].entries.map(({ phrase }) => phrase))];
  const said = normal(text.replace(/[{“"#].*$/s, ""));
  const [whole, first] = [said, said.split(" ")[0]].map((part) => rank(part, phrases, (phrase) => [phrase]));
  const hits = whole.length ? whole : first;
  if (hits.length && clear(hits)) return [hits[0].item];
  return hits.length ? hits.slice(0, NEAR).map(({ item }) => item) : [likest(normal(text), phrases)];
}

/** @param {readonly MacroStep[]} steps @param {readonly MacroStep[]} before @returns {MacroStep[]} */
function kept(steps, before) {
  const left = [...before];
  return steps.map((step) => {
    const at = left.findIndex((one) => isAlike(one, step));
    const [was] = at < 0 ? [] : left.splice(at, 1);
    if (!was) return step;
    return { ...step, ...(step.open && was.value !== undefined && { value: was.value }), ...(was.target && !step.open && { target: was.target }) };
  });
}

/** @param {MacroStep} one @param {MacroStep} other */
const isAlike = (one, other) => one.command === other.command && (Boolean(other.open) || JSON.stringify(one.value) === JSON.stringify(other.value));
