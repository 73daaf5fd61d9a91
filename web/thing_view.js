// A thing on the page of taste: how it would be rated, why, and what its owner says.

import { made } from "./answer_view.js";
import { named } from "./named.js";
import { linkTo } from "./places.js";
import { canTakeBack } from "./taking_back.js";
import { fixed, t } from "./texts.js";

/**
 * @typedef {object} Thing
 * @property {string} kind
 * @property {string} key
 * @property {string} title
 * @property {string} text
 * @property {string} address
 * @property {number | null} made
 * @property {number | null} value 0..10; null where nothing is known
 * @property {number | null} unsure
 * @property {number | null} rated as its owner rated it
 * @property {string} reason
 * @property {number} version of the rating
 */

/** Characters of its text that are shown. */
const SHOWN = 300;
const RATINGS = [...Array(11).keys()];
/** Names of radio buttons are the page's own. */
let count = 0;

/** Shows one thing, and lets it be rated. */
export class ThingView {
  #rate;
  #said = made("p", "", "predicted");
  #why = made("p", "", "note");
  #ratings = made("fieldset", "", "ratings");

  /**
   * @param {Thing} told
   * @param {(told: Thing, value: number | null) => Promise<Thing | null>} rate null where it did not go
   */
  constructor(told, rate) {
    this.told = told;
    this.#rate = rate;
    this.root = made("article", "");
    this.root.tabIndex = 0;
    this.root.id = `a-${count + 1}`;
    const head = made("h2", "");
    head.id = `thing-${(count += 1)}`;
    head.append(titled(told));
    this.root.setAttribute("aria-labelledby", head.id);
    this.root.append(head, this.#said, this.#why, ...lying(told), made("p", beginning(told.text)), this.#ratings);
    const radios = RATINGS.map((value) => {
      const label = made("label", "");
      const input = made("input", "");
      Object.assign(input, { type: "radio", name: head.id, value: String(value) });
      input.addEventListener("change", () => void this.#change(value));
      label.append(input, String(value));
      return label;
    });
    this.#ratings.dataset.command = "review.rate";
    this.#ratings.append(made("legend", t("Your rating")), ...radios);
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.show(told);
  }

  /** @param {Thing} told */
  show(told) {
    this.told = told;
    this.#said.textContent = sentence(told);
    this.#why.textContent = [named(told.kind), told.rated === null ? told.reason : ""].filter(Boolean).join(" · ");
    for (const input of this.#ratings.querySelectorAll("input")) input.checked = input.value === String(told.rated);
  }

  /** @param {number | null} value */
  async #change(value) {
    const was = this.told.rated;
    const now = await this.#rate(this.told, value);
    this.show(now ?? this.told);
    if (now) canTakeBack(() => this.#change(was));
  }

  /** Digits rate where the thing itself has the focus. @param {KeyboardEvent} event */
  #key(event) {
    if (event.target !== this.root || event.ctrlKey || event.metaKey || event.altKey) return;
    const value = /^\d$/.test(event.key) ? Number(event.key) : { x: 10, Delete: null }[event.key];
    if (value === undefined) return;
    event.preventDefault();
    void this.#change(value);
  }
}

/** @param {string} text */
const beginning = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** @param {Thing} told */
export function sentence({ value, unsure, rated }) {
  if (rated !== null) return t("You rated it {rated}", { rated });
  return value === null ? t("Nothing is predicted yet") : t("{value} of 10, give or take {unsure}", { value: fixed(value, 1), unsure: fixed(unsure ?? 0, 1) });
}

/** Says where a file of the server's machine lies: several may have one name. @param {Thing} told */
const lying = ({ key }) => (/^(\/|[A-Za-z]:[\\/])/.test(key) ? [made("p", key, "path")] : []);

/** Names a thing, as a link where it is on the web. @param {Thing} told */
function titled({ title, key, address }) {
  const name = title || key;
  const to = linkTo({ address }, null);
  if (!to) return document.createTextNode(name);
  const link = made("a", name);
  link.href = to;
  link.rel = "noreferrer";
  link.dataset.command = "review.open";
  return link;
}
