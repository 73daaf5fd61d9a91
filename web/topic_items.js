// Items of the page of topics: a topic with what can be done to it, and a suggestion with its two answers.

import { made } from "./answer_view.js";
import { t } from "./texts.js";
import { counted } from "./words.js";

/** @typedef {{id: number, name: string, caution: string, documents: number, passages: number, suggested: number}} Topic */
/** @typedef {{document?: number, inquiry?: string, topic: number, title: string, reason: string}} Suggestion of a document, or of a question */
/**
 * @typedef {object} Acts
 * @property {(topic: Topic, name: string, caution: string) => Promise<void>} rename
 * @property {(topic: Topic, into: Topic) => void} merge
 * @property {(topic: Topic) => void} remove
 * @property {(suggestion: Suggestion, accept: boolean) => Promise<void>} answer
 */

/**
 * @param {Topic} topic
 * @param {readonly Topic[]} all
 * @param {Acts | null} acts null: who looks may change nothing
 */
export function topicItem(topic, all, acts) {
  const item = made("li", "");
  const counts = [counted(topic.documents, "document"), counted(topic.passages, "passage")];
  item.append(made("h3", topic.name), made("p", counts.join(", "), "help"));
  if (topic.caution) item.append(made("p", topic.caution));
  if (!acts) return item;
  const change = made("details", "");
  change.append(made("summary", t("Change {name}", { name: topic.name })), renaming(topic, acts));
  const others = all.filter(({ id }) => id !== topic.id);
  if (others.length) change.append(merging(topic, others, acts));
  change.append(button(t("Delete {name}", { name: topic.name }), () => acts.remove(topic)));
  item.append(change);
  return item;
}

/** @param {Topic} topic @param {Acts} acts */
function renaming(topic, acts) {
  const form = made("form", "");
  const name = field(form, t("Name of {name}", { name: topic.name }), topic.name, 100);
  const caution = field(form, t("Caution of {name}", { name: topic.name }), topic.caution, 500);
  name.required = true;
  const keep = made("button", t("Keep the change"));
  keep.type = "submit";
  form.append(keep);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void acts.rename(topic, name.value.trim(), caution.value.trim());
  });
  return form;
}

/** @param {HTMLElement} form @param {string} text @param {string} value @param {number} longest */
function field(form, text, value, longest) {
  const label = made("label", text);
  const input = made("input", "");
  Object.assign(input, { value, maxLength: longest, autocomplete: "off" });
  label.append(input);
  form.append(label);
  return input;
}

/** @param {Topic} topic @param {readonly Topic[]} others @param {Acts} acts */
function merging(topic, others, acts) {
  const row = made("p", "", "row");
  const label = made("label", t("Put all of {name} into ", { name: topic.name }));
  const choice = made("select", "");
  choice.append(...others.map(({ id, name }) => new Option(name, String(id))));
  label.append(choice);
  const merge = button(t("Merge them"), () => {
    const into = others.find(({ id }) => String(id) === choice.value);
    if (into) acts.merge(topic, into);
  });
  row.append(label, merge);
  return row;
}

/** @param {Suggestion} suggestion @param {string} topic @param {Acts} acts */
export function suggestionItem(suggestion, topic, acts) {
  const item = made("li", "");
  item.append(made("p", t("“{title}” may belong to {topic}. {reason}", { title: suggestion.title, topic, reason: suggestion.reason })));
  const row = made("p", "", "row");
  for (const [word, accept] of /** @type {const} */ ([[t("Accept"), true], [t("Refuse"), false]])) {
    const answer = button(word, () => void acts.answer(suggestion, accept));
    answer.setAttribute("aria-label", t("{word}: “{title}” in {topic}", { word, title: suggestion.title, topic }));
    row.append(answer);
  }
  item.append(row);
  return item;
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const found = made("button", text, "quiet");
  found.type = "button";
  found.addEventListener("click", act);
  return found;
}
