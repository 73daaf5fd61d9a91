// Index: the candidates of the document, its shadow trees too, kept current as the page changes.

import { rootOf } from "../deep.js";
import { fetchNews, hearIn, isMet, takeHosts } from "./listened.js";
import { forget, forgetAll, forgetBorrowed } from "./names.js";
import { WATCHED } from "./roles.js";
import { forgetRole, forgetRoles, isOffAround, keep, keepPane, placeIn, search, searchInSteps } from "./search.js";
/** @import {Entry, Root} from "./search.js" */

/** Changes at once past which nothing is sure, and looking at each costs more than beginning anew. */
const FLOOD = 500;
/** So many changed parts are put in their places one by one. */
const FEW = 40;
/** These change whole parts of the page. */
const SWEEPING = new Set(["aria-hidden", "inert", "role"]);
/** These change whether an element is in the model; the rest of what is watched only what it is called. */
const TELLING = new Set(["tabindex", "contenteditable", "href", "type", "controls", "onclick", "onmousedown", "onpointerdown"]);
/** Only a name makes these anything. */
const NAMED = /^(section|form|aside|svg|canvas)$/;

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
/** Changes told so far: who has met so many knows them all. */
let told = 0;

/** @param {Node} node */
const look = (node) => {
  if (node.nodeType === Node.ELEMENT_NODE) parts.add(/** @type {Element} */ (node));
  if (parts.size > FEW) stale = true;
};

/** @type {Record<string, (record: MutationRecord) => void>} */
const CHANGES = {
  characterData: ({ target }) => forget(target),
  attributes: ({ target, attributeName }) => {
    forget(target);
    forgetRole(/** @type {Element} */ (target));
    const name = attributeName ?? "";
    if (SWEEPING.has(name)) stale = true;
    else if (TELLING.has(name) || NAMED.test(/** @type {Element} */ (target).localName)) look(target);
  },
  childList: ({ target, addedNodes, removedNodes }) => {
    forget(target);
    gone ||= removedNodes.length > 0;
    for (const node of addedNodes) look(node);
  },
};

/** Nothing that was known is sure any more. */
const lose = () => {
  forgetAll();
  forgetRoles();
  [stale, unsure] = [true, true];
  parts = new Set();
};

/** @param {MutationRecord[]} records */
const change = (records) => {
  if (records.length === 0) return;
  told += 1;
  if (records.length > FLOOD) lose();
  else for (const record of records) CHANGES[record.type](record);
  forgetBorrowed();
};

const observer = new MutationObserver((records) => {
  change(records);
  onChange();
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
  entries = search(document, watchRoot, { hosts: unsure || !isMet() || parts.size > 0 });
  [stale, unsure, gone, parts] = [false, false, false, new Set()];
};

/** @param {Element} part */
const isWithinAnother = (part) => {
  for (let one = part.parentElement; one; one = one.parentElement) if (parts.has(one)) return true;
  return false;
};

/** Takes out what is gone or searched anew, and puts in what is there now. */
const patch = () => {
  const fresh = [...parts].filter((part) => part.isConnected && !isWithinAnother(part));
  if (fresh.some((part) => part.getRootNode() !== document)) return rebuild();
  const found = fresh.map((part) => search(part, watchRoot, { off: isOffAround(part) }));
  const anew = new Set([...fresh, ...found.flat().map(({ element }) => element)]);
  entries = entries.filter(({ element }) => element.isConnected && !anew.has(element));
  for (const [i, more] of found.entries()) {
    if (more.length) entries.splice(placeIn(entries, fresh[i], ({ outer }) => outer), 0, ...more);
  }
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
  stale ||= building;
  for (let level = 0; level < DEEPEST; level += 1) {
    if (stale) rebuild();
    else if (gone || parts.size) patch();
    else break;
    hear();
  }
  return entries;
};

/** A number that grows when the page changes. */
export const changesTold = () => told;

/** More than this is searched in steps, so that no task of ours is felt. */
const LARGE = 20_000;

/** Searches a large page anew bit by bit, for idle times; what changes meanwhile is patched in afterwards. */
export function* prepareIndex() {
  change(observer.takeRecords());
  if (!stale || document.getElementsByTagName("*").length < LARGE) return;
  watchRoot(document);
  [stale, unsure, gone, parts, building] = [false, false, false, new Set(), true];
  const found = /** @type {Entry[]} */ ([]);
  for (const step of searchInSteps(document, watchRoot)) {
    found.push(...step);
    // A flood of changes, or a key, makes it worthless.
    if (stale) break;
    yield;
  }
  if (!stale) entries = found;
  building = false;
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
  lose();
};
