// Recording: what is played, said and done becomes a session: start, pause, resume, stop, save, delete.

import { done, message, must, refuse } from "./outcome.js";
/** @import {Handler} from "./ports.js" */

/** ms as a person would say them: minutes and seconds. @param {number} ms */
export const length = (ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;

/** @type {Handler} */
const record = async (_call, { recording }) => {
  if (recording.condition() === "recording") return refuse("why_recording_already");
  if (recording.condition() === "paused") return refuse("why_session_paused");
  const reply = await recording.start();
  return reply.ok ? done(message("say_session_recording", reply.value.title)) : reply;
};

/** @type {Handler} */
const pause = async (_call, { recording }) => {
  if (recording.condition() !== "recording") return refuse(recording.condition() === "off" ? "why_not_recording" : "why_session_paused");
  const reply = await recording.pause();
  if (!reply.ok) return reply;
  return done(message("say_session_paused", length(reply.value.at)), { undo: async () => void must(await recording.resume()) });
};

/** @type {Handler} */
const resume = async (_call, { recording }) => {
  if (recording.condition() !== "paused") return refuse(recording.condition() === "off" ? "why_not_recording" : "why_recording_already");
  const reply = await recording.resume();
  if (!reply.ok) return reply;
  return done(message("say_session_resumed", length(reply.value.at)), { undo: async () => void must(await recording.pause()) });
};

/** @type {Handler} */
const stop = async (_call, { recording }) => {
  if (recording.condition() === "off") return refuse("why_not_recording");
  const reply = await recording.stop();
  if (!reply.ok) return reply;
  const { title, at, back } = reply.value;
  return done(message("say_session_stopped", title, length(at)), { undo: back });
};

/** @type {Handler} */
const save = async (_call, { recording }) => {
  const reply = await recording.save();
  return reply.ok ? done(message("say_session_saved", reply.value.title, reply.value.file)) : reply;
};

/** @type {Handler} */
const remove = async (_call, { recording }) => {
  if (recording.condition() !== "off") return refuse("why_stop_first");
  const reply = await recording.remove();
  if (!reply.ok) return reply;
  return done(message("say_session_deleted", reply.value.title, length(reply.value.at)), { undo: reply.value.back });
};

/** What is to be answered, as it is read out. @param {readonly string[]} questions */
export const toAnswer = (questions) => message(questions.length > 1 ? "say_marked_two" : "say_marked_one", ...questions);

/** @type {Handler} */
const readMarked = async (_call, { recording }) => {
  const reply = await recording.marked();
  if (!reply.ok) return reply;
  const left = reply.value.filter(({ at }) => at === null).map(({ question }) => question);
  if (left.length) return done(toAnswer(left));
  return refuse(reply.value.length ? "why_all_answered" : "why_nothing_marked");
};

/** @type {Handler} */
const answered = async (_call, { recording }) => {
  if (recording.condition() !== "recording") return refuse(recording.condition() === "off" ? "why_not_recording" : "why_session_paused");
  const reply = recording.answered();
  if (!reply.ok) return reply;
  const { question, at, next, back } = reply.value;
  const told = next ? message("say_inquiry_answered_next", length(at), question, next) : message("say_inquiry_answered", length(at), question);
  return done(told, { undo: async () => back() });
};

/** @type {Record<string, Handler>} */
export const recording = {
  "session.record": record,
  "session.pause": pause,
  "session.resume": resume,
  "session.stop": stop,
  "session.save": save,
  "session.delete": remove,
  "inquiry.read": readMarked,
  "inquiry.answered": answered,
};
