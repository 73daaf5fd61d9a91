// What finds passages by their meaning, on the first page: told, and changed with progress.

import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
import { t } from "./texts.js";
import { embedderLine, embedderName } from "./words.js";

/** @typedef {import("./words.js").Embedder} Embedder */

/** ms between two looks while another takes over. */
const LOOK_EVERY = 500;

let csrf = "";
/** @type {string | null} What took over when it was looked last. */
let coming = null;
let timer = 0;

/**
 * Show how it stands; who may change it gets the form for that.
 * @param {Embedder} told
 * @param {{csrf: string, admin: boolean}} who
 * @param {readonly {id: string, embeds: boolean}[]} models those of Ollama and of another server
 */
export function showEmbedder(told, who, models) {
  csrf = who.csrf;
  part("embedder", HTMLElement).hidden = false;
  part("embedder-form", HTMLElement).hidden = !who.admin;
  const named = models.filter(({ embeds }) => embeds).map(({ id }) => id.startsWith("openai:") ? id : `ollama:${id}`);
  offer([...named, "none"]);
  show(told);
}

/** @param {readonly string[]} names */
function offer(names) {
  const list = part("embedder-models", HTMLElement);
  if ([...list.children].map((one) => /** @type {HTMLOptionElement} */ (one).value).join() === names.join()) return;
  list.replaceChildren(...names.map((name) => new Option(name, name)));
}

/** @param {Embedder} told */
function show(told) {
  const { changing_to: changing, done, of, problem } = told;
  const line = part("embedder-line", HTMLElement);
  if (line.textContent !== embedderLine(told)) line.textContent = embedderLine(told);
  part("embedder-problem", HTMLElement).textContent = problem;
  part("embedder-coming", HTMLElement).hidden = part("embedder-keep", HTMLElement).hidden = changing === null;
  Object.assign(part("embedder-progress", HTMLProgressElement), { max: Math.max(of, 1), value: done });
  if (coming !== null && changing === null) say(t("{name} serves now.", { name: embedderName(told.serving) }));
  coming = changing;
  clearTimeout(timer);
  if (changing !== null) timer = window.setTimeout(() => void look(), LOOK_EVERY);
}

async function look() {
  const found = await ask("GET", "/v1/embedder");
  if (found.ok) show(found.value);
}

/** @param {string | null} model null: the one that serves */
async function change(model) {
  const now = model === null ? await ask("GET", "/v1/embedder") : null;
  if (now && !now.ok) return say(now.why);
  say(model === null ? "" : t("Asking {model} …", { model }));
  const answer = await ask("PUT", "/v1/embedder", { body: { model: model ?? now?.value.serving }, csrf });
  if (!answer.ok) return say(answer.why);
  part("embedder-model", HTMLInputElement).value = "";
  coming = model;
  if (model === null) say(t("{name} serves on.", { name: embedderName(answer.value.serving) }));
  else if (answer.value.changing_to !== null) say(t("{model} takes over when every passage is embedded; till then what serves serves on.", { model }));
  show(answer.value);
}

part("embedder-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  void change(part("embedder-model", HTMLInputElement).value.trim());
});
part("embedder-keep", HTMLElement).addEventListener("click", () => void change(null));
