// Routes: whether this page has just come, or an app has made another page of it, to be told once.

import { changeOf, isOther, mayBeOther, nameOf } from "../core/routes.js";
import { holdsMore } from "./model/search.js";
/** @import {Face} from "../core/routes.js" */
/** @import {Reply} from "../handlers/ports.js" */

/** ms within which a load that has ended is news. */
const FRESH_MS = 10_000;
/** ms after a change of the address at which is looked: an app may fetch what it shows. */
const LOOKS = [60, 150, 300, 500, 800, 1200, 1700, 2300, 3000, 4000];
/** Letters of a heading, and of the main part, by which it is known. */
const [HEADING, OPENING] = [100, 200];
/** Texts that are looked through for them. */
const TEXTS = 60;
/** Elements beyond which a page is known by its title alone: to look for what it lacks would hold it up. */
const LARGE = 20_000;

/** When it had loaded, or came back, ms of `performance.now`; null while it loads. @type {number | null} */
let loaded = null;
let welcomed = false;
/** As it was told, or known, last. @type {{face: Face, url: string} | null} */
let known = null;
/** The address changed since; `added` where one can go back. @type {{added: boolean} | null} */
let route = null;
let turn = 0;

/** @param {string | null | undefined} text */
const line = (text) => (text ?? "").replace(/\s+/g, " ").trim();

/** @param {Element} main */
const openingOf = (main) => {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let n = 0; n < TEXTS && text.length < OPENING && walker.nextNode(); n += 1) {
    const { parentElement, nodeValue } = walker.currentNode;
    if (parentElement && !/^(SCRIPT|STYLE|TEMPLATE)$/.test(parentElement.tagName) && parentElement.checkVisibility()) text += nodeValue;
  }
  return line(text).slice(0, OPENING);
};

/** @param {string} selector */
const firstSeen = (selector) => [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());

/** @returns {Face} */
const look = () => {
  if (holdsMore(document, LARGE)) return { title: line(document.title), heading: "", opening: "" };
  const main = firstSeen("main, [role='main']");
  const heading = firstSeen("h1, [role='heading'][aria-level='1']") ?? main?.querySelector("h2, h3");
  return { title: line(document.title), heading: line(heading?.textContent).slice(0, HEADING), opening: main ? openingOf(main) : "" };
};

const know = () => {
  known = { face: look(), url: location.href };
  route = null;
};

/** @param {Face} a @param {Face} b */
const isSame = (a, b) => a.title === b.title && a.heading === b.heading && a.opening === b.opening;

/** Looks until it is another page and stays so; "" where it becomes none, or another change came. @returns {Promise<string>} */
const settled = async () => {
  const mine = ++turn;
  const begun = performance.now();
  const { face: was, url } = known ?? { face: look(), url: location.href };
  const added = route?.added ?? false;
  let [name, before] = ["", was];
  for (const at of mayBeOther(changeOf(url, location.href), added) ? LOOKS : []) {
    await new Promise((resolve) => { setTimeout(resolve, at - (performance.now() - begun)); });
    if (mine !== turn) return "";
    const now = look();
    name = isOther(changeOf(url, location.href), added, was, now) ? nameOf(was, now) : "";
    if (name && isSame(now, before)) break;
    before = now;
  }
  know();
  return name;
};

const isFresh = () => !welcomed && (loaded === null || performance.now() - loaded < FRESH_MS);

/**
 * Asked when the browser says that the tab has loaded, as it does for frames and for each change of the address, too.
 * @returns {Promise<Reply<{news: boolean, name: string}>>} `name` where it is not the title that the tab has
 */
export const arrival = async () => {
  if (isFresh()) {
    welcomed = true;
    know();
    return { ok: true, value: { news: true, name: "" } };
  }
  const name = route ? await settled() : "";
  return { ok: true, value: { news: name !== "", name } };
};

/** What is read of the browser's own Navigation API, which its types do not have yet. @typedef {{navigationType: "push" | "replace" | "traverse" | "reload" | null}} Entered */

/** Begins to follow the address of the page; frames have none of their own to tell. */
export const watchRoutes = () => {
  if (window.parent !== window) return;
  const [load] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (document.readyState === "complete") loaded = load?.loadEventEnd ?? 0;
  addEventListener("pageshow", ({ persisted }) => {
    loaded = performance.now();
    if (persisted) welcomed = false;
    requestIdleCallback(() => { if (!known) know(); });
  });
  document.addEventListener("prerenderingchange", () => { loaded = performance.now(); }, { once: true });
  /** @type {any} */ (globalThis).navigation?.addEventListener("currententrychange", (/** @type {Entered} */ { navigationType }) => {
    if (!known) know();
    route = { added: route?.added || navigationType !== "replace" };
  });
};
