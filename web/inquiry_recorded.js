// What recordings have to do with an inquiry: marked for the next one, and where it was answered.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { say } from "./page_parts.js";
import { clockTime } from "./places.js";
import { canTakeBack } from "./taking_back.js";
import { t } from "./texts.js";
import { noteRefusal } from "./traffic.js";

/** @typedef {import("./chat_types.js").Reviewed} Reviewed */

/**
 * A moment of a recording of the server: of what was played as a whole, or of a single file.
 * @typedef {{performance?: string, recording?: string, at_ms: number}} Moment
 */

/** Shows it in an inquiry's article, and lets it be changed. */
export class RecordedPart {
  #csrf;
  #here;
  #marked = made("input", "");
  #answered = made("ul", "", "answered");
  #button = made("button", t("Answered here"), "quiet");
  /** @type {Reviewed | null} */
  #told = null;

  /** @param {string} csrf @param {(() => Moment | null) | null} here the cursor of the recording that is open, on a page that opens any */
  constructor(csrf, here) {
    this.#csrf = csrf;
    this.#here = here;
    this.root = made("div", "", "recorded");
    const label = made("label", "", "box");
    this.#marked.type = "checkbox";
    this.#marked.dataset.command = "review.mark";
    this.#marked.addEventListener("change", () => void this.#mark());
    label.append(this.#marked, t(" Answer it in the next recording"));
    this.#button.type = "button";
    this.#button.dataset.command = "review.answered";
    this.#button.addEventListener("click", () => void this.#answer());
    this.root.append(label, ...(here ? [this.#button] : []), this.#answered);
  }

  /** @param {Reviewed} told */
  show(told) {
    this.#told = told;
    this.#marked.checked = told.marked;
    this.#button.setAttribute("aria-label", t("Answered here, where the cursor is: {question}", { question: told.question }));
    this.#answered.hidden = told.answered.length === 0;
    this.#answered.setAttribute("aria-label", t("Answered in recordings"));
    this.#answered.replaceChildren(...told.answered.map((one) => this.#row(one)));
  }

  /** @param {Reviewed["answered"][number]} one */
  #row({ id, name, at_ms, address }) {
    const item = made("li", t("Answered in "));
    const link = made("a", t("{name}, at {time}", { name, time: clockTime(Math.max(at_ms, 0)) }));
    link.href = address;
    const back = made("button", t("Not there"), "quiet");
    back.type = "button";
    back.setAttribute("aria-label", t("Not there: forget the link to {name}", { name }));
    back.addEventListener("click", () => void this.#ask("DELETE", `answered/${id}`, t("The link is forgotten.")).then(() => this.#marked.focus()));
    item.append(link, " ", back);
    return item;
  }

  async #mark() {
    const on = this.#marked.checked;
    if (await this.#setMark(on)) canTakeBack(() => this.#setMark(!on));
    if (this.#told) this.#marked.checked = this.#told.marked;
  }

  /** @param {boolean} on */
  #setMark(on) {
    return this.#ask(on ? "PUT" : "DELETE", "marked", on ? t("It is shown and read out when you record yourself next.") : t("It is marked no more."));
  }

  async #answer() {
    const moment = this.#here?.();
    if (!moment) {
      noteRefusal(t("Open a recording that the server keeps; then go to where this is answered."));
      return say(t("Open a recording that the server keeps; then go to where this is answered."));
    }
    const at = Math.round(moment.at_ms);
    const { answered: before = [], marked } = this.#told ?? {};
    if (!await this.#ask("POST", "answered", t("Answered at {time}; the question's page links to it.", { time: clockTime(Math.max(at, 0)) }), { ...moment, at_ms: at })) return;
    const made = this.#told?.answered.find(({ id }) => !before.some((one) => one.id === id));
    if (made) canTakeBack(() => this.#forget(made.id, marked === true));
  }

  /** As it was before it was answered. @param {number} link @param {boolean} marked */
  async #forget(link, marked) {
    if (await this.#ask("DELETE", `answered/${link}`, t("The link is forgotten.")) && marked) await this.#setMark(true);
  }

  /** @param {string} method @param {string} path @param {string} done is said @param {unknown} [body] @returns {Promise<boolean>} whether it went */
  async #ask(method, path, done, body) {
    const answer = await ask(method, `/v1/inquiries/${this.#told?.id}/${path}`, { csrf: this.#csrf, ...(body !== undefined && { body }) });
    say(answer.ok ? done : answer.why);
    if (answer.ok) this.show(answer.value);
    return answer.ok;
  }
}

/**
 * What would go with an inquiry, as the question that is asked before it does.
 * @param {Reviewed} told @param {string} csrf
 * @returns {Promise<string | null>} null where that cannot be told, which is said
 */
export async function whatWouldGo({ id }, csrf) {
  const answer = await ask("DELETE", `/v1/inquiries/${id}?dry=true`, { csrf });
  if (!answer.ok) say(answer.why);
  return answer.ok ? sentenceOf(answer.value) : null;
}

/** @param {{question: string, rating: number | null, correction: string, answered: number, stays: number | null}} goes */
export function sentenceOf({ question, rating, correction, answered, stays }) {
  const links = answered ? [t("its link to a recording|its links to {count} recordings", { count: answered })] : [];
  const parts = [t("its answer"), ...(rating === null ? [] : [t("its rating of {rating}", { rating })]), ...(correction ? [t("its correction")] : []), ...links];
  const all = parts.length > 1 ? t("{first} and {last}", { first: parts.slice(0, -1).join(", "), last: parts.at(-1) ?? "" }) : parts[0];
  const kept = stays === null ? "" : t(" What was taught by it stays in the library.");
  return t("Delete “{question}” for good, with {all}?{kept}", { question, all, kept });
}
