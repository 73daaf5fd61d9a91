// Documents as a list: each with what it is about, filtered while one types.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { named } from "./named.js";
import { part, say } from "./page_parts.js";
import { linkTo, nameOf } from "./places.js";
import { sure } from "./sure.js";
import { t } from "./texts.js";
import { counted } from "./words.js";

/**
 * @typedef {{id: number, kind: string, title: string, address: string, state: string, reason: string, summary: string, topics: number[]}} Told
 * @typedef {{id: number, name: string}} Topic
 */

/** Documents that are shown at once. */
const SHOWN = 30;

/** The list of one page; its parts are `#documents-words`, `#documents-topic`, `#documents-found`, `#documents`. */
export class DocumentList {
  #asked = 0;
  #csrf;
  #admin;
  /** @type {ReadonlyMap<number, string>} Names by their ids. */
  #topics = new Map();

  /** @param {{csrf: string, admin: boolean}} who */
  constructor({ csrf, admin }) {
    this.#csrf = csrf;
    this.#admin = admin;
    part("documents-words", HTMLInputElement).addEventListener("input", () => void this.show());
    part("documents-topic", HTMLSelectElement).addEventListener("change", () => void this.show());
  }

  /** Take the topics, which may have changed, and show what fits. @param {readonly Topic[]} topics */
  async among(topics) {
    this.#topics = new Map(topics.map(({ id, name }) => [id, name]));
    const choice = part("documents-topic", HTMLSelectElement);
    const before = choice.value;
    choice.replaceChildren(new Option("ALL", ""), ...topics.map(({ id, name }) => new Option(name, String(id))));
    choice.value = this.#topics.has(Number(before)) ? before : "";
    await this.show();
  }

  /** Show what fits; of several that were asked for, what was asked for last. */
  async show() {
    const asked = ++this.#asked;
    const params = new URLSearchParams({ limit: String(SHOWN + 1), q: part("documents-words", HTMLInputElement).value });
    const topic = part("documents-topic", HTMLSelectElement).value;
    if (topic) params.set("topic", topic);
    const found = await ask("GET", `/v1/documents?${params}`);
    if (asked !== this.#asked) return;
    if (!found.ok) return say(found.why);
    /** @type {Told[]} */
    const documents = found.value.documents;
    const more = documents.length > SHOWN;
    part("documents-found", HTMLElement).textContent = more ? t("The first {count} documents; type to find others.", { count: SHOWN }) : counted(documents.length, "document");
    part("documents", HTMLElement).replaceChildren(...documents.slice(0, SHOWN).map((one) => this.#item(one)));
  }

  /** @param {Told} told */
  #item(told) {
    const item = made("li", "");
    item.append(made("h3", told.title), made("p", this.#about(told), "help"));
    if (told.summary) item.append(made("p", told.summary));
    const row = made("p", "", "row");
    const text = made("a", t("Its text"));
    text.href = `/v1/documents/${told.id}/text`;
    row.append(...opened(told), text);
    for (const link of row.children) link.setAttribute("aria-label", `${link.textContent}: ${told.title}`);
    if (this.#admin) row.append(this.#remover(told));
    item.append(row);
    return item;
  }

  /** @param {Told} told */
  #about({ kind, topics, state, reason }) {
    const among = topics.map((id) => this.#topics.get(id)).filter(Boolean).join(", ");
    return [named(kind), among && t("in {topics}", { topics: among }), state === "failed" ? t("could not be read: {reason}", { reason }) : ""].filter(Boolean).join(" · ");
  }

  /** @param {Told} told */
  #remover({ id, title }) {
    const button = made("button", t("Delete"), "quiet");
    button.type = "button";
    button.setAttribute("aria-label", t("Delete {title}", { title }));
    button.addEventListener("click", async () => {
      if (!await sure(t("Delete {title}, with its text everywhere?", { title }), t("Delete it"))) return;
      const answer = await ask("DELETE", `/v1/documents/${id}`, { csrf: this.#csrf });
      if (!answer.ok) return say(answer.why);
      await this.show();
      part("documents-title", HTMLElement).focus();
      say(t("{title} is deleted.", { title }));
    });
    return button;
  }
}

/** @param {Told} told @returns {HTMLElement[]} what opens where it is from, if that can be opened */
function opened({ address, kind, id }) {
  const href = linkTo({ address, kind, document: id }, null);
  if (!href) return address ? [made("span", address, "place")] : [];
  const link = made("a", nameOf(address) || t("Play it"));
  link.href = href;
  link.rel = "noreferrer";
  return [link];
}
