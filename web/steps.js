// What is done for an answer before it is said, and after: shown as it is done, above the answer.

import { made } from "./answer_view.js";
import { t } from "./texts.js";

/** @typedef {import("./chat_types.js").Step} Step */

/**
 * Say a step in a line.
 * @param {Step} step
 * @returns {string}
 */
export function told(step) {
  const numbers = step.sources.map((number) => `[${number}]`).join(" ") || t("nothing");
  if (step.kind === "plan") return step.lookups.length ? t("Planned: {lookups}", { lookups: step.lookups.join("; ") }) : t("No plan was made.");
  if (step.kind === "look_up") return t("Looked up “{text}”: {numbers}", { text: step.text, numbers });
  if (step.kind === "topic") return `${step.topic}: ${step.text}`;
  return t("Checked the sentences: {text}.", { text: step.text });
}

/** Shows the steps of one answer; nothing is there before the first. */
export class StepsView {
  /** @type {HTMLElement | null} */
  #list = null;

  /** @param {HTMLElement} root the answer's article */
  constructor(root) {
    this.root = root;
  }

  /** @param {Step} step */
  add(step) {
    this.#list ??= this.#begun();
    this.#list.append(made("li", told(step)));
  }

  #begun() {
    const box = made("details", "", "steps");
    box.open = true;
    const list = made("ol", "");
    box.append(made("summary", t("How it was found")), list);
    this.root.querySelector(".said")?.before(box);
    return list;
  }
}
