// Where a source stands, as people say it, and the address that opens it there.

/** Sites that open a video at a time by `t`. */
const VIDEO_HOSTS = new Set(["youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"]);

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
  if (at !== null) return `at ${clockTime(at)}`;
  if (told.page) return `page ${told.page}`;
  return told.line ? `line ${told.line}` : "";
}

/**
 * Give the address that opens a source, at its time where its site knows how; null for a file.
 * @param {string} address
 * @param {number | null} at ms
 */
export function linkTo(address, at) {
  if (!/^https?:\/\//.test(address)) return null;
  const url = new URL(address);
  if (at !== null && VIDEO_HOSTS.has(url.hostname)) url.searchParams.set("t", `${Math.floor(at / 1000)}s`);
  return url.href;
}
