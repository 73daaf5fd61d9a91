// The dictionary's page: words found, heard, made and practised; composes its parts.

import { ask } from "./ask.js";
import { made } from "./answer_view.js";
import { keysOf, keysText } from "./key_names.js";
import { LanguagesView } from "./languages_view.js";
import { openNumbers } from "./numbers_view.js";
import { part, say } from "./page_parts.js";
import { Piano } from "./piano.js";
import { PracticeView } from "./practice_view.js";
import { ProposalsView, wordLine } from "./proposals_view.js";
import { SentenceSpeaker } from "./sentence_speaker.js";
import { signedIn } from "./signed_in.js";
import { sure } from "./sure.js";
import { lastCanGo, takeBack } from "./dictionary_undo.js";
import { t } from "./texts.js";
import { WordMaking } from "./word_making.js";
import { titleOf, wordCard } from "./word_view.js";
import { ago, counted } from "./words.js";

/** @typedef {import("./dictionary_types.js").Word} Word */
/** @typedef {import("./dictionary_types.js").Language} Language */
/** @typedef {import("./dictionary_types.js").Change} Change */

let csrf = "";
let admin = false;
/** Nobody in particular looks, who may only read. */
let reading = false;
/** @type {Language[]} */
let languages = [];

const speaker = new SentenceSpeaker({ csrf: () => csrf, failed: say });
const goes = part("goes", HTMLSelectElement);
const question = part("q", HTMLInputElement);
const chosen = part("language", HTMLSelectElement);

/** @param {string} text */
function speak(text) {
  speaker.stop();
  speaker.say(text);
}

const piano = new Piano(part("piano", HTMLElement), press);
/** @param {number[]} keys @param {boolean} chord */
const play = (keys, chord) => {
  piano.sound(keys, chord);
  // A command of the panel is no press of this page.
  if (!navigator.userActivation?.hasBeenActive) say(t("The browser lets a page sound only after it was clicked, or typed in, once."));
};

const making = new WordMaking({ csrf: () => csrf, admin: () => admin, play, playsHere: () => { goes.value = "form"; }, kept: async (language) => { if (admin) await lastCanGo(language, changing); await refresh(language); } });
const practice = new PracticeView({ csrf: () => csrf, language: () => chosen.value, now: () => performance.now(), speak, playsHere: () => { goes.value = "practice"; } });
const proposals = new ProposalsView({ csrf: () => csrf, admin: () => admin, changed: () => void refresh(""), accepted: (language) => lastCanGo(language, changing) });
const changing = { csrf: () => csrf, changed: () => refresh("") };
const shelf = new LanguagesView({ csrf: () => csrf, admin: () => admin, languages: () => languages, changed: () => refresh("") });

/** What was played goes where it is wanted. @param {number} key */
function press(key) {
  if (goes.value === "form") return making.press(key);
  if (goes.value === "practice") return practice.press(key);
  searched([...keysOf(question.value) ?? [], key]);
}

/** Searches by the keys played so far. @param {number[]} keys */
function searched(keys) {
  question.value = keysText(keys);
  part("by", HTMLSelectElement).value = "keys";
  part("played", HTMLElement).textContent = keys.length ? t("Played: {text}", { text: question.value }) : "";
  void find();
}

function back() {
  if (goes.value === "form") making.back();
  else searched((keysOf(question.value) ?? []).slice(0, -1));
}

/** Whether it did not come with Rubato. @param {Word} word */
const isOurs = ({ id }) => id !== null;

const ACTIONS = [
  { name: t("Change"), act: (/** @type {Word} */ word) => making.change(word), shown: isOurs, command: "review.edit" },
  { name: t("Add a meaning"), act: (/** @type {Word} */ word) => making.addMeaning(word), shown: isOurs, command: "dictionary.meaning" },
  { name: t("Remove"), act: (/** @type {Word} */ word) => void remove(word), shown: isOurs, command: "review.delete" },
  { name: t("History"), act: (/** @type {Word} */ word) => void history(word), shown: isOurs, command: "review.open" },
];

/** @param {Word[]} words @param {string} told */
function showWords(words, told) {
  part("words", HTMLElement).replaceChildren(...words.map((word) => wordCard(word, { play, speak, now: () => Date.now(), actions: ACTIONS })));
  part("count", HTMLElement).textContent = told;
}

let asked = 0;

/** Finds what is asked for, or all of a language and of those about it; keeps that in the address. */
async function find() {
  part("undo-last", HTMLElement).hidden = !admin || !languages.some(({ name, shipped }) => name === chosen.value && !shipped);
  asked += 1;
  const mine = asked;
  const { q, by, language } = wanted();
  keepAddress(q, by, language);
  if (!q && !language) return showWords([], t("Search by keys, sound or meaning, or choose a language."));
  const search = new URLSearchParams({ q, by, limit: "100" });
  if (language) search.append("language", language);
  const answer = await ask("GET", `/v1/words?${search}`);
  if (mine !== asked) return;
  if (!answer.ok) return showWords([], answer.why);
  /** @type {Word[]} */
  const words = answer.value.words;
  const { count } = answer.value;
  const more = count > words.length ? t(", of which the first {count} are shown", { count: words.length }) : "";
  showWords(words, count ? `${counted(count, "word")}${more}.` : t("No such word; make it below."));
}

const wanted = () => ({ q: question.value.trim(), by: part("by", HTMLSelectElement).value, language: chosen.value });

/** @param {string} q @param {string} by @param {string} language */
function keepAddress(q, by, language) {
  const told = new URLSearchParams(Object.entries({ q, by: by === "any" ? "" : by, language }).filter(([, value]) => value));
  window.history.replaceState(null, "", told.size ? `?${told}` : location.pathname);
}

/** @param {Word} word */
async function remove(word) {
  const title = titleOf(word);
  if (!await sure(admin ? t("Remove “{title}” from {language}? Undo brings it back.", { title, language: word.language }) : t("Propose that “{title}” be removed?", { title }), admin ? t("Remove it") : t("Propose it"))) return;
  const answer = admin
    ? await ask("DELETE", `/v1/words/${word.id}?version=${word.version}`, { csrf })
    : await ask("POST", "/v1/words/proposals", { body: { id: word.id, version: word.version }, csrf });
  if (answer.ok && admin) await lastCanGo(word.language, changing);
  await refresh("");
  part("words", HTMLElement).focus();
  say(!answer.ok ? answer.why : admin ? t("“{title}” is removed; undo in {language} brings it back.", { title, language: word.language }) : t("Your proposal is kept; an admin decides about it."));
}

/** What became of one word. @param {Word} word */
async function history(word) {
  const answer = await ask("GET", `/v1/words/${word.id}/history`);
  if (!answer.ok) return say(answer.why);
  part("languages", HTMLDetailsElement).open = true;
  part("history-of", HTMLElement).textContent = t("What became of “{title}”, the newest first.", { title: titleOf(word) });
  part("history", HTMLElement).replaceChildren(...answer.value.changes.map((/** @type {Change} */ change) => {
    const item = made("li", "");
    const told = made("span", `${change.act}: ${wordLine(change.after ?? change.before)}`);
    told.append(made("small", `${change.by}, ${ago(Date.now() - change.at)}`));
    item.append(told);
    return item;
  }));
  part("history-title", HTMLElement).focus();
}

/** Reads languages, proposals and words again. @param {string} language that is shown; empty: as it is */
async function refresh(language) {
  const answer = await ask("GET", "/v1/words/languages");
  if (!answer.ok) return say(answer.why);
  languages = answer.value.languages;
  const was = language || chosen.value;
  chosen.replaceChildren(new Option(t("all languages"), ""), ...languages.map(({ name, words }) => new Option(`${name} (${words})`, name)));
  chosen.value = languages.some(({ name }) => name === was) ? was : "";
  shelf.show();
  making.show(languages, chosen.value);
  await Promise.all([reading || proposals.show(), find()]);
}

async function begin() {
  const who = await signedIn("signed-in", { reads: true });
  if (!who) return;
  ({ csrf, admin, reading } = who);
  const asks = new URLSearchParams(location.search);
  question.value = asks.get("q") ?? "";
  part("by", HTMLSelectElement).value = ["keys", "sound", "meaning"].find((by) => by === asks.get("by")) ?? "any";
  await refresh(asks.get("language") ?? "");
  openNumbers({ play, speak });
  question.focus();
}

part("search", HTMLFormElement).addEventListener("submit", (event) => { event.preventDefault(); void find(); });
chosen.addEventListener("change", () => void find());
part("undo-last", HTMLButtonElement).addEventListener("click", () => void takeBack(chosen.value, {}, changing));
part("back", HTMLButtonElement).addEventListener("click", back);
part("midi", HTMLButtonElement).addEventListener("click", () => void piano.hear(say));
part("computer", HTMLInputElement).addEventListener("change", ({ target }) => { piano.computer = /** @type {HTMLInputElement} */ (target).checked; });
addEventListener("keydown", ({ key }) => { if (key === "Escape") speaker.stop(); });
void begin();
