// The chat page: asks the owner's topics, shows the answer as it comes, and speaks it.

import { AnswerView, made } from "./answer_view.js";
import { ask } from "./ask.js";
import { eventsOf } from "./events.js";
import { counted } from "./words.js";

/** @typedef {import("./chat_types.js").Inquiry} Inquiry */
/** @typedef {{prompt?: string, topics?: string[]}} How */

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return found;
}

const question = part("question", HTMLTextAreaElement);
const stopper = part("stop", HTMLButtonElement);
const speaker = part("speak", HTMLButtonElement);

/** The session's value for writes. */
let csrf = "";
/** The inquiry that the next one follows; empty where a conversation begins. */
let after = "";
/** @type {AbortController | null} What is being answered. */
let asking = null;
/** @type {HTMLAudioElement | null} What is being spoken. */
let speaking = null;
let lastAnswer = "";

/** @param {string} text */
function say(text) {
  part("said", HTMLElement).hidden = text === "";
  part("said", HTMLElement).textContent = text;
}

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
  const view = new AnswerView(part("conversation", HTMLElement), text);
  busy(true);
  try {
    const inquiry = await answered(text, how, view, controller.signal);
    after = inquiry?.id ?? after;
    lastAnswer = inquiry?.answer ?? "";
    return lastAnswer;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    view.note("Stopped.");
    return "";
  } finally {
    if (asking === controller) busy(false);
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
    question: text, after, stream: true, length: chosen("length"), model: chosen("model"),
    prompt: how.prompt ?? chosen("prompt"), topics: how.topics ?? chosenTopics(),
  };
  const headers = { "Content-Type": "application/json", "X-Rubato-CSRF": csrf };
  const response = await fetch("/v1/inquiries", { method: "POST", headers, signal, body: JSON.stringify(body) });
  if (!response.ok || !response.body) {
    view.note((await response.json()).detail ?? response.statusText);
    return null;
  }
  for await (const { name, told } of eventsOf(response.body)) {
    if (name === "begun") told.cautions.forEach((/** @type {string} */ caution) => view.note(caution));
    if (name === "said") view.say(told.text);
    if (name === "failed") view.note(told.detail);
    if (name === "ended") {
      view.end(told);
      return told;
    }
  }
  return null;
}

/** @param {boolean} is */
function busy(is) {
  stopper.disabled = !is;
  say(is ? "Answering …" : "");
  speaker.disabled = is || lastAnswer === "";
  if (!is) asking = null;
}

function stop() {
  asking?.abort();
  speaking?.pause();
  speaking = null;
}

async function speak() {
  if (speaking) return stop();
  const headers = { "Content-Type": "application/json", "X-Rubato-CSRF": csrf };
  const body = JSON.stringify({ input: lastAnswer.replace(/\s*\[\d+\]/g, ""), response_format: "wav" });
  const response = await fetch("/v1/audio/speech", { method: "POST", headers, body });
  if (!response.ok) return say((await response.json()).detail);
  const address = URL.createObjectURL(await response.blob());
  speaking = new Audio(address);
  speaking.addEventListener("ended", () => {
    URL.revokeObjectURL(address);
    speaking = null;
  });
  await speaking.play();
}

/** @param {SubmitEvent} event */
async function submit(event) {
  event.preventDefault();
  const text = question.value.trim();
  if (!text) return;
  question.value = "";
  await Chat(text);
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
  part("topics", HTMLElement).replaceChildren(...topics.map(({ name, documents }) => {
    const box = made("input", "");
    Object.assign(box, { type: "checkbox", value: name, name: "topic" });
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
  part(id, HTMLSelectElement).replaceChildren(...options.map(({ value, text }) => {
    const option = made("option", text);
    option.value = value;
    return option;
  }));
}

async function showChoices() {
  const [topics, models, prompts] = await Promise.all(
    ["/v1/topics", "/v1/models", "/v1/prompts"].map((path) => ask("GET", path)),
  );
  if (topics?.ok) showTopics(topics.value.topics);
  const named = prompts?.ok ? prompts.value.prompts : [];
  showOptions("prompt", named.map((/** @type {any} */ { name, caption }) => ({ value: name, text: caption })));
  const talking = models?.ok ? models.value.data.filter((/** @type {any} */ { embeds }) => !embeds) : [];
  const known = talking.map((/** @type {any} */ { id, loaded }) => ({ value: id, text: loaded ? `${id} (in memory)` : id }));
  showOptions("model", [{ value: "", text: known.length ? "the usual one" : "none: sources are quoted" }, ...known]);
  if (models && !models.ok) say(`${models.why} Until then answers quote your documents.`);
}

async function begin() {
  const session = await ask("GET", "/v1/session");
  const signedIn = session.ok && session.value.signed_in;
  part("nobody", HTMLElement).hidden = signedIn;
  part("asking", HTMLFormElement).hidden = !signedIn;
  if (!session.ok) return say(session.why);
  if (!signedIn) return;
  csrf = session.value.csrf;
  await showChoices();
  question.focus();
}

part("asking", HTMLFormElement).addEventListener("submit", (event) => void submit(event));
question.addEventListener("keydown", typed);
stopper.addEventListener("click", stop);
speaker.addEventListener("click", () => void speak());
part("filter", HTMLInputElement).addEventListener("input", filterTopics);
part("fresh", HTMLButtonElement).addEventListener("click", () => {
  after = "";
  part("conversation", HTMLElement).replaceChildren();
  question.focus();
});
addEventListener("keydown", ({ key }) => { if (key === "Escape") stop(); });
Object.assign(globalThis, { Chat });
void begin();
