// The page of personas: who there is, made, changed and deleted.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
import { fill, read } from "./persona_form.js";
import { SentenceSpeaker } from "./sentence_speaker.js";
import { signedIn } from "./signed_in.js";
import { sure } from "./sure.js";
import { captionOf, t } from "./texts.js";

/** @typedef {import("./persona_form.js").Persona} Persona */

const form = part("persona", HTMLFormElement);
const list = part("personas", HTMLElement);
const name = part("name", HTMLInputElement);
let csrf = "";
/** @type {Partial<Persona>} Which one the form changes; without an id it is new. */
let changing = {};

const speaker = new SentenceSpeaker({ csrf: () => csrf, failed: say });

async function show() {
  const answer = await ask("GET", "/v1/personas");
  if (!answer.ok) return say(answer.why);
  /** @type {Persona[]} */
  const personas = answer.value.personas;
  list.replaceChildren(...personas.map(item));
  part("none", HTMLElement).hidden = personas.length > 0;
}

/** @param {Persona} persona */
function item(persona) {
  const entry = made("li", "");
  entry.append(made("h2", persona.name));
  const about = [persona.manner, persona.sites?.join(", "), persona.topics?.join(", ")].filter(Boolean);
  entry.append(...about.map((text) => made("p", text ?? "")));
  const row = made("p", "", "row");
  if (!form.hidden) {
    row.append(button(t("Change {name}", { name: persona.name }), () => change(persona)), button(t("Delete {name}", { name: persona.name }), () => remove(persona)));
    entry.append(row);
  }
  return entry;
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const made_ = made("button", text, "quiet");
  made_.type = "button";
  made_.addEventListener("click", act);
  return made_;
}

/** @param {Partial<Persona>} persona */
function change(persona) {
  changing = persona;
  fill(form, persona);
  part("persona-title", HTMLElement).textContent = persona.id ? t("Change {name}", { name: persona.name }) : t("A new persona");
  part("cancel", HTMLButtonElement).hidden = !persona.id;
  name.focus();
}

/** @param {Persona} persona */
async function remove(persona) {
  if (!await sure(t("Delete {name}? What was asked of it stays.", { name: persona.name }), t("Delete it"))) return;
  const answer = await ask("DELETE", `/v1/personas/${persona.id}`, { csrf });
  if (!answer.ok) return say(answer.why);
  if (changing.id === persona.id) change({});
  await show();
  list.focus();
  say(t("{name} is deleted.", { name: persona.name }));
}

/** @param {SubmitEvent} event */
async function keep(event) {
  event.preventDefault();
  const fields = read(form, changing);
  const answer = changing.id
    ? await ask("PUT", `/v1/personas/${changing.id}`, { body: { ...fields, version: changing.version }, csrf })
    : await ask("POST", "/v1/personas", { body: fields, csrf });
  if (!answer.ok) return say(answer.why);
  change({});
  await show();
  say(t("{name} is kept.", { name: answer.value.name }));
}

/** Says the greeting, or the name where there is none yet. */
function hear() {
  const told = read(form, {});
  speaker.stop();
  speaker.voice = { voice: told.voice ?? "", language: told.language ?? "" };
  speaker.say(told.greeting || told.name);
}

/** @param {string} id @param {string} first @param {{value: string, text: string}[]} options */
function showOptions(id, first, options) {
  part(id, HTMLSelectElement).replaceChildren(...[{ value: "", text: first }, ...options].map(({ value, text }) => new Option(text, value)));
}

async function showChoices() {
  const paths = ["/v1/audio/voices", "/v1/models", "/v1/prompts", "/v1/topics"];
  const [voices, models, prompts, topics] = await Promise.all(paths.map((path) => ask("GET", path)));
  const all = (/** @type {import("./ask.js").Answer | undefined} */ answer, /** @type {string} */ key) => /** @type {any[]} */ (answer?.ok ? answer.value[key] : []);
  const spoken = all(voices, "voices");
  showOptions("voice", t("one that fits the language"), spoken.map(({ id, name: called, language }) => ({ value: id, text: `${called ?? id} (${language})` })));
  showOptions("model", t("the usual one"), all(models, "data").filter(({ embeds }) => !embeds).map(({ id }) => ({ value: id, text: id })));
  showOptions("prompt", t("as asked"), all(prompts, "prompts").map(({ name: called, caption }) => ({ value: called, text: captionOf(caption) })));
  const languages = new Set(spoken.map(({ language }) => String(language).split(/[-_]/)[0] ?? ""));
  part("languages", HTMLElement).replaceChildren(...[...languages].map((code) => new Option(code)));
  const names = all(topics, "topics").map(({ name: called }) => called);
  if (names.length) part("topic-names", HTMLElement).textContent = names.join(", ");
}

async function begin() {
  const who = await signedIn("signed-in", { reads: true });
  if (!who) return;
  csrf = who.csrf;
  form.hidden = !who.admin;
  await showChoices();
  await show();
  if (!form.hidden) name.focus();
}

form.addEventListener("submit", (event) => void keep(event));
part("cancel", HTMLButtonElement).addEventListener("click", () => change({}));
part("hear", HTMLButtonElement).addEventListener("click", hear);
addEventListener("keydown", ({ key }) => { if (key === "Escape") speaker.stop(); });
void begin();
