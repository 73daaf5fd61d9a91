// A comment on the page: what somebody wrote, the thread it stands in, and the reply that is decided on.

import { made } from "./answer_view.js";
import { headline, possible, stateLine } from "./comment_words.js";
import { button } from "./inquiry_view.js";
import { momentOf } from "./places.js";
import { canTakeBack } from "./taking_back.js";
import { locale, t } from "./texts.js";

/** @typedef {import("./comment_words.js").Comment} Comment */
/** @typedef {import("./comment_words.js").Video} Video */
/** @typedef {"approve" | "reject" | "reopen" | "sent" | "reply"} Act */
/**
 * @typedef {object} Acts What can be done about it; each says how it went.
 * @property {(told: Comment, act: Act, more: object) => Promise<Comment | null>} decide null where it did not go
 * @property {(told: Comment) => Promise<string | null>} draft the text that the chat would answer; null: none
 * @property {(told: Comment) => Promise<Comment[]>} thread
 * @property {(root: HTMLElement) => void} done it is decided: the next one has its turn
 */

/** What YouTube takes: characters as JavaScript counts them. */
const LONGEST = 10_000;
const KEYS = /** @type {const} */ ({ a: "approve", e: "edit", d: "draft", r: "reject", o: "reopen" });

/** Shows one comment, and lets its reply be decided on. */
export class CommentView {
  #acts;
  #about = made("p", "", "note");
  #text = made("p", "", "said");
  #places = made("p", "", "places");
  #thread = made("details", "");
  #sent = made("p", "", "corrected");
  #field = made("label", t("Reply "));
  #reply = made("textarea", "");
  #row = made("div", "", "row");

  /** @param {Comment} told @param {Video | undefined} video @param {Acts} acts */
  constructor(told, video, acts) {
    this.told = told;
    this.#acts = acts;
    this.root = made("article", "");
    this.root.tabIndex = 0;
    this.root.id = `comment-${told.id}`;
    const head = made("h2", headline(told, video));
    head.id = `c-${told.id}`;
    this.root.setAttribute("aria-labelledby", head.id);
    this.#text.dir = this.#sent.dir = this.#reply.dir = "auto";
    this.#fillPlaces(video);
    this.#fillThread();
    this.#reply.maxLength = LONGEST;
    this.#reply.rows = 4;
    this.#reply.dataset.command = "review.edit";
    this.#reply.addEventListener("input", () => this.#fillRow());
    this.#field.append(this.#reply);
    this.root.append(head, this.#about, this.#text, this.#places, this.#thread, this.#sent, this.#field, this.#row);
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.show(told);
  }

  /** Whether somebody writes a reply here. */
  get busy() {
    return this.#reply.value !== (this.told.reply?.text ?? "") || this.root.contains(document.activeElement) && document.activeElement === this.#reply;
  }

  /** @param {Comment} told */
  show(told) {
    const can = possible(told);
    this.told = told;
    this.#about.textContent = `${new Date(told.published).toLocaleString(locale)} · ${stateLine(told)}`;
    this.#text.textContent = told.text;
    this.#sent.hidden = can.edit || !told.reply?.text;
    this.#sent.textContent = told.reply?.text ?? "";
    this.#field.hidden = !can.edit;
    this.#reply.value = told.reply?.text ?? "";
    this.#fillRow();
  }

  /** @param {Video | undefined} video */
  #fillPlaces(video) {
    const { youtube, recording } = momentOf(this.told);
    const links = [video?.recorded ? place(recording, t("Its moment in the recording")) : null, youtube ? place(youtube, t("On YouTube")) : null].filter((one) => one !== null);
    if (links[0]) links[0].dataset.command = "review.open";
    this.#places.append(...links.flatMap((link, at) => at ? [" · ", link] : [link]));
  }

  #fillThread() {
    const list = made("ol", "", "thread");
    this.#thread.append(made("summary", t("Its thread")), list);
    this.#thread.addEventListener("toggle", async () => {
      if (!this.#thread.open) return;
      const thread = await this.#acts.thread(this.told);
      list.replaceChildren(...thread.map((one) => {
        const item = made("li", `${one.author.name}: ${one.text}`, "said");
        item.dir = "auto";
        if (one.id === this.told.id) item.setAttribute("aria-current", "true");
        return item;
      }));
    });
  }

  /** The buttons are those of what can be done now; one that stays keeps the focus. */
  #fillRow() {
    const can = possible(this.told);
    const text = this.#reply.value.trim();
    const changed = text !== (this.told.reply?.text ?? "");
    const wanted = [
      can.approve && text && button(t("Approve"), () => this.approve(), "review.accept"),
      can.edit && changed && text && button(t("Keep the text"), () => this.#keep(), "review.save", true),
      can.draft && button(t("Let the chat answer"), () => this.draft(), "review.expand", true),
      can.settle && button(t("It is on YouTube"), () => this.#decide("sent"), "", true),
      can.reopen && button(this.told.reply?.state === "planned" ? t("Take the approval back") : t("Open it again"), () => this.reopen(), "", true),
      can.reject && button(t("No reply"), () => this.reject(), "review.reject", true),
    ];
    const names = wanted.map((one) => one ? one.textContent : "").join();
    if (this.#row.dataset.names === names) return;
    this.#row.dataset.names = names;
    this.#row.replaceChildren(...wanted.filter((one) => one instanceof HTMLElement));
  }

  async approve() {
    const text = this.#reply.value.trim();
    if (!text || !possible(this.told).approve) return;
    if (await this.#decide("approve", { text })) this.#wayBack("reopen");
  }

  async reject() {
    const had = this.told.reply?.text;
    if (await this.#decide("reject") && had) this.#wayBack("reopen");
  }

  async reopen() {
    await this.#decide("reopen");
  }

  async draft() {
    const text = await this.#acts.draft(this.told);
    if (text === null) return;
    this.#reply.value = text;
    this.#fillRow();
    this.#reply.focus();
  }

  edit() {
    if (possible(this.told).edit) this.#reply.focus();
  }

  async #keep() {
    const before = this.told.reply?.text;
    const kept = await this.#decide("reply", { text: this.#reply.value.trim() }, false);
    if (kept && before) this.#wayBack("reply", { text: before });
  }

  /** @param {Act} act @param {object} [more] @param {boolean} [goesOn] the next one has its turn */
  async #decide(act, more = {}, goesOn = true) {
    const here = this.root.contains(document.activeElement);
    const now = await this.#acts.decide(this.told, act, more);
    if (!now) return false;
    this.show(now);
    if (here && goesOn) this.#acts.done(this.root);
    else if (here) this.root.focus();
    return true;
  }

  /** @param {Act} act @param {object} [more] */
  #wayBack(act, more = {}) {
    canTakeBack(() => this.#decide(act, more, false));
  }

  /** Letters decide where the comment itself has the focus; in the reply they are letters. @param {KeyboardEvent} event */
  #key(event) {
    if (event.target === this.#reply) {
      if (event.key === "Escape") this.root.focus();
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.approve();
      else return;
    } else {
      const act = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
      if (!act || event.target !== this.root || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!possible(this.told)[act]) return;
      void this[act]();
    }
    event.preventDefault();
  }
}

/** @param {string} address @param {string} text */
function place(address, text) {
  const link = made("a", text);
  link.href = address;
  link.rel = "noreferrer";
  return link;
}
