// Marked: the lists, entries and controls of this page that commands act on, as its HTML marks them.
//
// A list has `data-entries` with what its entries are called, and its children are the entries; one that is built anew
// gives its entries ids; `data-none` marks what is none, `data-reads` a button that has the entry's text, which its name says. A control has `data-command` with the names of the commands that it does, with spaces between.

import { along } from "./along.js";

/** @typedef {import("./along.js").Spot} Spot */

/** A list that has more than is on the page is asked for it: later ones, or with −1 earlier ones. */
export const MORE = "rubato-more";

const LIST = "[data-entries]";
const TITLE = "h2, h3, h4, legend";
/** Letters of a name, and of an entry's text, that are said. */
const NAME = 200;
const TEXT = 3000;
/** What of an entry is no text to be read. */
const CONTROLS = "button, input, select, textarea, fieldset, label, summary, svg, nav, [aria-hidden='true']";

/** @type {{list: HTMLElement, spot: Spot | null} | null} where somebody is */
let place = null;

/** Nothing of it is shown, whatever is opened. @param {Element} element */
const isAway = (element) => element.closest("[hidden]") !== null;

/** @returns {HTMLElement[]} */
export const lists = () => [...document.querySelectorAll(LIST)].filter((one) => one instanceof HTMLElement && !isAway(one)).map((one) => /** @type {HTMLElement} */ (one));

/** @param {HTMLElement} list @returns {HTMLElement[]} */
export const entriesOf = (list) => /** @type {HTMLElement[]} */ ([...list.children].filter((one) => one instanceof HTMLElement && !one.hidden && !one.dataset.none));

/** @param {HTMLElement} entry @returns {HTMLElement | null} */
const listOf = (entry) => entry.parentElement?.closest(LIST) ?? null;

/** @param {Element | null} element @returns {HTMLElement | null} the entry that it is in */
const entryAt = (element) => {
  for (let one = element; one; one = one.parentElement) {
    if (one.parentElement?.matches(LIST)) return /** @type {HTMLElement} */ (one);
  }
  return null;
};

/** The focus tells; where it has gone elsewhere, what was gone to last. @returns {HTMLElement | null} */
export function entryNow() {
  const focused = entryAt(document.activeElement);
  if (focused) {
    settle(focused);
    return focused;
  }
  if (!place?.spot || !place.list.isConnected || isAway(place.list)) return null;
  const { key } = place.spot;
  return key ? entriesOf(place.list).find((one) => one.id === key) ?? null : null;
}

/** Somebody is here now. @param {HTMLElement} entry */
function settle(entry) {
  const list = listOf(entry);
  if (list) place = { list, spot: { key: entry.id || named(entry), at: entriesOf(list).indexOf(entry) } };
}

let made = 0;
/** @param {HTMLElement} entry */
const named = (entry) => { made += 1; entry.id = `entry-${made}`; return entry.id; };

/** Where somebody is, else the first that has any. @returns {HTMLElement | null} */
export function listNow() {
  entryNow();
  if (place?.list.isConnected && !isAway(place.list)) return place.list;
  return lists().find((one) => entriesOf(one).length && one.checkVisibility()) ?? lists().find((one) => entriesOf(one).length) ?? null;
}

/** Goes to the next list that has entries, and to none of them yet. @returns {HTMLElement | null} null where there is no other */
export function nextList() {
  const all = lists().filter((one) => one.closest("details") || entriesOf(one).length);
  const now = listNow();
  const next = all[(all.indexOf(/** @type {HTMLElement} */ (now)) + 1) % all.length] ?? null;
  if (next) nextIs(next);
  return next;
}

/** One goes on in this list, at its first entry. @param {HTMLElement} list */
export const nextIs = (list) => { place = { list, spot: null }; };

/** Opens what it is folded in. @param {Element} element @returns {boolean} whether anything was shut */
export function unfold(element) {
  let shut = false;
  for (let one = element.parentElement?.closest("details") ?? null; one; one = one.parentElement?.closest("details") ?? null) {
    // Its summary is always there.
    if (one.open || (element.parentElement === one && element.localName === "summary")) continue;
    shut = one.open = true;
  }
  return shut;
}

/** From a control that says so by aria-controls one goes on in its list. @param {HTMLElement} control */
export function leadOn(control) {
  const list = lists().find(({ id }) => id && id === control.getAttribute("aria-controls"));
  if (list) nextIs(list);
}

/** @param {1 | -1} by @returns {HTMLElement | null} the entry gone to */
export function step(by) {
  const now = entryNow();
  const list = listNow();
  if (!list) return null;
  const next = () => {
    const entries = entriesOf(list);
    const spot = now && listOf(now) === list ? { key: now.id, at: entries.indexOf(now) } : place?.list === list ? place.spot : null;
    return entries[along(entries.map(({ id }) => id), spot, by)];
  };
  let to = next();
  if (!to) {
    list.dispatchEvent(new CustomEvent(MORE, { detail: by }));
    to = next();
  }
  if (to) go(to);
  return to ?? null;
}

/** @param {HTMLElement} entry */
export function go(entry) {
  unfold(entry);
  if (!entry.hasAttribute("tabindex")) entry.tabIndex = -1;
  entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: "nearest" });
  settle(entry);
}

/** @param {HTMLElement} entry @returns {{name: string, at: number, of: number}} */
export function told(entry) {
  const entries = entriesOf(/** @type {HTMLElement} */ (listOf(entry)));
  const [at, of] = ["aria-posinset", "aria-setsize"].map((name) => Number(entry.getAttribute(name)));
  return { name: nameOf(entry), at: at || entries.indexOf(entry) + 1, of: of || entries.length };
}

/** @param {HTMLElement} entry */
const nameOf = (entry) => short(entry.dataset.name || entry.getAttribute("aria-label") || entry.querySelector(TITLE)?.textContent || readable(entry), NAME);

/** @param {string} text @param {number} most */
function short(text, most) {
  const plain = text.replace(/\s+/g, " ").trim();
  return plain.length > most ? `${plain.slice(0, most)} …` : plain;
}

/** What of it is shown and no control; its name where all of it is controls. @param {HTMLElement} entry */
export function readable(entry) {
  const texts = [];
  const walk = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (parent && !parent.closest(CONTROLS) && parent.checkVisibility()) texts.push(node.textContent ?? "");
  }
  const name = entry.dataset.name ?? "";
  if (entry.querySelector("[data-reads]")) texts.unshift(name, " ");
  return short(texts.join(" "), TEXT) || name;
}

/** @param {string} command */
const marked = (command) => `[data-command~="${CSS.escape(command)}"]`;

/**
 * That of the entry that one is at, of the form that one is in, or else one that is of no entry; one that can't be used
 * now is given where there is no other.
 * @param {string} command
 * @returns {HTMLElement | null}
 */
export function controlOf(command) {
  const mark = marked(command);
  const within = [entryNow(), document.activeElement?.closest("form")].flatMap((one) => [...one?.querySelectorAll(mark) ?? []]);
  const without = [...document.querySelectorAll(mark)].filter((one) => !entryAt(one));
  const found = /** @type {HTMLElement[]} */ ([...within, ...without]);
  return found.find(isUsable) ?? found[0] ?? null;
}

/** @param {HTMLElement} control */
export const isUsable = (control) => !isAway(control) && !control.matches(":disabled");

/** Whether entries of this page have one. @param {string} command */
export const someEntryHas = (command) => [...document.querySelectorAll(marked(command))].some(entryAt);
