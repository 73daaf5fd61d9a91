// The panel of feedback: who gives it, in which languages, what was played and spoken, and what is saved.

import { lengthName, loudnessName, momentName, pitchName } from "../extension/core/roll_names.js";
import { row } from "./analyze_lists.js";
import { made } from "./answer_view.js";
import { part } from "./page_parts.js";
import { listed } from "./vocabularies.js";
import { counted } from "./words.js";

/** @import { Along, Phrase, Piece } from "../extension/core/along.js" */
/** @import { Item } from "../extension/core/roll_rows.js" */
/** @import { Lying } from "./feedback_sounds.js" */

/** @typedef {{go: (at: number) => void, hear: (address: string, on: boolean) => void, changed: () => void}} World */

/** Phrases in the list, and notes of one that are named. */
const [MOST, NAMED] = [200, 12];

/** What the roll has of it: a note, or a piece, each with its name. @param {Phrase | Piece} unit @returns {Item[]} */
export function itemsOf(unit) {
  if (unit.kind === "spoken") return [{ at: unit.at, end: unit.end, text: `spoken, ${lengthName(unit.end - unit.at)}, not saved`, kind: "spoken" }];
  return unit.strokes.map(({ at, end, pitch, velocity }) => ({
    at, end: Math.max(at, end), kind: "played", text: `${pitchName(pitch)}, ${loudnessName(velocity)} ${velocity}, not saved`,
  }));
}

/** @param {Phrase | Piece} unit */
function textOf(unit) {
  if (unit.kind === "spoken") return `spoken, ${lengthName(unit.end - unit.at)}`;
  const names = unit.strokes.slice(0, NAMED).map(({ pitch }) => pitchName(pitch)).join(", ");
  return `${counted(unit.strokes.length, "note")}${names && `: ${names}`}${unit.strokes.length > NAMED ? " …" : ""}`;
}

/** @param {Phrase | Piece} unit */
const startOf = (unit) => (unit.kind === "spoken" ? unit.at : unit.strokes[0]?.at ?? unit.pedals[0]?.at ?? 0);

export class FeedbackView {
  #world;
  /** Languages that there are, with their boxes. @type {{name: string, version: number, box: HTMLInputElement}[]} */
  #languages = [];
  /** @type {Promise<void> | null} */
  #listed = null;
  /** What of the saved is shown. */
  #told = "";

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
    part("giver", HTMLInputElement).addEventListener("change", () => world.changed());
  }

  /** Who gives it. */
  get by() {
    return part("giver", HTMLInputElement).value.trim();
  }

  /** Names of its languages. */
  get languages() {
    return this.chosen.map(({ name }) => name);
  }

  /** Its languages. */
  get chosen() {
    return this.#languages.filter(({ box }) => box.checked).map(({ name, version }) => ({ name, version }));
  }

  /** @param {string} by @param {readonly string[]} languages */
  async open(by, languages) {
    part("giver", HTMLInputElement).value = by;
    await (this.#listed ??= this.#list());
    for (const { name, box } of this.#languages) box.checked = languages.includes(name);
  }

  async #list() {
    this.#languages = (await listed()).map(({ name, version }) => {
      const box = made("input", "");
      box.type = "checkbox";
      box.addEventListener("change", () => this.#world.changed());
      return { name, version, box };
    });
    part("feedback-languages", HTMLElement).append(...this.#languages.map(({ name, box }) => {
      const label = made("label", "", "box");
      label.append(box, ` ${name}`);
      return label;
    }));
  }

  /** @param {string} text how far saving is; "" it is not saved now */
  tell(text) {
    part("feedback-told", HTMLElement).textContent = text;
  }

  /** @param {string} text where more is that is not saved; "" nowhere @returns {boolean} whether there was none before, or is none now */
  others(text) {
    const told = part("feedback-others", HTMLElement);
    const other = (told.textContent === "") !== (text === "");
    told.textContent = text;
    part("feedback-more", HTMLElement).textContent = text && " (more elsewhere)";
    return other;
  }

  /** @param {Along} along @param {readonly Lying[]} saved sounds @param {boolean} canSave */
  show({ units }, saved, canSave) {
    const not = units.length ? ` (${counted(units.length, "part")} not saved)` : "";
    part("feedback-count", HTMLElement).textContent = not;
    part("no-server", HTMLElement).hidden = canSave;
    part("feedback-units", HTMLElement).replaceChildren(...units.slice(-MOST).map((unit) => this.#row(startOf(unit), textOf(unit))));
    // Nothing is made anew under somebody's hands.
    const told = saved.map(({ address, long }) => `${address} ${long}`).join("\n");
    if (told !== this.#told) part("feedback-saved", HTMLElement).replaceChildren(...saved.map((sound) => this.#saved(sound)));
    this.#told = told;
  }

  /** @param {number} at @param {string} text */
  #row(at, text) {
    return row(at, text, () => this.#world.go(at));
  }

  /** @param {Lying} sound */
  #saved({ at, long, name, address, silent }) {
    const item = this.#row(at, `${name}, spoken${long ? `, ${lengthName(long)}` : ""}`);
    const label = made("label", "", "box");
    const box = made("input", "");
    Object.assign(box, { type: "checkbox", checked: !silent });
    box.setAttribute("aria-label", `Hear ${name} at ${momentName(at)}`);
    box.addEventListener("change", () => this.#world.hear(address, box.checked));
    label.append(box, " heard");
    item.append(label);
    return item;
  }
}
