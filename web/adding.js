// Adds documents to the library, one after another, and tells how far each is and what became of it.

import { eventsOf } from "./events.js";
import { clockTime } from "./places.js";
import { t } from "./texts.js";
import { counted } from "./words.js";

/** Bytes of one document, as the server takes it. */
export const LARGEST = 50_000_000;

/**
 * @typedef {{name: string, file?: File, address?: string, title?: string, text?: string}} Item
 *   A file, or a web address; `title` and `text` are what a feed says of its entry.
 * @typedef {{outcome: string, reason: string, id?: number, title?: string, entries?: {address: string, title: string, text: string, state: string | null}[]}} Became
 * @typedef {{doing: string, done: number, total: number}} Step Bytes that are fetched, ms that are heard.
 * @typedef {{step: (said: string, share: number | null) => void, end: (outcome: string, said: string) => void}} Row Shows one item.
 * @typedef {object} World
 * @property {(path: string, init: {body: BodyInit, type: string, signal: AbortSignal}) => Promise<Response>} send
 * @property {(name: string) => Row} row
 * @property {(text: string) => void} say
 * @property {(busy: boolean) => void} busy
 * @property {(became: Became, item: Item) => void} became what is in the library now
 */

/** What became of documents, in words. */
const OUTCOMES = /** @type {const} */ ([
  ["added", t("added")],
  ["changed", t("changed")],
  ["unchanged", t("there already")],
  ["failed", t("not added")],
  ["stopped", t("left out")],
]);

/** @param {string} outcome */
const inWords = (outcome) => OUTCOMES.find(([name]) => name === outcome)?.[1] ?? outcome;

/**
 * Say how far a document is.
 * @param {Step} step
 */
export function soFar({ doing, done, total }) {
  if (doing === "hearing") return t("heard {done} of {total}", { done: clockTime(done), total: clockTime(total) });
  const megabytes = { done: Math.round(done / 1e6), total: Math.round(total / 1e6) };
  return total ? t("fetched {done} of {total} MB", megabytes) : t("fetched {done} MB", megabytes);
}

/** Adds what is given, in its order; more may be given meanwhile. */
export class Adding {
  #world;
  /** @type {{item: Item, topics: string[], row: Row}[]} */
  #waiting = [];
  /** @type {AbortController | null} */
  #now = null;
  /** @type {Map<string, number>} Counts what became of them. */
  #counts = new Map();
  #why = "";

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
  }

  /**
   * @param {Item[]} items
   * @param {string[]} topics names
   */
  async add(items, topics) {
    this.#take(items, topics);
    if (this.#now || !this.#waiting.length) return;
    this.#counts.clear();
    this.#why = "";
    this.#world.busy(true);
    this.#world.say(t("Adding {documents} …", { documents: counted(items.length, "document") }));
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#now = new AbortController();
      await this.#one(next, this.#now.signal);
    }
    this.#now = null;
    this.#world.busy(false);
    this.#world.say(this.#told());
  }

  /** Leaves out what waits, and what is being added. */
  stop() {
    const waiting = this.#waiting.splice(0);
    for (const { row } of waiting) this.#ended(row, "stopped", "");
    this.#now?.abort();
  }

  /** @param {Item[]} items @param {string[]} topics */
  #take(items, topics) {
    for (const item of items) this.#waiting.push({ item, topics, row: this.#world.row(item.name) });
  }

  /** @param {{item: Item, topics: string[], row: Row}} next @param {AbortSignal} signal */
  async #one({ item, topics, row }, signal) {
    row.step("reading", null);
    try {
      const became = await this.#became(item, topics, row, signal);
      if (became.entries) {
        row.end("feed", became.reason);
        this.#take(became.entries.filter(({ state }) => !state).map(entryItem), topics);
        return;
      }
      if (became.outcome === "failed") this.#why ||= `${item.name}: ${became.reason}`;
      this.#world.became(became, item);
      this.#ended(row, became.outcome, became.reason);
    } catch (error) {
      const why = error instanceof Refused ? error.message : t("The server does not answer. Is it still running?");
      if (!signal.aborted) this.#why ||= `${item.name}: ${why}`;
      this.#ended(row, signal.aborted ? "stopped" : "failed", signal.aborted ? "" : why);
    }
  }

  /** @param {Row} row @param {string} outcome @param {string} why */
  #ended(row, outcome, why) {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
    row.end(outcome, [inWords(outcome), why].filter(Boolean).join(": "));
  }

  /**
   * @param {Item} item @param {string[]} topics @param {Row} row @param {AbortSignal} signal
   * @returns {Promise<Became>}
   */
  async #became(item, topics, row, signal) {
    if (item.file && item.file.size > LARGEST) throw new Refused(t("It is larger than {count} MB.", { count: LARGEST / 1e6 }));
    const { path, body, type } = item.file ? fileRequest(item.file, topics) : addressRequest(item, topics);
    const response = await this.#world.send(path, { body, type, signal });
    if (!response.ok || !response.body) throw new Refused((await response.json()).detail ?? response.statusText);
    for await (const { name, told } of eventsOf(response.body)) {
      if (name === "step") row.step(soFar(told), told.total ? told.done / told.total : null);
      if (name === "failed") throw new Refused(told.detail);
      if (name === "loaded") return told;
    }
    throw new Refused(t("The server broke off; add it again."));
  }

  #told() {
    const counts = OUTCOMES.filter(([name]) => this.#counts.get(name)).map(([name, word]) => `${this.#counts.get(name)} ${word}`);
    return [counts.join(", ") || t("Nothing new."), this.#why].filter(Boolean).join(". ");
  }
}

/** Why something was not added, to be shown. */
class Refused extends Error {}

/** @param {File} file @param {string[]} topics */
function fileRequest(file, topics) {
  const params = new URLSearchParams([["name", file.name], ["stream", "true"], ...topics.map((name) => ["topic", name])]);
  return { path: `/v1/documents/file?${params}`, body: file, type: file.type || "application/octet-stream" };
}

/** @param {Item} item @param {string[]} topics */
function addressRequest({ address = "", title = "", text = "" }, topics) {
  const body = JSON.stringify({ address, title, text, topics, stream: true });
  return { path: "/v1/documents", body, type: "application/json" };
}

/** @param {{address: string, title: string, text: string}} entry @returns {Item} */
function entryItem({ address, title, text }) {
  return { name: title || address, address, title, text };
}
