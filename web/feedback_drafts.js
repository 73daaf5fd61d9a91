// Drafts of feedback: each tab keeps its own; what a tab left behind that was closed comes to the next that is opened.

import { t } from "./texts.js";
import { counted } from "./words.js";

/** @import { FeedbackStore, Kept } from "../extension/adapters/feedback_store.js" */
/** @import { Pages } from "../extension/adapters/living_pages.js" */

/**
 * @typedef {object} World
 * @property {() => Kept} now what this tab has
 * @property {(kept: Kept) => Promise<void>} take puts it before what this tab has, with who gave it if this tab has nothing
 * @property {(text: string) => void} told where more is, in sentences; "" nowhere
 */

/** @param {Kept} one @param {Kept} other */
const alike = (one, other) => one.by === other.by && [...one.languages].sort().join() === [...other.languages].sort().join();

/** @param {readonly Kept[]} kepts */
const parts = (kepts) => counted(kepts.reduce((sum, { units }) => sum + units.length, 0), "part");

/** @param {readonly Kept[]} kepts */
const givers = (kepts) => [...new Set(kepts.map(({ by }) => by || "somebody"))].join(" and ");

export class Drafts {
  #store;
  #joining;
  #world;
  #key = "";
  #count = 0;
  /** Tabs that are open and have some. @type {Map<string, Kept>} */
  #elsewhere = new Map();
  /** Those of tabs that were closed, by somebody else or in other languages. @type {Map<string, Kept>} */
  #left = new Map();
  /** Why the browser keeps nothing of this tab's; "" it does. */
  #unkept = "";
  /** Ends the waiting for the page that was here before. */
  #waiting = new AbortController();
  /** One look after the other. @type {Promise<void>} */
  #looking = Promise.resolve();

  /** @param {FeedbackStore} store @param {Promise<Pages>} joining @param {World} world */
  constructor(store, joining, world) {
    this.#store = store;
    this.#joining = joining;
    this.#world = world;
    void joining.then((pages) => pages.listen((key) => { if (key === this.#key) void this.look(false); }));
  }

  /** What this tab kept of a recording, to which the others are from now on. @param {string} key @returns {Promise<Kept | null>} */
  async open(key) {
    this.#waiting.abort();
    this.#waiting = new AbortController();
    [this.#key, this.#count, this.#unkept] = [key, 0, ""];
    for (const each of [this.#elsewhere, this.#left]) each.clear();
    const { own } = await this.#joining;
    const kept = await this.#store.get(key, own).catch(() => null);
    if (this.#key === key) this.#count = kept?.units.length ?? 0;
    return kept;
  }

  /**
   * Looks for what other tabs have. A browser that keeps nothing has none.
   * @param {boolean} takes what was left, too; a tab that is loaded anew is gone for a moment, and wants its own again
   * @returns {Promise<void>}
   */
  look(takes) {
    return (this.#looking = this.#looking.then(() => this.#look(this.#key, takes)).catch(() => {}));
  }

  /** Keeps what this tab has; where a browser has no room, or is private, it is on the page alone, which is said. */
  async keep() {
    const [key, kept] = [this.#key, this.#world.now()];
    const pages = await this.#joining;
    const why = await this.#store.put(key, pages.own, kept).then(() => "", (/** @type {unknown} */ error) => String(error));
    if (this.#key === key && why !== this.#unkept) {
      this.#unkept = why;
      this.#tell();
    }
    if (this.#key !== key || kept.units.length === this.#count) return;
    this.#count = kept.units.length;
    pages.tell(key);
    if (!this.#count && this.#left.size) void this.look(true);
  }

  /** @param {string} key @param {boolean} takes */
  async #look(key, takes) {
    const pages = await this.#joining;
    const [elsewhere, left] = [new Map(), new Map()];
    for (const { page, ...kept } of await this.#store.all(key)) {
      if (page === pages.own) continue;
      const take = async () => {
        const stays = await this.#adopt(key, page, pages);
        if (stays) left.set(page, stays);
      };
      const gone = takes && await pages.ifGone(page, take);
      if (this.#key !== key) return;
      if (gone) continue;
      (this.#left.has(page) ? left : elsewhere).set(page, kept);
      // Not waited for inside: it asks anew whether that page is gone, once this is let go.
      if (takes && page === pages.before) pages.whenGone(page, this.#waiting.signal, async () => { void this.look(true); });
    }
    [this.#elsewhere, this.#left] = [elsewhere, left];
    this.#tell();
  }

  /** @param {string} key @param {string} page that is gone @param {Pages} pages @returns {Promise<Kept | null>} what stays where it is */
  async #adopt(key, page, pages) {
    const theirs = await this.#store.get(key, page);
    if (!theirs || this.#key !== key) return null;
    const mine = this.#world.now();
    if (mine.units.length && !alike(mine, theirs)) return theirs;
    await this.#world.take(theirs);
    if (this.#key !== key) return null;
    const all = this.#world.now();
    await this.#store.move(key, page, pages.own, all);
    this.#count = all.units.length;
    pages.tell(key);
    return null;
  }

  #tell() {
    const [elsewhere, left] = [[...this.#elsewhere.values()], [...this.#left.values()]];
    this.#world.told([
      this.#unkept && t("This browser does not keep what is not saved, so it goes with this page: save it before you leave. ({why})", { why: this.#unkept }),
      elsewhere.length ? t("Another tab has {parts} by {by} to this recording, not saved: save it there; where that is closed, it is here when this is opened again.", { parts: parts(elsewhere), by: givers(elsewhere) }) : "",
      left.length ? t("{parts} by {by} of a tab that was closed is kept, too, and come here when this is saved.|{parts} by {by} of a tab that was closed are kept, too, and come here when this is saved.", { parts: parts(left), by: givers(left), count: left.length }) : "",
    ].filter(Boolean).join(" "));
  }
}
