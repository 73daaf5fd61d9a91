// Idle: keeps the model current between keys, in short slices, seldom, and not at all in a hidden page.

import { familyOf } from "../../core/families.js";
import { rootOf } from "../deep.js";
import { followBoxes, measureAll } from "./boxes.js";
import { add, candidates, follow, prepareIndex, rest, roots, timesTold } from "./index.js";
import { meet } from "./listened.js";
import { nameOf } from "./names.js";
import { describe, tellAnew } from "./told.js";

/** A slice ends when this little of the idle time is left, in ms, or when it took this much. */
const RESERVE_MS = 2;
const MOST_MS = 8;
/** The work may take this part of the time; with what we don't measure of it, 3 %. */
const SHARE = 0.025;
const SOONEST_MS = 300;
/** Between two looks at every element of the page; longer where there are many, since each burdens the browser's memory. */
const SWEEP_MS = 10_000;
const SWEEP_MS_EACH = 1;
const HOSTS = /^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

let spent = 0;
let waiting = false;
let swept = -Infinity;
/** Elements that the last sweep met: to count them anew holds a large page up. */
let size = 0;
/** What is under way. @type {Iterator<unknown> | null} */
let work = null;
/** Something changed since it began. */
let again = false;

/** @param {Element} element */
const scrolls = (element) => {
  const { clientHeight, clientWidth } = element;
  if (clientHeight < 20 || clientWidth < 20) return false;
  const [down, across] = [element.scrollHeight - clientHeight > 1, element.scrollWidth - clientWidth > 1];
  if (!down && !across) return false;
  const { overflowX, overflowY } = getComputedStyle(element);
  return (down && /auto|scroll/.test(overflowY)) || (across && /auto|scroll/.test(overflowX));
};

/** Looks at every element for what no selector finds: panes, and closed shadow roots that the parser made. */
function* sweep() {
  size = 0;
  for (const root of roots()) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const element = /** @type {Element} */ (walker.currentNode);
      size += 1;
      if (HOSTS.test(element.localName) && rootOf(element)) add(element, "host");
      if (element !== document.scrollingElement && scrolls(element)) add(element, "pane");
      yield;
    }
  }
}

/** Names and boxes; now and then a look at every element. */
function* prepare() {
  yield* prepareIndex();
  yield* measureAll(candidates());
  tellAnew();
  for (const entry of candidates()) {
    const { element, role, box, own } = entry;
    if (box && !own && familyOf(role)) describe(entry, box, false);
    else if (role !== "frame") nameOf(element, role);
    yield;
  }
  const since = performance.now() - swept;
  if (since < SWEEP_MS || since < SWEEP_MS_EACH * size) return;
  yield* sweep();
  swept = performance.now();
}

/** @param {IdleDeadline} deadline */
const slice = (deadline) => {
  waiting = false;
  if (document.hidden || !chrome.runtime?.id) return;
  const start = performance.now();
  if (!work) [work, again] = [prepare(), false];
  let ended = false;
  const end = start + Math.min(deadline.timeRemaining() - RESERVE_MS, MOST_MS);
  // The clock is asked now and then: it costs as much as a name.
  for (let n = 1; !ended && (n % 8 || performance.now() < end); n += 1) ended = Boolean(work.next().done);
  spent = performance.now() - start;
  if (ended) work = null;
  if (!ended || again) schedule();
};

/** After a frame the browser knows where everything is, and asking for it costs us no layout. */
const soon = () => {
  requestAnimationFrame(() => {
    const then = timesTold();
    requestIdleCallback((deadline) => (timesTold() === then ? slice(deadline) : soon()));
  });
};

/** Rests as long as keeps the share, then waits for an idle moment. */
const schedule = () => {
  if (waiting || document.hidden) return;
  waiting = true;
  setTimeout(soon, Math.max(work ? 0 : SOONEST_MS, spent / SHARE));
};

const changed = () => {
  again = true;
  schedule();
};

/** Begins: the model of this document is kept from now on, until the extension is gone. */
export const keepModel = () => {
  meet();
  // A page that is being prepared behind another one is hidden, too: it costs nothing until it is seen.
  if (!document.hidden) follow(changed);
  followBoxes();
  document.addEventListener("visibilitychange", () => {
    if (!chrome.runtime?.id) return rest();
    if (document.hidden) rest();
    else follow(changed);
    changed();
  });
  addEventListener("load", changed, { once: true });
};
