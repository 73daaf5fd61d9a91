// A question asked again: the same, shorter, with more, or changed; the answer before it is folded away.

import { made } from "./answer_view.js";
import { t } from "./texts.js";

/** @typedef {{id: string, question: string, length: string}} Asked */
/** @typedef {"" | "shorter" | "more"} Length how long beside the answer before; empty: as the page has it */

/** @typedef {{asked: Asked, root: HTMLElement}} Before an answer on the page, and its question */

/**
 * @typedef {object} Page
 * @property {HTMLTextAreaElement} question
 * @property {HTMLElement} resting where the focus goes once a button is gone
 * @property {(text: string) => void} say
 * @property {(text: string, how: {length?: Length, before: Before}) => Promise<string>} chat
 */

/** What each button says, at which length it asks, and the length beyond which it cannot go. */
const WAYS = /** @type {const} */ ([
  { label: t("Ask again"), length: "", end: "" },
  { label: t("Shorter"), length: "shorter", end: "sentence" },
  { label: t("More"), length: "more", end: "full" },
]);

/** Asks questions of a page again. */
export class Again {
  /** @type {Before | null} */
  #editing = null;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  /** @param {{asked: Asked | null, root: HTMLElement}} view Offer it under an answer that has come, or stopped. */
  offer({ asked, root }) {
    if (!asked || root.closest(".before")) return;
    /** @param {Length} length */
    const again = (length) => {
      void this.page.chat(asked.question, { length, before: { asked, root } });
      this.page.resting.focus();
    };
    root.append(buttons(asked, again, () => this.#edit({ asked, root })));
  }

  /** @param {Before} before */
  #edit(before) {
    this.#editing = before;
    this.page.question.value = before.asked.question;
    this.page.say(t("Enter asks this in place of the question before; Escape leaves it as it was."));
    this.page.question.focus();
  }

  /** Give what is edited, and forget it. */
  taken() {
    const before = this.#editing;
    this.#editing = null;
    return before;
  }

  /** Leave what is edited as it was. */
  leave() {
    if (!this.taken()) return;
    this.page.question.value = "";
    this.page.say("");
  }
}

/**
 * @param {Asked} asked
 * @param {(length: Length) => void} again
 * @param {() => void} edit
 */
function buttons(asked, again, edit) {
  const row = made("div", "", "row again");
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", t("Ask again: {question}", { question: asked.question }));
  row.append(...WAYS.map(({ label, length, end }) => {
    const made = button(label, () => again(length));
    made.disabled = asked.length === end;
    return made;
  }), button(t("Edit the question"), edit));
  return row;
}

/** @param {string} label @param {() => void} run */
function button(label, run) {
  const found = made("button", label, "quiet");
  found.type = "button";
  found.addEventListener("click", run);
  return found;
}

/**
 * Put a new answer in the place of another, which is folded away beneath it with all that followed.
 * @param {HTMLElement} fresh
 * @param {HTMLElement} old
 */
export function replace(fresh, old) {
  const followed = [];
  for (let next = old.nextElementSibling; next; next = next.nextElementSibling) if (next !== fresh) followed.push(next);
  old.before(fresh);
  const fold = made("details", "", "before");
  fold.append(made("summary", followed.length ? t("Before, with what followed") : t("Answer before")), old, ...followed);
  for (const row of fold.querySelectorAll(".again")) row.remove();
  fresh.append(fold);
}
