// Macros: what a word does, written down; a value of it left open; how often it runs.

import { doesOf, isTimes, macroOf, MOST_OPEN, MOST_STEPS, MOST_TIMES, askedOf, stepOf, toggled } from "../core/macro.js";
import { openName, readMacro } from "../core/macro_text.js";
import { calledOf } from "../core/own.js";
import { message, placeOf, refuse } from "./outcome.js";
import { chosenOwn, make, meant } from "./owned.js";
/** @import {Macro, MacroStep} from "../core/macro.js" */
/** @import {Own} from "../core/own.js" */
/** @import {Call, Handler, Item, Message, Outcome, Ports, Reply} from "./ports.js" */

/** @param {MacroStep} step @param {Ports} ports @returns {string} of its value; "none" where it has no one value */
const kindOf = ({ command, value }, ports) => {
  const kind = ports.own.grammar().kinds.get(command) ?? "none";
  return Array.isArray(value) && !["name", "label", "grid"].includes(kind) ? "none" : kind;
};

/** The steps of what was done, in order. @param {readonly {command: string, value?: unknown, target?: any}[]} did @param {Ports} ports @returns {MacroStep[]} */
export const stepsFrom = (did, ports) => did.map((one) => stepOf(one, kindOf(one, ports)));

/** What a word does, step by step; that of a session is read from it. @param {Own} entry @param {Ports} ports @returns {Promise<Reply<Macro>>} */
const macroFor = async (entry, ports) => {
  const macro = macroOf(entry.does);
  if (macro) return { ok: true, value: macro };
  const { kind, id, title } = /** @type {any} */ (entry.does);
  if (kind !== "session") return refuse("why_no_macro", calledOf(entry));
  const did = await ports.replay.steps(id);
  if (!did) return refuse("why_session_elsewhere", title);
  if (did.length === 0) return refuse("why_no_macro", calledOf(entry));
  if (did.length > MOST_STEPS) return refuse("why_macro_long", did.length, MOST_STEPS);
  return { ok: true, value: { steps: stepsFrom(did, ports), times: 1 } };
};

/** @param {Own} entry @param {Macro} macro @param {string} as @param {Ports} ports @returns {Promise<Outcome>} */
const change = async (entry, macro, as, ports) => {
  const changed = { ...entry, does: doesOf(macro) };
  const outcome = await make(changed, entry, ports);
  return outcome.ok ? { ...outcome, as, list: openItems(changed, ports) } : outcome;
};

/** @param {Macro} macro @param {number} at @param {Ports} ports @returns {Message | null} why its value cannot stay open, or be taken as it was */
const whyNotOpen = (macro, at, ports) => {
  const step = macro.steps[at];
  const kind = kindOf(step, ports);
  if (kind === "none") return message("why_macro_no_value", at + 1, `cmd:${step.command}`);
  if (step.open && step.value === undefined) return message("why_macro_value", at + 1, `cmd:${step.command}`, step.open.label);
  const many = !step.open && askedOf(macro).length >= MOST_OPEN;
  return many ? message("why_macro_open", MOST_OPEN + 1, MOST_OPEN) : null;
};

/** @param {Own} entry @param {number} number 1 for the first step @param {Ports} ports @returns {Promise<Outcome>} */
const leaveOpen = async (entry, number, ports) => {
  const macro = await macroFor(entry, ports);
  if (!macro.ok) return macro;
  const { steps } = macro.value;
  const at = placeOf(number, steps.length);
  if (at < 0) return refuse("why_no_such_step", String(number), steps.length);
  const why = whyNotOpen(macro.value, at, ports);
  if (why) return { ok: false, why };
  const kind = kindOf(steps[at], ports);
  return change(entry, toggled(macro.value, at, { kind, label: openName(kind, ports.words.tongue()) }), "word.open", ports);
};

/** @param {unknown} value */
const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value));

/** The values that can be left open, or closed again. @param {Own} entry @param {Ports} ports @returns {Item[]} */
export const openItems = (entry, ports) => {
  const macro = macroOf(entry.does);
  return (macro?.steps ?? []).flatMap((step, at) => {
    if (!macro || whyNotOpen(macro, at, ports) || step.value === undefined) return [];
    const key = step.open ? "say_macro_close" : "say_macro_open";
    return [{
      title: ports.words.of(message(key, at + 1, `cmd:${step.command}`, shown(step.value))), detail: "", own: entry.id,
      act: () => leaveOpen(ports.own.all().find(({ id }) => id === entry.id) ?? entry, at + 1, ports),
    }];
  });
};

/** @type {Handler} */
const open = async (call, ports) => {
  const entry = meant(call, ports);
  if (!entry) return refuse("why_no_own");
  return leaveOpen(entry, /** @type {number} */ (call.value), ports);
};

/** @type {Handler} */
const repeat = async (call, ports) => {
  const entry = meant(call, ports);
  if (!entry) return refuse("why_no_own");
  if (!isTimes(call.value)) return refuse("why_macro_times", String(call.value), MOST_TIMES);
  const macro = await macroFor(entry, ports);
  return macro.ok ? change(entry, { ...macro.value, times: call.value }, "word.times", ports) : macro;
};

/** The word that is being made, else the one that is meant. @param {Call} call @param {Ports} ports @returns {{entry: Own, before: Own | null} | null} */
const about = (call, ports) => {
  const draft = chosenOwn(call) ? null : ports.own.now.draft;
  if (draft) return { entry: { id: ports.own.fresh(), ...draft, does: { kind: "macro" }, changed: 0 }, before: null };
  const entry = meant(call, ports);
  return entry && { entry, before: entry };
};

/** @type {Handler} */
const write = async (call, ports) => {
  const text = typeof call.value === "string" ? call.value.trim() : "";
  if (!text) return refuse("why_no_text");
  const one = about(call, ports);
  if (!one) return refuse("why_no_draft");
  const read = readMacro(text, ports.own.grammar(), one.before && macroOf(one.before.does));
  if (!read.ok) return read;
  const entry = { ...one.entry, does: doesOf(read.macro) };
  const outcome = await make(entry, one.before, ports);
  return outcome.ok ? { ...outcome, list: openItems(entry, ports) } : outcome;
};

/** @type {Record<string, Handler>} */
export const macros = { "word.steps": write, "word.open": open, "word.times": repeat };
