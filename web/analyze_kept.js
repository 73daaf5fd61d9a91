// Recordings that the server keeps, opened by their address or chosen from a list.

import { ask } from "./ask.js";
import { midiIn, NO_NOTES } from "./analyze_midi.js";
import { part, say } from "./page_parts.js";
import { signedIn } from "./signed_in.js";

/** @import { Opened } from "./analyze_files.js" */

/** Recordings in the list. */
const MOST = 200;

/** What the address asks for. */
function wanted() {
  const params = new URLSearchParams(location.search);
  const at = Number.parseFloat(params.get("t") ?? "");
  return {
    recording: params.get("recording") ?? "", video: params.get("video") ?? "", language: params.get("language") ?? "",
    at: Number.isFinite(at) && at > 0 ? at * 1000 : 0,
  };
}

/** @param {(opened: Opened) => void} open */
export async function openKept(open) {
  const { recording, video, language, at } = wanted();
  const who = await signedIn("kept");
  if (/^[\w-]{11}$/.test(video)) {
    open({ title: `Video ${video}`, score: NO_NOTES, takes: [], medium: { kind: "youtube", id: video }, length: 0, at, address: { video }, flaws: "", language });
  }
  if (!who) return;
  const answer = await ask("GET", `/v1/recordings?limit=${MOST}`);
  if (!answer.ok) return say(answer.why);
  /** @type {{id: string, name: string, kind: string, complete: boolean, created: number}[]} */
  const kept = answer.value.recordings.filter((/** @type {any} */ one) => one.complete && ["session", "midi"].includes(one.kind));
  const choice = part("recordings", HTMLSelectElement);
  choice.append(new Option(kept.length ? "choose one" : "there is none", ""), ...kept.map(({ id, name, created }) =>
    new Option(`${name}, ${new Date(created).toLocaleString()}`, id)));
  const load = (/** @type {string} */ id, /** @type {number} */ from) =>
    loadKept(id, kept.find((one) => one.id === id)?.name ?? id, { at: from, language }, open);
  choice.addEventListener("change", () => { if (choice.value) void load(choice.value, 0); });
  if (recording) {
    choice.value = recording;
    await load(recording, at);
  }
}

/** @param {string} id @param {string} name @param {{at: number, language: string}} from @param {(opened: Opened) => void} open */
async function loadKept(id, name, { at, language }, open) {
  say("Loading …");
  const response = await fetch(`/v1/recordings/${encodeURIComponent(id)}/file`).catch(() => null);
  if (!response?.ok) return say(response?.status === 404 ? "There is no such recording here." : "The recording cannot be loaded.");
  const midi = midiIn(new Uint8Array(await response.arrayBuffer()));
  if (!midi) return say("This recording holds no MIDI track.");
  open({ title: name, ...midi, medium: null, length: midi.score.length, at, address: { recording: id }, language });
}
