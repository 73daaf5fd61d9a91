// News of the open recording: what another tab, or somebody else, has saved with it, shown here without taking away what
// is being written, or heard.

import { ask } from "./ask.js";
import { follow } from "./feed.js";
import { part, say } from "./page_parts.js";
import { t } from "./texts.js";
import { begun, settled } from "./traffic.js";

/**
 * What of a recording is shown by one part of the page.
 * @typedef {object} Shows
 * @property {(whole: any) => boolean} differs from what is shown
 * @property {(whole: any) => void} renew
 */
/** @typedef {{place: string, whole: any, again: () => Promise<void>}} Kept */
/** @typedef {{id: number, version: number}} Track */

/** ms that an act of this page may take before it is looked nevertheless. */
const LONGEST = 60_000;

/** Settles when somebody looks at the page: each waiting one holds one of the few connections that a browser opens. */
const looked = () => new Promise((resolve) => {
  const look = () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", look);
    resolve(undefined);
  };
  document.addEventListener("visibilitychange", look);
  look();
});

/**
 * What this page does itself is no news: what is asked meanwhile is asked anew when that is done.
 * @param {() => Promise<import("./ask.js").Answer>} look
 * @returns {Promise<{answer: import("./ask.js").Answer, asOf: number}>} `asOf`: how many requests of this page it knows of
 */
async function quiet(look) {
  for (;;) {
    await settled(LONGEST);
    const asOf = begun();
    const answer = await look();
    if (begun() === asOf) return { answer, asOf };
  }
}

/** @param {readonly Track[]} tracks */
const signOf = (tracks) => tracks.map(({ id, version }) => `${id}.${version}`).sort().join();

/** What may be changed elsewhere. @type {Record<string, string>} */
const NAMES = { takes: t("takes"), notes: t("notes"), transcript: t("transcript") };

export class News {
  #shows;
  #saving;
  /** @type {Kept | null} */
  #kept = null;
  /** The tracks that are loaded. @type {readonly Track[]} */
  #loaded = [];
  /** As the server had it when the page had made so many requests. @type {any} */
  #whole = null;
  #asOf = 0;
  /** What was said to wait until it is let go. */
  #told = "";
  #follows = false;

  /**
   * @param {Record<string, Shows & {root: HTMLElement}>} shows by what they are called
   * @param {() => boolean} saving whether this page adds tracks itself
   */
  constructor(shows, saving) {
    this.#shows = Object.entries(shows).map(([name, one]) => ({ name: NAMES[name] ?? name, ...one }));
    this.#saving = saving;
    for (const { root } of this.#shows) {
      for (const event of ["focusout", "toggle"]) root.addEventListener(event, () => setTimeout(() => this.#show()), true);
    }
    part("load-tracks", HTMLButtonElement).addEventListener("click", () => void this.#load());
  }

  /** @param {Kept | null} kept a recording of the server that was just opened */
  open(kept) {
    [this.#kept, this.#whole, this.#told] = [kept, null, ""];
    this.#loaded = kept?.whole.tracks ?? [];
    part("load-tracks", HTMLElement).hidden = true;
    // Who only reads, and is not signed in, may not wait.
    if (!kept?.whole.may.feedback || this.#follows) return;
    this.#follows = true;
    void follow("/v1/recordings/performances/news", () => this.#look(), { first: true, ready: looked });
  }

  async #look() {
    const kept = this.#kept;
    if (!kept) return;
    const { answer, asOf } = await quiet(() => ask("GET", kept.place, { waits: true }));
    if (this.#kept !== kept || !answer.ok) return;
    [this.#whole, this.#asOf] = [answer.value, asOf];
    this.#show();
  }

  /** Nothing is made anew under somebody's hands. */
  #show() {
    const [kept, whole] = [this.#kept, this.#whole];
    if (!kept || !whole) return;
    // What was saved here since is not in what waits.
    if (begun() !== this.#asOf) return void this.#look();
    const others = this.#shows.filter((one) => one.differs(whole));
    const [held, free] = [others.filter(({ root }) => isHeld(root)), others.filter(({ root }) => !isHeld(root))];
    for (const one of free) one.renew(whole);
    const waiting = held.map(({ name }) => name).join(", ");
    const texts = [
      free.length ? t("Changed elsewhere: {names}.", { names: free.map(({ name }) => name).join(", ") }) : "",
      waiting && waiting !== this.#told ? t("Changed elsewhere, and shown when you leave them: {waiting}.", { waiting }) : "",
      this.#tracks(whole),
    ].filter(Boolean).join(" ");
    this.#told = waiting;
    if (!held.length) this.#whole = null;
    if (texts) say(texts);
  }

  /** @param {any} whole @returns {string} what is said of other tracks, once */
  #tracks(whole) {
    const button = part("load-tracks", HTMLButtonElement);
    const known = new Set(this.#loaded.map(({ id }) => id));
    const fresh = whole.tracks.filter((/** @type {Track} */ { id }) => !known.has(id)).length;
    const other = !this.#saving() && signOf(whole.tracks) !== signOf(this.#loaded);
    const text = fresh ? t("Load {count} new track|Load {count} new tracks", { count: fresh }) : t("Load the tracks as they are now");
    const said = other && (button.hidden || button.textContent !== text);
    [button.hidden, button.textContent] = [!other, text];
    if (!said) return "";
    return fresh
      ? t("{count} new track came: load them where you like.|{count} new tracks came: load them where you like.", { count: fresh })
      : t("Its tracks were changed: load them where you like.");
  }

  async #load() {
    await this.#kept?.again();
    part("grid", HTMLElement).focus();
  }
}

/** Whether somebody is in it, or changes something. @param {HTMLElement} root */
const isHeld = (root) => root.contains(document.activeElement) || root.querySelector("details[open]") !== null;
