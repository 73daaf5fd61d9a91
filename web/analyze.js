// The page of the piano roll: opens a recording, plays it, and lets it be walked by keys.

import { LOWEST_NOTE } from "../extension/core/keys.js";
import { pitchName } from "../extension/core/roll_names.js";
import { nearestCell } from "../extension/core/roll_rows.js";
import { openActs, actOf } from "./analyze_acts.js";
import { openCommands } from "./analyze_commands.js";
import { openFiles } from "./analyze_files.js";
import { FoundView } from "./analyze_found.js";
import { answersHere } from "./analyze_inquiries.js";
import { Languages } from "./analyze_languages.js";
import { Lists } from "./analyze_lists.js";
import { Moments } from "./analyze_moments.js";
import { News } from "./analyze_news.js";
import { pointAtRoll } from "./analyze_pointer.js";
import { Selected } from "./analyze_selected.js";
import { savingActs } from "./analyze_save.js";
import { actsOf } from "./analyze_table.js";
import { Takes } from "./analyze_takes.js";
import { TranscriptView } from "./analyze_transcript.js";
import { Feedback } from "./feedback.js";
import { clockTime } from "./places.js";
import { MidiPlayer } from "./midi_player.js";
import { part, say } from "./page_parts.js";
import { RollCanvas } from "./roll_canvas.js";
import { RollGrid } from "./roll_grid.js";
import { Lanes } from "./roll_lanes.js";
import { Roll } from "./roll_model.js";
import { Overview } from "./roll_overview.js";
import { shifted, Transport } from "./transport.js";
import { playerOf } from "./video.js";

/** @import { Opened } from "./analyze_files.js" */

/** ms between two addresses that the page shows while it plays: a browser refuses too many. */
const ADDRESS_EVERY = 2000;

/** ms from one key of a word to the next, when it is heard. */
const STEP = 300;

/** Whether all parts are there: they measure themselves as they are made. */
let ready = false;
const grid = part("grid", HTMLElement);
const place = part("place", HTMLInputElement);
const spoken = part("spoken", HTMLElement);
const midi = new MidiPlayer();
const transport = new Transport(midi, () => moved());
const roll = new Roll((what) => changed(what));
const cells = new RollGrid(roll, grid);
const canvas = new RollCanvas(roll, part("roll", HTMLElement), part("roll-notes", HTMLCanvasElement), part("roll-over", HTMLCanvasElement));
const overview = new Overview(roll, part("overview", HTMLCanvasElement), (at) => transport.seek(at));
const lanes = new Lanes(roll, part("lanes", HTMLCanvasElement), part("lane", HTMLSelectElement));
const lists = new Lists(roll, go);
const takes = new Takes(roll, { playhead: () => transport.at, plays: () => transport.plays, go, speak, changed: () => overview.ask(false) });
const transcript = new TranscriptView(go);
const found = new FoundView(go);
const moments = new Moments(roll, { at: () => transport.at, go, speak });
const feedback = new Feedback({ roll, transport, midi, speak, go, shown: () => showActs() });
const news = new News({
  takes: { root: part("takes", HTMLElement), differs: (whole) => takes.differs(whole), renew: (whole) => takes.renew(whole) },
  notes: { root: part("moments", HTMLElement), differs: (whole) => moments.differs(whole), renew: (whole) => moments.renew(whole) },
  transcript: { root: part("transcript", HTMLElement), differs: (whole) => transcript.differs(whole), renew: (whole) => transcript.renew(whole) },
}, () => feedback.saving);
/** Tracks that comment on the others: they sound though a medium brings its own sound. @type {ReadonlySet<number>} */
let comments = new Set();
/** Where the server has what is open; "" nowhere. */
let kept = "";
const languages = new Languages(roll, () => {
  lists.showKinds();
  lists.showWords();
  showAddress();
});
const selected = new Selected({
  roll, speak, languages: () => languages.chosen,
  play: (keys, chord) => void midi.hear(keys.map((key, at) => playedKey(key, chord ? 0 : at))),
  kept: (language) => void languages.again(language),
});
/** What the address says of what is open. @type {Record<string, string>} */
let named = {};
let told = 0;
let drawing = 0;

/** @param {import("./roll_model.js").What} what */
function changed(what) {
  if (!ready) return;
  if (what === "rows") return showCell();
  if (what === "selected") selected.show();
  canvas.ask(what === "notes");
  overview.ask(false);
  lanes.ask();
}

function showCell() {
  if (!roll.rows.length) return;
  cells.show();
  const { row, text } = roll.cell;
  part("cell", HTMLElement).textContent = `${row.name}: ${text}`;
}

/** @param {number} key @param {number} turn @returns {import("../extension/core/roll_sounding.js").Struck} */
const playedKey = (key, turn) => ({ place: 0, note: LOWEST_NOTE + key, velocity: 84, channel: 0, program: 0, at: turn * STEP, end: turn * STEP + 2 * STEP });

/** @param {string} text is read aloud, and not shown */
function speak(text) {
  spoken.textContent = text;
}

/** The transport plays, pauses, or stands elsewhere. */
function moved() {
  showActs();
  tick();
  if (!transport.plays) showAddress();
  if (transport.plays && !drawing) drawing = requestAnimationFrame(frame);
}

function frame() {
  drawing = transport.plays ? requestAnimationFrame(frame) : 0;
  tick();
}

function tick() {
  const { at } = transport;
  roll.moveTo(at);
  const zero = roll.zero;
  const take = roll.takeAt(at);
  const time = `${at < zero ? "−" : ""}${clockTime(Math.abs(at - zero))} of ${clockTime((take ? take.to : roll.length) - zero)}`;
  const text = [take && `take ${take.number}`, time, transport.rate !== 1 && `speed ${transport.rate}`].filter(Boolean).join(", ");
  if (part("clock", HTMLElement).textContent !== text) {
    part("clock", HTMLElement).textContent = text;
    place.setAttribute("aria-valuetext", text);
  }
  place.value = String(Math.round(at));
  transcript.follow(at);
  feedback.follow();
  const word = lists.follow();
  if (word && transport.plays && part("say-words", HTMLInputElement).checked) speak(word.text);
  if (transport.plays && performance.now() - told > ADDRESS_EVERY) showAddress();
}

/** The address leads back to what is shown. */
function showAddress() {
  if (!roll.length) return;
  told = performance.now();
  const params = new URLSearchParams({ ...named, ...(languages.chosen.length && { language: languages.chosen.join(",") }) });
  if (transport.at >= 1) params.set("t", String(Math.round(transport.at / 10) / 100));
  history.replaceState(null, "", `${location.pathname}${params.size ? `?${params}` : ""}`);
}

/** @param {number} at ms @param {{from: number, to: number}} [span] is shown as a whole */
function go(at, span) {
  transport.seek(at);
  if (span) roll.showSpan(span);
}

/** @param {Opened} opened */
function open({ title, score, takes: marked, medium, offset, length, at, address, flaws, language, feedback: commenting, said }) {
  const again = said !== null && said.place === kept;
  const { view } = roll;
  const stood = again ? { at: transport.at, plays: transport.plays, row: roll.cell.row.name, cell: roll.cell.at } : null;
  kept = said?.place ?? "";
  named = address;
  comments = commenting;
  part("piece", HTMLElement).hidden = false;
  part("open", HTMLDetailsElement).open = false;
  part("title", HTMLElement).textContent = title;
  document.title = `${title} · Rubato`;
  const live = medium?.kind !== "youtube";
  const player = medium && shifted(playerOf(medium, Math.max(0, at - offset), { changed: () => played(), failed: (why) => say(why) }), offset);
  const played = () => {
    const long = player?.state().length ?? 0;
    if (long > transport.length) setLength(long);
    transport.heard();
  };
  transport.open(player, live);
  transport.loop = null;
  player?.pause();
  part("medium", HTMLElement).replaceChildren(...(player ? [player.root] : []));
  midi.open(score);
  roll.open(score, marked, length);
  setLength(roll.length);
  // A medium brings its own sound of the keys.
  midi.on = part("sounds", HTMLInputElement).checked = !player && score.notes.count > 0;
  overview.ask(true);
  lanes.open();
  lists.open();
  takes.open(said);
  transcript.open(said?.lines ?? [], said ?? { place: "", csrf: "", editable: false });
  found.open(said);
  moments.open(said);
  answersHere(address, said !== null, () => transport.at);
  void languages.choose(language ? language.split(",") : said?.languages ?? []);
  transport.seek(stood?.at ?? at);
  say(flaws);
  news.open(said);
  if (stood) returnTo(stood, view);
  else grid.focus();
  void feedback.open(`${said?.who ?? ""} ${said?.place ?? title}`, said);
}

/** What is opened anew stands as it stood. @param {{plays: boolean, row: string, cell: number}} stood @param {import("../extension/core/roll_view.js").View} view */
function returnTo({ plays, row, cell }, view) {
  const index = roll.rows.findIndex(({ name }) => name === row);
  if (index >= 0) roll.setCursor({ row: index, cell: nearestCell(roll.rows[index], cell) });
  roll.showAgain(view);
  if (plays) void transport.play();
}

/** @param {number} length ms */
function setLength(length) {
  transport.length = Math.max(length, roll.length);
  roll.lengthen(transport.length);
  place.max = String(Math.round(transport.length));
}

/** @returns {ReadonlySet<number>} tracks that are silent */
function silent() {
  if (midi.on) return roll.hidden;
  return new Set([...roll.score.tracks.keys()].filter((track) => roll.hidden.has(track) || !comments.has(track)));
}

const acts = [
  ...actsOf({ roll, transport, midi, speak, lists, go }),
  ...selected.acts(),
  ...takes.acts(),
  ...feedback.acts(),
  ...savingActs(roll, [part("roll-notes", HTMLCanvasElement), part("roll-over", HTMLCanvasElement)], () => part("title", HTMLElement).textContent, say),
];
const showActs = openActs(acts, {
  play: part("play-acts", HTMLElement), cell: part("cell-acts", HTMLElement),
  view: part("view-acts", HTMLElement), take: part("take-acts", HTMLElement), feedback: part("feedback-acts", HTMLElement), save: part("save-acts", HTMLElement),
});
showActs();
openCommands({ roll, transport, acts, feedback, moments, takes });
ready = true;
transport.hidden = silent;

grid.addEventListener("keydown", (event) => {
  const act = actOf(acts, event);
  if (!act && (event.metaKey || event.altKey || !roll.step(event))) return;
  event.preventDefault();
  void act?.run();
});
grid.addEventListener("focus", () => roll.rows.length && showCell());
pointAtRoll(roll, grid, {
  seek: (at) => transport.seek(at),
  say: (pitch) => { part("cell", HTMLElement).textContent = pitchName(pitch); },
});
part("selected-panel", HTMLElement).addEventListener("toggle", () => selected.show());
place.addEventListener("input", () => transport.seek(Number(place.value)));
part("by", HTMLSelectElement).addEventListener("change", ({ currentTarget }) => {
  roll.colour(/** @type {any} */ (currentTarget).value);
  lists.showTracks();
  overview.ask(true);
});
part("tracks", HTMLElement).addEventListener("change", () => overview.ask(true));
part("follows", HTMLInputElement).addEventListener("change", ({ currentTarget }) => { roll.follows = /** @type {any} */ (currentTarget).checked; });
part("sounds", HTMLInputElement).addEventListener("change", ({ currentTarget }) => {
  midi.on = /** @type {any} */ (currentTarget).checked;
  midi.seek(transport.at);
});
void openFiles(open, (who) => selected.admit(who));
