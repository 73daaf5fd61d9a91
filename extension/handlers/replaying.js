// Replaying: a recorded session is done again, by itself or step by step.

import { clear, rank } from "../core/fuzzy.js";
import { done, message, refuse, textOf } from "./outcome.js";
/** @import {Does} from "../core/own.js" */
/** @import {Call, Handler, Item, Outcome, Ports, Reply} from "./ports.js" */
/** @import {Replayable} from "./replay_port.js" */

/**
 * The session recorded last, as what a name or word stands for.
 * @param {Ports} ports
 * @returns {Promise<Reply<Does>>}
 */
export const lastSession = async ({ replay }) => {
  const [last] = await replay.sessions();
  return last ? { ok: true, value: { kind: "session", id: last.id, title: last.title } } : refuse("why_no_session");
};

/** @param {Replayable} one @param {boolean} stepwise @param {Ports} ports @returns {Promise<Outcome>} */
export const beginReplay = async ({ id }, stepwise, { replay }) => {
  const before = replay.now();
  if (before) return refuse("why_replay_already", before.title);
  const reply = await replay.begin(id, { stepwise });
  if (!reply.ok) return reply;
  const { title, commands } = reply.value;
  return done(message(stepwise ? "say_replay_steps" : "say_replay_begun", title, commands));
};

/** @param {Replayable} one @param {boolean} stepwise @param {Ports} ports @returns {Item} */
const itemOf = (one, stepwise, ports) => ({ title: one.title, detail: "", act: () => beginReplay(one, stepwise, ports) });

/** @param {boolean} stepwise @returns {Handler} */
const replay = (stepwise) => async (/** @type {Call} */ { value }, ports) => {
  const sessions = await ports.replay.sessions();
  if (sessions.length === 0) return refuse("why_no_session");
  const text = textOf(value);
  if (!text) return refuse("why_no_text");
  const hits = rank(text, sessions, ({ title }) => [title]);
  if (clear(hits)) return beginReplay(hits[0].item, stepwise, ports);
  if (hits.length === 0) return refuse("why_no_session_called", text);
  return done(message("say_sessions_found", hits.length, text), { list: hits.map(({ item }) => itemOf(item, stepwise, ports)) });
};

/** @type {Handler} */
const next = async (_call, ports) => {
  const now = ports.replay.now();
  if (!now) return refuse("why_no_replay");
  if (!now.held) return refuse("why_replay_runs", now.title);
  ports.replay.next();
  return done(message("say_replay_next", now.step, now.of));
};

/** What can be named where the word waits for it. @param {boolean} stepwise */
export const replayOffer = (stepwise) => async (/** @type {Ports} */ ports) =>
  (await ports.replay.sessions()).map((one) => itemOf(one, stepwise, ports));

/** @type {Record<string, Handler>} */
export const replaying = { "session.replay": replay(false), "session.step": replay(true), "replay.next": next };
