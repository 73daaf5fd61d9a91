// What of a session is done again, and whether a page is the one that it was done on.

import { answered } from "./session_log.js";

/** @import { Answered, Entry, Page, Target } from "./session_log.js" */
/** @import { Value } from "./states.js" */

/**
 * A command to do again. `number`: 1 for the first; `at`: ms of the session when it was asked for;
 * `wait`: ms since the one before had its effect, or since the session began; `titles` of its page: all that it had in the session.
 * @typedef {{number: number, at: number, wait: number, command: string, value?: Value,
 *   target?: Target, page?: Page & {titles?: string[]}, said?: Answered}} Step
 */

/** Families of commands that are about the recording, the ears and the keys themselves. */
const OWN = /^(?:session|replay|microphone|piano|tour|undo\.list)\b/;

/**
 * The commands that had their effect, in order; those that are about Rubato itself are left out.
 * @param {readonly Entry[]} entries In order of time.
 * @returns {Step[]}
 */
export function stepsOf(entries) {
  /** @type {Step[]} */
  const steps = [];
  const titles = titlesIn(entries);
  let free = 0;
  for (const entry of entries) {
    if (entry.type !== "command" || !entry.ok || OWN.test(entry.command)) continue;
    const { at, ms, command, value, target, page, said } = entry;
    steps.push({
      number: steps.length + 1, at, wait: Math.max(0, at - free), command,
      ...(value !== undefined && { value }), ...(target && { target }), ...(page && { page: called(page, titles) }), ...(said && { said }),
    });
    free = Math.max(free, at + ms);
  }
  return steps;
}

/**
 * A page may get its title later than its address, or change it.
 * @param {readonly Entry[]} entries
 * @returns {Map<string, Set<string>>} What each page was called.
 */
function titlesIn(entries) {
  /** @type {Map<string, Set<string>>} */
  const titles = new Map();
  for (const entry of entries) {
    const page = entry.type === "page" ? entry : entry.type === "command" ? entry.page : null;
    if (page) titles.set(essence(page.url), (titles.get(essence(page.url)) ?? new Set()).add(page.title));
  }
  return titles;
}

/** @param {Page} page @param {Map<string, Set<string>>} titles */
function called(page, titles) {
  const all = [...titles.get(essence(page.url)) ?? []];
  return all.length > 1 ? { ...page, titles: all } : page;
}

/** An address in its parts. */
const ADDRESS = /^([a-z][a-z0-9+.-]*:)(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?/i;

/** Parts of a query that say where somebody came from, and not what is shown. */
const PASSING = /^(?:utm_[a-z]+|gclid|fbclid|msclkid)=/;

/** @param {string} url @returns {string} What tells a page from another. */
function essence(url) {
  const [, scheme = "", host = "", path = "", query = ""] = ADDRESS.exec(url) ?? ["", "", "", url];
  const kept = query.slice(1).split("&").filter((part) => part && !PASSING.test(part)).sort();
  return [scheme.toLowerCase(), host.toLowerCase(), path.replace(/\/+$/, ""), kept.join("&")].join("\n");
}

/** Pages of the browser's own for a tab that shows nothing yet. */
const EMPTY = /^(?:about:blank$|chrome:\/\/new-?tab)/;

/**
 * Tells whether a page is the one expected: its address, but for the place in it, the order of its query and
 * what says where somebody came from.
 * @param {Page} expected
 * @param {Page} found
 */
export const isSamePage = (expected, found) =>
  essence(expected.url) === essence(found.url) || (EMPTY.test(expected.url) && EMPTY.test(found.url));

/** What a title counts, as unread letters, says nothing of which page it is. @param {string} title */
const plainTitle = (title) => title.toLowerCase().replace(/[\d\p{P}\p{S}\s]+/gu, " ").trim();

/** The browser calls a page that has not told its title by its address. @param {Page} page */
const isUntitled = ({ title, url }) => !title || url.includes(title.replace(/^www\./, ""));

/**
 * Tells whether a page is still called what it was, but for numbers and signs in its title.
 * @param {Page & {titles?: string[]}} expected
 * @param {Page} found
 */
export const isSameTitle = (expected, found) => isUntitled(expected) || isUntitled(found)
  || (expected.titles ?? [expected.title]).some((title) => plainTitle(title) === plainTitle(found.title));

/** Families whose answers tell what was found or changed; others tell of a moment, as a time or a place. */
const TELLING = /^(?:find\.|item\.|field\.(?!focus))/;

/**
 * Tells whether a command came to what it came to before, as far as its answer tells.
 * @param {Step} step
 * @param {Answered} said What it answers now.
 */
export const isSameAnswer = ({ command, said: before }, said) =>
  !before || !TELLING.test(command) || (before.key === said.key && steady(before) === steady(said));

/** @param {Answered} said */
const steady = (said) => answered(said).args.filter((_, at) => at !== VARIES[said.key]).join("\n");

/** Commands whose value goes into a field. */
const FILLS = new Set(["field.type", "field.choose", "dictation.write"]);

/** Tells whether what went into the field was left out, as that of a password. @param {Step} step */
export const isSecret = ({ command, value }) => FILLS.has(command) && value === undefined;

/** Places of what varies in answers, as how far down the page a hit is. @type {Record<string, number>} */
const VARIES = { say_found: 3, say_found_cut: 3, say_found_one: 1, say_item: 3 };
