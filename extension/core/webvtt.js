// WebVTT: what is said in a video, with its times, as a file.

/** What is said, in seconds. @typedef {{from: number, to: number, text: string}} Cue */

/** @param {number} seconds "00:12:31.000" */
const stamp = (seconds) => {
  const ms = Math.max(0, Math.round(seconds * 1000));
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, "0")}`;
};

/** A line of a cue can be neither empty nor an arrow. @param {string} text */
const lined = (text) => text.replace(/-->/g, "→").split(/\n+/).map((line) => line.trim()).filter(Boolean).join("\n")
  .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * @param {readonly Cue[]} cues
 * @returns {string} "" where nothing is said
 */
export const webVtt = (cues) => {
  const said = cues.map(({ from, to, text }) => ({ from, to, text: lined(text) })).filter(({ text }) => text);
  return said.length ? `WEBVTT\n\n${said.map(({ from, to, text }) => `${stamp(from)} --> ${stamp(to)}\n${text}\n`).join("\n")}` : "";
};
