// The transcript beside the roll: it follows, leads to what was said, and is corrected line by line.

import { made } from "./answer_view.js";
import { row } from "./analyze_lists.js";
import { ask } from "./ask.js";
import { FollowingList } from "./following_list.js";
import { part, say } from "./page_parts.js";
import { canTakeBack } from "./taking_back.js";

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
    this.#list = new FollowingList(part("transcript", HTMLElement), (/** @type {Shown} */ line, index) => this.#row(line, index));
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

  /** @param {Shown} line @param {number} index */
  #row(line, index) {
    const item = row(line.at, line.text, () => this.#go(line.at));
    if (line.corrected) item.append(made("small", `Corrected; first written down: ${line.original}`));
    if (this.#editable) item.append(this.#correcting(line, index));
    return item;
  }

  /** @param {Shown} line @param {number} index */
  #correcting(line, index) {
    const details = made("details", "", "correct");
    const summary = made("summary", "Correct");
    summary.setAttribute("aria-label", `Correct “${line.text.slice(0, 60)}”`);
    const text = made("textarea", "");
    Object.assign(text, { rows: 3, maxLength: 20_000, value: line.text });
    text.setAttribute("aria-label", "What was said");
    const keep = made("button", "Keep");
    const back = made("button", "As first written down", "quiet");
    keep.addEventListener("click", () => void this.#correct(line, index, text.value));
    back.addEventListener("click", () => void this.#correct(line, index, ""));
    for (const button of [keep, back]) button.type = "button";
    summary.dataset.command = "review.edit";
    keep.dataset.command = "review.save";
    back.hidden = !line.corrected;
    const buttons = made("div", "", "row");
    buttons.append(keep, back);
    details.append(summary, text, buttons);
    return details;
  }

  /** @param {Shown} line @param {number} index @param {string} text "" takes the correction back */
  async #correct(line, index, text) {
    const was = line.corrected ? line.text : "";
    const answer = await ask("PATCH", `${this.#place}/transcript/${line.id}`, { body: { version: line.version, text }, csrf: this.#csrf });
    // Somebody else was first: what he wrote is shown, and ours is kept beside it by the server.
    const now = answer.ok ? answer : await ask("GET", this.#place);
    /** @type {Line | undefined} */
    const found = now.ok && now.value.transcript.find((/** @type {Line} */ one) => one.id === line.id);
    if (found) Object.assign(line, found);
    this.#list.refresh(index);
    if (answer.ok) canTakeBack(() => this.#correct(line, index, was));
    say(answer.ok ? (text ? "The correction is kept." : "It is as it was first written down.") : answer.why);
  }
}
