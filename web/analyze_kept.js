// Recordings that the server keeps, opened by their address or chosen from a list.

import { joined } from "../extension/core/roll_join.js";
import { readScore } from "../extension/core/roll_score.js";
import { openInquiries } from "./analyze_inquiries.js";
import { takesIn } from "./analyze_takes.js";
import { ask } from "./ask.js";
import { flawsOf, midiIn, NO_NOTES } from "./analyze_midi.js";
import { part, say } from "./page_parts.js";
import { signedIn } from "./signed_in.js";
import { locale, t } from "./texts.js";

/** @import { Opened } from "./analyze_files.js" */
/** @import { Medium } from "./video.js" */

/** Recordings in the list. */
const MOST = 100;
const PLACE = "/v1/recordings/performances";
/** Roles of files that hold notes. */
const NOTES = ["midi", "session"];

/** What the address asks for. */
function wanted() {
  const params = new URLSearchParams(location.search);
  const at = Number.parseFloat(params.get("t") ?? "");
  return {
    recording: params.get("recording") ?? "", video: params.get("video") ?? "", language: params.get("language") ?? "",
    take: Number(params.get("take")) || 0, at: Number.isFinite(at) && at > 0 ? at * 1000 : null,
  };
}

/** @import { Who } from "./signed_in.js" */

/** @param {(opened: Opened) => void} open @param {(who: Who) => void} admit told who is signed in */
export async function openKept(open, admit) {
  const who = await signedIn("kept", { reads: true });
  const { recording, video } = wanted();
  if (!who) return openVideo(video, open);
  if (!who.reading) {
    admit(who);
    void openInquiries(who);
  }
  const load = (/** @type {string} */ value) => {
    const [kind, id] = value.split(":");
    return kind === "video" ? openPerformance(id, who, open) : openFile(id, open);
  };
  const choice = part("recordings", HTMLSelectElement);
  choice.addEventListener("change", () => {
    if (!choice.value) return;
    history.replaceState(null, "", location.pathname);
    void load(choice.value);
  });
  await Promise.all([fill(choice, who.reading), (recording || video) && load(recording ? `file:${recording}` : `video:${video}`)]);
}

/** @param {HTMLSelectElement} choice @param {boolean} reading nobody in particular, who has no files */
async function fill(choice, reading) {
  const none = { ok: true, value: { recordings: [] } };
  const [whole, files] = await Promise.all([ask("GET", `${PLACE}?limit=${MOST}`), reading ? none : ask("GET", `/v1/recordings?limit=${MOST}`)]);
  if (!whole.ok || !files.ok) return;
  const rows = [
    ...whole.value.performances.map((/** @type {any} */ { id, name, recorded }) => [`video:${id}`, name, recorded]),
    ...files.value.recordings.filter((/** @type {any} */ one) => one.complete && NOTES.includes(one.kind))
      .map((/** @type {any} */ { id, name, created }) => [`file:${id}`, name, created]),
  ];
  choice.append(new Option(rows.length ? t("choose one") : t("there is none"), ""),
    ...rows.map(([id, name, when]) => new Option(`${name}, ${new Date(when).toLocaleString(locale)}`, id)));
}

/** A video that nobody put on this server plays from where it is. @param {string} id @param {(opened: Opened) => void} open */
function openVideo(id, open) {
  if (!/^[\w-]{11}$/.test(id)) return;
  const { at, language } = wanted();
  open({ title: t("Video {id}", { id }), score: NO_NOTES, takes: [], medium: { kind: "youtube", id }, offset: 0, length: 0, at: at ?? 0, address: { video: id }, flaws: "", language, feedback: new Set(), said: null });
}

/** @param {string} path @returns {Promise<Uint8Array | null>} */
async function bytesOf(path) {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** @param {string} id @param {(opened: Opened) => void} open */
async function openFile(id, open) {
  say(t("Loading …"));
  const { at, language } = wanted();
  const told = await ask("GET", `/v1/recordings/${encodeURIComponent(id)}`);
  if (!told.ok) return say(told.why);
  const bytes = await bytesOf(`/v1/recordings/${encodeURIComponent(id)}/file`);
  const midi = bytes && midiIn(bytes);
  if (!midi) return say(bytes ? t("This recording holds no MIDI track.") : t("The recording cannot be loaded."));
  open({ title: told.value.name, ...midi, medium: null, offset: 0, length: midi.score.length, at: at ?? 0, address: { recording: id }, language, feedback: new Set(), said: null });
}

/** All files of a recording, on the clock of its video. @param {string} id or that of its video @param {Who} who @param {(opened: Opened) => void} open */
async function openPerformance(id, who, open) {
  say(t("Loading …"));
  const answer = await ask("GET", `${PLACE}/${encodeURIComponent(id)}`);
  if (!answer.ok) {
    if (answer.status === 404 && /^[\w-]{11}$/.test(id)) return openVideo(id, open);
    return say(answer.why);
  }
  const whole = answer.value;
  const files = whole.tracks.filter((/** @type {any} */ { role }) => NOTES.includes(role));
  const parts = await Promise.all(files.map(async (/** @type {any} */ track) => {
    const bytes = await bytesOf(track.file);
    return { score: (bytes && readScore(bytes)) ?? NO_NOTES, offset: track.offset_ms, name: track.feedback ? givenBy(track) : track.name };
  }));
  const score = parts.length ? joined(parts) : NO_NOTES;
  const { at, take, language } = wanted();
  const shown = whole.takes.find((/** @type {any} */ one) => one.id === take);
  const { medium, offset } = mediumOf(whole);
  open({
    title: whole.name, score, takes: takesIn(whole), medium, offset, length: score.length, at: at ?? shown?.from_ms ?? 0, language,
    address: { video: whole.video.youtube ?? whole.id, ...(shown && { take: String(take) }) }, flaws: flawsOf(score),
    feedback: commenting(parts, files),
    said: { lines: whole.transcript, place: `${PLACE}/${whole.id}`, csrf: who.csrf, editable: whole.may.edit, remarks: whole.remarks, whole,
      who: who.name, sounds: whole.tracks.flatMap(spokenIn), again: () => openPerformance(id, who, open),
      languages: [...new Set(/** @type {string[]} */ (whole.tracks.flatMap((/** @type {any} */ track) => track.languages)))] },
  });
}

/** @param {{name: string, by: string}} track @returns {string} who gave feedback, and who added it, where that is another */
const givenBy = ({ name, by }) => (name === by ? t("Feedback by {by}", { by }) : t("{name}, feedback by {by}", { name, by }));

/** @param {any} track @returns {import("./feedback_sounds.js").Sound[]} the sound of what was spoken to it */
const spokenIn = (track) => (track.feedback && track.role === "audio" ? [{ address: track.file, at: track.offset_ms, name: givenBy(track) }] : []);

/** @param {readonly {score: {tracks: readonly unknown[]}}[]} parts @param {readonly {feedback: boolean}[]} files @returns {Set<number>} */
function commenting(parts, files) {
  let next = 0;
  return new Set(parts.flatMap(({ score: { tracks } }, at) => {
    const own = tracks.map((_, place) => next + place);
    next += tracks.length;
    return files[at].feedback ? own : [];
  }));
}

/** @param {any} whole @returns {{medium: Medium | null, offset: number}} what is played, and where on the clock it begins */
function mediumOf({ video, tracks }) {
  if (video.use === "youtube") return { medium: { kind: "youtube", id: video.youtube }, offset: 0 };
  const track = tracks.find((/** @type {any} */ { id }) => id === video.track);
  if (!track) return { medium: null, offset: 0 };
  return { medium: { kind: "file", address: video.file, pictures: track.role === "video" }, offset: track.offset_ms };
}
