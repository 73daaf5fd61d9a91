// Which languages' words are sought in what was played: chosen here, or named by the address.

import { wordsIn } from "../extension/core/roll_words.js";
import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
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
  #listed;

  /** @param {Roll} roll @param {() => void} changed other words are found */
  constructor(roll, changed) {
    this.#roll = roll;
    this.#changed = changed;
    this.#listed = this.#list();
  }

  /** Those that are chosen. */
  get chosen() {
    return [...this.#boxes].filter(([, box]) => box.checked).map(([name]) => name);
  }

  async #list() {
    const answer = await ask("GET", "/v1/languages");
    const languages = answer.ok ? answer.value.languages.filter((/** @type {any} */ { words }) => words > 0) : [];
    part("languages", HTMLElement).append(...languages.map((/** @type {{name: string, words: number}} */ { name, words }) => {
      const label = made("label", "", "box");
      const box = made("input", "");
      box.type = "checkbox";
      box.addEventListener("change", () => void this.find());
      this.#boxes.set(name, box);
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
    const found = wordsIn(this.#roll.score.notes, languages.filter((one) => one !== null));
    this.#roll.find(found);
    this.#changed();
  }

  /** @param {string} name @returns {Promise<Vocabulary | null>} */
  async #one(name) {
    const had = this.#known.get(name);
    if (had) return had;
    const answer = await ask("GET", `/v1/languages/${encodeURIComponent(name)}`);
    if (!answer.ok) say(answer.why);
    else this.#known.set(name, answer.value);
    return answer.ok ? answer.value : null;
  }
}
