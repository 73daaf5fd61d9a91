// Index: the candidates of the document, its shadow trees too, kept current as the page changes.

import { rootOf } from "../deep.js";
import { forgetBoxes, move } from "./boxes.js";
import { fetchNews, hearIn, isMet, takeHosts } from "./listened.js";
import { forget, forgetAll, forgetBorrowed } from "./names.js";
import { STATES, STYLES, WATCHED } from "./roles.js";
import { drop, entryOf, forgetRole, forgetRoles, holdsMore, isOffAround, keep, keepPane, placeIn, search, searchInSteps } from "./search.js";
/** @import {Entry, Root} from "./search.js" */

/** Changes at once past which nothing is sure, and looking at each costs more than beginning anew. */
const FLOOD = 500;
/** So many changed parts are put in their places one by one. */
const FEW = 40;
/** And so many while a large page is being searched, which costs more. */
const MANY = 1000;
/** These change whether an element, or what is in it, is in the model; the rest of what is watched only what it is called. */
const TELLING = new Set(["aria-hidden", "inert", "role", "tabindex", "contenteditable", "href", "type", "controls", "onclick", "onmousedown", "onpointerdown"]);
/** Only a name makes these anything. */
const NAMED = /^(section|form|aside|svg|canvas|img)$/;

/** @type {Entry[]} */
let entries = [];
/** All is to be searched anew. */
let stale = true;
/** Hosts of shadow roots may be anywhere. */
let unsure = true;
/** Removed elements are among the entries. */
let gone = false;
/** Parts to be searched anew. @type {Set<Element>} */
let parts = new Set();
/** @type {Set<Root>} */
const watched = new Set();
/** @type {WeakSet<Root>} */
const heard = new WeakSet();
/** It is being searched in steps: what is known is still that of before. */
let building = false;
let onChange = () => {};

/** @param {Node} node */
const look = (node) => {
  if (node.nodeType === Node.ELEMENT_NODE) parts.add(/** @type {Element} */ (node));
  if (parts.size > (building ? MANY : FEW)) stale = true;
};

/** What is told of it is told anew. @param {Element} element */
const forgetTold = (element) => {
  const entry = entryOf(element);
  if (entry) entry.own = null;
};

/** @param {Element} element @param {string} name of an attribute that changed */
const changeAttribute = (element, name) => {
  if (STYLES.includes(name)) return move(element);
  forgetTold(element);
  if (STATES.includes(name)) return;
  forget(element);
  forgetRole(element);
  if (TELLING.has(name) || NAMED.test(element.localName)) look(element);
};

/** @type {Record<string, (record: MutationRecord) => void>} */
const CHANGES = {
  characterData: ({ target }) => forget(target),
  attributes: ({ target, attributeName }) => changeAttribute(/** @type {Element} */ (target), attributeName ?? ""),
  childList: ({ target, addedNodes, removedNodes }) => {
    forget(target);
    move(target);
    gone ||= removedNodes.length > 0;
    for (const node of addedNodes) look(node);
  },
};

/** Nothing that was known is sure any more. */
const lose = () => {
  forgetAll();
  forgetRoles();
  forgetBoxes();
  [stale, unsure] = [true, true];
  parts = new Set();
};

/** @param {MutationRecord} record */
const isOfStyle = ({ attributeName }) => attributeName !== null && STYLES.includes(attributeName);

/** @param {MutationRecord[]} records @returns {boolean} whether more changed than where something is */
const change = (records) => {
  const telling = records.some((record) => !isOfStyle(record));
  if (records.length > FLOOD && telling) lose();
  else for (const record of records) CHANGES[record.type](record);
  if (telling) forgetBorrowed();
  return telling;
};

let told = 0;

/** How often changes were told of: another number, and the browser may have to lay the page out anew. */
export const timesTold = () => told;

const observer = new MutationObserver((records) => {
  told += 1;
  if (change(records)) onChange();
});

/** @param {Root} root */
const watchRoot = (root) => {
  if (watched.has(root)) return;
  watched.add(root);
  if (root !== document && !heard.has(root)) hearIn(/** @type {ShadowRoot} */ (root));
  heard.add(root);
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: WATCHED });
};

const rebuild = () => {
  watchRoot(document);
  if (gone) forgetRoots();
  entries = search(document, watchRoot, { hosts: unsure || !isMet() || parts.size > 0 });
  [stale, unsure, gone, parts] = [false, false, false, new Set()];
};

/** Trees that left the page are not kept alive by us. */
const forgetRoots = () => {
  for (const root of watched) if ("host" in root && !root.host.isConnected) watched.delete(root);
};

/** What is in the document of a changed part: itself, or the host of the tree that it is in. @param {Element} part */
const inDocument = (part) => {
  let one = part;
  for (let root = one.getRootNode(); "host" in root; root = one.getRootNode()) one = /** @type {ShadowRoot} */ (root).host;
  return one;
};

/** @param {Element} part @param {Set<Element>} all */
const isWithinAnother = (part, all) => {
  for (let one = part.parentElement; one; one = one.parentElement) if (all.has(one)) return true;
  return false;
};

/** Takes out what is gone or searched anew, and puts in what is there now. */
const patch = () => {
  const all = new Set([...parts].map(inDocument).filter((part) => part.isConnected));
  for (const part of [...parts, ...all]) drop(part);
  const fresh = [...all].filter((part) => !isWithinAnother(part, all));
  const found = fresh.map((part) => search(part, watchRoot, { off: isOffAround(part) }));
  const lost = gone;
  entries = entries.filter((entry) => !entry.over && (!lost || entry.element.isConnected));
  for (const [i, more] of found.entries()) {
    if (more.length) entries.splice(placeIn(entries, fresh[i], ({ outer }) => outer), 0, ...more);
  }
  if (gone) forgetRoots();
  [gone, parts] = [false, new Set()];
};

/** What the page's world told since. */
const hear = () => {
  const any = fetchNews((element) => {
    forgetRole(element);
    if (keep(element) && element.isConnected) look(element);
  });
  if (any) for (const host of takeHosts()) if (rootOf(host) && keep(host)) look(host);
};

/** Shadow trees in shadow trees, each known only when that around it is. */
const DEEPEST = 8;

/**
 * All that may be in the model, in reading order; elements in shadow trees come where their host is.
 * @returns {Entry[]}
 */
export const candidates = () => {
  change(observer.takeRecords());
  hear();
  if (building) [build, building, stale] = [null, false, true];
  for (let level = 0; level < DEEPEST; level += 1) {
    if (stale) rebuild();
    else if (gone || parts.size) patch();
    else break;
    hear();
  }
  return entries;
};

/** More than this is searched in steps, so that no task of ours is felt. */
const LARGE = 5000;

/** What is under way; who wants it done takes it on, step by step. @type {Generator<void> | null} */
let build = null;

/** @returns {Generator<void>} */
function* buildInSteps() {
  watchRoot(document);
  [stale, unsure, gone, parts, building] = [false, false, false, new Set(), true];
  const found = /** @type {Entry[]} */ ([]);
  for (const step of searchInSteps(document, watchRoot)) {
    for (const entry of step ?? []) found.push(entry);
    stale ||= step === null;
    // A flood of changes makes it worthless.
    if (stale) break;
    yield;
  }
  if (!stale) entries = found;
  building = false;
}

/** Searches a large page anew bit by bit; what changes meanwhile is patched in afterwards. */
export function* prepareIndex() {
  change(observer.takeRecords());
  if (!build && stale && holdsMore(document, LARGE)) build = buildInSteps();
  while (build) {
    if (build.next().done) build = null;
    else yield;
  }
}

/** A pane, or the host of a shadow root, that a sweep found. @param {Element} element @param {"pane" | "host"} what */
export const add = (element, what) => {
  if (what === "pane" ? keepPane(element) : keep(element)) look(element);
};

/** Every tree that is known. @returns {Root[]} */
export const roots = () => [document, ...[...watched].filter((root) => "host" in root && root.host.isConnected)];

/**
 * Follows the document from now on.
 * @param {() => void} changed called after changes
 */
export const follow = (changed) => {
  onChange = changed;
  watchRoot(document);
};

/** Follows it no longer; what is asked for next is looked up anew. */
export const rest = () => {
  observer.disconnect();
  watched.clear();
  // What is removed meanwhile is not kept alive by us.
  entries = [];
  lose();
};
