// An answer on the page: its sentences as they come, and at the end its sources beside it.

import { linkTo, nameOf, placeOf } from "./places.js";
import { t } from "./texts.js";
import { counted } from "./words.js";

/** @typedef {import("./chat_types.js").Inquiry} Inquiry */
/** @typedef {import("./chat_types.js").Source} Source */

const SENTENCE = /[.!?…]["”’»)\]]*\s|\n/g;

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} text
 * @param {string} [kind] its class
 */
export function made(tag, text, kind = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

/** Shows one question with its answer. */
export class AnswerView {
  #said = made("p", "", "said");
  #coming = made("span", "");
  #held = "";
  /** @type {import("./again.js").Asked | null} What the server took it for. */
  asked = null;

  /**
   * @param {HTMLElement} log a live region: what is added is read aloud
   * @param {string} question
   */
  constructor(log, question) {
    this.root = made("article", "");
    this.root.append(made("h2", question), this.#said);
    // What is not yet a sentence is shown and not read: it would be read again with every word.
    this.#coming.setAttribute("aria-hidden", "true");
    this.#said.append(this.#coming);
    log.append(this.root);
  }

  /** @param {string} text */
  say(text) {
    this.#held += text;
    let end = 0;
    for (const found of this.#held.matchAll(SENTENCE)) end = found.index + found[0].length;
    if (end) this.#coming.before(this.#held.slice(0, end));
    this.#held = this.#held.slice(end);
    this.#coming.textContent = this.#held;
  }

  /** @param {string} text A caution, or why it broke off. */
  note(text) {
    this.root.append(made("p", text, "note"));
  }

  /** @param {Inquiry} inquiry */
  end(inquiry) {
    this.#said.replaceChildren(...cited(inquiry, this.root));
    const named = new Set(inquiry.claims.flatMap(({ sources }) => sources));
    const sources = inquiry.sources.filter(({ number }) => named.has(number));
    if (sources.length) this.root.append(sourceList(inquiry, sources));
    if (inquiry.claims.some(({ carried }) => !carried)) this.note(t("Sentences with a dotted line are not carried by a source."));
    if (inquiry.reason) this.note(inquiry.reason);
  }
}

/** @param {Inquiry} inquiry @param {Source} source */
const anchorOf = (inquiry, source) => `source-${inquiry.id}-${source.number}`;

/**
 * Give the answer with its numbers as links to its sources, and what nothing carries marked.
 * @param {Inquiry} inquiry
 * @param {HTMLElement} root
 * @returns {Node[]}
 */
export function cited(inquiry, root) {
  const nodes = [];
  let at = 0;
  for (const claim of inquiry.claims) {
    nodes.push(document.createTextNode(inquiry.answer.slice(at, claim.start)));
    const sentence = made("span", "", claim.carried ? "" : "uncarried");
    if (!claim.carried) sentence.title = t("not carried by a source");
    sentence.append(...linked(inquiry, inquiry.answer.slice(claim.start, claim.end), root));
    nodes.push(sentence);
    at = claim.end;
  }
  return [...nodes, document.createTextNode(inquiry.answer.slice(at))];
}

/** @param {Inquiry} inquiry @param {string} text @param {HTMLElement} root @returns {Node[]} */
function linked(inquiry, text, root) {
  return text.split(/(\[\d{1,3}\])/).map((part) => {
    const source = inquiry.sources.find(({ number }) => part === `[${number}]`);
    if (!source) return document.createTextNode(part);
    const link = made("a", part);
    link.href = `#${anchorOf(inquiry, source)}`;
    link.setAttribute("aria-label", t("source {number}: {title}", { number: source.number, title: source.title }));
    link.addEventListener("click", () => root.querySelector("details.sources")?.setAttribute("open", ""));
    return link;
  });
}

/** @param {Inquiry} inquiry @param {Source[]} sources */
export function sourceList(inquiry, sources) {
  const box = made("details", "", "sources");
  box.open = true;
  const list = made("ol", "");
  list.append(...sources.map((source) => sourceItem(inquiry, source)));
  box.append(made("summary", counted(sources.length, "source")), list);
  return box;
}

/** @param {Inquiry} inquiry @param {Source} source */
function sourceItem(inquiry, source) {
  const item = made("li", "");
  item.id = anchorOf(inquiry, source);
  item.value = source.number;
  item.tabIndex = -1;
  const head = [...new Set([source.title, source.heading])].filter(Boolean).join(" · ");
  item.append(made("strong", head), " ", opened(source, source.from_ms, placeOf(source)));
  if (source.about) item.append(made("p", source.about, "help"));
  for (const quote of source.quotes.filter(({ text }) => text)) {
    const line = made("blockquote", quote.text);
    const place = placeOf(quote);
    if (place) line.append(" ", opened(source, quote.at_ms, place));
    item.append(line);
  }
  return item;
}

/**
 * Give a place as a link that opens the source there, or as text for a file. Who can play it here
 * hears "source" before, and may prevent that it is left for.
 * @param {Source} source @param {number | null} at @param {string} place
 */
function opened(source, at, place) {
  const address = linkTo(source, at);
  if (!address) return made("span", [source.address, place].filter(Boolean).join(", "), "place");
  const link = made("a", place || nameOf(source.address));
  link.href = address;
  link.rel = "noreferrer";
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const asked = new CustomEvent("source", { bubbles: true, cancelable: true, detail: { source, at } });
    if (!link.dispatchEvent(asked)) event.preventDefault();
  });
  return link;
}
