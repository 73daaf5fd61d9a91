// Proposals on the page: what users would change, and what is decided about it.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { keysText } from "./key_names.js";
import { named } from "./named.js";
import { part, say } from "./page_parts.js";
import { t } from "./texts.js";
import { counted } from "./words.js";
import { button, titleOf } from "./word_view.js";

/** @typedef {import("./dictionary_types.js").Proposal} Proposal */
/** @typedef {import("./dictionary_types.js").WordFields} WordFields */

/** What a word is, in a line. @param {WordFields | null} word */
export function wordLine(word) {
  if (!word) return t("nothing");
  const meanings = word.meanings.map(({ text, part: kind }) => kind ? `(${kind}) ${text}` : text);
  return [t("keys {keys}", { keys: keysText(word.keys) }), word.says.join(", "), meanings.join("; "), word.commands.join(", ")].filter(Boolean).join(" · ");
}

/** Shows them. */
export class ProposalsView {
  #world;

  /** @param {{csrf: () => string, admin: () => boolean, changed: () => void, accepted: (language: string) => Promise<void>}} world */
  constructor(world) {
    this.#world = world;
  }

  async show() {
    const answer = await ask("GET", "/v1/words/proposals");
    if (!answer.ok) return say(answer.why);
    /** @type {Proposal[]} */
    const proposals = answer.value.proposals;
    const open = proposals.filter(({ state }) => state === "open").length;
    part("waiting", HTMLElement).textContent = open ? t("({open} to be decided)", { open }) : "";
    part("proposal-list", HTMLElement).replaceChildren(...proposals.map((one) => this.#item(one)));
    if (!proposals.length) part("proposal-list", HTMLElement).append(none());
  }

  /** @param {Proposal} proposal */
  #item(proposal) {
    const { id, before, after, by, state, why, note, language } = proposal;
    const item = made("li", "");
    item.id = `proposal-${id}`;
    const word = after ?? before;
    const title = word ? titleOf(word) : "";
    const what = !before ? t("new word") : after ? t("change") : t("removal");
    item.append(made("h3", t("{title}: {what} in {language}, by {by}", { title, what, language, by })));
    if (before) item.append(made("p", t("It was: {word}", { word: wordLine(before) })));
    if (after) item.append(made("p", t("It would be: {word}", { word: wordLine(after) })));
    if (note) item.append(made("p", `“${note}”`));
    if (state !== "open") item.append(made("p", t("{state} by {name}", { state: named(state), name: proposal.decided_by ?? "" }) + (why ? `: ${why}` : ""), "help"));
    if (state === "open") {
      const row = made("p", "", "row");
      if (this.#world.admin()) row.append(button(t("Accept"), () => void this.#decide(proposal, "accept", {}), title, "review.accept"));
      row.append(button(this.#world.admin() ? t("Refuse") : t("Take back"), () => void this.#decide(proposal, "refuse", { why: "" }), title, "review.reject"));
      item.append(row);
    }
    return item;
  }

  /** @param {Proposal} proposal @param {"accept" | "refuse"} how @param {object} body */
  async #decide({ id, language }, how, body) {
    const answer = await ask("POST", `/v1/words/proposals/${id}/${how}`, { body, csrf: this.#world.csrf() });
    say(answer.ok ? t("The proposal is {state}; {words} changed.", { state: named(answer.value.state), words: counted(answer.value.state === "accepted" ? 1 : 0, "word") }) : answer.why);
    if (answer.ok && how === "accept") await this.#world.accepted(language);
    if (answer.ok) this.#world.changed();
    await this.show();
    part("proposals", HTMLDetailsElement).querySelector("summary")?.focus();
  }
}

/** No entry, but what stands where there is none. */
function none() {
  const item = made("li", t("There is none."));
  item.dataset.none = "1";
  return item;
}
