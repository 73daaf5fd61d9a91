// Own commands: a word does its steps one after another, each when the one before has its effect; one undo takes back all.

import { askedOf, filled, givenTo, macroOf, MOST_DEPTH } from "../core/macro.js";
import { calledOf } from "../core/own.js";
import { ASKS, done, message, refuse, Refused } from "./outcome.js";
/** @import {Macro, MacroStep} from "../core/macro.js" */
/** @import {Own} from "../core/own.js" */
/** @import {Run} from "./own_port.js" */
/** @import {Done, Message, Outcome, Ports} from "./ports.js" */

/** What is to be done: the steps of a word with their values, as often as it repeats them. @typedef {{entry: Own, steps: MacroStep[]}} Plan */
/** Where to begin, and what to do there in place of the step. @typedef {{at: number, act?: () => Promise<Outcome>}} From */

/**
 * What has been done of a word: the ways back of its steps, the oldest first, those without one, and the answer of the last.
 * `parts`: so many commands they are, where steps are words themselves.
 * @typedef {{undos: {command: string, undo: () => Promise<void>}[], lost: string[], parts: number, secret: boolean, last: Done | null}} Way
 */

/** @param {readonly string[]} commands @returns {string} */
const named = (commands) => commands.map((command) => `cmd:${command}`).join(", ");

/** @param {Own} entry @param {unknown} value what it was given @param {Ports} ports @returns {Promise<Outcome>} */
export const runMacro = async (entry, value, ports) => {
  const macro = /** @type {Macro} */ (macroOf(entry.does));
  const asked = askedOf(macro);
  const values = givenTo(asked, value);
  if (!values) return refuse("why_macro_given", calledOf(entry), asked.map(({ label }) => label).join(", "));
  const steps = filled(macro, values);
  return runPlan({ entry, steps: Array.from({ length: macro.times }, () => steps).flat() }, { at: 0 }, ports);
};

/** @param {Plan} plan @param {From} from @param {Ports} ports @returns {Promise<Outcome>} */
const runPlan = async (plan, from, ports) => {
  const run = ports.own.begin(plan.entry.id);
  if (run === "itself") return refuse("why_word_in_itself", calledOf(plan.entry));
  if (run === "deep") return refuse("why_word_deep", MOST_DEPTH);
  try {
    return await runFrom(plan, from, run, ports);
  } finally {
    run.over();
  }
};

/** @param {Plan} plan @param {From} from @param {Run} run @param {Ports} ports @returns {Promise<Outcome>} */
const runFrom = async (plan, from, run, ports) => {
  const { steps } = plan;
  /** @type {Way} */
  const way = { undos: [], lost: [], parts: 0, secret: false, last: null };
  for (let at = from.at; at < steps.length; at += 1) {
    const act = at === from.at ? from.act : undefined;
    if (!act && ports.own.destructive(steps[at].command)) return asks(plan, at, way, ports);
    await Promise.race([ports.own.ready(steps[at].command), run.stopped]);
    if (run.isStopped()) return stopped(plan, at, way);
    const outcome = await Promise.race([step(steps[at], act, way, ports), run.stopped]);
    if (!outcome) return stopped(plan, at, way);
    if (!outcome.ok) return broke(plan, at, way, outcome.why, ports);
    way.last = outcome;
    if (outcome.asks) return askedBack(plan, at, outcome, way, ports);
    // A word within it that broke off halfway.
    if (outcome.role === "failed") return broke(plan, at, way, outcome.say, ports);
  }
  const { list, chosen, sound } = way.last ?? {};
  return done(message("say_word_done", calledOf(plan.entry), steps.length), {
    ...back(plan, way), repeats: way.lost.length === 0, ...(list && { list, chosen }), ...(sound && { sound }),
  });
};

/** Its way back is kept however late it comes: a stop may have overtaken it. @param {MacroStep} asked @param {From["act"]} act @param {Way} way @param {Ports} ports */
const step = async (asked, act, way, ports) => {
  const outcome = await (act ?? (() => ports.own.step(asked)))();
  if (!outcome.ok) return outcome;
  const { undo, final, secret, parts = 1 } = outcome;
  if (undo) way.undos.push({ command: asked.command, undo });
  if (undo) way.parts += parts;
  else if (final) way.lost.push(asked.command);
  if (secret) way.secret = true;
  return outcome;
};

/**
 * The newest first; what can't be undone keeps no other from it, and is told at the end.
 * @param {Plan} plan @param {Way} way @returns {Partial<Done>}
 */
const back = ({ entry }, way) => ({
  ...(way.secret && { secret: true }),
  ...(way.undos.length ? { parts: way.parts, undo: () => undoAll(entry, way) } : way.lost.length && { final: true }),
});

/** @param {Own} entry @param {Way} way */
const undoAll = async (entry, { undos, lost }) => {
  const left = [...lost];
  const all = undos.splice(0).reverse();
  for (const { command, undo } of all) await undo().catch(() => { left.push(command); });
  if (left.length) throw new Refused(message("why_word_left", calledOf(entry), all.length + lost.length - left.length, named(left)));
};

/** @param {Plan} plan @param {number} at @param {Way} way @returns {Done} */
const stopped = (plan, at, way) => {
  const { entry, steps } = plan;
  // What is under way may come to its effect later.
  const undo = { undo: () => undoAll(entry, way) };
  return done(message("say_word_stopped", calledOf(entry), at, steps.length, named([steps[at].command])), { ...back(plan, way), ...undo, role: "cancelled" });
};

/** @param {Plan} plan @param {number} at @param {Way} way @param {Message} why @param {Ports} ports @returns {Outcome} */
const broke = (plan, at, way, why, ports) => {
  const { entry, steps } = plan;
  const say = message("say_word_broke", calledOf(entry), at + 1, steps.length, named([steps[at].command]), ports.words.of(why));
  return way.undos.length || way.lost.length || at > 0 ? done(say, { ...back(plan, way), role: "failed" }) : { ok: false, why: say };
};

/** @param {Plan} plan @param {number} at @param {() => Promise<Outcome>} act what is done in place of that step @param {Ports} ports */
const goOn = (plan, at, act, ports) => async () => {
  const outcome = await runPlan(plan, { at, act }, ports);
  return outcome.ok ? { ...outcome, as: plan.entry.id } : outcome;
};

/** A destructive step waits for a yes. @param {Plan} plan @param {number} at @param {Way} way @param {Ports} ports @returns {Done} */
const asks = (plan, at, way, ports) => {
  const step = plan.steps[at];
  const name = named([step.command]);
  const act = goOn(plan, at, () => ports.own.step(step), ports);
  return done(message("say_word_asks", calledOf(plan.entry), name), {
    ...ASKS, ...back(plan, way), unlisted: at === 0,
    list: [{ title: ports.words.of(message("say_word_go_on", name)), detail: "", act: async () => told(await act()) }],
  });
};

/** Its commands stand in a session already; what was chosen to have them done does not. @param {Outcome} outcome @returns {Outcome} */
export const told = (outcome) => (outcome.ok ? { ...outcome, told: true } : outcome);

/** What asks back is answered by a person; then it goes on. @param {Plan} plan @param {number} at @param {Done} outcome @param {Way} way @param {Ports} ports @returns {Done} */
const askedBack = (plan, at, outcome, way, ports) => ({
  ...outcome, ...back(plan, way), unlisted: way.undos.length === 0,
  ...(outcome.list && { list: outcome.list.map((item) => ({ ...item, act: goOn(plan, at, item.act, ports) })) }),
});
