// The page of how the server is: what runs, what it takes, and what came over time.

import { ask } from "./ask.js";
import { named } from "./named.js";
import { numberTable, shares } from "./number_table.js";
import { part, say } from "./page_parts.js";
import { signedIn } from "./signed_in.js";
import { followChores, showChores } from "./status_chores.js";
import { showParts } from "./status_parts.js";
import { showServices } from "./status_services.js";
import { askForUpdates, showUpdate } from "./status_update.js";
import { t } from "./texts.js";
import { ago, bytes, counted, libraryLine, midiLine, modelsLine, uptime } from "./words.js";

/** ms between two looks. */
const LOOK = 10_000;
const MONTHS = 12;
const WEEKS = 12;

let admin = false;
let csrf = "";

/**
 * Ask for a part of it; what is wrong is said.
 * @param {string} path
 * @returns {Promise<any>} null where there is no answer
 */
async function told(path) {
  const answer = await ask("GET", path);
  if (!answer.ok) say(answer.why);
  return answer.ok ? answer.value : null;
}

/** Writes only what changed, so that who reads it is not read to again. @param {string} id @param {string} text */
function write(id, text) {
  const place = part(id, HTMLElement);
  if (place.textContent !== text) place.textContent = text;
}

/** @param {string} id @param {HTMLTableElement[]} tables */
function show(id, ...tables) {
  const place = part(id, HTMLElement);
  const now = tables.map((table) => table.outerHTML).join("");
  const before = [...place.children].map((table) => table.outerHTML).join("");
  if (now !== before) place.replaceChildren(...tables);
}

async function server() {
  const state = await told("/v1/status");
  if (!state) return;
  write("runs", t("version {version}, for {time}", { version: state.version, time: uptime(state.uptime) }));
  write("database", state.database);
  write("midi", midiLine(state.midi));
  showParts(state.parts);
}

async function machine() {
  const state = await told("/v1/status/machine");
  if (!state) return;
  const { processes, disk, versions } = state;
  const memory = shares(processes.map((/** @type {{memory: number}} */ one) => one.memory));
  const running = processes.map((/** @type {{name: string, memory: number, started: number}} */ one, /** @type {number} */ index) => ({
    name: one.name,
    cells: [{ text: bytes(one.memory), share: memory[index] }, { text: ago(Date.now() - one.started) }],
  }));
  const taken = shares(disk.rooms.map((/** @type {{size: number}} */ room) => room.size));
  const rooms = disk.rooms.map((/** @type {{name: string, size: number}} */ room, /** @type {number} */ index) => ({
    name: room.name, cells: [{ text: bytes(room.size), share: taken[index] }],
  }));
  const parts = versions.map((/** @type {{name: string, version: string}} */ one) => ({ name: one.name, cells: [{ text: one.version }] }));
  show(
    "machine",
    numberTable(t("What runs"), [t("Process"), t("Memory"), t("Started")], running),
    numberTable(t("On the disk, of {total}; {free} are free", { total: bytes(disk.total), free: bytes(disk.free) }), [t("Of"), t("Size")], rooms),
    numberTable(t("Versions"), [t("Part"), t("Version")], parts),
  );
}

async function chat() {
  const state = await told("/v1/status/chat");
  if (!state) return;
  write("chat-models", modelsLine(state));
  write("chat-library", libraryLine(state));
}

async function speech() {
  const state = await told("/v1/status/speech");
  if (!state) return;
  const { voices, transcription } = state;
  const { waiting, most, scribes } = transcription;
  write("waiting", waiting ? t("{recordings} of {most} at most", { recordings: counted(waiting, "recording"), most }) : t("nothing is being written down"));
  write("scribes", scribes.map((/** @type {{name: string, problem: string | null}} */ one) => one.problem ? `${one.name}: ${one.problem}` : one.name).join("; "));
  const installed = voices.installed.join(", ") || t("the embedded one; rubato voices installs others");
  write("voices", [installed, ...voices.problems].join("; "));
}

async function recordings() {
  const state = await told(`/v1/status/recordings?months=${MONTHS}`);
  if (!state) return;
  /** @type {{month: string, recordings: number, size: number, all_recordings: number, all_size: number}[]} */
  const months = state.months;
  const sizes = shares(months.map((one) => one.all_size));
  const rows = months.map((one, index) => ({
    name: one.month,
    cells: [
      { text: String(one.recordings) }, { text: bytes(one.size) },
      { text: String(one.all_recordings) }, { text: bytes(one.all_size), share: sizes[index] },
    ],
  }));
  show("recordings-table", numberTable(t("Recordings by month"), [t("Month"), t("Came"), t("Size"), t("In all"), t("Size in all")], rows));
}

async function inquiries() {
  const state = await told(`/v1/status/inquiries?weeks=${WEEKS}`);
  if (!state) return;
  /** @type {{topic: string, counts: number[]}[]} */
  const topics = state.topics;
  part("unasked", HTMLElement).hidden = topics.length > 0;
  const heads = Array.from({ length: WEEKS }, (_, index) => index === WEEKS - 1 ? t("now") : `−${WEEKS - 1 - index}`);
  const rows = topics.map(({ topic, counts }) => {
    const share = shares(counts);
    return { name: topic, cells: counts.map((count, index) => ({ text: String(count), share: share[index] })) };
  });
  const table = numberTable(t("Questions a week, by topic; weeks before this one"), [t("Topic"), ...heads], rows, "column");
  table.classList.add("weeks");
  show("inquiries-table", ...(topics.length ? [table] : []));
}

async function people() {
  const state = await told("/v1/status/people");
  if (!state) return;
  const rows = state.people.map((/** @type {{name: string, role: string, seen: number | null, minutes: number, recordings: number, feedback: number, inquiries: number, corrections: number, ratings: number}} */ one) => ({
    name: `${one.name} (${named(one.role)})`,
    cells: [one.minutes, one.recordings, one.feedback, one.inquiries, one.corrections, one.ratings].map((count) => ({ text: String(count) }))
      .concat({ text: one.seen === null ? t("never") : ago(Date.now() - one.seen) }),
  }));
  show("people-table", numberTable(t("What everybody put in"), [t("Who"), t("Minutes of takes"), t("Files"), t("Feedback"), t("Questions"), t("Corrections"), t("Ratings"), t("Last here")], rows));
}

async function look() {
  await Promise.all([server(), chat(), speech(), recordings(), ...(admin ? [machine(), inquiries(), people(), showServices(csrf), showChores(csrf)] : [])]);
}

const who = await signedIn("signed-in", { reads: true });
if (who) {
  admin = who.admin;
  csrf = who.csrf;
  for (const id of ["inquiries", "people", "services", "chores", "update"]) part(id, HTMLElement).hidden = !admin;
  await look();
  if (admin) {
    await showUpdate();
    askForUpdates(csrf);
    followChores(csrf);
  }
  // The part that the address names was empty when the browser looked for it.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  setInterval(() => {
    if (part("follow", HTMLInputElement).checked && document.visibilityState === "visible") void look();
  }, LOOK);
}
