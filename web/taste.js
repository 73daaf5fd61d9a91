// The page of taste: what is learnt and what it is worth, and any collection in its order.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
import { signedIn } from "./signed_in.js";
import { sure } from "./sure.js";
import { fixed, t } from "./texts.js";
import { ThingView } from "./thing_view.js";
import { counted } from "./words.js";

/** @typedef {import("./thing_view.js").Thing} Thing */

/** ms between two looks at how far it is with learning. */
const LOOK = 300;
/** ms after a key, so that each letter is no request. */
const TYPED = 250;
const LISTS = { next: t("Rate these first"), passages: t("Passages"), documents: t("Documents"), answers: t("Answers"), recordings: t("Recordings"), feeds: t("New in my feeds"), folders: t("New in my folders"), rated: t("What I rated") };
/** What is set on the server, and only there: `feeds` and `folders`. */
const FOLLOWED = ["feeds", "folders"];
const WORTH = /** @type {const} */ ([["model", t("Your taste, as learnt")], ["neighbours", t("The nearest things rated")], ["mean", t("Always the mean")]]);

const feed = part("things", HTMLElement);
const wanted = part("wanted", HTMLFormElement);
let csrf = "";
let admin = false;
/** Counts lists that were asked for: a late answer to an earlier one is none. */
let asked = 0;
/** The last rating, on its way or there, and how many there were: a list that was asked for before one is out of date. */
let sent = /** @type {Promise<unknown>} */ (Promise.resolve());
let ratings = 0;
/** @type {ThingView[]} */
let views = [];

/** @param {string} name */
const field = (name) => String(new FormData(wanted).get(name) ?? "").trim();

/** Asks for what the form wants. */
function sought() {
  const which = field("collection");
  const least = field("least");
  if (FOLLOWED.includes(which)) return ask("POST", `/v1/taste/${which}`, { body: least ? { least: Number(least) } : {}, csrf });
  const params = new URLSearchParams({ collection: which === "next" ? "passages" : which, topic: field("topic") });
  if (which === "next") return ask("GET", `/v1/taste/next?${params}`);
  if (least) params.set("least", least);
  return ask("GET", `/v1/taste/predictions?${params}`);
}

async function list() {
  const mine = (asked += 1);
  let answer;
  let before;
  do {
    await sent;
    before = ratings;
    answer = await sought();
    if (mine !== asked) return;
  } while (before !== ratings);
  if (!answer.ok) return say(answer.why);
  const { things, below = 0, more = 0, why = "" } = answer.value;
  const held = views.find(({ root }) => root.contains(document.activeElement))?.told;
  views = things.map((/** @type {Thing} */ told) => new ThingView(told, rate));
  feed.replaceChildren(...views.map(({ root }) => root));
  if (held) views.find(({ told }) => told.kind === held.kind && told.key === held.key)?.root.focus();
  const rest = [more && t("{things} after these", { things: counted(more, "more thing") }), below && t("{things} below your line", { things: counted(below, "thing") })];
  part("about", HTMLElement).textContent = [things.length ? "" : t("There is nothing here."), why, ...rest].filter(Boolean).join(" ");
}

/** @param {Thing} told @param {number | null} value @returns {Promise<Thing | null>} */
function rate(told, value) {
  ratings += 1;
  const put = send(told, value);
  sent = put;
  return put;
}

/** @param {Thing} told @param {number | null} value @returns {Promise<Thing | null>} */
async function send(told, value) {
  const { kind, key, title, text, address, made: since } = told;
  const body = { kind, key, title, text, address, made: since, value, version: told.version };
  const answer = await ask("PUT", "/v1/taste/ratings", { body, csrf });
  say(answer.ok ? `${value === null ? t("Not rated") : t("Rated {value}", { value })}: ${title || key}` : answer.why);
  if (!answer.ok) return null;
  void standing();
  const { version } = answer.value;
  return value === null ? { ...told, value: null, unsure: null, rated: null, version } : { ...told, value, unsure: 0, rated: value, version };
}

/** Shows how it stands, until it has learnt; tells whether it learnt meanwhile. */
async function standing() {
  let learnt = false;
  for (;;) {
    const answer = await ask("GET", "/v1/taste");
    if (!answer.ok) return say(answer.why);
    show(answer.value);
    if (!answer.value.training) break;
    learnt = true;
    await new Promise((resolve) => { setTimeout(resolve, LOOK); });
  }
  if (learnt) say(t("It has learnt."));
  return learnt;
}

/** @param {any} state */
function show({ count, missing, training, trained, outdated, problem, contradictions }) {
  part("training", HTMLElement).hidden = !training;
  if (training) Object.assign(part("progress", HTMLProgressElement), { max: training.total, value: training.done });
  part("train", HTMLButtonElement).disabled = Boolean(missing);
  const from = trained ? t("learnt from {count} of them with {embedder}, rank correlation {rank}", { count: trained.count, embedder: trained.embedder, rank: fixed(trained.held_out.rank, 2) }) : t("nothing is learnt yet");
  part("learnt", HTMLElement).textContent = [`${counted(count, "rating")}; ${from}.`, missing, outdated, problem].filter(Boolean).join(" ");
  part("worth", HTMLElement).hidden = !trained;
  if (trained) part("worth-rows", HTMLElement).replaceChildren(...WORTH.map(([name, said]) => row(said, trained.held_out[name], trained.before?.[name])));
  part("contradictions", HTMLElement).replaceChildren(...contradictions.map((/** @type {any[]} */ [first, second]) =>
    made("li", t("The same is rated {first} and {second}: “{one}” and “{other}”.", { first: first.value, second: second.value, one: first.title || first.key, other: second.title || second.key }))));
}

/** @param {string} name @param {number} now @param {number} [before] */
function row(name, now, before) {
  const told = made("tr", "");
  const head = made("th", name);
  head.scope = "row";
  told.append(head, made("td", fixed(now, 2)), made("td", before === undefined ? "–" : fixed(before, 2)));
  return told;
}

async function train() {
  const answer = await ask("POST", "/v1/taste/train", { csrf });
  if (!answer.ok) return say(answer.why);
  say(t("Learning …"));
  await standing();
  await list();
}

async function forget() {
  if (!await sure(t("Delete all your ratings but those of answers, and what was learnt from them?"), t("Delete them"))) return;
  const answer = await ask("DELETE", "/v1/taste", { csrf });
  say(answer.ok ? t("{ratings} forgotten.", { ratings: counted(answer.value.forgotten, "rating") }) : answer.why);
  await standing();
  await list();
}

/** Arrows go through the list where a thing has the focus. @param {KeyboardEvent} event */
function step(event) {
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 }[event.key];
  const at = [...feed.children].indexOf(/** @type {Element} */ (event.target));
  const next = by && at >= 0 ? feed.children[at + by] : null;
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

async function showChoices() {
  const [topics, state] = await Promise.all([ask("GET", "/v1/topics"), ask("GET", "/v1/taste")]);
  if (state.ok) part("least", HTMLInputElement).placeholder = String(state.value.line ?? "");
  const names = topics.ok ? topics.value.topics.map((/** @type {{name: string}} */ { name }) => name) : [];
  part("topic-names", HTMLDataListElement).append(...names.map((/** @type {string} */ name) => new Option(name, name)));
  const followed = (/** @type {string} */ name) => admin && state.ok && state.value[name].length > 0;
  const shown = Object.entries(LISTS).filter(([name]) => !FOLLOWED.includes(name) || followed(name));
  part("collection", HTMLSelectElement).append(...shown.map(([name, said]) => new Option(said, name)));
}

async function begin() {
  const who = await signedIn();
  if (!who) return;
  ({ csrf, admin } = who);
  await showChoices();
  await list();
  part("collection", HTMLElement).focus();
  await standing();
}

let typing = 0;
wanted.addEventListener("submit", (event) => { event.preventDefault(); void list(); });
wanted.addEventListener("input", () => {
  clearTimeout(typing);
  typing = window.setTimeout(() => void list(), TYPED);
});
feed.addEventListener("keydown", step);
part("train", HTMLButtonElement).addEventListener("click", () => void train());
part("forget", HTMLButtonElement).addEventListener("click", () => void forget());
void begin();
