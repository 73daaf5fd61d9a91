// An inquiry on the page: what was asked and answered, and what its reviewer makes of it.

import { cited, made, sourceList } from "./answer_view.js";
import { named } from "./named.js";
import { canTakeBack } from "./taking_back.js";
import { locale, t } from "./texts.js";

/** @typedef {import("./chat_types.js").Reviewed} Reviewed */

const RATINGS = [...Array(11).keys()];

/**
 * @typedef {object} Acts What can be done about it; each gives the sentence to say.
 * @property {(told: Reviewed, change: object) => Promise<Reviewed | null>} review null where it did not go
 * @property {(told: Reviewed) => Promise<string | null>} fuller its answer, in full; null where there is none
 * @property {(told: Reviewed) => Promise<boolean>} remove
 * @property {() => import("./inquiry_recorded.js").RecordedPart} recorded what recordings have to do with it
 */

/** Shows one inquiry, and lets it be reviewed. */
export class InquiryView {
  #acts;
  #admin;
  #recorded;
  #answer = made("p", "", "said");
  #about = made("p", "", "note");
  #ratings = made("fieldset", "", "ratings");
  #corrected = made("p", "", "corrected");
  #correcting = made("details", "");
  #text = made("textarea", "");
  #teach = made("input", "");

  /**
   * @param {Reviewed} told
   * @param {string} user Who asked.
   * @param {boolean} admin An admin may correct.
   * @param {Acts} acts
   */
  constructor(told, user, admin, acts) {
    this.told = told;
    this.#acts = acts;
    this.#admin = admin;
    this.#recorded = acts.recorded();
    this.root = made("article", "");
    this.root.tabIndex = 0;
    this.root.id = `inquiry-${told.id}`;
    const head = made("h2", told.question);
    head.id = `q-${told.id}`;
    this.root.setAttribute("aria-labelledby", head.id);
    this.root.append(head, this.#about, this.#answer, this.#corrected, this.#recorded.root, this.#ratings, this.#correcting, this.#buttons());
    this.#fillRatings();
    this.#fillCorrecting();
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.user = user;
    this.show(told);
  }

  /** Whether somebody writes a correction here. */
  get busy() {
    return this.#correcting.open && this.#text.value.trim() !== this.told.review.correction;
  }

  /** @param {Reviewed} told */
  show(told) {
    this.told = told;
    const when = new Date(told.created).toLocaleString(locale);
    const sure = told.state === "answered" ? t("{percent} % carried by sources", { percent: Math.round(100 * told.confidence) }) : named(told.state);
    this.#about.textContent = [when, this.user, ...told.topics, told.model || t("quoted"), sure].filter(Boolean).join(" · ");
    this.#answer.replaceChildren(...cited(told, this.root));
    this.#sources();
    this.#recorded.show(told);
    const { rating, correction, taught } = told.review;
    for (const input of this.#ratings.querySelectorAll("input")) input.checked = input.value === String(rating);
    this.#corrected.hidden = correction === "";
    this.#corrected.textContent = correction && `${taught === null ? t("Corrected") : t("Corrected, and known")}: ${correction}`;
    if (!this.#correcting.open) this.#text.value = correction;
    this.#teach.checked = taught !== null;
  }

  #sources() {
    this.root.querySelector(".sources")?.remove();
    const named = new Set(this.told.claims.flatMap(({ sources }) => sources));
    const sources = this.told.sources.filter(({ number }) => named.has(number));
    if (!sources.length) return;
    const list = sourceList(this.told, sources);
    list.open = false;
    list.classList.add("sources");
    this.#answer.after(list);
  }

  #fillRatings() {
    const radios = RATINGS.map((rating) => {
      const label = made("label", "");
      const input = made("input", "");
      Object.assign(input, { type: "radio", name: `rating-${this.told.id}`, value: String(rating) });
      input.addEventListener("change", () => void this.#review({ rating }));
      label.append(input, String(rating));
      return label;
    });
    this.#ratings.dataset.command = "review.rate";
    this.#ratings.append(made("legend", t("Rating")), ...radios);
  }

  #fillCorrecting() {
    this.#correcting.hidden = !this.#admin;
    this.#text.rows = 4;
    this.#text.maxLength = 100_000;
    this.#teach.type = "checkbox";
    const label = made("label", t("What should have been answered "));
    label.append(this.#text);
    const teach = made("label", "", "box");
    teach.append(this.#teach, t(" answer from it in these topics, as my words"));
    const row = made("div", "", "row");
    row.append(
      button(t("Keep the correction"), () => this.#correct(), "review.save"),
      button(t("Ask for a fuller answer"), () => this.#fuller(), "review.expand", true),
    );
    const summary = made("summary", t("Correct the answer"));
    summary.dataset.command = "review.edit";
    this.#correcting.append(summary, label, teach, row);
  }

  #buttons() {
    const row = made("div", "", "row");
    row.append(button(t("Delete"), () => this.#acts.remove(this.told), "review.delete", true));
    return row;
  }

  async #correct() {
    const change = { correction: this.#text.value, teach: this.#teach.checked && this.#text.value.trim() !== "" };
    if (await this.#review(change)) {
      this.#correcting.open = false;
      this.root.focus();
    }
  }

  async #fuller() {
    const answer = await this.#acts.fuller(this.told);
    if (answer === null) return;
    this.#text.value = answer;
    this.#text.focus();
  }

  /** @param {object} change @returns {Promise<boolean>} */
  async #review(change) {
    const was = this.told.review;
    const now = await this.#acts.review(this.told, change);
    this.show(now ?? this.told);
    if (now) canTakeBack(() => this.#review(asItWas(change, was)));
    return now !== null;
  }

  /** Digits rate where the question itself has the focus, and no field of it. @param {KeyboardEvent} event */
  #key(event) {
    if (event.target !== this.root || event.ctrlKey || event.metaKey || event.altKey) return;
    const rating = /^\d$/.test(event.key) ? Number(event.key) : { x: 10, Delete: null }[event.key];
    if (rating === undefined) return;
    event.preventDefault();
    void this.#review({ rating });
  }
}

/** The change that takes one back. @param {object} change @param {Reviewed["review"]} was */
const asItWas = (change, { rating, correction, taught }) => ({
  ...("rating" in change && { rating }), ...("correction" in change && { correction, teach: taught !== null }),
});

/** @param {string} text @param {() => unknown} act @param {string} command that presses it, too @param {boolean} [quiet] */
export function button(text, act, command, quiet = false) {
  const element = made("button", text, quiet ? "quiet" : "");
  element.type = "button";
  element.dataset.command = command;
  element.addEventListener("click", () => void act());
  return element;
}
