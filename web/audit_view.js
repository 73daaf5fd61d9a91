// What was done, on the page of people: noted deeds, sought by who, what and when.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { seekBy } from "./feed.js";
import { part, say } from "./page_parts.js";
import { captionOf, locale, t } from "./texts.js";

/** @typedef {{id: number, at: number, who: string, kind: string, caption: string, detail: string}} Deed */

const PAGE = 30;
/** As many are on the page at most, however long one goes on. */
const MOST = 600;
/** ms */
const DAY = 86_400_000;

/** Shows them. */
export class AuditView {
  #list = part("deeds", HTMLElement);
  #sought = part("sought", HTMLFormElement);
  #older = part("older", HTMLButtonElement);
  /** @type {number | null} */
  #next = null;
  /** Counts lists that were asked for: a late answer to an earlier one is none. */
  #asked = 0;

  constructor() {
    seekBy(this.#sought, () => void this.show());
    this.#older.addEventListener("click", () => void this.#more());
  }

  /** @param {string[]} names of people there are */
  async begin(names) {
    part("names", HTMLElement).replaceChildren(...names.map((name) => new Option(name)));
    const told = await ask("GET", "/v1/audit/kinds");
    if (told.ok) part("what", HTMLSelectElement).append(...groups(told.value));
    await this.show();
  }

  /** Shows the newest that fit. */
  async show() {
    const found = await this.#page(null);
    if (!found) return;
    this.#list.replaceChildren();
    this.#add(found);
  }

  async #more() {
    const found = await this.#page(this.#next);
    if (!found) return;
    const had = this.#list.children.length;
    this.#add(found);
    const first = this.#list.children[had];
    if (first instanceof HTMLElement) {
      first.tabIndex = -1;
      first.focus();
    }
  }

  /** @param {number | null} before */
  async #page(before) {
    const params = wanted(new FormData(this.#sought));
    params.set("limit", String(PAGE));
    if (before !== null) params.set("before", String(before));
    this.#asked += 1;
    const mine = this.#asked;
    const answer = await ask("GET", `/v1/audit?${params}`);
    if (mine !== this.#asked) return null;
    if (!answer.ok) say(answer.why);
    return answer.ok ? answer.value : null;
  }

  /** @param {{deeds: Deed[], next: number | null}} found */
  #add({ deeds, next }) {
    this.#next = next;
    this.#list.append(...deeds.map(deedItem));
    const count = this.#list.children.length;
    this.#older.hidden = next === null || count >= MOST;
    part("no-deeds", HTMLElement).hidden = count > 0;
  }
}

/** What the form says, as the server takes it; days are those of this place. @param {FormData} told */
export function wanted(told) {
  const given = (/** @type {string} */ name) => String(told.get(name) ?? "").trim();
  const at = (/** @type {string} */ day, more = 0) => day ? String(new Date(`${day}T00:00`).getTime() + more) : "";
  const all = { who: given("who"), what: given("what"), since: at(given("since")), until: at(given("until"), DAY) };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value));
}

/** @param {Deed} deed */
function deedItem({ id, at, who, kind, caption, detail }) {
  const item = made("li", "");
  item.id = `deed-${id}`;
  const when = made("time", new Date(at).toLocaleString(locale));
  when.dateTime = new Date(at).toISOString();
  const small = made("small", "");
  small.append(when);
  const name = who || (kind.endsWith(".refused") ? t("A stranger") : t("Somebody in the terminal"));
  item.append(`${name} ${captionOf(caption)}${detail && detail !== who ? `: ${detail}` : ""}`, small);
  return item;
}

/** @param {{areas: Record<string, string>, kinds: {kind: string, area: string, caption: string}[]}} told */
function groups({ areas, kinds }) {
  return Object.entries(areas).map(([area, caption]) => {
    const group = document.createElement("optgroup");
    group.label = captionOf(caption);
    group.append(new Option(t("all: {caption}", { caption: captionOf(caption) }), area), ...kinds.filter((one) => one.area === area).map((one) => new Option(captionOf(one.caption), one.kind)));
    return group;
  });
}
