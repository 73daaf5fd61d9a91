// One's own account on the first page: where one is signed in, and the account elsewhere that one added.

import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
import { here } from "./sign_in_form.js";
import { t } from "./texts.js";
import { ago } from "./words.js";

/** @typedef {{id: number, browser: string, way: string, began: number, last_used: number | null, expires: number, this: boolean}} OpenSession */

/** @type {Record<string, string>} */
const WAYS = { own: t("by password"), shared: t("by the shared password"), google: t("with Google") };

export class Account {
  #csrf = "";
  #gone;

  /** @param {() => void} gone told that one is signed out here, too */
  constructor(gone) {
    this.#gone = gone;
    part("everywhere", HTMLButtonElement).addEventListener("click", () => void this.#everywhere());
    part("google-add", HTMLButtonElement).addEventListener("click", () => void this.#add());
    part("google-remove", HTMLButtonElement).addEventListener("click", () => void this.#remove());
  }

  /** @param {string} csrf empty: nobody is signed in */
  async show(csrf) {
    this.#csrf = csrf;
    part("account", HTMLElement).hidden = !csrf;
    if (!csrf) return;
    const told = await ask("GET", "/v1/sessions");
    if (!told.ok) return say(told.why);
    part("sessions", HTMLElement).replaceChildren(...told.value.sessions.map((/** @type {OpenSession} */ one) => this.#row(one)));
    const { google } = told.value;
    part("google", HTMLElement).hidden = !google;
    if (!google) return;
    part("google-mail", HTMLElement).textContent = google.mail ? t("Your Google account {mail} signs you in.", { mail: google.mail }) : t("You can let a Google account sign you in.");
    part("google-add", HTMLButtonElement).hidden = Boolean(google.mail);
    part("google-remove", HTMLButtonElement).hidden = !google.mail;
  }

  /** @param {OpenSession} one */
  #row(one) {
    const item = document.createElement("li");
    item.id = `session-${one.id}`;
    const text = document.createElement("div");
    const detail = document.createElement("small");
    const seen = one.last_used === null ? "" : t(", last seen {ago}", { ago: ago(Date.now() - one.last_used) });
    detail.textContent = `${WAYS[one.way] ?? one.way} ${ago(Date.now() - one.began)}${seen}`;
    text.append(one.this ? t("{browser}, here", { browser: one.browser }) : one.browser, detail);
    item.append(text);
    if (one.this) return item;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "quiet", textContent: t("End it") });
    button.dataset.command = "review.delete";
    button.setAttribute("aria-label", t("End the session in {browser}, {detail}", { browser: one.browser, detail: detail.textContent }));
    button.addEventListener("click", () => void this.#end(one));
    item.append(button);
    return item;
  }

  /** @param {OpenSession} one */
  async #end({ id, browser }) {
    const done = await ask("DELETE", `/v1/sessions/${id}`, { csrf: this.#csrf });
    await this.#told(done, t("You are signed out in {browser}.", { browser }));
  }

  async #everywhere() {
    const done = await ask("DELETE", "/v1/sessions", { csrf: this.#csrf });
    if (!done.ok) return say(done.why);
    this.#gone();
    say(t("You are signed out everywhere. Paired extensions stay paired."));
  }

  async #add() {
    const way = await ask("POST", "/v1/session/google", { csrf: this.#csrf, body: { to: here() } });
    if (way.ok) location.assign(way.value.address);
    else say(way.why);
  }

  async #remove() {
    const done = await ask("DELETE", "/v1/session/google", { csrf: this.#csrf });
    await this.#told(done, t("The Google account signs you in no more."));
  }

  /** Says how it went, and keeps the focus where it is not lost. @param {import("./ask.js").Answer} done @param {string} text */
  async #told(done, text) {
    say(done.ok ? text : done.why);
    await this.show(this.#csrf);
    part("account-title", HTMLElement).focus();
  }
}
