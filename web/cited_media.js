// Plays the video or recording that an answer cites on the page itself, from the cited second on.

import { ask } from "./ask.js";
import { made } from "./answer_view.js";
import { clockTime, linkTo, youtubeId } from "./places.js";
import { t } from "./texts.js";
import { playerOf } from "./video.js";

/** @typedef {import("./chat_types.js").Source} Source */
/** @typedef {import("./video.js").Medium} Medium */
/** @typedef {{source: Source, at: number | null}} Asked What the event "source" of a link says. */

const PICTURES = /\.(mp4|webm|mkv|mov)$/i;

/**
 * Say how a source is played here; null for what is not.
 * @param {Source} source
 * @param {string} [own] the address of its file, where somebody gave it to this page
 * @returns {Medium | null}
 */
export function mediumOf({ address, kind, document, title }, own) {
  const id = youtubeId(address);
  if (id) return { kind: "youtube", id };
  if (kind !== "sound" || /^https?:/.test(address)) return null;
  return { kind: "file", address: own ?? `/v1/documents/${document}/media`, pictures: PICTURES.test(address || title) };
}

/** One player for a page; another source takes its place. */
export class CitedMedia {
  #section;
  #title = made("h2", "");
  #place = made("div", "");
  #why = made("p", "", "problem");
  #link = made("a", t("Open it on YouTube"));
  #choose = made("label", t("Its file on your disk "));
  /** @type {import("./video.js").Player | null} */
  #player = null;
  /** @type {Asked | null} */
  #now = null;
  /** @type {HTMLElement | null} Where the focus was. */
  #from = null;
  /** @type {Map<number, string>} Addresses of files that were given to this page, by document. */
  #files = new Map();

  /**
   * @param {HTMLElement} section where it plays
   * @param {HTMLElement} answers whose links to sources are followed
   */
  constructor(section, answers) {
    this.#section = section;
    this.#title.id = `${section.id}-title`;
    section.setAttribute("aria-labelledby", this.#title.id);
    section.tabIndex = -1;
    const close = made("button", t("Close"), "quiet");
    close.addEventListener("click", () => this.close());
    const field = made("input", "");
    Object.assign(field, { type: "file", accept: "audio/*,video/*" });
    field.addEventListener("change", () => this.#chosen(field));
    this.#choose.append(field);
    this.#why.setAttribute("role", "alert");
    this.#link.rel = "noreferrer";
    section.append(this.#title, this.#place, this.#why, this.#choose, this.#link, close);
    answers.addEventListener("source", (event) => {
      if (event instanceof CustomEvent && this.#open(event.detail)) event.preventDefault();
    });
  }

  /** Know the file that a document was loaded from. @param {number} document @param {File} file */
  keep(document, file) {
    this.#files.set(document, URL.createObjectURL(file));
  }

  /**
   * Plays the recording that the page was opened for, where its address names one.
   * @param {URLSearchParams} address `play`: the number of its document, `at`: ms
   * @returns {Promise<string>} why it cannot; empty: it plays, or nothing was named
   */
  async asked(address) {
    const document = Number(address.get("play"));
    if (!Number.isInteger(document) || document < 1) return "";
    const found = await ask("GET", `/v1/documents/${document}`);
    if (!found.ok) return found.why;
    const source = { ...found.value, document };
    return this.#open({ source, at: Number(address.get("at")) || 0 }) ? "" : t("{title} cannot be played here.", { title: source.title });
  }

  pause() {
    this.#player?.pause();
  }

  close() {
    this.#player?.close();
    this.#player = this.#now = null;
    this.#section.hidden = true;
    this.#from?.focus();
  }

  /** @param {Asked} asked @returns {boolean} whether it plays here */
  #open(asked) {
    const { source, at } = asked;
    const medium = mediumOf(source, this.#files.get(source.document));
    if (!medium) return false;
    this.#from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.#title.textContent = [source.title, at === null ? "" : t("at {time}", { time: clockTime(at) })].filter(Boolean).join(", ");
    this.#section.hidden = false;
    if (this.#player && this.#now?.source.document === source.document) this.#player.play(at ?? 0);
    else this.#begin(medium, asked);
    this.#now = asked;
    this.#section.focus();
    return true;
  }

  /** @param {Medium} medium @param {Asked} asked */
  #begin(medium, { source, at }) {
    this.#player?.close();
    const video = medium.kind === "youtube";
    this.#why.hidden = this.#choose.hidden = true;
    this.#link.hidden = !video;
    this.#link.href = (video && linkTo(source, at)) || "#";
    const failed = (/** @type {string} */ why) => {
      this.#why.hidden = false;
      this.#why.textContent = why;
      this.#choose.hidden = video;
    };
    this.#player = playerOf(medium, at ?? 0, { failed });
    this.#place.append(this.#player.root);
  }

  /** @param {HTMLInputElement} field */
  #chosen(field) {
    const file = field.files?.[0];
    if (!file || !this.#now) return;
    this.keep(this.#now.source.document, file);
    const medium = mediumOf(this.#now.source, this.#files.get(this.#now.source.document));
    field.value = "";
    if (medium) this.#begin(medium, this.#now);
  }
}
