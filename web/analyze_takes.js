// Takes beside the roll: where they begin and end, what they are called, their topics; set and changed by hand.

import { momentName } from "../extension/core/roll_names.js";
import { made } from "./answer_view.js";
import { row } from "./analyze_lists.js";
import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
import { sure } from "./sure.js";
import { canTakeBack } from "./taking_back.js";
import { noteRefusal, underWay } from "./traffic.js";
import { button } from "./word_view.js";

/** @import { Act } from "./analyze_acts.js" */
/** @import { Roll } from "./roll_model.js" */

/**
 * @typedef {{id: number, number: number, name: string, from_ms: number, to_ms: number, version: number, topics: string[], score: number | null}} Take
 * @typedef {{takes: Take[], topics: string[], score: number | null, may: {edit: boolean, topics: boolean}}} Whole
 * @typedef {{place: string, csrf: string, whole: Whole}} Kept A recording of the server.
 * @typedef {object} World
 * @property {() => number} playhead ms
 * @property {() => boolean} plays
 * @property {(at: number, span: {from: number, to: number}) => void} go
 * @property {(text: string) => void} speak
 * @property {() => void} changed takes are others
 */

/** The best that a recording is rated. */
const BEST = 10;
/** So many takes have what changes them on the page at once, for commands to find. */
const MANY = 100;
/** Letters of a take's name. */
const NAME = 80;
const OTHERS = "takes can be set in recordings of yours on the server";

/** What the server tells of takes, as the roll has them. @param {Whole} whole @returns {import("../extension/core/roll_takes.js").Take[]} */
export const takesIn = ({ takes }) =>
  takes.map(({ number, name, from_ms: from, to_ms: to }) => ({ number, name, from, to })).sort((one, other) => one.from - other.from);

/** @param {string} text names with commas between them */
const namesIn = (text) => text.split(",").map((name) => name.trim()).filter(Boolean);

/** @param {string} text */
const capital = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;

/** @param {Take} take @param {number | null} value */
const scored = (take, value) => `${capital(titleOf(take))}${value === null ? " has no score." : `: ${value} of ${BEST}.`}`;

/** @param {{number: number, name: string}} take */
const titleOf = ({ number, name }) => `take ${number}${name ? `, ${name}` : ""}`;

export class Takes {
  #roll;
  #world;
  /** @type {Kept | null} null: they are kept nowhere */
  #kept = null;
  /** Which take is being changed; 0 none. */
  #open = 0;
  /** Scores that are told, one after the other. */
  #steps = Promise.resolve();

  /** @param {Roll} roll @param {World} world */
  constructor(roll, world) {
    this.#roll = roll;
    this.#world = world;
    const scores = Array.from({ length: BEST + 1 }, (_, value) => new Option(String(value), String(value)));
    const score = part("score", HTMLSelectElement);
    score.append(new Option("none", ""), ...scores);
    score.addEventListener("change", () => void this.#rate(score.value === "" ? null : Number(score.value)));
    part("whole", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#ask("PUT", "/topics", { topics: namesIn(part("topics", HTMLInputElement).value) }, "The topics are kept.");
    });
  }

  /** @returns {Act[]} */
  acts() {
    return [
      { text: "A take begins here", key: "i", group: "take", run: () => this.#begin() },
      { text: "It ends here", key: "o", group: "take", run: () => this.#end() },
    ];
  }

  /** @param {Kept | null} kept those of a recording that was just opened */
  open(kept) {
    this.#kept = kept;
    this.#open = 0;
    part("take-making", HTMLElement).hidden = !kept?.whole.may.edit;
    part("whole", HTMLElement).hidden = !kept;
    part("whole-topics", HTMLElement).hidden = !kept?.whole.may.topics;
    this.#show();
  }

  #show() {
    const { whole } = this.#kept ?? {};
    const takes = whole ? [...whole.takes].sort((one, other) => one.from_ms - other.from_ms) : [];
    const rows = whole ? takes.map((take) => this.#row(take, whole)) : this.#roll.takes.map((take) => this.#plain(take));
    part("takes", HTMLElement).replaceChildren(...rows);
    part("no-takes", HTMLElement).hidden = rows.length > 0;
    part("score", HTMLSelectElement).value = String(whole?.score ?? "");
    part("topics", HTMLInputElement).value = whole?.topics.join(", ") ?? "";
    const { begun } = this.#roll;
    part("take-begun", HTMLElement).textContent = begun < 0 ? "" : `A take begins at ${momentName(begun)}; set where it ends.`;
  }

  /** @param {import("../extension/core/roll_takes.js").Take} take */
  #plain(take) {
    return row(take.from, `${capital(titleOf(take))} (${momentName(take.to - take.from)} long)`, () => this.#world.go(take.from, take));
  }

  /** @param {Take} take @param {Whole} whole */
  #row(take, whole) {
    const { number, name, from_ms: from, to_ms: to, topics } = take;
    const item = this.#plain({ number, name, from, to });
    item.id = `taken-${take.id}`;
    item.dataset.name = `${capital(titleOf(take))}, from ${momentName(from)} to ${momentName(to)}`;
    const [go] = item.children;
    if (go instanceof HTMLElement) go.dataset.command = "review.open";
    if (topics.length) item.append(made("small", `Topics: ${topics.join(", ")}`));
    item.append(this.#scoring(take));
    if (!whole.may.edit) return item;
    const details = made("details", "", "correct");
    const summary = made("summary", "Change");
    summary.setAttribute("aria-label", `Change ${titleOf(take)}`);
    summary.id = `take-${take.id}`;
    summary.dataset.command = "review.edit";
    details.append(summary);
    const fill = () => { if (details.children.length === 1) details.append(...this.#changing(take, whole)); };
    // Two thousand takes may be there, of which one is changed at a time.
    if (whole.takes.length <= MANY) fill();
    details.addEventListener("toggle", () => {
      if (details.open) fill();
      this.#open = details.open ? take.id : this.#open === take.id ? 0 : this.#open;
    });
    if (this.#open === take.id) {
      fill();
      details.open = true;
    }
    item.append(details);
    return item;
  }

  /** What one makes of it: up and down change it by one. @param {Take} take */
  #scoring(take) {
    const label = made("label", "Score ", "scored");
    const score = made("input", "");
    Object.assign(score, { type: "number", min: "0", max: String(BEST), step: "1", value: String(take.score ?? ""), placeholder: "–" });
    score.dataset.command = "review.rate";
    score.setAttribute("aria-label", `Score of ${titleOf(take)}, 0 to ${BEST}`);
    score.addEventListener("change", () => this.#score(take, score));
    label.append(score);
    return label;
  }

  /** Steps are told one after the other, and the list stays as it is: one may go on stepping. @param {Take} take @param {HTMLInputElement} field */
  #score(take, field) {
    const value = field.value === "" && field.validity.valid ? null : Number(field.value);
    if (!field.validity.valid) {
      field.value = String(take.score ?? "");
      noteRefusal(`A score is 0 to ${BEST}.`);
      return say(`A score is 0 to ${BEST}.`);
    }
    this.#steps = this.#steps.then(() => this.#give(take, field, value));
    void underWay(this.#steps);
  }

  /** @param {Take} take @param {HTMLInputElement} field @param {number | null} value */
  async #give(take, field, value) {
    const kept = this.#kept;
    const [path, was] = [`/takes/${take.id}/score`, take.score];
    if (!kept || was === value) return;
    const answer = await ask("PUT", `${kept.place}${path}`, { csrf: kept.csrf, body: { value } });
    say(answer.ok ? "" : answer.why);
    if (!answer.ok) field.value = String(was ?? "");
    if (!answer.ok) return;
    take.score = value;
    this.#world.speak(scored(take, value));
    canTakeBack(() => this.#ask("PUT", path, { value: was }, scored(take, was), take.id));
  }

  /** @param {Take} take @param {Whole} whole @returns {HTMLElement[]} */
  #changing(take, whole) {
    const { id, version, from_ms: from, to_ms: to, topics } = take;
    const about = `of ${titleOf(take)}`;
    const move = (/** @type {{from_ms?: number, to_ms?: number}} */ times, /** @type {string} */ what) =>
      void this.#ask("PATCH", `/takes/${id}`, { version, ...times }, `Take ${take.number} ${what} ${momentName(times.from_ms ?? times.to_ms ?? 0)}.`, id);
    const places = made("div", "", "row");
    places.append(
      button("Begins here", () => move({ from_ms: this.#here() }, "begins at"), about),
      button("Ends here", () => move({ to_ms: this.#here() }, "ends at"), about),
      button("Move it here", () => {
        const here = this.#here();
        move({ from_ms: here, to_ms: here + to - from }, "begins now at");
      }, about),
      button("Delete", () => void this.#remove(take), titleOf(take), "review.delete"),
    );
    const naming = asking("Name", about, take.name, NAME, (name) => void this.#ask("PATCH", `/takes/${id}`, { version, name }, "The name is kept.", id));
    if (!whole.may.topics) return [places, naming];
    return [places, naming, asking("Topics", about, topics.join(", "), 1000, (text) =>
      void this.#ask("PUT", `/takes/${id}/topics`, { topics: namesIn(text) }, "The topics are kept.", id))];
  }

  /** ms where takes are set: while it plays that is where it plays. */
  #here() {
    const cursor = part("take-where", HTMLSelectElement).value === "cursor" && !this.#world.plays() && this.#roll.rows.length;
    return Math.max(0, Math.round(cursor ? this.#roll.cell.at : this.#world.playhead()));
  }

  #begin() {
    if (!this.#kept?.whole.may.edit) return [noteRefusal, this.#world.speak].forEach((tell) => tell(OTHERS));
    const [here, was] = [this.#here(), this.#roll.begun];
    this.#start(here);
    canTakeBack(async () => this.#start(was));
    this.#world.speak(`A take begins at ${momentName(here)}.`);
  }

  /** @param {number} at ms where a take begins; −1 none */
  #start(at) {
    this.#roll.retake(this.#roll.takes, at);
    this.#show();
  }

  async #end() {
    const { begun } = this.#roll;
    const before = new Set(this.#kept?.whole.takes.map(({ id }) => id));
    if (begun < 0) return this.#world.speak("set first where it begins");
    const here = this.#here();
    if (here === begun) return this.#world.speak("it would end where it begins");
    const [from, to] = [Math.min(begun, here), Math.max(begun, here)];
    const set = await this.#ask("POST", "/takes", { from_ms: from, to_ms: to }, `A take is set from ${momentName(from)} to ${momentName(to)}.`);
    if (!set) return;
    this.#start(-1);
    const fresh = this.#kept?.whole.takes.find(({ id }) => !before.has(id));
    if (fresh) canTakeBack(async () => await this.#ask("DELETE", `/takes/${fresh.id}`, undefined, `${capital(titleOf(fresh))} is deleted.`) && this.#start(begun));
  }

  /** @param {Take} take */
  async #remove(take) {
    if (!await sure(`Delete ${titleOf(take)}? What was played stays.`, "Delete it")) return;
    if (await this.#ask("DELETE", `/takes/${take.id}`, undefined, `${capital(titleOf(take))} is deleted.`)) {
      part("takes-panel", HTMLElement).querySelector("summary")?.focus();
    }
  }

  /** @param {number | null} value */
  #rate(value) {
    return this.#ask("PUT", "/score", { value }, value === null ? "It is not rated." : `It is rated ${value}.`);
  }

  /**
   * @param {string} method @param {string} path @param {unknown} body
   * @param {string} done what is said then
   * @param {number} [take] whose change keeps the focus
   * @returns {Promise<boolean>} whether it is done
   */
  async #ask(method, path, body, done, take) {
    const kept = this.#kept;
    if (!kept) return false;
    const answer = await ask(method, `${kept.place}${path}`, { csrf: kept.csrf, ...(body !== undefined && { body }) });
    // Somebody else was first: what he made of it is shown, and ours is kept beside it by the server.
    const now = answer.ok || answer.status !== 412 ? answer : await ask("GET", kept.place);
    if (this.#kept !== kept) return false;
    if (now.ok) this.#renew(kept, now.value, take);
    say(answer.ok ? "" : answer.why);
    if (answer.ok) this.#world.speak(done);
    return answer.ok;
  }

  /** @param {Kept} kept @param {Whole} whole @param {number} [take] */
  #renew(kept, whole, take) {
    const label = document.activeElement?.getAttribute("aria-label");
    kept.whole = whole;
    this.#roll.retake(takesIn(whole), this.#roll.begun);
    this.#show();
    this.#world.changed();
    if (take === undefined) return;
    const summary = document.getElementById(`take-${take}`);
    const same = [...summary?.parentElement?.querySelectorAll("button, input") ?? []].find((one) => one.getAttribute("aria-label") === label);
    const there = same ?? summary;
    if (there instanceof HTMLElement) there.focus();
  }
}

/** A field with its button. @param {string} what @param {string} about @param {string} value @param {number} most letters @param {(value: string) => void} keep */
function asking(what, about, value, most, keep) {
  const form = made("form", "", "asking");
  const label = made("label", what);
  const input = made("input", "");
  Object.assign(input, { value, maxLength: most, autocomplete: "off" });
  input.setAttribute("aria-label", `${what} ${about}`);
  label.append(input);
  const done = made("button", `Keep the ${what.toLowerCase()}`, "quiet");
  done.setAttribute("aria-label", `Keep the ${what.toLowerCase()} ${about}`);
  form.append(label, done);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(input.value);
  });
  return form;
}
