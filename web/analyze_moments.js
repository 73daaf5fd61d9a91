// Notes on moments beside the roll: those of a recording of the server are kept there, others while the page is open.

import { momentName } from "../extension/core/roll_names.js";
import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
import { sure } from "./sure.js";
import { canTakeBack } from "./taking_back.js";
import { t } from "./texts.js";

/** @import { Item } from "../extension/core/roll_rows.js" */
/** @import { Roll } from "./roll_model.js" */

/**
 * @typedef {{id: number, at_ms: number, text: string, by: string, mine: boolean, version: number}} Remark
 * @typedef {{remarks: Remark[], place: string, csrf: string, editable: boolean}} Where
 * @typedef {{at: () => number, go: (at: number) => void, speak: (text: string) => void}} World
 */

/** @param {readonly Remark[]} remarks */
const signOf = (remarks) => remarks.map(({ id, version }) => `${id}.${version}`).sort().join();

/** As many are on the page. */
const MOST = 200;

export class Moments {
  #roll;
  #world;
  /** @type {Where | null} null: they are kept nowhere. */
  #where = null;
  /** What the server keeps, by its mark on the roll. @type {Map<Item, Remark>} */
  #kept = new Map();

  /** @param {Roll} roll @param {World} world */
  constructor(roll, world) {
    this.#roll = roll;
    this.#world = world;
    part("note-form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#note(part("note-text", HTMLInputElement));
    });
  }

  /** @param {Where | null} where those of a roll that was just opened */
  open(where) {
    this.#where = where;
    this.#kept.clear();
    this.#set(where?.remarks ?? []);
  }

  /** @param {readonly Remark[]} remarks in place of those that were there */
  #set(remarks) {
    const gone = [...this.#kept.keys()];
    this.#kept = new Map(remarks.map((one) => [{ at: one.at_ms, end: one.at_ms, text: one.text, kind: "text" }, one]));
    if (gone.length || this.#kept.size) this.#roll.exchange(gone, [...this.#kept.keys()]);
    this.#show();
  }

  /** @param {{remarks: Remark[]}} whole as the server has it by now */
  differs({ remarks }) {
    return this.#where !== null && signOf(remarks) !== signOf([...this.#kept.values()]);
  }

  /** @param {{remarks: Remark[]}} whole */
  renew({ remarks }) {
    if (this.#where) this.#set(remarks);
  }

  #show() {
    part("moments", HTMLElement).replaceChildren(...this.#roll.moments.slice(-MOST).map((item) => this.#row(item)));
  }

  /** @param {HTMLInputElement} field */
  async #note(field) {
    const text = field.value.trim();
    if (!text || !await this.note(text)) return;
    field.value = "";
    this.#world.speak(t("Noted."));
  }

  /** Notes it on the moment where the recording stands. @param {string} text @returns {Promise<boolean>} whether it is noted */
  async note(text) {
    const at = this.#world.at();
    if (!this.#where) {
      /** @type {Item} */
      const moment = { at, end: at, text, kind: "text" };
      this.#exchange([], [moment]);
      canTakeBack(async () => this.#exchange([moment], []));
      return true;
    }
    const before = new Set([...this.#kept.values()].map(({ id }) => id));
    if (!(await this.#ask("POST", "", { at_ms: Math.round(at), text }))) return false;
    const made = [...this.#kept.values()].find((one) => one.mine && !before.has(one.id));
    if (made) this.#canTakeBack(async () => { if (await this.#ask("DELETE", `/${made.id}`)) say(t("The note is deleted.")); });
    return true;
  }

  /** Another recording may be open by then. @param {() => Promise<unknown>} way */
  #canTakeBack(way) {
    const place = this.#where?.place;
    canTakeBack(async () => { if (this.#where?.place === place) await way(); });
  }

  /** @param {Item[]} gone @param {Item[]} come */
  #exchange(gone, come) {
    this.#roll.exchange(gone, come);
    this.#show();
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<boolean>} whether it is done */
  async #ask(method, path, body) {
    const where = this.#where;
    if (!where) return false;
    const answer = await ask(method, `${where.place}/remarks${path}`, { csrf: where.csrf, ...(body !== undefined && { body }) });
    // Somebody else was first: what he wrote is shown, and ours is kept beside it by the server.
    const now = answer.ok || answer.status !== 412 ? answer : await ask("GET", where.place);
    if (this.#where !== where) return false;
    if (now.ok) this.#set(now.value.remarks);
    if (!answer.ok) say(answer.why);
    return answer.ok;
  }

  /** @param {Item} moment */
  #row(moment) {
    const remark = this.#kept.get(moment);
    const item = made("li", "");
    const button = made("button", "");
    button.type = "button";
    button.dataset.command = "review.open";
    button.dataset.reads = "";
    item.dataset.name = `${momentName(moment.at)}: ${moment.text}`;
    if (remark) item.id = `note-${remark.id}`;
    button.append(made("time", momentName(moment.at)), made("span", moment.text));
    button.addEventListener("click", () => this.#world.go(moment.at));
    item.append(button);
    if (remark && !remark.mine) item.append(made("small", t("by {by}", { by: remark.by })));
    if (remark && (remark.mine || this.#where?.editable)) item.append(this.#changing(remark));
    return item;
  }

  /** @param {Remark} remark */
  #changing(remark) {
    const { text } = remark;
    const details = made("details", "", "correct");
    const summary = made("summary", t("Change"));
    summary.setAttribute("aria-label", t("Change “{text}”", { text: text.slice(0, 60) }));
    const field = made("input", "");
    Object.assign(field, { maxLength: 500, value: text });
    field.setAttribute("aria-label", t("What the note says"));
    const keep = made("button", t("Keep"));
    const remove = made("button", t("Delete"), "quiet");
    keep.addEventListener("click", () => void this.#change(remark, field.value));
    remove.addEventListener("click", () => void this.#remove(remark));
    for (const button of [keep, remove]) button.type = "button";
    summary.dataset.command = "review.edit";
    keep.dataset.command = "review.save";
    remove.dataset.command = "review.delete";
    const row = made("div", "", "row");
    row.append(keep, remove);
    details.append(summary, field, row);
    return details;
  }

  /** @param {Remark} remark @param {string} text */
  async #change({ id, version, text: was }, text) {
    const kept = this.#ask("PATCH", `/${id}`, { version, text });
    await this.#done(kept, t("The note is kept."));
    if (!await kept) return;
    this.#canTakeBack(() => {
      const now = [...this.#kept.values()].find((one) => one.id === id);
      return this.#done(this.#ask("PATCH", `/${id}`, { version: now?.version ?? version + 1, text: was }), t("The note is as it was."));
    });
  }

  /** One's own can be noted again; another's would then be by somebody else. @param {Remark} remark */
  async #remove({ id, at_ms, text, mine }) {
    const place = this.#where?.place;
    if (!await sure(t("Delete the note “{text}” at {moment}?", { text: text.slice(0, 60), moment: momentName(at_ms) }), t("Delete it")) || this.#where?.place !== place) return;
    const gone = this.#ask("DELETE", `/${id}`);
    await this.#done(gone, t("The note is deleted."));
    if (mine && await gone) this.#canTakeBack(() => this.#done(this.#ask("POST", "", { at_ms, text }), t("The note is there again.")));
  }

  /** The row that had the focus is another by then. @param {Promise<boolean>} asked @param {string} told */
  async #done(asked, told) {
    if (!(await asked)) return;
    say(told);
    part("note-text", HTMLInputElement).focus();
  }
}
