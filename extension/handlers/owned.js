// Owned: what the handlers of names and of words share: keys that are claimed, what is made, and which one is meant.

import { depthOf, macroOf, MOST_DEPTH } from "../core/macro.js";
import { writtenMacro } from "../core/macro_text.js";
import { areKeys, calledOf, framed } from "../core/own.js";
import { ASKS, done, message, refuse, textOf } from "./outcome.js";
/** @import {Own} from "../core/own.js" */
/** @import {Grammar} from "../core/macro_text.js" */
/** @import {Call, Item, Message, Outcome, Ports} from "./ports.js" */

/** What is said of each kind. */
const KINDS = Object.freeze(/** @type {Record<string, string>} */ ({
  tab: "say_own_tab", address: "say_own_address", bookmark: "say_own_bookmark", place: "say_own_place",
  commands: "say_own_commands", macro: "say_own_commands", text: "say_own_text", session: "say_own_session", meaning: "say_own_meaning",
}));

/** @param {readonly number[]} keys as they are played */
export const played = (keys) => framed(keys).join(" ");

/** What it does, in words; a macro as it is written. @param {Own} entry @param {Grammar} grammar @returns {Message} */
export const whatOf = ({ does }, grammar) => {
  const { kind, title, text, meaning } = /** @type {any} */ (does);
  const macro = macroOf(does);
  const what = macro ? writtenMacro(macro, grammar) : title ?? text ?? meaning;
  return message(KINDS[kind] ?? "say_own_other", what || kind);
};

/**
 * Has keys found, or taken where nothing is mistaken for them; else asks, and tells the nearest that are free.
 * @param {unknown} value keys, or how it is to be said
 * @param {{as: string, except?: string, then: (keys: number[], says: string[]) => Promise<Outcome>}} how `except`: the
 *   word whose keys change
 * @param {Ports} ports
 * @returns {Promise<Outcome>}
 */
export const claim = async (value, { as, except, then }, ports) => {
  if (typeof value === "string") return claimSaid(textOf(value), except, then, ports);
  if (!areKeys(value)) return refuse("why_own_keys");
  const clash = ports.own.clash(value, except);
  if (!clash) return then(value, []);
  const free = ports.own.free(value, except);
  /** @param {string} key @param {number[]} keys @returns {Item} */
  const item = (key, keys) => ({
    title: ports.words.of(message(key, played(keys))), detail: "",
    act: async () => { const outcome = await then(keys, []); return outcome.ok ? { ...outcome, as } : outcome; },
  });
  const same = clash.how === "same";
  const other = clash.commands.map((command) => `cmd:${command}`).join(", ");
  const list = [...(free ? [item("say_own_take", free)] : []), item(same ? "say_own_both" : "say_own_keep", value)];
  const key = same ? "say_own_same" : "say_own_slip";
  return done(message(key, played(value), other, clash.keys.join(" "), free ? played(free) : "–"), { ...ASKS, list });
};

/** @param {string} said @param {string | undefined} except @param {(keys: number[], says: string[]) => Promise<Outcome>} then @param {Ports} ports */
const claimSaid = async (said, except, then, ports) => {
  const wrong = said && whyNotSaid(said, except, ports);
  if (!said || wrong) return wrong || refuse("why_no_text");
  const keys = ports.own.free(null, except);
  return keys ? then(keys, [said]) : refuse("why_own_full");
};

/** @param {string} said @param {string | undefined} except @param {Ports} ports */
export const whyNotSaid = (said, except, ports) => {
  if (said.length > 80) return refuse("why_own_long");
  const taken = ports.own.taken(said, except);
  return taken ? refuse("why_own_taken", said, `cmd:${taken}`) : null;
};

/**
 * Stores it, lets its keys be heard, and says it; undo brings back what was before.
 * @param {Own} entry @param {Own | null} before @param {Ports} ports @returns {Promise<Outcome>}
 */
export const make = async (entry, before, ports) => {
  const wrong = whyNotWithin(entry, ports);
  if (wrong) return wrong;
  await ports.own.put(entry);
  // A word that was begun and not ended is not what is called next.
  Object.assign(ports.own.now, { latest: entry.id, draft: null });
  ports.own.hear(framed(entry.keys));
  const key = entry.says.length ? "say_own_made" : "say_own_made_unsaid";
  return done(message(key, played(entry.keys), ports.words.of(whatOf(entry, ports.own.grammar())), entry.says[0] ?? ""), {
    undo: () => (before ? ports.own.put(before) : ports.own.remove(entry.id)),
  });
};

/** Nothing is a part of itself, nor too deep within words. @param {Own} entry @param {Ports} ports */
const whyNotWithin = (entry, ports) => {
  const macro = macroOf(entry.does);
  const does = new Map(ports.own.all().map((one) => [one.id, one.does]));
  const depth = macro ? depthOf(macro.steps, (command) => does.get(command), [entry.id]) : 0;
  if (depth === Infinity) return refuse("why_word_part_of_itself", calledOf(entry));
  return depth > MOST_DEPTH ? refuse("why_word_deep", MOST_DEPTH) : null;
};

/** @param {Call} call @returns {string | undefined} the id of the one chosen in the list */
export const chosenOwn = ({ list, chosen }) => (chosen == null ? undefined : list?.[chosen]?.own);

/** The one chosen in the list, else the one that was made or used last. @param {Call} call @param {Ports} ports @returns {Own | null} */
export const meant = (call, ports) => {
  const id = chosenOwn(call) ?? ports.own.now.latest;
  return ports.own.all().find((one) => one.id === id) ?? null;
};

/** @param {Own} entry @param {Ports} ports @param {() => Promise<Outcome>} act @returns {Item} */
export const ownItem = (entry, ports, act) => ({
  title: calledOf(entry), detail: ports.words.of(message("say_own_detail", played(entry.keys), ports.words.of(whatOf(entry, ports.own.grammar())))), own: entry.id, act,
});
