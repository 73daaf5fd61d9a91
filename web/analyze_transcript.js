// The transcript beside the roll: it follows, leads to what was said, and is corrected line by line.

import { made } from "./answer_view.js";
import { row } from "./analyze_lists.js";
import { ask } from "./ask.js";
import { FollowingList } from "./following_list.js";
import { part, say } from "./page_parts.js";
import { canTakeBack } from "./taking_back.js";
import { t } from "./texts.js";

/**
 * @typedef {{id: number, from_ms: number, to_ms: number, original: string, text: string, corrected: boolean, version: number}} Line
 * @typedef {Line & {at: number}} Shown
 */

/** @param {readonly Line[]} lines */
const signOf = (lines) => lines.map(({ id, version, from_ms: from }) => `${id}.${version}.${from}`).sort().join();

export class TranscriptView {
  #list;
  #go;
  /** Where it is changed; "" nowhere. */
  #place = "";
  #csrf = "";
  #editable = false;
  /** ms where the recording stands. */
  #at = 0;

  /** @param {(at: number) => void} go */
  constructor(go) {
    this.#go = go;
    this.#list = new FollowingList(part("transcript", HTMLElement), (/** @type {Shown} */ line) => this.#row(line));
  }

  /** @param {readonly Line[]} lines @param {{place: string, csrf: string, editable: boolean}} where */
  open(lines, { place, csrf, editable }) {
    [this.#place, this.#csrf, this.#editable] = [place, csrf, editable];
    this.#set(lines);
  }

  /** @param {readonly Line[]} lines */
  #set(lines) {
    part("transcript-panel", HTMLElement).hidden = !lines.length;
    this.#list.set([...lines].sort((one, other) => one.from_ms - other.from_ms).map((line) => ({ ...line, at: line.from_ms })), this.#at);
  }

  /** @param {{transcript: Line[]}} whole as the server has it by now */
  differs({ transcript }) {
    return this.#place !== "" && signOf(transcript) !== signOf(this.#list.items);
  }

  /** @param {{transcript: Line[]}} whole */
  renew({ transcript }) {
    this.#set(transcript);
  }

  /** @param {number} at ms */
  follow(at) {
    this.#at = at;
    this.#list.follow(at);
  }

  /** @param {Shown} line */
  #row(line) {
    const item = row(line.at, line.text, () => this.#go(line.at));
    if (line.corrected) item.append(made("small", t("Corrected; first written down: {original}", { original: line.original })));
    if (this.#editable) item.append(this.#correcting(line));
    return item;
  }

  /** @param {Shown} line */
  #correcting(line) {
    const details = made("details", "", "correct");
    const summary = made("summary", t("Correct"));
    summary.setAttribute("aria-label", t("Correct “{text}”", { text: line.text.slice(0, 60) }));
    const text = made("textarea", "");
    Object.assign(text, { rows: 3, maxLength: 20_000, value: line.text });
    text.setAttribute("aria-label", t("What was said"));
    const keep = made("button", t("Keep"));
    const back = made("button", t("As first written down"), "quiet");
    keep.addEventListener("click", () => void this.#correct(line, text.value));
    back.addEventListener("click", () => void this.#correct(line, ""));
    for (const button of [keep, back]) button.type = "button";
    summary.dataset.command = "review.edit";
    keep.dataset.command = "review.save";
    back.hidden = !line.corrected;
    const buttons = made("div", "", "row");
    buttons.append(keep, back);
    details.append(summary, text, buttons);
    return details;
  }

  /** @param {Shown} line @param {string} text "" takes the correction back */
  async #correct(line, text) {
    const [place, was] = [this.#place, line.corrected ? line.text : ""];
    const answer = await ask("PATCH", `${place}/transcript/${line.id}`, { body: { version: line.version, text }, csrf: this.#csrf });
    // Somebody else was first: what he wrote is shown, and ours is kept beside it by the server.
    const now = answer.ok ? answer : await ask("GET", place);
    /** @type {Line | undefined} */
    const found = now.ok && now.value.transcript.find((/** @type {Line} */ one) => one.id === line.id);
    if (found) this.#renewed(place, Object.assign(line, found));
    if (answer.ok) canTakeBack(async () => { if (this.#place === place) await this.#correct(line, was); });
    say(answer.ok ? (text ? t("The correction is kept.") : t("It is as it was first written down.")) : answer.why);
  }

  /** News may have brought the line anew, and elsewhere. @param {string} place @param {Line} line */
  #renewed(place, line) {
    const index = this.#place === place ? this.#list.items.findIndex(({ id }) => id === line.id) : -1;
    if (index < 0) return;
    Object.assign(this.#list.items[index], line);
    this.#list.refresh(index);
  }
}
