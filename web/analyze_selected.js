// Selected notes as a word: what they mean already, a new word, or one more meaning of one that there is.

import { keysOfNotes } from "../extension/core/roll_selected.js";
import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { keysSaid, keysText } from "./key_names.js";
import { part, say } from "./page_parts.js";
import { wordLine } from "./proposals_view.js";
import { t } from "./texts.js";
import { WordMaking } from "./word_making.js";
import { button, titleOf } from "./word_view.js";
import { counted } from "./words.js";

/** @typedef {import("./dictionary_types.js").Word} Word */
/** @typedef {import("./dictionary_types.js").Language} Language */
/** @import { Played } from "../extension/core/roll_selected.js" */
/** @import { Act } from "./analyze_acts.js" */
/** @import { Roll } from "./roll_model.js" */

/** Words that are looked through for those of exactly these keys, and keys that a word may have. */
const [MOST_WORDS, MOST_KEYS] = [50, 32];

/**
 * @typedef {object} World
 * @property {Roll} roll
 * @property {(text: string) => void} speak
 * @property {(keys: number[], chord: boolean) => void} play
 * @property {() => readonly string[]} languages names of those that are chosen
 * @property {(language: string) => void} kept a word of it was kept
 */

export class Selected {
  #world;
  #csrf = "";
  #admin = false;
  /** @type {WordMaking | null} null: nobody is signed in */
  #making = null;
  #asked = 0;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
  }

  /** Somebody is signed in, who may make words, or propose them. @param {{csrf: string, admin: boolean}} who */
  admit({ csrf, admin }) {
    [this.#csrf, this.#admin] = [csrf, admin];
    const { play, kept } = this.#world;
    this.#making = new WordMaking({
      csrf: () => this.#csrf, admin: () => this.#admin, play, playsHere: () => {},
      kept: (language) => {
        part("word", HTMLElement).hidden = true;
        part("selected-panel", HTMLElement).querySelector("summary")?.focus();
        kept(language);
        return this.#known();
      },
    });
    this.show();
  }

  /** @returns {Act[]} */
  acts() {
    return [{ text: t("A word of the selected"), key: "n", group: "cell", run: () => this.#begin() }];
  }

  /** @returns {Played} */
  get #played() {
    const { score: { notes }, selected } = this.#world.roll;
    return keysOfNotes(notes, selected);
  }

  /** Says what is selected. */
  show() {
    const { selected } = this.#world.roll;
    const { keys, chord, outside } = this.#played;
    const told = [
      keys.length && `${chord ? t("A chord of keys") : t("Keys")} ${keysText(keys)}: ${keysSaid(keys, chord)}.`,
      outside && t("{count} note outside the 25 keys is left out.|{count} notes outside the 25 keys are left out.", { count: outside }),
    ].filter(Boolean).join(" ");
    part("selected-count", HTMLElement).textContent = selected.size ? ` (${counted(selected.size, "note")})` : "";
    part("selected-told", HTMLElement).textContent = told || t("Select notes in the roll: S the one under the cursor, E all up to it, by pointer with Shift.");
    part("new-word", HTMLElement).hidden = !this.#making;
    part("new-word", HTMLButtonElement).onclick = () => void this.#fresh();
    if (part("selected-panel", HTMLDetailsElement).open) void this.#known();
  }

  /** Opens the panel with what these keys mean. */
  #begin() {
    const { roll, speak } = this.#world;
    if (!roll.selected.size) return speak(t("select notes first"));
    if (!this.#making) return say(t("Sign in on the first page to make words."));
    if (!this.#played.keys.length) return speak(t("none of these notes is one of the 25 keys"));
    // A panel that opens lists what they mean, and says it.
    part("selected-panel", HTMLDetailsElement).open = true;
    part("new-word", HTMLElement).focus();
  }

  /** Lists words of exactly these keys. */
  async #known() {
    const { keys, chord } = this.#played;
    const mine = (this.#asked += 1);
    if (!this.#making || !keys.length || keys.length > MOST_KEYS) return this.#tell("", []);
    const answer = await ask("GET", `/v1/words?${new URLSearchParams({ q: keysText(keys), by: "keys", limit: String(MOST_WORDS) })}`);
    if (mine !== this.#asked) return;
    if (!answer.ok) return say(answer.why);
    /** @type {Word[]} */
    const same = answer.value.words.filter((/** @type {Word} */ word) => areKeys(word, keys, chord));
    const named = same.map((word) => `“${titleOf(word)}” (${word.language})`).join(", ");
    this.#tell(named ? t("These keys are {named}.", { named }) : t("These keys are no word yet."), same);
  }

  /** @param {string} text @param {readonly Word[]} words */
  #tell(text, words) {
    part("selected-known", HTMLElement).textContent = text;
    part("selected-words", HTMLElement).replaceChildren(...words.map((word) => this.#row(word)));
  }

  /** @param {Word} word */
  #row(word) {
    const item = made("li", "");
    item.append(made("p", `${word.language}: ${wordLine(word)}`));
    if (word.id === null) item.append(made("p", t("It came with Rubato, and stays as it is."), "help"));
    else item.append(button(t("Add a meaning"), () => void this.#shown((making) => making.addMeaning(word)), t("to {title} of {language}", { title: titleOf(word), language: word.language }), "dictionary.meaning"));
    return item;
  }

  #fresh() {
    const { keys, chord } = this.#played;
    if (!keys.length) return this.#world.speak(t("select notes first"));
    return this.#shown((making) => making.change(null, { keys, chord }));
  }

  /** @param {(making: WordMaking) => void} fill puts something into the form */
  async #shown(fill) {
    const answer = await ask("GET", "/v1/words/languages");
    if (!answer.ok || !this.#making) return say(answer.ok ? "" : answer.why);
    /** @type {Language[]} */
    const languages = answer.value.languages;
    const chosen = this.#world.languages();
    const own = languages.find(({ name, shipped }) => !shipped && chosen.includes(name));
    part("word", HTMLElement).hidden = false;
    this.#making.show(languages, own?.name ?? "");
    fill(this.#making);
  }
}

/** A chord counts in any order. @param {Word} word @param {readonly number[]} keys @param {boolean} chord */
function areKeys(word, keys, chord) {
  const told = (/** @type {readonly number[]} */ all) => keysText(word.chord || chord ? [...all].sort((one, other) => one - other) : all);
  return told(word.keys) === told(keys);
}
