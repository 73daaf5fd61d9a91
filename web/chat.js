// The chat page: asks the owner's topics, shows the answer as it comes, and speaks it.

import { Again, replace } from "./again.js";
import { AnswerView, made } from "./answer_view.js";
import { ask } from "./ask.js";
import { CitedMedia } from "./cited_media.js";
import { openDrop } from "./drop.js";
import { eventsOf } from "./events.js";
import { Loading } from "./loading.js";
import { part, say } from "./page_parts.js";
import { PersonaChoice } from "./persona_choice.js";
import { SentenceCutter, sentencesOf } from "./sentence_cutter.js";
import { SentenceSpeaker } from "./sentence_speaker.js";
import { signedIn } from "./signed_in.js";
import { StepsView } from "./steps.js";
import { talking } from "./talking.js";
import { captionOf, t } from "./texts.js";
import { counted } from "./words.js";

/** @typedef {import("./chat_types.js").Inquiry} Inquiry */
/** @typedef {{prompt?: string, topics?: string[], persona?: string, length?: string, before?: import("./again.js").Before | null}} How `before`: it is asked in its place */

const question = part("question", HTMLTextAreaElement);
const stopper = part("stop", HTMLButtonElement);
const speakButton = part("speak", HTMLButtonElement);

/** The session's value for writes. */
let csrf = "";
/** The inquiry that the next one follows; empty where a conversation begins. */
let after = "";
/** @type {AbortController | null} What is being answered. */
let asking = null;
let lastAnswer = "";
let lastView = /** @type {AnswerView | null} */ (null);
const ANSWERING = t("Answering …");
/** Ms without a word after which it is looked whether the model is still being loaded. */
const SLOW = 1000;

const loading = new Loading({
  what: part("loading-what", HTMLElement),
  time: part("loading-time", HTMLElement),
  ask,
  later: (run, ms) => void setTimeout(run, ms),
  done: () => void showModels(),
});

const speaker = new SentenceSpeaker({ csrf: () => csrf, failed: (why) => failed(why), ended: () => conversing.said() });

const personas = new PersonaChoice({
  choice: part("persona", HTMLSelectElement),
  select: (id) => part(id, HTMLSelectElement),
  topics: () => part("topics", HTMLElement).querySelectorAll("input"),
  greet: (persona) => {
    speaker.voice = { voice: persona?.voice ?? "", language: persona?.language ?? "" };
    say(persona ? persona.greeting || t("{name} answers.", { name: persona.name }) : "");
  },
});

const { conversing, failed } = talking({
  button: part("talk", HTMLButtonElement), holder: part("hold", HTMLButtonElement), say, speaker, ask: heard, again: (length) => told(asked(length)),
  stop: () => asking?.abort(), goesOn: () => personas.persona?.goes_on ?? 0, language: () => (personas.persona?.language || navigator.language).split("-")[0] ?? "",
});

/** Asks what was said. @param {string} text @param {string} language in which */
function heard(text, language) {
  speaker.usual = language;
  return told(Chat(text));
}

/** Who converses hears why there is no answer. @param {Promise<string>} answer */
const told = (answer) => answer.catch((error) => {
  failed(t("The answer broke off: {message}", { message: error.message }));
  return "";
});

const media = new CitedMedia(part("cited", HTMLElement), part("conversation", HTMLElement));
const again = new Again({ question, resting: stopper, say, chat: Chat });

/** @param {string} id */
const chosen = (id) => part(id, HTMLSelectElement).value;

/** @returns {string[]} */
const chosenTopics = () =>
  [...part("topics", HTMLElement).querySelectorAll("input:checked")].map((box) => /** @type {HTMLInputElement} */ (box).value);

/**
 * Ask, and give the answer as a text; the extension and other scripts call it, too.
 * @param {string} text
 * @param {How} [how] what is not said is as the page has it
 * @returns {Promise<string>}
 */
async function Chat(text, how = {}) {
  stop();
  const controller = new AbortController();
  asking = controller;
  const view = lastView = new AnswerView(part("conversation", HTMLElement), text);
  if (how.before) {
    view.asked = how.before.asked;
    replace(view.root, how.before.root);
  }
  busy(true);
  setTimeout(() => { if (asking === controller) void loading.look(); }, SLOW);
  try {
    const inquiry = await answered(text, how, view, controller.signal);
    lastAnswer = inquiry?.answer ?? "";
    return lastAnswer;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    view.note(t("Stopped."));
    return "";
  } finally {
    if (asking === controller) busy(false);
    again.offer(view);
    view.root.scrollIntoView({ block: "end" });
  }
}

/**
 * @param {string} text
 * @param {How} how
 * @param {AnswerView} view
 * @param {AbortSignal} signal
 * @returns {Promise<Inquiry | null>}
 */
async function answered(text, how, view, signal) {
  const body = {
    question: text, after: how.before ? "" : after, instead_of: how.before?.asked.id ?? "", stream: true,
    length: how.length || chosen("length"), model: chosen("model"),
    prompt: how.prompt ?? chosen("prompt"), topics: how.topics ?? chosenTopics(),
    persona: personas.named(how.persona), way: chosen("way"), check: part("check", HTMLInputElement).checked || null,
  };
  const headers = { "Content-Type": "application/json", "X-Rubato-CSRF": csrf };
  const response = await fetch("/v1/inquiries", { method: "POST", headers, signal, body: JSON.stringify(body) });
  if (!response.ok || !response.body) {
    broke(view, (await response.json()).detail ?? response.statusText);
    return null;
  }
  const steps = new StepsView(view.root);
  const cutter = new SentenceCutter();
  for await (const { name, told } of eventsOf(response.body)) {
    if (name === "begun") begun(view, told);
    if (name === "step") steps.add(told);
    if (name === "said") {
      view.say(told.text);
      cutter.feed(told.text).forEach((sentence) => conversing.sentence(sentence));
    }
    if (name === "failed") broke(view, told.detail);
    if (name === "ended") {
      cutter.end().forEach((sentence) => conversing.sentence(sentence));
      view.end(told);
      if (told.state === "failed" && conversing.state !== "off") failed(told.reason);
      return told;
    }
  }
  return null;
}

/** @param {AnswerView} view @param {string} why */
function broke(view, why) {
  view.note(why);
  if (conversing.state !== "off") failed(why);
}

/** @param {AnswerView} view @param {Inquiry & {cautions: string[]}} told */
function begun(view, told) {
  told.cautions.forEach((caution) => view.note(caution));
  view.asked = told;
  after = told.id;
}

/** @param {boolean} is */
function busy(is) {
  stopper.disabled = !is;
  // What ended a conversation stays to be read.
  if (conversing.state === "off" && (is || part("said", HTMLElement).textContent === ANSWERING)) say(is ? ANSWERING : "");
  speakButton.disabled = is || lastAnswer === "";
  if (!is) asking = null;
}

function stop() {
  asking?.abort();
  speaker.stop();
}

/** Says the last answer, or falls silent. */
function speak() {
  if (speaker.busy) speaker.stop();
  else sentencesOf(lastAnswer).forEach((sentence) => speaker.say(sentence));
}

/** Asks the last question again. @param {"shorter" | "more"} length */
const asked = (length) => lastView?.asked ? Chat(lastView.asked.question, { length, before: { asked: lastView.asked, root: lastView.root } }) : Promise.resolve("");

/** @param {SubmitEvent} event */
async function submit(event) {
  event.preventDefault();
  const text = question.value.trim();
  if (!text) return;
  question.value = "";
  speaker.usual = "";
  const asks = () => Chat(text, { before: again.taken() });
  // Typed in a conversation it is a turn of it: the answer is spoken.
  await (conversing.state === "off" ? asks() : conversing.answer(() => told(asks())));
}

/** @param {KeyboardEvent} event */
function typed(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    part("asking", HTMLFormElement).requestSubmit();
  }
}

function filterTopics() {
  const wanted = part("filter", HTMLInputElement).value.trim().toLowerCase();
  const items = [...part("topics", HTMLElement).children];
  // One that is chosen stays in view: what is asked must be seen.
  for (const item of items) {
    const keeps = (item.textContent ?? "").toLowerCase().includes(wanted) || item.querySelector("input:checked");
    /** @type {HTMLElement} */ (item).hidden = !keeps;
  }
  part("topics-none", HTMLElement).hidden = items.some((item) => !(/** @type {HTMLElement} */ (item).hidden));
}

/** @param {{name: string, documents: number}[]} topics */
function showTopics(topics) {
  const before = chosenTopics();
  part("topics", HTMLElement).replaceChildren(...topics.map(({ name, documents }) => {
    const box = made("input", "");
    Object.assign(box, { type: "checkbox", value: name, name: "topic", checked: before.includes(name) });
    const label = made("label", "");
    label.append(box, ` ${name} (${counted(documents, "document")})`);
    const item = made("li", "");
    item.append(label);
    return item;
  }));
}

/**
 * @param {string} id
 * @param {{value: string, text: string}[]} options
 */
function showOptions(id, options) {
  part(id, HTMLSelectElement).replaceChildren(...options.map(({ value, text }) => new Option(text, value)));
}

async function showChoices() {
  const [prompts, found] = await Promise.all([ask("GET", "/v1/prompts"), ask("GET", "/v1/personas"), listTopics(), showModels()]);
  const named = prompts.ok ? prompts.value.prompts : [];
  showOptions("prompt", named.map((/** @type {any} */ { name, caption }) => ({ value: name, text: captionOf(caption) })));
  personas.show(found.ok ? found.value.personas : [], new URLSearchParams(location.search).get("persona") ?? "");
}

async function listTopics() {
  const topics = await ask("GET", "/v1/topics");
  if (topics.ok) showTopics(topics.value.topics);
}

async function showModels() {
  const models = await ask("GET", "/v1/models");
  const before = chosen("model");
  const talking = models.ok ? models.value.data.filter((/** @type {any} */ { embeds }) => !embeds) : [];
  const known = talking.map((/** @type {any} */ { id, loaded }) => ({ value: id, text: loaded ? t("{id} (in memory)", { id }) : id }));
  showOptions("model", [{ value: "", text: known.length ? t("the usual one") : t("none: sources are quoted") }, ...known]);
  if (known.some((/** @type {{value: string}} */ { value }) => value === before)) part("model", HTMLSelectElement).value = before;
  if (!models.ok) say(t("{why} Until then answers quote your documents.", { why: models.why }));
}

async function begin() {
  const who = await signedIn("asking");
  if (!who) return;
  csrf = who.csrf;
  await showChoices();
  void loading.look();
  openDrop({ csrf, admin: who.admin, topics: chosenTopics, changed: listTopics, kept: (id, file) => media.keep(id, file) });
  question.focus();
  const why = await media.asked(new URLSearchParams(location.search));
  if (why) say(why);
}

part("asking", HTMLFormElement).addEventListener("submit", (event) => void submit(event));
question.addEventListener("keydown", typed);
stopper.addEventListener("click", stop);
speakButton.addEventListener("click", speak);
part("filter", HTMLInputElement).addEventListener("input", filterTopics);
part("fresh", HTMLButtonElement).addEventListener("click", () => {
  again.leave();
  after = "";
  part("conversation", HTMLElement).replaceChildren();
  question.focus();
});
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  stop();
  media.pause();
  again.leave();
});
Object.assign(globalThis, { Chat });
void begin();
