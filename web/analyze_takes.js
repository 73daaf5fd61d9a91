// Takes beside the roll: where they begin and end, what they are called, their topics; set and changed by hand.

import { momentName } from "../extension/core/roll_names.js";
import { capital, namesIn, plainTake, takeName, takeRow, titleOf } from "./analyze_take_row.js";
import { refuse } from "./analyze_view_commands.js";
import { ask } from "./ask.js";
import { entryNow } from "./marked.js";
import { part, say } from "./page_parts.js";
import { sure } from "./sure.js";
import { canTakeBack } from "./taking_back.js";
import { t } from "./texts.js";
import { noteRefusal, underWay } from "./traffic.js";

/** @import { Act } from "./analyze_acts.js" */
/** @import { Became } from "./own_ways.js" */
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
const OTHERS = t("takes can be set in recordings of yours on the server");

/** What the server tells of takes, as the roll has them. @param {Whole} whole @returns {import("../extension/core/roll_takes.js").Take[]} */
export const takesIn = ({ takes }) =>
  takes.map(({ number, name, from_ms: from, to_ms: to }) => ({ number, name, from, to })).sort((one, other) => one.from - other.from);

/** @param {Take} take @param {number | null} value */
const scored = (take, value) => value === null
  ? t("{take} has no score.", { take: capital(titleOf(take)) })
  : t("{take}: {value} of {best}.", { take: capital(titleOf(take)), value, best: BEST });

/** @param {readonly Take[]} takes @param {string} order "2" the best first, and those without a score last; else as they were played */
export const ordered = (takes, order) => [...takes].sort((one, other) =>
  (order === "2" && (other.score ?? -1) - (one.score ?? -1)) || one.from_ms - other.from_ms);

/** @param {number} which as {@link Takes.move} has it @param {number} number @param {string} moment */
const movedTo = (which, number, moment) => [
  t("Take {number} begins at {moment}.", { number, moment }),
  t("Take {number} ends at {moment}.", { number, moment }),
  t("Take {number} begins now at {moment}.", { number, moment }),
][which - 1];

export class Takes {
  #roll;
  #world;
  /** @type {Kept | null} null: they are kept nowhere */
  #kept = null;
  /** Which take is being changed; 0 none. */
  #open = 0;
  /** @type {import("./analyze_take_row.js").Acts} */
  #acts = {
    go: (at, span) => this.#world.go(at, span),
    score: (take, field) => this.#score(take, field),
    move: (take, which) => void this.#moved(take, which),
    remove: (take) => void this.#remove(take),
    keep: ({ id, version }, body, told) => void this.#ask("PATCH", `/takes/${id}`, { version, ...body }, told, id),
    topics: ({ id }, topics) => void this.#ask("PUT", `/takes/${id}/topics`, { topics }, t("The topics are kept."), id),
    opened: ({ id }, open) => { this.#open = open ? id : this.#open === id ? 0 : this.#open; },
  };
  /** Scores that are told, one after the other. */
  #steps = Promise.resolve();

  /** @param {Roll} roll @param {World} world */
  constructor(roll, world) {
    this.#roll = roll;
    this.#world = world;
    const scores = Array.from({ length: BEST + 1 }, (_, value) => new Option(String(value), String(value)));
    const score = part("score", HTMLSelectElement);
    score.append(new Option(t("none"), ""), ...scores);
    score.addEventListener("change", () => void this.#rate(score.value === "" ? null : Number(score.value)));
    part("takes-order", HTMLSelectElement).addEventListener("change", ({ currentTarget }) => {
      this.#show();
      world.speak(t("Takes, {order}", { order: /** @type {HTMLSelectElement} */ (currentTarget).selectedOptions[0].text }));
    });
    part("whole", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#ask("PUT", "/topics", { topics: namesIn(part("topics", HTMLInputElement).value) }, t("The topics are kept."));
    });
  }

  /** @returns {Act[]} */
  acts() {
    return [
      { text: t("A take begins here"), key: "i", group: "take", run: () => this.#begin() },
      { text: t("It ends here"), key: "o", group: "take", run: () => this.#end() },
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
    const rows = whole ? ordered(whole.takes, part("takes-order", HTMLSelectElement).value).map((take) => takeRow(take, whole, this.#open === take.id, this.#acts))
      : this.#roll.takes.map((take) => plainTake(take, this.#acts.go));
    part("takes", HTMLElement).replaceChildren(...rows);
    part("no-takes", HTMLElement).hidden = rows.length > 0;
    part("score", HTMLSelectElement).value = String(whole?.score ?? "");
    part("topics", HTMLInputElement).value = whole?.topics.join(", ") ?? "";
    const { begun } = this.#roll;
    part("take-begun", HTMLElement).textContent = begun < 0 ? "" : t("A take begins at {moment}; set where it ends.", { moment: momentName(begun) });
  }

  /** Steps are told one after the other, and the list stays as it is: one may go on stepping. @param {Take} take @param {HTMLInputElement} field */
  #score(take, field) {
    const value = field.value === "" && field.validity.valid ? null : Number(field.value);
    if (!field.validity.valid) {
      field.value = String(take.score ?? "");
      noteRefusal(t("A score is 0 to {best}.", { best: BEST }));
      return say(t("A score is 0 to {best}.", { best: BEST }));
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
    const item = field.closest("li");
    if (item) item.dataset.name = takeName(take);
    this.#world.speak(scored(take, value));
    this.#canTakeBack(() => this.#ask("PUT", path, { value: was }, scored(take, was), take.id));
  }

  /** ms where takes are set: while it plays that is where it plays. */
  #here() {
    const cursor = part("take-where", HTMLSelectElement).value === "cursor" && !this.#world.plays() && this.#roll.rows.length;
    return Math.max(0, Math.round(cursor ? this.#roll.cell.at : this.#world.playhead()));
  }

  /** The take that one is at in the list, else that where the recording stands. @param {number} which as {@link Takes.#moved} has it @returns {Promise<Became>} */
  async move(which) {
    if (![1, 2, 3].includes(which)) return { why: "no_value", args: [String(which)] };
    const whole = this.#kept?.whole;
    if (!whole?.may.edit) return refuse(OTHERS);
    const id = Number(/^taken-(\d+)$/.exec(entryNow()?.id ?? "")?.[1]);
    const number = this.#roll.takeAt(this.#world.playhead())?.number;
    const take = whole.takes.find((one) => (id ? one.id === id : one.number === number));
    if (!take) return refuse(t("Go to a take first"));
    await this.#moved(take, which);
    return { said: "" };
  }

  /** @param {Take} take @param {number} which 1: it begins where takes are set, 2: it ends there, 3: all of it goes there */
  async #moved({ id, number, version, from_ms: from, to_ms: to }, which) {
    const here = this.#here();
    const times = which === 1 ? { from_ms: here } : which === 2 ? { to_ms: here } : { from_ms: here, to_ms: here + to - from };
    const told = movedTo(which, number, momentName(here));
    if (!await this.#ask("PATCH", `/takes/${id}`, { version, ...times }, told, id)) return;
    this.#canTakeBack(async () => {
      const now = this.#kept?.whole.takes.find((one) => one.id === id);
      if (now) await this.#ask("PATCH", `/takes/${id}`, { version: now.version, from_ms: from, to_ms: to }, t("Take {number} is where it was.", { number }), id);
    });
  }

  #begin() {
    if (!this.#kept?.whole.may.edit) return [noteRefusal, this.#world.speak].forEach((tell) => tell(OTHERS));
    const [here, was] = [this.#here(), this.#roll.begun];
    this.#start(here);
    this.#canTakeBack(async () => this.#start(was));
    this.#world.speak(t("A take begins at {moment}.", { moment: momentName(here) }));
  }

  /** @param {number} at ms where a take begins; −1 none */
  #start(at) {
    this.#roll.retake(this.#roll.takes, at);
    this.#show();
  }

  async #end() {
    const { begun } = this.#roll;
    const before = new Set(this.#kept?.whole.takes.map(({ id }) => id));
    if (begun < 0) return this.#world.speak(t("set first where it begins"));
    const here = this.#here();
    if (here === begun) return this.#world.speak(t("it would end where it begins"));
    const [from, to] = [Math.min(begun, here), Math.max(begun, here)];
    const set = await this.#ask("POST", "/takes", { from_ms: from, to_ms: to }, t("A take is set from {from} to {to}.", { from: momentName(from), to: momentName(to) }));
    if (!set) return;
    this.#start(-1);
    const fresh = this.#kept?.whole.takes.find(({ id }) => !before.has(id));
    if (fresh) this.#canTakeBack(async () => await this.#ask("DELETE", `/takes/${fresh.id}`, undefined, t("{title} is deleted.", { title: capital(titleOf(fresh)) })) && this.#start(begun));
  }

  /** Another recording may be open by then. @param {() => Promise<unknown>} way */
  #canTakeBack(way) {
    const place = this.#kept?.place;
    canTakeBack(async () => { if (this.#kept?.place === place) await way(); });
  }

  /** @param {Take} take */
  async #remove(take) {
    if (!await sure(t("Delete {title}? What was played stays.", { title: titleOf(take) }), t("Delete it"))) return;
    if (await this.#ask("DELETE", `/takes/${take.id}`, undefined, t("{title} is deleted.", { title: capital(titleOf(take)) }))) {
      part("takes-panel", HTMLElement).querySelector("summary")?.focus();
    }
  }

  /** @param {number | null} value */
  #rate(value) {
    return this.#ask("PUT", "/score", { value }, value === null ? t("It is not rated.") : t("It is rated {value}.", { value }));
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

  /** @param {Whole} whole as the server has it by now */
  differs(whole) {
    return this.#kept !== null && signOf(whole) !== signOf(this.#kept.whole);
  }

  /** @param {Whole} whole */
  renew(whole) {
    if (this.#kept) this.#renew(this.#kept, whole);
  }

  /** @param {Kept} kept @param {Whole} whole @param {number} [take] */
  #renew(kept, whole, take) {
    const focused = part("takes", HTMLElement).contains(document.activeElement) ? document.activeElement : null;
    kept.whole = whole;
    this.#roll.retake(takesIn(whole), this.#roll.begun);
    this.#show();
    this.#world.changed();
    if (take !== undefined && focused) focusAgain(take, focused);
  }
}

/** @param {Whole} whole what of it is shown here */
const signOf = ({ takes, topics, score }) => JSON.stringify([ordered(takes, ""), topics, score]);

/** What had the focus is made anew. @param {number} take @param {Element} focused */
function focusAgain(take, focused) {
  const item = document.getElementById(`taken-${take}`);
  const label = focused.getAttribute("aria-label");
  const same = label ? [...item?.querySelectorAll("button, input") ?? []].find((one) => one.getAttribute("aria-label") === label) : null;
  if (focused.localName === "li" && item) item.tabIndex = -1;
  const there = same ?? (focused.localName === "li" ? item : document.getElementById(`take-${take}`));
  if (there instanceof HTMLElement) there.focus();
}
