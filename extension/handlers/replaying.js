// Replaying: a recorded session is done again, by itself or step by step.

import { clear, rank } from "../core/fuzzy.js";
import { done, message, refuse, textOf } from "./outcome.js";
/** @import {Does} from "../core/own.js" */
/** @import {Call, Handler, Item, Outcome, Ports, Reply} from "./ports.js" */
/** @import {Replayable, Wish} from "./replay_port.js" */

/**
 * The session recorded last, as what a name or word stands for.
 * @param {Ports} ports
 * @returns {Promise<Reply<Does>>}
 */
export const lastSession = async ({ replay }) => {
  const [last] = await replay.sessions();
  return last ? { ok: true, value: { kind: "session", id: last.id, title: last.title } } : refuse("why_no_session");
};

/**
 * @param {Replayable} one
 * @param {Wish} wish
 * @param {Ports} ports
 * @returns {Promise<Outcome>}
 */
export const beginReplay = async ({ id }, wish, { replay }) => {
  const before = replay.now();
  if (before) return refuse("why_replay_already", before.title);
  const reply = await replay.begin(id, wish);
  if (!reply.ok) return reply;
  const { title, commands, from, to } = reply.value;
  if (wish.stepwise) return done(message("say_replay_steps", title, commands));
  const isWhole = wish.from === undefined && wish.to === undefined && wish.pause === undefined;
  return done(isWhole ? message("say_replay_begun", title, commands) : message("say_replay_part", title, from, to));
};

/**
 * @param {Replayable} one
 * @param {Ports} ports
 * @returns {Promise<Outcome>}
 */
export const beginMusic = async ({ id }, { replay }) => {
  const before = replay.now();
  if (before) return refuse("why_replay_already", before.title);
  const reply = await replay.music(id);
  return reply.ok ? done(message("say_music_begun", reply.value.title, reply.value.notes)) : reply;
};

/** What is done with a session that is named. @typedef {(one: Replayable, ports: Ports) => Promise<Outcome>} Begins */

/** @type {Record<"replay" | "step" | "music", Begins>} */
const BEGINS = {
  replay: (one, ports) => beginReplay(one, {}, ports),
  step: (one, ports) => beginReplay(one, { stepwise: true }, ports),
  music: beginMusic,
};

/** @param {Replayable} one @param {Begins} begins @param {Ports} ports @returns {Item} */
const itemOf = (one, begins, ports) => ({ title: one.title, detail: "", act: () => begins(one, ports) });

/** @param {Begins} begins @returns {Handler} */
const named = (begins) => async (/** @type {Call} */ { value }, ports) => {
  const sessions = await ports.replay.sessions();
  if (sessions.length === 0) return refuse("why_no_session");
  const text = textOf(value);
  if (!text) return refuse("why_no_text");
  const hits = rank(text, sessions, ({ title }) => [title]);
  if (clear(hits)) return begins(hits[0].item, ports);
  if (hits.length === 0) return refuse("why_no_session_called", text);
  return done(message("say_sessions_found", hits.length, text), { list: hits.map(({ item }) => itemOf(item, begins, ports)) });
};

/** A part of the session replayed last, else of the newest. @param {(number: number) => Wish} wish @returns {Handler} */
const part = (wish) => async ({ value }, ports) => {
  const last = await ports.replay.last();
  return last ? beginReplay(last, wish(Number(value)), ports) : refuse("why_no_session");
};

/** Where one is under way, it ends there. @type {Handler} */
const until = async (call, ports) => {
  const step = Number(call.value);
  const now = ports.replay.now();
  if (!now) return part((to) => ({ to }))(call, ports);
  if (step < now.step) return refuse("why_replay_past", step, now.step);
  ports.replay.endAfter(step);
  return done(message("say_replay_until", now.title, step));
};

/** @type {Handler} */
const next = async (_call, ports) => {
  const now = ports.replay.now();
  if (!now) return refuse("why_no_replay");
  if (!now.held) return refuse("why_replay_runs", now.title);
  ports.replay.next();
  return done(message("say_replay_next", now.step, now.of));
};

/** @type {Handler} */
const skip = async (_call, { replay }) => {
  const now = replay.now();
  if (!now) return refuse("why_no_replay");
  const step = replay.skip();
  return step === null ? refuse("why_no_pause_comes", now.title) : done(message("say_replay_skipped_to", step, now.of));
};

/** Percent of its own pace that a replay may have, but for 0. */
const PACES = { least: 10, most: 400 };

/** @type {Handler} */
const pace = async ({ value }, { replay }) => {
  const percent = Number(value);
  if (percent !== 0 && !(percent >= PACES.least && percent <= PACES.most)) return refuse("why_not_pace", percent, PACES.least, PACES.most);
  const before = replay.pace();
  await replay.setPace(percent);
  return done(percent ? message("say_replay_pace", percent) : message("say_replay_fast"), { undo: () => replay.setPace(before) });
};

/** What can be named where the word waits for it. @param {Begins} begins */
const offer = (begins) => async (/** @type {Ports} */ ports) =>
  (await ports.replay.sessions()).map((one) => itemOf(one, begins, ports));

/** @type {Record<string, (ports: Ports) => Promise<Item[]>>} */
export const replayOffers = {
  "session.replay": offer(BEGINS.replay),
  "session.step": offer(BEGINS.step),
  "replay.music": offer(BEGINS.music),
};

/** @type {Record<string, Handler>} */
export const replaying = {
  "session.replay": named(BEGINS.replay),
  "session.step": named(BEGINS.step),
  "replay.next": next,
  "replay.from": part((from) => ({ from })),
  "replay.until": until,
  "replay.pause": part((pause) => ({ pause })),
  "replay.skip": skip,
  "replay.pace": pace,
  "replay.music": named(BEGINS.music),
};
