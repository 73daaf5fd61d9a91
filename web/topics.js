// The page of topics: made, renamed, merged and deleted; what may belong to them, accepted or refused.

import { ask } from "./ask.js";
import { DocumentList } from "./document_list.js";
import { part, say } from "./page_parts.js";
import { signedIn } from "./signed_in.js";
import { sure } from "./sure.js";
import { t } from "./texts.js";
import { suggestionItem, topicItem } from "./topic_items.js";
import { counted } from "./words.js";

/** @typedef {import("./topic_items.js").Topic} Topic */
/** @typedef {import("./topic_items.js").Suggestion} Suggestion */

let csrf = "";
let admin = false;
/** @type {DocumentList | null} */
let documents = null;
/** @type {Topic[]} By name. */
let topics = [];

/**
 * Does what changes something, says so, and shows all anew; the focus goes where it is not lost.
 * @param {Promise<import("./ask.js").Answer>} change
 * @param {string} done
 * @param {string} rest the id of what gets the focus
 */
async function doing(change, done, rest) {
  const answer = await change;
  if (!answer.ok) return say(answer.why);
  await show();
  part(rest, HTMLElement).focus();
  say(done);
}

/** @type {import("./topic_items.js").Acts} */
const acts = {
  rename: ({ id }, name, caution) => doing(ask("PATCH", `/v1/topics/${id}`, { body: { name, caution }, csrf }), t("It is {name} now.", { name }), "topics-title"),
  merge: async ({ id, name }, into) => {
    if (!await sure(t("Put everything of {name} into {into}? {name} will be gone.", { name, into: into.name }), t("Put it there"))) return;
    await doing(ask("POST", `/v1/topics/${id}/merge`, { body: { into: into.id }, csrf }), t("All of {name} is in {into} now.", { name, into: into.name }), "topics-title");
  },
  remove: async ({ id, name }) => {
    if (!await sure(t("Delete {name}? Its documents stay in ALL.", { name }), t("Delete it"))) return;
    await doing(ask("DELETE", `/v1/topics/${id}`, { csrf }), t("{name} is deleted; its documents stay in ALL.", { name }), "topics-title");
  },
  answer: ({ document, inquiry, topic }, accept) => {
    const name = topics.find(({ id }) => id === topic)?.name ?? "it";
    const done = accept ? t("It belongs to {name}.", { name }) : t("It does not belong to {name}, and that is not asked again.", { name });
    const rest = part("suggestions", HTMLElement).children.length > 1 ? "suggested-title" : "topics-title";
    return doing(ask("PUT", `/v1/suggestions/${inquiry ? `inquiries/${inquiry}` : document}/${topic}`, { body: { accept }, csrf }), done, rest);
  },
};

async function show() {
  const [found, suggested] = await Promise.all([ask("GET", "/v1/topics"), admin ? ask("GET", "/v1/suggestions") : null]);
  if (!found.ok) return say(found.why);
  topics = found.value.topics;
  part("none", HTMLElement).hidden = topics.length > 0;
  part("topics", HTMLElement).replaceChildren(...topics.map((topic) => topicItem(topic, topics, admin ? acts : null)));
  /** @type {Suggestion[]} */
  const open = suggested?.ok ? [...suggested.value.suggestions, ...suggested.value.inquiries] : [];
  part("suggested", HTMLElement).hidden = open.length === 0;
  part("suggested-title", HTMLElement).textContent = t("What may belong where: {suggestions}", { suggestions: counted(open.length, "suggestion") });
  await documents?.among(topics);
  const named = new Map(topics.map(({ id, name }) => [id, name]));
  part("suggestions", HTMLElement).replaceChildren(...open.map((one) => suggestionItem(one, named.get(one.topic) ?? "", acts)));
}

/** @param {SubmitEvent} event */
async function make(event) {
  event.preventDefault();
  const form = part("making", HTMLFormElement);
  const told = new FormData(form);
  const body = { name: told.get("name"), caution: told.get("caution") };
  const answer = await ask("POST", "/v1/topics", { body, csrf });
  if (!answer.ok) return say(answer.why);
  form.reset();
  await show();
  part("name", HTMLInputElement).focus();
  say(t("{name} is made.", { name: answer.value.name }));
}

async function begin() {
  const who = await signedIn("signed-in", { reads: true });
  if (!who) return;
  ({ csrf, admin } = who);
  documents = new DocumentList(who);
  part("making", HTMLElement).hidden = !admin;
  await show();
  if (admin) part("name", HTMLInputElement).focus();
}

part("making", HTMLFormElement).addEventListener("submit", (event) => void make(event));
void begin();
