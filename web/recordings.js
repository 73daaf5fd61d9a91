// The page of recordings: made, their files sent, found, rated, shared and deleted.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { NotSent, sendFile } from "./file_sending.js";
import { part, say } from "./page_parts.js";
import { sending } from "./page_sending.js";
import { recordingItem } from "./recording_item.js";
import { signedIn } from "./signed_in.js";
import { sure } from "./sure.js";
import { canTakeBack } from "./taking_back.js";
import { locale, t } from "./texts.js";
import { counted } from "./words.js";

/** @typedef {import("./recording_item.js").Recording} Recording */

const PLACE = "/v1/recordings/performances";
const PAGE = 50;
/** ms after a key, so that each letter is no request. */
const TYPED = 250;
/** As they are chosen. */
const ORDERS = ["played", "score"];
/** Sessions that are offered. */
const SESSIONS = 50;

const list = part("recordings", HTMLElement);
const making = part("making", HTMLFormElement);
const sought = part("sought", HTMLFormElement);
const order = part("order", HTMLSelectElement);
const chosen = part("files", HTMLInputElement);
const stopper = part("stop", HTMLButtonElement);
let csrf = "";
/** The id after which the list goes on. */
let last = "";
/** Counts lists that were asked for: a late answer to an earlier one is none. */
let asked = 0;
let stopping = new AbortController();
/** Recordings whose files are being sent. */
let busy = 0;

/** @param {string} [before] */
async function seek(before = "") {
  const mine = (asked += 1);
  const told = [...new FormData(sought)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value);
  const params = new URLSearchParams([...told, ["order", ORDERS[order.selectedIndex] ?? ""], ["limit", String(PAGE)], ...(before ? [["before", before]] : [])]);
  const answer = await ask("GET", `${PLACE}?${params}`);
  if (mine !== asked) return;
  if (!answer.ok) return say(answer.why);
  /** @type {Recording[]} */
  const found = answer.value.performances;
  if (!before) list.replaceChildren();
  list.append(...found.map((one) => recordingItem(one, acts)));
  last = found.at(-1)?.id ?? last;
  part("none", HTMLElement).hidden = list.children.length > 0;
  part("more", HTMLElement).hidden = found.length < PAGE;
}

/** @param {Promise<import("./ask.js").Answer>} change @param {string} done */
async function doing(change, done) {
  const answer = await change;
  say(answer.ok ? done : answer.why);
  if (!answer.ok) return null;
  await seek();
  part("recordings-title", HTMLElement).focus();
  return answer.value;
}

/** @type {import("./recording_item.js").Acts} */
const acts = {
  add: ({ id, name }, files) => void send(id, name, files),
  rate: async (recording, value) => {
    const { id, name, score } = recording;
    const answer = await ask("PUT", `${PLACE}/${id}/score`, { body: { value }, csrf });
    say(answer.ok ? (value === null ? t("{name} is not rated.", { name }) : t("{name} is rated {value}.", { name, value })) : answer.why);
    if (!answer.ok) return false;
    recording.score = value;
    canTakeBack(() => rateAgain(recording, score));
    return true;
  },
  share: ({ id, name, version }, shared) => void doing(
    ask("PATCH", `${PLACE}/${id}`, { body: { version, shared }, csrf }),
    shared ? t("Everybody on this server may see {name}.", { name }) : t("{name} is yours alone.", { name }),
  ),
  remove: async ({ id, name }) => {
    if (await sure(t("Delete {name} with its files?", { name }), t("Delete it"))) void doing(ask("DELETE", `${PLACE}/${id}?files=true`, { csrf }), t("{name} is deleted.", { name }));
  },
};

/** Its choice shows it, too. @param {Recording} recording @param {number | null} value */
async function rateAgain(recording, value) {
  const choice = list.querySelector(`#recording-${recording.id} select`);
  if (await acts.rate(recording, value) && choice instanceof HTMLSelectElement) choice.value = value === null ? "" : String(value);
}

/** Sends files and adds each to a recording as soon as it is there. @param {string} id @param {string} name @param {File[]} files */
async function send(id, name, files) {
  busy += 1;
  stopper.hidden = false;
  const results = [];
  for (const file of files) results.push(await one(id, file, stopping.signal));
  busy -= 1;
  stopper.hidden = busy === 0;
  await seek();
  const added = results.filter(Boolean).length;
  say(added === files.length ? t("{files} of {name} came.", { files: counted(added, "file"), name }) : t("{added} of {files} of {name} came; the list says why not.", { added, files: counted(files.length, "file"), name }));
}

/** @param {string} id @param {File} file @param {AbortSignal} signal @returns {Promise<boolean>} whether it was added */
async function one(id, file, signal) {
  const row = rowOf(file.name);
  try {
    const recording = await sendFile(file, sending(() => csrf), { step: row.step, signal });
    const added = await ask("POST", `${PLACE}/${id}/tracks`, { body: { recording, name: file.name.slice(0, 200) }, csrf });
    row.end(added.ok ? "came" : added.why);
    return added.ok;
  } catch (error) {
    if (!signal.aborted && !(error instanceof NotSent)) throw error;
    row.end(signal.aborted ? t("stopped; choose it again, and it goes on") : /** @type {Error} */ (error).message);
    return false;
  }
}

/** @param {string} name */
function rowOf(name) {
  const item = made("li", name);
  const bar = made("progress", "");
  bar.setAttribute("aria-label", name);
  const said = made("small", "");
  item.append(" ", bar, " ", said);
  part("sending", HTMLElement).prepend(item);
  return {
    step: (/** @type {string} */ text, /** @type {number} */ share) => {
      said.textContent = text;
      bar.value = share;
    },
    end: (/** @type {string} */ text) => {
      said.textContent = text;
      bar.remove();
    },
  };
}

/** @param {File[]} files Dropped beside the chosen ones. */
async function make(files) {
  const told = new FormData(making);
  const name = String(told.get("name")).trim();
  const session = String(told.get("session"));
  const answer = await ask("POST", PLACE, { body: { name, video: String(told.get("video")).trim() }, csrf });
  if (!answer.ok) return say(answer.why);
  const { id } = answer.value;
  say(t("{name} is made.", { name }));
  making.reset();
  if (session) {
    const added = await ask("POST", `${PLACE}/${id}/tracks`, { body: { recording: session }, csrf });
    if (!added.ok) say(added.why);
  }
  if (files.length) await send(id, name, files);
  else await seek();
}

async function offerSessions() {
  const answer = await ask("GET", `/v1/recordings?kind=session&limit=${SESSIONS}`);
  if (!answer.ok) return say(answer.why);
  const whole = answer.value.recordings.filter((/** @type {{complete: boolean}} */ { complete }) => complete);
  const options = whole.map((/** @type {{id: string, name: string, created: number}} */ { id, name, created }) =>
    new Option(`${name}, ${new Date(created).toLocaleString(locale)}`, id));
  part("session", HTMLSelectElement).append(...options);
}

making.addEventListener("submit", (event) => {
  event.preventDefault();
  void make([...chosen.files ?? []]);
});
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typed;
sought.addEventListener("input", () => {
  clearTimeout(typed);
  typed = setTimeout(() => void seek(), TYPED);
});
order.addEventListener("change", async () => {
  await seek();
  say(t("First: {order}.", { order: order.selectedOptions[0]?.text }));
});
sought.addEventListener("submit", (event) => event.preventDefault());
part("more", HTMLElement).addEventListener("click", () => void seek(last));
stopper.addEventListener("click", () => {
  stopping.abort();
  stopping = new AbortController();
});
addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
addEventListener("drop", (event) => {
  const files = event.dataTransfer?.files;
  if (!files?.length) return;
  event.preventDefault();
  chosen.files = files;
  const name = part("name", HTMLInputElement);
  name.value ||= (files[0]?.name ?? "").replace(/\.\w+$/, "");
  name.focus();
  say(t("{files} chosen; give the recording a name.", { files: counted(files.length, "file") }));
});
// What leaves while it is sent goes on only when the same file is chosen again.
addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });

const who = await signedIn("signed-in", { reads: true });
if (who) {
  csrf = who.csrf;
  await Promise.all([seek(), who.reading || offerSessions()]);
}
