// Words: making one of one's own: its keys, how it is said, then what it means.

import { doesOf } from "../core/macro.js";
import { writtenMacro } from "../core/macro_text.js";
import { ASKS, done, message, refuse } from "./outcome.js";
import { claim, make, played } from "./owned.js";
import { openItems, stepsFrom } from "./macros.js";
import { lastSession } from "./replaying.js";
/** @import {Does} from "../core/own.js" */
/** @import {DoneEntry} from "./engine_port.js" */
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */

/** So many of the last commands are offered, one and the same with all after it. */
const OFFERED = 7;
/** Making words is no part of a word. */
const MAKING = /^(name|word)\./;

/** What a word can do, the newest first. @param {Ports} ports */
const doneBefore = (ports) => ports.engine.done().filter(({ command }) => !MAKING.test(command));

/** @param {DoneEntry[]} entries the newest first @param {Ports} ports @returns {Does} */
const doesFor = (entries, ports) => doesOf({ steps: stepsFrom([...entries].reverse(), ports), times: 1 });

/** What they are as a word; a secret is not told. @param {DoneEntry[]} entries the newest first @param {Ports} ports */
const namesOf = (entries, ports) => writtenMacro({ steps: stepsFrom([...entries].reverse(), ports), times: 1 }, ports.own.grammar());

/** @param {Does} does @param {string} as @param {Ports} ports @returns {Promise<Outcome>} */
const finish = async (does, as, ports) => {
  const { draft } = ports.own.now;
  if (!draft) return refuse("why_no_draft");
  const entry = { id: ports.own.fresh(), ...draft, does, changed: 0 };
  const outcome = await make(entry, null, ports);
  const list = openItems(entry, ports);
  return outcome.ok ? { ...outcome, as, ...(list.length && { list }) } : outcome;
};

/** @param {unknown} count @param {Ports} ports @returns {Promise<Outcome>} */
const lastCommands = async (count, ports) => {
  const before = doneBefore(ports);
  if (typeof count !== "number" || count < 1 || count > before.length) return refuse("why_not_so_many", String(count), before.length);
  const entries = before.slice(0, count);
  if (entries.some(({ secret }) => secret)) return refuse("why_word_secret");
  return finish(doesFor(entries, ports), "word.commands", ports);
};

/** The last one, the last two … as far back as is offered. @param {Ports} ports @returns {Item[]} */
const lastItems = (ports) => doneBefore(ports).slice(0, OFFERED).map((_, at, all) => ({
  title: ports.words.of(message("say_word_last", at + 1)), detail: ports.words.of(message("say_own_commands", namesOf(all.slice(0, at + 1), ports))),
  act: () => lastCommands(at + 1, ports),
}));

/** @type {Handler} */
const begin = (call, ports) => claim(call.value, {
  as: call.command,
  then: async (keys, says) => {
    ports.own.now.draft = { keys, says };
    ports.own.hear([...keys]);
    return done(message(says.length ? "say_word_begun" : "say_word_begun_unsaid", played(keys), says[0] ?? ""), { ...ASKS, list: lastItems(ports) });
  },
}, ports);

/** @param {"text" | "meaning"} kind @returns {Handler} */
const means = (kind) => async (call, ports) => {
  const text = typeof call.value === "string" ? call.value.trim() : "";
  return text ? finish(/** @type {Does} */ ({ kind, [kind]: text }), call.command, ports) : refuse("why_no_text");
};

/** @type {Handler} */
const thisSession = async (call, ports) => {
  const does = await lastSession(ports);
  return does.ok ? finish(does.value, call.command, ports) : does;
};

/** @type {Record<string, Handler>} */
export const words = {
  "word.new": begin,
  "word.commands": (call, ports) => lastCommands(call.value, ports),
  "word.session": thisSession,
  "word.text": means("text"),
  "word.meaning": means("meaning"),
};
