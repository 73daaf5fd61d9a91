// Keys to the server: paired extensions and tokens of programs, listed and revoked; the code that pairs another.

import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
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
    button.textContent = "Revoke";
    button.dataset.command = "review.delete";
    button.setAttribute("aria-label", `Revoke ${token.name} of ${token.user}`);
    button.addEventListener("click", () => void this.#revoke(token));
    item.append(text, button);
    return item;
  }

  /** @param {Token} token */
  async #revoke(token) {
    const done = await ask("DELETE", `/v1/tokens/${token.id}`, { csrf: this.#csrf() });
    say(done.ok ? `${token.name} was revoked.` : done.why);
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
    if (fresh) this.endCode(`${fresh.name} is paired.`);
    else if (Date.now() >= this.#codeEnds) this.endCode("The code has ended; make a new one.");
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
    code.setAttribute("aria-label", `Code: ${[...made.value.code].join(" ")}`);
    part("code-life", HTMLElement).textContent = `It holds for ${made.value.life / 60} minutes and pairs one extension.`;
    part("code-box", HTMLElement).hidden = false;
    code.focus();
  }
}

/** @param {Token} token */
const used = (token) =>
  token.last_used ? `last used ${ago(Date.now() - token.last_used)}` : "not used yet";

/** @param {Token} token */
const told = (token) => `${token.id} ${token.name}, ${token.user}: ${used(token)} ${token.expires}`;

/** @param {number} ms since 1970 */
const day = (ms) => new Date(ms).toLocaleDateString();

/** What is known of one. @param {Token} token */
export function detailOf(token) {
  const only = token.scopes.length ? `may only ${token.scopes.join(" and ")}` : "may all that its owner may";
  const ends = token.expires ? `until ${day(token.expires)}` : "until it is revoked";
  return `for ${token.user}, made ${day(token.created)}, ${used(token)}, ${only}, ${ends}`;
}
