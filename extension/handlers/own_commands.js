// Own commands: a word does its commands one after another, each when the one before has its effect; one undo takes back all.

import { calledOf } from "../core/own.js";
import { ASKS, done, message, refuse } from "./outcome.js";
/** @import {Own} from "../core/own.js" */
/** @import {Run} from "./own_port.js" */
/** @import {Done, Outcome, Ports} from "./ports.js" */

/** @typedef {{command: string, value?: unknown}[]} Steps */
/** What has been done of a word: the ways back of its commands, the oldest first, and the answer of the last. @typedef {{undos: (() => Promise<void>)[], last: Done | null}} Way */

/** The newest first; what can't be undone keeps no other from it, and is told at the end. @param {Way} way */
const back = ({ undos }) => ({
  undo: async () => {
    const failed = /** @type {unknown[]} */ ([]);
    for (const undo of undos.splice(0).reverse()) await undo().catch((error) => failed.push(error));
    if (failed.length) throw failed[0];
  },
});

/**
 * @param {Own} entry @param {Ports} ports @param {number} [from] the command to begin with
 * @param {boolean} [sure] though that one is destructive
 * @returns {Promise<Outcome>}
 */
export const runCommands = async (entry, ports, from = 0, sure = false) => {
  const run = ports.own.begin(entry.id);
  if (!run) return refuse("why_word_in_itself", calledOf(entry));
  try {
    return await runFrom(entry, run, from, sure, ports);
  } finally {
    run.over();
  }
};

/** @param {Own} entry @param {Run} run @param {number} from @param {boolean} sure @param {Ports} ports @returns {Promise<Outcome>} */
const runFrom = async (entry, run, from, sure, ports) => {
  const { commands } = /** @type {{commands: Steps}} */ (/** @type {unknown} */ (entry.does));
  /** @type {Way} */
  const way = { undos: [], last: null };
  for (let at = from; at < commands.length; at += 1) {
    if (run.isStopped()) return stopped(entry, at, commands, way);
    if (ports.own.destructive(commands[at].command) && !(sure && at === from)) return asks(entry, at, commands, way, ports);
    const outcome = await Promise.race([step(commands[at], way, ports), run.stopped]);
    if (!outcome) return stopped(entry, at, commands, way);
    if (!outcome.ok) return broke(entry, at, commands, way, ports.words.of(outcome.why));
    way.last = outcome;
    // What asks back is answered by a person, and the rest is theirs to play.
    if (outcome.asks) return { ...outcome, ...back(way), unlisted: way.undos.length === 0 };
  }
  const { list, chosen, sound } = way.last ?? {};
  return done(message("say_word_done", calledOf(entry), commands.length), { ...back(way), ...(list && { list, chosen }), ...(sound && { sound }) });
};

/** Its way back is kept however late it comes: a stop may have overtaken it. @param {Steps[number]} asked @param {Way} way @param {Ports} ports */
const step = async (asked, way, ports) => {
  const outcome = await ports.own.step(asked);
  if (outcome.ok && outcome.undo) way.undos.push(outcome.undo);
  return outcome;
};

/** @param {Own} entry @param {number} at @param {Steps} commands @param {Way} way @returns {Done} */
const stopped = (entry, at, commands, way) =>
  done(message("say_word_stopped", calledOf(entry), at, commands.length), { ...back(way), role: "cancelled" });

/** @param {Own} entry @param {number} at @param {Steps} commands @param {Way} way @param {string} why @returns {Outcome} */
const broke = (entry, at, commands, way, why) => {
  const say = message("say_word_broke", calledOf(entry), at + 1, commands.length, `cmd:${commands[at].command}`, why);
  return at > 0 ? done(say, { ...back(way), role: "failed" }) : { ok: false, why: say };
};

/** @param {Own} entry @param {number} at @param {Steps} commands @param {Way} way @param {Ports} ports @returns {Done} */
const asks = (entry, at, commands, way, ports) => done(message("say_word_asks", calledOf(entry), `cmd:${commands[at].command}`), {
  ...ASKS, ...back(way), unlisted: at === 0,
  list: [{
    title: ports.words.of(message("say_word_go_on", `cmd:${commands[at].command}`)), detail: "",
    act: async () => { const outcome = await runCommands(entry, ports, at, true); return outcome.ok ? { ...outcome, as: entry.id } : outcome; },
  }],
});
