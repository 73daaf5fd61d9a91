// What pages share that show a feed: sought by a form, gone through by arrows, kept up by news.

import { ask } from "./ask.js";
import { say } from "./page_parts.js";

/** Seconds that the server lets us wait for something new. */
const WAIT = 25;
/** ms after a lost server. */
const AGAIN = 5000;
/** ms after a key, so that each letter is no request. */
const TYPED = 250;

/**
 * Waits for news as long as the page is open.
 * @param {string} path of the route that tells of them
 * @param {() => Promise<void>} look what is done when there are some
 * @param {{always?: boolean, first?: boolean, ready?: () => Promise<unknown>}} [how] `always`: also when there are none, since
 *   another process may have changed what is shown; `first`: once as it begins, for what came since that was asked for;
 *   `ready` settles when the server is to be asked again
 */
export async function follow(path, look, { always = false, first = false, ready } = {}) {
  for (let seen = -1; ;) {
    await ready?.();
    const answer = await ask("GET", `${path}?seen=${seen}&seconds=${seen < 0 ? 0 : WAIT}`, { waits: true });
    if (answer.ok && (seen < 0 ? first : always || answer.value.seen !== seen)) await look();
    if (answer.ok) seen = answer.value.seen;
    else if (answer.status) return say(answer.why);
    else await new Promise((resolve) => { setTimeout(resolve, AGAIN); });
  }
}

/** Arrows go through the feed where an entry has the focus. @param {HTMLElement} feed */
export function goByArrows(feed) {
  feed.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 }[event.key];
    const at = [...feed.children].indexOf(/** @type {Element} */ (event.target));
    const next = by && at >= 0 ? feed.children[at + by] : null;
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
}

/** Seeks when the form is sent, and as it is filled. @param {HTMLFormElement} form @param {() => unknown} seek */
export function seekBy(form, seek) {
  let typing = 0;
  form.addEventListener("submit", (event) => { event.preventDefault(); seek(); });
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = window.setTimeout(seek, TYPED);
  });
}

/** What the address says is sought, as when the page was left. @param {HTMLFormElement} form */
export function fromAddress(form) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
    else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
  }
}

/** Lets the address say what is sought. @param {HTMLFormElement} form */
export function intoAddress(form) {
  const told = [...new FormData(form)].map(([name, value]) => [name, String(value)]).filter(([, value]) => value);
  history.replaceState(null, "", `?${new URLSearchParams(told)}`);
}
