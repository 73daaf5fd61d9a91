// How chat is, on the first page: its models, its library, and what is in each topic.

import { ask } from "./ask.js";
import { made } from "./answer_view.js";
import { showEmbedder } from "./embedder_view.js";
import { part } from "./page_parts.js";
import { locale } from "./texts.js";
import { counted, libraryLine, modelsLine } from "./words.js";

let looking = false;

/**
 * Shows it anew, unless that is being done; where nothing changed nothing is drawn.
 * @param {{csrf: string, admin: boolean}} who
 */
export async function showChat(who) {
  if (looking) return;
  looking = true;
  await look(who).finally(() => { looking = false; });
}

/** @param {{csrf: string, admin: boolean}} who */
async function look(who) {
  const status = await ask("GET", "/v1/status/chat");
  write("models", status.ok ? modelsLine(status.value) : status.why);
  write("library", status.ok ? libraryLine(status.value) : status.why);
  if (status.ok) showEmbedder(status.value.embedder, who, status.value.models);
  const topics = await ask("GET", "/v1/topics");
  if (topics.ok) showTopics(topics.value.topics);
}

/** @param {string} id @param {string} text */
function write(id, text) {
  const element = part(id, HTMLElement);
  if (element.textContent !== text) element.textContent = text;
}

/** @param {{name: string, documents: number, passages: number, characters: number}[]} topics */
function showTopics(topics) {
  const box = part("topics", HTMLDetailsElement);
  const rows = part("topic-rows", HTMLElement);
  box.hidden = topics.length === 0;
  write("topics-summary", counted(topics.length, "topic"));
  const told = JSON.stringify(topics);
  if (rows.dataset["told"] === told) return;
  rows.dataset["told"] = told;
  rows.replaceChildren(...topics.map(({ name, ...counts }) => {
    const row = made("tr", "");
    const head = made("th", name);
    head.scope = "row";
    const numbers = [counts.documents, counts.passages, counts.characters];
    row.append(head, ...numbers.map((count) => made("td", count.toLocaleString(locale))));
    return row;
  }));
}
