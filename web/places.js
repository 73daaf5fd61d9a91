// Where a source stands, as people say it, and the address that opens it there.

import { t } from "./texts.js";

/** Sites that open a video at a time by `t`. */
const VIDEO_HOSTS = new Set(["youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be"]);
/** What stands before a video's id there. */
const VIDEO_FOLDERS = new Set(["embed", "live", "shorts", "v"]);

/**
 * Write a time: 12:31, or 1:02:03 from an hour on.
 * @param {number} ms
 */
export function clockTime(ms) {
  const all = Math.floor(ms / 1000);
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor(all / 60) % 60;
  const seconds = String(all % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/**
 * Say where something stands: a time, a page, a line; empty where nobody knows.
 * @param {{at_ms?: number | null, from_ms?: number | null, page?: number | null, line?: number}} told
 */
export function placeOf(told) {
  const at = told.at_ms ?? told.from_ms ?? null;
  if (at !== null) return t("at {time}", { time: clockTime(at) });
  if (told.page) return t("page {page}", { page: told.page });
  return told.line ? t("line {line}", { line: told.line }) : "";
}

/** @typedef {{address: string, kind?: string, document?: number}} Source What is cited. */

/**
 * Give the id of the YouTube video that an address leads to; null where it leads to none.
 * @param {string} address
 */
export function youtubeId(address) {
  if (!URL.canParse(address)) return null;
  const { hostname, pathname, searchParams } = new URL(address);
  const [first, second] = pathname.split("/").filter(Boolean);
  let id = null;
  if (hostname === "youtu.be") id = first;
  else if (VIDEO_HOSTS.has(hostname)) id = first === "watch" ? searchParams.get("v") : VIDEO_FOLDERS.has(first ?? "") ? second : null;
  return id && /^[\w-]{11}$/.test(id) ? id : null;
}

/**
 * Give the address that opens a source, at its time where that can be said; null for a file.
 * @param {Source} source
 * @param {number | null} at ms
 */
export function linkTo({ address, kind, document }, at) {
  const inquiry = /^inquiry:(\w+)$/.exec(address);
  if (inquiry) return `/web/recent.html?inquiry=${inquiry[1]}`;
  const take = /^recording:([0-9a-f]{16})(?::(\d+))?$/.exec(address);
  if (take) return recordingAt(take[1] ?? "", take[2], at);
  const time = at === null ? "" : `#t=${at / 1000}`;
  const web = /^https?:\/\//.test(address) && URL.canParse(address);
  if (!web) return kind === "sound" && document ? `/v1/documents/${document}/media${time}` : null;
  const url = new URL(address);
  if (at !== null && VIDEO_HOSTS.has(url.hostname)) url.searchParams.set("t", `${Math.floor(at / 1000)}s`);
  else if (kind === "sound") url.hash = time;
  return url.href;
}

/**
 * Give the address of the page that shows a recording, at a take of it and a time.
 * @param {string} id
 * @param {string | undefined} take
 * @param {number | null} at ms of its video's clock
 */
function recordingAt(id, take, at) {
  const query = new URLSearchParams({ video: id });
  if (take) query.set("take", take);
  if (at !== null) query.set("t", String(Math.floor(at / 1000)));
  return `/web/analyze.html?${query}`;
}

/**
 * Give the addresses of a comment's moment: on YouTube, where the comment stands first, and on the page of recordings.
 * @param {{video: string, id: string, second: number | null}} comment
 * @returns {{youtube: string, recording: string}} empty where it is on no video
 */
export function momentOf({ video, id, second }) {
  if (!video) return { youtube: "", recording: "" };
  const at = second === null ? null : 1000 * second;
  const address = `https://www.youtube.com/watch?${new URLSearchParams({ v: video, lc: id })}`;
  return { youtube: linkTo({ address }, at) ?? "", recording: recordingAt(video, undefined, at) };
}

/**
 * Name what a link to a source opens, where no place says it.
 * @param {string} address
 */
export function nameOf(address) {
  if (address.startsWith("inquiry:")) return t("the question it corrects");
  if (address.startsWith("recording:")) return t("the recording");
  return URL.canParse(address) ? new URL(address).hostname || address : address;
}
