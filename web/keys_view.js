// Keys to the server: paired extensions and tokens of programs, listed and revoked; the code that pairs another.

import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
import { locale, t } from "./texts.js";
import { ago } from "./words.js";

/** @typedef {{id: number, name: string, user: string, created: number, last_used: number | null, expires: number | null, scopes: string[]}} Token */

/** Shows them where the page has `#tokens`, `#none`, `#pair` and `#code-box`. */
export class KeysView {
  #csrf;
  /** When the shown code ends (ms since 1970); 0 while none is shown. */
  #codeEnds = 0;
  /**
   * Those listed last; null before the first list, when none of them is news.
   * @type {Set<number> | null}
   */
  #known = null;
  /** @type {Record<string, string>} What a token may be narrowed to. */
  scopes = {};

  /** @param {() => string} csrf of the session */
  constructor(csrf) {
    this.#csrf = csrf;
    part("pair", HTMLButtonElement).addEventListener("click", () => void this.#pair());
  }

  async show() {
    const answer = await ask("GET", "/v1/tokens", { waits: true });
    if (!answer.ok) return;
    this.scopes = answer.value.scopes;
    /** @type {Token[]} */
    const tokens = answer.value.tokens;
    const list = part("tokens", HTMLElement);
    const shown = [...list.children].map((row) => row.getAttribute("data-told")).join();
    part("none", HTMLElement).hidden = tokens.length > 0;
    // Only what changed is drawn again: a row that vanishes under the focus would lose it.
    if (shown !== tokens.map(told).join()) list.replaceChildren(...tokens.map((token) => this.#row(token)));
    this.#noticePaired(tokens);
  }

  /** @param {string} text */
  endCode(text) {
    this.#codeEnds = 0;
    part("code-box", HTMLElement).hidden = true;
    say(text);
  }

  /** @param {Token} token */
  #row(token) {
    const item = document.createElement("li");
    item.dataset.told = told(token);
    item.id = `token-${token.id}`;
    item.dataset.name = token.name;
    const text = document.createElement("div");
    const detail = document.createElement("small");
    detail.textContent = detailOf(token);
    text.append(token.name, detail);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = t("Revoke");
    button.dataset.command = "review.delete";
    button.setAttribute("aria-label", t("Revoke {name} of {user}", { name: token.name, user: token.user }));
    button.addEventListener("click", () => void this.#revoke(token));
    item.append(text, button);
    return item;
  }

  /** @param {Token} token */
  async #revoke(token) {
    const done = await ask("DELETE", `/v1/tokens/${token.id}`, { csrf: this.#csrf() });
    say(done.ok ? t("{name} was revoked.", { name: token.name }) : done.why);
    await this.show();
    part("extensions-title", HTMLElement).scrollIntoView({ block: "nearest" });
    part("main", HTMLElement).focus();
  }

  /** @param {Token[]} tokens */
  #noticePaired(tokens) {
    const before = this.#known;
    const fresh = before && tokens.find((token) => !before.has(token.id));
    this.#known = new Set(tokens.map((token) => token.id));
    if (this.#codeEnds === 0) return;
    if (fresh) this.endCode(t("{name} is paired.", { name: fresh.name }));
    else if (Date.now() >= this.#codeEnds) this.endCode(t("The code has ended; make a new one."));
  }

  async #pair() {
    const made = await ask("POST", "/v1/pairings/codes", { csrf: this.#csrf() });
    if (!made.ok) {
      say(made.why);
      return;
    }
    say("");
    this.#codeEnds = Date.now() + made.value.life * 1000;
    const code = part("code", HTMLElement);
    code.textContent = made.value.code;
    // Read out sign by sign; as a word nobody could type it.
    code.setAttribute("aria-label", t("Code: {code}", { code: [...made.value.code].join(" ") }));
    part("code-life", HTMLElement).textContent = t("It holds for {count} minutes and pairs one extension.", { count: made.value.life / 60 });
    part("code-box", HTMLElement).hidden = false;
    code.focus();
  }
}

/** @param {Token} token */
const used = (token) =>
  token.last_used ? t("last used {ago}", { ago: ago(Date.now() - token.last_used) }) : t("not used yet");

/** @param {Token} token */
const told = (token) => `${token.id} ${token.name}, ${token.user}: ${used(token)} ${token.expires}`;

/** @param {number} ms since 1970 */
const day = (ms) => new Date(ms).toLocaleDateString(locale);

/** What is known of one. @param {Token} token */
export function detailOf(token) {
  const only = token.scopes.length ? t("may only {scopes}", { scopes: token.scopes.join(t(" and ")) }) : t("may all that its owner may");
  const ends = token.expires ? t("until {day}", { day: day(token.expires) }) : t("until it is revoked");
  return t("for {user}, made {day}, {used}, {only}, {ends}", { user: token.user, day: day(token.created), used: used(token), only, ends });
}
