// A list of any length that follows the playhead: only the part about what was played last is on the page.
//
// Whoever goes through it by commands is led past that part: its list is asked for more by MORE.

import { MORE } from "./marked.js";

/** As many are on the page. */
const SHOWN = 60;
/** The window moves by a third of it. */
const STEP = SHOWN / 3;

/** @template {{at: number}} T */
export class FollowingList {
  #root;
  #rowOf;
  /** @type {readonly T[]} */
  items = [];
  #begin = -1;
  #last = -2;

  /** @param {HTMLElement} root @param {(item: T, index: number) => HTMLElement} rowOf its first child is marked when it is current */
  constructor(root, rowOf) {
    this.#root = root;
    this.#rowOf = rowOf;
    root.addEventListener(MORE, (event) => this.#more(/** @type {CustomEvent<1 | -1>} */ (event).detail));
  }

  /** @param {readonly T[]} items in order of time @param {number} at ms */
  set(items, at) {
    this.items = items;
    this.#begin = -1;
    this.#last = -2;
    this.#root.replaceChildren();
    this.follow(at);
  }

  /** Shows one anew. @param {number} index */
  refresh(index) {
    const row = this.#root.children[index - this.#begin];
    if (!row) return;
    const [held, made] = [row.contains(document.activeElement), this.#row(this.items[index], index)];
    row.replaceWith(made);
    const there = held && (made.querySelector("summary") ?? made.querySelector("button"));
    if (there) there.focus();
  }

  /** @param {number} at ms @returns {T | null} what was played last, where it is another than before */
  follow(at) {
    const last = lastAt(this.items, at);
    if (last === this.#last || this.#busy()) return null;
    this.#last = last;
    const wanted = Math.max(0, Math.min(last - STEP, this.items.length - SHOWN));
    const begin = Math.ceil(wanted / STEP) * STEP;
    // Nothing is made anew under somebody's hands.
    if (begin !== this.#begin && !(this.#begin >= 0 && this.#held())) this.#fill(begin);
    this.#root.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const current = last < this.#begin ? null : this.#root.children[last - this.#begin]?.firstElementChild;
    current?.setAttribute("aria-current", "true");
    if (current instanceof HTMLElement && !this.#held()) {
      this.#root.scrollTop = current.offsetTop - this.#root.offsetTop - this.#root.clientHeight / 2;
    }
    return last < 0 ? null : this.items[last];
  }

  /** Whether somebody is in it. */
  #held() {
    return this.#root.contains(document.activeElement);
  }

  /** Whether somebody writes in it: nothing moves under the pen. */
  #busy() {
    return this.#held() && document.activeElement instanceof HTMLTextAreaElement;
  }

  /** @param {1 | -1} by later ones come on the page, or earlier ones */
  #more(by) {
    const begin = Math.max(0, Math.min(this.#begin + by * STEP, Math.ceil((this.items.length - SHOWN) / STEP) * STEP));
    if (begin !== this.#begin) this.#fill(begin);
  }

  /** Its place is that among all. @param {T} item @param {number} index */
  #row(item, index) {
    const row = this.#rowOf(item, index);
    row.id = `${this.#root.id}-${index}`;
    row.setAttribute("aria-posinset", String(index + 1));
    row.setAttribute("aria-setsize", String(this.items.length));
    return row;
  }

  /** @param {number} begin */
  #fill(begin) {
    this.#begin = begin;
    this.#root.replaceChildren(...this.items.slice(begin, begin + SHOWN).map((item, at) => this.#row(item, begin + at)));
  }
}

/** @param {readonly {at: number}[]} items in order of time @param {number} at ms @returns {number} the last that has begun, or −1 */
export function lastAt(items, at) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].at <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
