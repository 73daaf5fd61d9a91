// Search: finds the candidates for the model in a tree, in reading order, those in shadow trees where their host is.

import { rootOf } from "../deep.js";
import { hears, isMet } from "./listened.js";
import { CANDIDATES, HANDLERS, TAGS, roleOf } from "./roles.js";
/** @import {Own} from "../../core/frames.js" */
/** @import {Box} from "../../core/place.js" */

/** @typedef {Document | ShadowRoot} Root */
/**
 * A candidate, and what is known of it until it is searched anew.
 * @typedef {object} Entry
 * @property {Element} element
 * @property {string} role
 * @property {boolean} off aria-hidden or inert takes it away
 * @property {Element} outer itself, or the host in the document around it
 * @property {Box | null | undefined} box null: not drawn; undefined: not measured yet
 * @property {Element | null | undefined} around the next around it that acts, or is a label; undefined: not looked for yet
 * @property {number} round when it was among those told apart last
 * @property {Own | null} own what is told of it
 * @property {boolean} over it was searched anew, or is no candidate any more
 */

const OFF = ":is([inert],[aria-hidden='true'])";

/** What no tag and no attribute tells: elements that hear clicks, hosts of shadow roots, panes. @type {WeakSet<Element>} */
const kept = new WeakSet();
/** @type {WeakRef<Element>[]} */
let extras = [];
/** @type {WeakSet<Element>} */
const panes = new WeakSet();
/** @type {WeakMap<Element, string>} */
let roles = new WeakMap();

/** @param {Element} element @returns {boolean} whether it wasn't kept yet */
export const keep = (element) => {
  if (kept.has(element)) return false;
  kept.add(element);
  extras.push(new WeakRef(element));
  if (extras.length % 1000 === 0) extras = extras.filter((ref) => ref.deref());
  return true;
};

/** @param {Element} element @returns {boolean} whether it wasn't known as a pane */
export const keepPane = (element) => {
  if (panes.has(element)) return false;
  panes.add(element);
  roles.delete(element);
  return keep(element);
};

/** @type {WeakMap<Element, Entry>} */
const records = new WeakMap();

/** What is known of an element, if it is a candidate. @param {Element} element */
export const entryOf = (element) => records.get(element);

/** Nothing is known of it until it is searched anew. @param {Element} element */
export const drop = (element) => {
  const entry = records.get(element);
  if (!entry) return;
  entry.over = true;
  records.delete(element);
};

/** Dialogs that were met, in shadow trees too. @type {Set<WeakRef<Element>>} */
const dialogs = new Set();

/** @returns {Element[]} the dialogs of the page */
export const dialogsMet = () => [...dialogs].flatMap((ref) => {
  const dialog = ref.deref();
  if (!dialog) dialogs.delete(ref);
  return dialog?.isConnected ? [dialog] : [];
});

/** Kept, so that it is met once. @type {WeakSet<Element>} */
const met = new WeakSet();

/** @param {Element} element */
const meetDialog = (element) => {
  if (met.has(element)) return;
  met.add(element);
  dialogs.add(new WeakRef(element));
};

/** Its role is to be looked up anew. @param {Element} element */
export const forgetRole = (element) => { roles.delete(element); };

/** All roles are to be looked up anew. */
export const forgetRoles = () => { roles = new WeakMap(); };

/** What is no link, button or field by its tag, but hears clicks, takes the focus or scrolls. @param {Element} element */
const guess = (element) => {
  if (hears(element) || element.matches(HANDLERS)) return "clickable";
  if (panes.has(element)) return "scrollable";
  return /** @type {HTMLElement} */ (element).tabIndex >= 0 && element.hasAttribute("tabindex") ? "clickable" : "";
};

/** @param {Element} element */
const roleFor = (element) => {
  const there = roles.get(element);
  if (there !== undefined) return there;
  const role = element.localName === "iframe" || element.localName === "frame" ? "frame" : roleOf(element) || guess(element);
  roles.set(element, role);
  return role;
};

/** @param {Element} element */
const isCandidate = (element) => TAGS.has(element.localName) || kept.has(element) || (element.hasAttributes() && element.matches(CANDIDATES));

/** Looks for shadow hosts; a closed root of a tag without a hyphen is known by the hook, or by a sweep. @param {Iterable<Element>} elements */
const findHosts = (elements) => {
  for (const element of elements) {
    if ((element.shadowRoot || element.localName.includes("-")) && rootOf(element)) keep(element);
  }
};

/** @param {Element | Root} within @param {Element} element */
const isIn = (within, element) => within === element || element.getRootNode() === within || ("tagName" in within && within.contains(element));

/** Some that no tag and no attribute tells, among those that one does. @param {Element | Root} within @param {Element[]} list */
const withExtras = (within, list) => {
  const known = new Set(list);
  const more = extras.map((ref) => ref.deref()).filter((one) => one?.isConnected && !known.has(one) && isIn(within, one));
  for (const element of more) insert(list, /** @type {Element} */ (element));
  return list;
};

/** @param {Element} a @param {Element} b @returns {boolean} b comes after a, or is in it */
const comesBefore = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** Where it belongs in a list in document order. @template T @param {T[]} list @param {Element} element @param {(one: T) => Element} of */
export const placeIn = (list, element, of) => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comesBefore(of(list[middle]), element)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** @param {Element[]} list @param {Element} element */
const insert = (list, element) => {
  list.splice(placeIn(list, element, (one) => one), 0, element);
};

/** So few are put in their places one by one. */
const FEW = 300;

/** @param {Element | Root} within @returns {Element[]} in document order, itself among them */
const candidatesIn = (within) => {
  const own = "tagName" in within && isCandidate(within) ? [within] : [];
  if (extras.length <= FEW) return withExtras(within, [...own, ...within.querySelectorAll(CANDIDATES)]);
  const found = own;
  for (const element of within.querySelectorAll("*")) if (isCandidate(element)) found.push(element);
  return found;
};

/** @param {Element | Root} within @param {boolean} off @returns {(element: Element) => boolean} */
const offIn = (within, off) => {
  if (off) return () => true;
  return within.querySelector(OFF) || ("tagName" in within && within.matches(OFF))
    ? (element) => element.closest(OFF) !== null : () => false;
};

/** @typedef {{off?: boolean, outer?: Element, hosts?: boolean, slotted?: Set<Element>}} Known */

/** @param {Element} element @param {Set<Element>} slotted */
const isSlotted = (element, slotted) => {
  if (slotted.size === 0) return false;
  for (let one = /** @type {Element | null} */ (element); one; one = one.parentElement) if (slotted.has(one)) return true;
  return false;
};

/** What a slot shows, where it shows it. @param {HTMLSlotElement} slot @param {(root: ShadowRoot) => void} meet @param {Known} known @param {Entry[]} found */
const enterSlot = (slot, meet, known, found) => {
  const given = slot.assignedElements();
  for (const element of given) found.push(...search(element, meet, { ...known, outer: element }));
  for (const element of given) known.slotted?.add(element);
};

/** @param {Element} element @param {string} role @param {boolean} off @param {Element} outer @returns {Entry} */
const record = (element, role, off, outer) => {
  drop(element);
  /** @type {Entry} */
  const made = { element, role, off, outer, box: undefined, around: undefined, round: 0, own: null, over: false };
  records.set(element, made);
  return made;
};

/**
 * A candidate, with what its shadow tree or slot shows.
 * @param {Element} element @param {(root: ShadowRoot) => void} meet @param {Known} known @param {boolean} off
 * @param {Entry[]} found to which they are added
 */
const enter = (element, meet, known, off, found) => {
  if (isSlotted(element, known.slotted ?? new Set())) return;
  const role = roleFor(element);
  const { outer = element } = known;
  if (role) found.push(record(element, role, off, outer));
  else drop(element);
  if (element.localName === "dialog") meetDialog(element);
  const isSlot = element.localName === "slot";
  if (!isSlot && !kept.has(element)) return;
  const within = { ...known, off, outer };
  if (isSlot) enterSlot(/** @type {HTMLSlotElement} */ (element), meet, within, found);
  const shadow = rootOf(element);
  if (!shadow) return;
  meet(shadow);
  found.push(...search(shadow, meet, within));
};

/**
 * @param {Element | Root} within a tree, or an element with all in it
 * @param {(root: ShadowRoot) => void} meet called for each shadow root on the way
 * @param {Known} [known] whether it is off already; the host around; whether hosts are to be looked for; what slots showed
 * @returns {Entry[]}
 */
export const search = (within, meet, { off = false, outer, hosts = true, slotted = new Set() } = {}) => {
  if (hosts) findHosts("tagName" in within ? [within, ...within.querySelectorAll("*")] : within.querySelectorAll("*"));
  const isOff = offIn(within, off);
  const known = { hosts, slotted, ...(outer && { outer }) };
  const found = /** @type {Entry[]} */ ([]);
  for (const element of candidatesIn(within)) enter(element, meet, known, isOff(element), found);
  return found;
};

/**
 * Whether there are more elements than that. They are counted no further: for an index in brackets the browser would
 * first count them all, which takes 25 ms where there are 288,000.
 * @param {Document | Element} within @param {number} count
 */
export const holdsMore = (within, count) => within.getElementsByTagName("*").item(count) !== null;

/** So many elements are searched at once. */
const MOST_AT_ONCE = 1000;

/** Tags with a hyphen, which the browser finds without making each element known to us. */
const NAMED = ".//*[contains(local-name(), '-')]";

/** Hosts in a part of a large page: those that the page's world didn't tell of have such a tag, but for some that a sweep finds. @param {Element} within */
const findNamedHosts = (within) => {
  if (!isMet()) return findHosts([within, ...within.querySelectorAll("*")]);
  const found = document.evaluate(NAMED, within, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
  for (let i = 0; i < found.snapshotLength; i += 1) findHosts([/** @type {Element} */ (found.snapshotItem(i))]);
};

/**
 * The same for a whole large document, part by part. Elements that no part of the model are stay
 * unknown to us: hundreds of thousands would burden the browser's memory.
 * @param {Document} page @param {(root: ShadowRoot) => void} meet
 * @returns {Generator<Entry[] | null>} null: where it went on is gone, and it has to begin anew
 */
export function* searchInSteps(page, meet) {
  const slotted = /** @type {Set<Element>} */ (new Set());
  /** @param {Element} part @returns {Generator<Entry[] | null>} */
  const within = function* (part) {
    const off = isOffAround(part);
    if (!holdsMore(part, MOST_AT_ONCE)) {
      findNamedHosts(part);
      yield search(part, meet, { off, hosts: false, slotted });
      return;
    }
    const found = /** @type {Entry[]} */ ([]);
    findHosts([part]);
    if (isCandidate(part)) enter(part, meet, { slotted }, off, found);
    yield found;
    // All children at once would take long; and while we rest some may go.
    for (let child = part.firstElementChild; child;) {
      const next = /** @type {Element | null} */ (child.nextElementSibling);
      yield* within(child);
      child = child.parentNode === part ? child.nextElementSibling : next;
      if (child && child.parentNode !== part) return void (yield null);
    }
  };
  yield* within(page.documentElement);
}

/** Whether anything around an element takes it away. @param {Element} element */
export const isOffAround = (element) => element.closest(OFF) !== null;
