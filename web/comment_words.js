// Comments as a person would say them: where a reply stands, how many wait, and a time that was typed.

import { clockTime } from "./places.js";
import { t } from "./texts.js";

/** @typedef {"review" | "planned" | "sending" | "sent" | "failed" | "held" | "rejected" | "withdrawn"} State */
/** @typedef {{text: string, state: State, reason: string, version: number, decided_by: string}} Reply */
/**
 * @typedef {object} Comment As the server tells of it; times are ms since 1970.
 * @property {string} id
 * @property {string} thread
 * @property {string} video
 * @property {{channel: string, name: string}} author
 * @property {string} text
 * @property {number} published
 * @property {number} updated
 * @property {boolean} ours
 * @property {number | null} second
 * @property {string} skipped
 * @property {string} why it is left out
 * @property {Reply | null} reply
 */
/** @typedef {{title: string, privacy: string, recorded: boolean}} Video */

/** @type {Record<State, string>} */
const STATES = {
  review: t("The reply waits for you"),
  planned: t("Approved: the reply goes out with the next step"),
  sending: t("The reply may be on its way just now"),
  sent: t("Answered"),
  failed: t("YouTube refused the reply"),
  held: t("The reply may have been sent: look on YouTube, then approve it again or say that it is there"),
  rejected: t("It is to have no reply"),
  withdrawn: t("The reply was withdrawn"),
};

/** @param {Comment} comment */
export function stateLine({ ours, skipped, why, reply }) {
  if (ours) return t("Your own");
  if (reply) return [STATES[reply.state], reply.reason].filter(Boolean).join(": ");
  return skipped ? t("Left out: {why}", { why }) : t("Not answered yet");
}

/** What can be done about a comment now. @param {Comment} comment */
export function possible({ ours, reply }) {
  const state = reply?.state ?? "none";
  const held = (/** @type {(State | "none")[]} */ ...states) => !ours && states.includes(state);
  return {
    edit: held("none", "review", "planned", "held", "failed", "rejected", "withdrawn"),
    draft: held("none", "review", "failed", "rejected", "withdrawn"),
    approve: held("none", "review", "held", "failed"),
    reject: held("none", "review", "planned", "held", "failed"),
    reopen: held("planned", "failed", "rejected", "withdrawn") && Boolean(reply?.text),
    settle: held("held"),
  };
}

/** @param {Comment} comment @param {Video | undefined} video */
export function headline({ author, second, video: id }, video) {
  const at = second === null ? "" : t(" at {time}", { time: clockTime(1000 * second) });
  return t("{author} on {video}{at}", { author: author.name || t("Somebody"), video: video?.title || id || t("the channel"), at });
}

/** So many of each kind, what waits first. @type {Record<string, (count: number) => string>} */
const COUNTS = {
  review: (count) => t("{count} wait for you|{count} wait for you", { count }),
  held: (count) => t("{count} unclear", { count }),
  open: (count) => t("{count} not answered yet", { count }),
  planned: (count) => t("{count} approved", { count }),
  sent: (count) => t("{count} answered", { count }),
  comments: (count) => t("{count} comments in all|{count} comments in all", { count }),
};

/** How many there are of each kind, what waits first. @param {Record<string, number>} counts */
export function countsLine(counts) {
  const told = Object.entries(COUNTS).filter(([name]) => counts[name] || name === "review");
  return told.map(([name, text]) => text(counts[name] ?? 0)).join(" · ");
}

/** Reads 3:12, 1:02:03 or 192 as seconds. @param {string} text @returns {string} as the server takes it; empty where it is no time */
export function secondsOf(text) {
  const parts = text.trim().split(":").map(Number);
  const fine = text.trim() !== "" && parts.length <= 3 && parts.every((part) => Number.isInteger(part) && part >= 0);
  return fine ? String(parts.reduce((sum, part) => 60 * sum + part)) : "";
}
