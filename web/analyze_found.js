// What a recording of the server holds, beside the roll: how it was played, phrases that come back, takes compared.

import { momentName } from "../extension/core/roll_names.js";
import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { cellsOf, comparedText, differenceText, HEADS, phraseText } from "./found_texts.js";
import { numberTable } from "./number_table.js";
import { part, say } from "./page_parts.js";
import { t } from "./texts.js";
import { counted } from "./words.js";

/**
 * @typedef {import("./found_texts.js").Part} Part
 * @typedef {import("./found_texts.js").Repeat} Repeat
 * @typedef {import("./found_texts.js").Compared} Compared
 * @typedef {{track: number, name: string, current: boolean, refused?: string, languages: string[], word_count: number, repeat_count: number, parts: Part[], repeats: Repeat[], compared: Compared[]}} Found
 * @typedef {{place: string, csrf: string, editable: boolean}} Where
 */

/** Phrases, and times of each, that are shown. */
const MOST_PHRASES = 20;
const MOST_TIMES = 12;

export class FoundView {
  #go;
  /** @type {Where | null} */
  #where = null;
  #asked = false;

  /** @param {(at: number) => void} go */
  constructor(go) {
    this.#go = go;
    const panel = part("found-panel", HTMLDetailsElement);
    panel.addEventListener("toggle", () => { if (panel.open && !this.#asked) void this.#load("GET"); });
    part("look", HTMLButtonElement).addEventListener("click", () => void this.#load("POST"));
  }

  /** @param {Where | null} where null: a file that the server does not keep */
  open(where) {
    this.#where = where;
    this.#asked = false;
    part("found", HTMLElement).replaceChildren();
    part("look", HTMLElement).hidden = !where?.editable;
    const panel = part("found-panel", HTMLDetailsElement);
    panel.hidden = !where;
    if (where && panel.open) void this.#load("GET");
  }

  /** @param {"GET" | "POST"} method what is kept, or look through what is new */
  async #load(method) {
    const where = this.#where;
    const button = part("look", HTMLButtonElement);
    if (!where || button.ariaBusy === "true") return;
    this.#asked = true;
    if (method === "POST") say(t("Looking through it …"));
    button.ariaBusy = String(method === "POST");
    const answer = await ask(method, `${where.place}/analysis`, method === "POST" ? { csrf: where.csrf } : {});
    button.ariaBusy = "false";
    // Another recording may be open by now, and have waited for this.
    if (this.#where !== where) {
      if (!this.#asked && part("found-panel", HTMLDetailsElement).open) void this.#load("GET");
      return;
    }
    if (!answer.ok) return say(answer.why);
    this.#show(answer.value.analyses);
    if (method === "POST") say(answer.value.analyses.length ? t("Looked through.") : t("There are no notes in it."));
  }

  /** @param {Found[]} every */
  #show(every) {
    part("not-found", HTMLElement).hidden = every.length > 0;
    part("found", HTMLElement).replaceChildren(...every.map((found) => this.#one(found)));
  }

  /** @param {Found} found */
  #one(found) {
    const section = made("section", "");
    section.append(made("h2", found.name));
    if (!found.current) section.append(made("p", t("It, its takes or its languages were changed since."), "help"));
    if (found.refused) section.append(made("p", found.refused));
    else section.append(...this.#told(found));
    return section;
  }

  /** @param {Found} found */
  #told({ languages, word_count, repeat_count, parts, repeats, compared }) {
    const box = made("div", "", "scrolls");
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", t("How it was played"));
    box.append(numberTable(t("How it was played"), HEADS, parts.map((one) => ({ name: one.name, cells: cellsOf(one).map((text) => ({ text })) }))));
    const words = made("p", t("{words} of {languages}; {count} phrase that comes back.|{words} of {languages}; {count} phrases that come back.", { words: counted(word_count, "word"), languages: languages.join(", ") || t("no language"), count: repeat_count }));
    const phrases = made("div", "");
    phrases.dataset.entries = t("Phrases");
    phrases.append(...repeats.slice(0, MOST_PHRASES).map((one) => this.#phrase(one)));
    return [box, words, phrases, ...compared.flatMap((one) => this.#compared(one))];
  }

  /** @param {Repeat} phrase */
  #phrase(phrase) {
    const text = phraseText(phrase);
    const group = made("div", "", "phrase");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", text);
    group.dataset.name = text;
    group.append(made("span", text), ...phrase.times.slice(0, MOST_TIMES).map((at) => this.#button(at, "")));
    return group;
  }

  /** @param {Compared} compared */
  #compared(compared) {
    const list = made("ol", "", "words");
    list.dataset.entries = t("Differences");
    list.append(...compared.differences.map((one) => {
      const item = made("li", "");
      item.dataset.name = `${momentName(one.ms)}: ${differenceText(one)}`;
      item.append(this.#button(one.ms, differenceText(one)));
      return item;
    }));
    return [made("p", comparedText(compared)), list];
  }

  /** A button that goes to a moment. @param {number} at ms @param {string} text "" its time alone */
  #button(at, text) {
    const button = made("button", "", text ? "" : "quiet");
    button.type = "button";
    button.dataset.command = "review.open";
    button.append(made("time", momentName(at)), text && made("span", text));
    button.addEventListener("click", () => this.#go(at));
    return button;
  }
}
