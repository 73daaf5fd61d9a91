// Which languages' words are sought in what was played: chosen here, or named by the address.

import { wordsIn } from "../extension/core/roll_words.js";
import { made } from "./answer_view.js";
import { part, say } from "./page_parts.js";
import { listed, vocabularyOf } from "./vocabularies.js";
import { counted } from "./words.js";

/** @import { Roll } from "./roll_model.js" */
/** @import { Vocabulary } from "../extension/core/roll_words.js" */

export class Languages {
  #roll;
  #changed;
  /** @type {Map<string, Vocabulary>} Those that were fetched. */
  #known = new Map();
  /** @type {Map<string, HTMLInputElement>} By name. */
  #boxes = new Map();
  /** @type {Map<string, import("./vocabularies.js").Listed>} By name. */
  #listeds = new Map();
  #listed;

  /** @param {Roll} roll @param {() => void} changed other words are found */
  constructor(roll, changed) {
    this.#roll = roll;
    this.#changed = changed;
    this.#listed = this.#list();
    part("single", HTMLInputElement).addEventListener("change", () => void this.find());
  }

  /** Those that are chosen. */
  get chosen() {
    return [...this.#boxes].filter(([, box]) => box.checked).map(([name]) => name);
  }

  async #list() {
    const fresh = (await listed()).filter(({ name, words }) => words > 0 && !this.#boxes.has(name));
    part("languages", HTMLElement).append(...fresh.map((language) => {
      const { name, words } = language;
      const label = made("label", "", "box");
      const box = made("input", "");
      box.type = "checkbox";
      box.dataset.command = "review.open";
      label.dataset.name = `${name}, ${counted(words, "word")}`;
      box.addEventListener("change", () => void this.find());
      this.#boxes.set(name, box);
      this.#listeds.set(name, language);
      label.append(box, ` ${name}, ${counted(words, "word")}`);
      return label;
    }));
  }

  /** @param {readonly string[]} names */
  async choose(names) {
    await this.#listed;
    for (const name of names) {
      const box = this.#boxes.get(name);
      if (box) box.checked = true;
    }
    await this.find();
  }

  /** Seeks the words of those that are chosen, in place of what was found before. */
  async find() {
    const languages = await Promise.all(this.chosen.map((name) => this.#one(name)));
    const single = part("single", HTMLInputElement).checked;
    const found = wordsIn(this.#roll.score.notes, languages.filter((one) => one !== null), { single });
    this.#roll.find(found);
    this.#changed();
  }

  /** One is another by now, or has its first words; it is sought, too. @param {string} name */
  async again(name) {
    this.#known.delete(name);
    if (!this.#boxes.has(name)) await this.#list();
    await this.choose([name]);
  }

  /** @param {string} name @returns {Promise<Vocabulary | null>} */
  async #one(name) {
    const had = this.#known.get(name);
    if (had) return had;
    const language = this.#listeds.get(name);
    const found = language && await vocabularyOf(language);
    if (typeof found === "string") say(found);
    if (typeof found !== "object") return null;
    this.#known.set(name, found);
    return found;
  }
}
