// The panels beside the roll: words and tracks, each a list that one walks by keys.

import { TINTS } from "../extension/core/roll_colours.js";
import { momentName } from "../extension/core/roll_names.js";
import { trackName } from "../extension/core/roll_rows.js";
import { made } from "./answer_view.js";
import { FollowingList } from "./following_list.js";
import { part } from "./page_parts.js";
import { tintOfWord } from "./roll_canvas.js";
import { counted } from "./words.js";

/** @import { Roll } from "./roll_model.js" */
/** @import { Item } from "../extension/core/roll_rows.js" */

/** What kinds of words are called. @type {Record<string, string>} */
const KINDS = { word: "words", command: "commands", speech: "speech", found: "found words" };

export class Lists {
  #roll;
  #go;
  #words;

  /** @param {Roll} roll @param {(at: number, loop?: {from: number, to: number}) => void} go */
  constructor(roll, go) {
    this.#roll = roll;
    this.#go = go;
    this.#words = new FollowingList(part("words", HTMLElement), (/** @type {Item} */ item) => this.#word(item));
    part("language", HTMLSelectElement).addEventListener("change", () => this.showWords());
  }

  /** Fills all of them. */
  open() {
    this.#tracks();
    this.showKinds();
    this.showWords();
  }

  #tracks() {
    const { score: { tracks, notes }, by } = this.#roll;
    part("tracks", HTMLElement).replaceChildren(...tracks.flatMap((track, index) => {
      if (!track.notes || !notes.count) return [];
      const label = made("label", "", "box");
      const box = made("input", "");
      Object.assign(box, { type: "checkbox", checked: !this.#roll.hidden.has(index) });
      box.addEventListener("change", () => this.#roll.show(index, box.checked));
      const colour = TINTS[index % TINTS.length];
      const swatch = made("span", "", "swatch");
      swatch.style.background = colour.hex;
      swatch.hidden = by !== "track";
      const name = `${trackName(tracks, index)}, ${counted(track.notes, "note")}${by === "track" ? `, ${colour.name}` : ""}`;
      label.append(box, swatch, name);
      box.dataset.command = "review.open";
      const item = made("li", "");
      item.id = `track-${index}`;
      item.dataset.name = name;
      item.append(label);
      return [item];
    }));
  }

  /** Another way to colour has other names of colours. */
  showTracks() {
    this.#tracks();
  }

  /** What there is to choose from: kinds of words, and languages. */
  showKinds() {
    const choice = part("language", HTMLSelectElement);
    const had = choice.value;
    const kinds = [...new Set(this.#roll.words.map((item) => labelOf(item)))];
    choice.replaceChildren(new Option("all words", ""), ...kinds.map((kind) => new Option(KINDS[kind] ?? `of the language ${kind}`, kind)));
    choice.value = kinds.includes(had) ? had : "";
  }

  /** The kind or language that is chosen; "" all. */
  get kind() {
    return part("language", HTMLSelectElement).value;
  }

  showWords() {
    const words = this.kind ? this.#roll.words.filter((item) => labelOf(item) === this.kind) : this.#roll.words;
    part("no-words", HTMLElement).hidden = words.length > 0;
    part("last-word", HTMLElement).textContent = "none yet";
    this.#words.set(words, -1);
    this.follow();
  }

  /** @returns {Item | null} The word that was played last, when it is another than before. */
  follow() {
    const word = this.#words.follow(this.#roll.at);
    if (word) part("last-word", HTMLElement).textContent = word.text;
    return word;
  }

  /** @param {Item} item */
  #word(item) {
    const line = row(item.at - this.#roll.zeroAt(item.at), item.text, () => this.#go(item.at));
    const swatch = made("span", "", "swatch");
    swatch.style.background = tintOfWord(item);
    line.firstElementChild?.prepend(swatch);
    return line;
  }
}

/** @param {Item & {language?: string}} item */
const labelOf = ({ language, kind }) => language ?? kind;

/** A line of a list that leads somewhere. @param {number} at ms that is shown @param {string} text @param {() => void} go */
export function row(at, text, go) {
  const item = made("li", "");
  const button = made("button", "");
  button.type = "button";
  button.dataset.command = "review.open";
  button.dataset.reads = "";
  button.append(made("time", momentName(at)), made("span", text));
  button.addEventListener("click", go);
  item.dataset.name = `${momentName(at)}: ${text}`;
  item.append(button);
  return item;
}
