// Intents: what a command played or spoken wants of this page, done by the controls that are marked for it, and told.
//
// The page agent sends `rubato-intent` and is answered by `rubato-told`, both with JSON. marked.js says how a page marks
// what it has; pages need nothing else, but may say by taking_back.js how what they did is undone, and ask by sure.js.

import { controlOf, entriesOf, entryNow, isUsable, leadOn, listNow, nextList, readable, someEntryHas, step, told, unfold } from "./marked.js";
import { give } from "./given_values.js";
import { ownWay } from "./own_ways.js";
import { answerSure, beingAsked } from "./sure.js";
import { forgetWay, tokenOfWay, wayOf } from "./taking_back.js";
import { forgetRefusal, refusal, settled } from "./traffic.js";

/**
 * @typedef {object} Intent
 * @property {string} id of this one, given back with what became of it
 * @property {string} [command]
 * @property {number | string} [value]
 * @property {boolean} [sure] it answers what the page asks
 * @property {string} [undo] a token: it takes an act back
 * @typedef {{why: string, args?: string[]}} Refused a reason that the panel has words for
 * @typedef {{said: string, entry?: [number, number]}} Told `entry`: its place, and how many there are
 */

/** ms that an act is waited for; what goes on then is told as it stands. */
const LONGEST = 6000;

/** @param {string} why @param {...string} args @returns {Refused} */
const refuse = (why, ...args) => ({ why, args });

/** @type {Record<string, (value?: number | string) => Promise<Refused | Told>>} What needs no mark but a list. */
const WAYS = {
  "review.next": () => along(1),
  "review.previous": () => along(-1),
  "review.list": async () => {
    const list = nextList();
    if (!list) return refuse("no_list");
    if (unfold(list)) await settled(LONGEST);
    const count = entriesOf(list).length;
    return { said: `${list.dataset.entries}: ${count}` };
  },
  "review.read": async () => {
    const entry = entryNow();
    return entry ? { said: readable(entry) } : refuse("no_entry");
  },
};

/** Where the list ends, a control may bring more. @param {1 | -1} by @returns {Promise<Refused | Told>} */
async function along(by) {
  const list = listNow();
  if (!list) return refuse("no_list");
  if (unfold(list)) await settled(LONGEST);
  const more = controlOf(by > 0 ? "review.next" : "review.previous");
  let entry = step(by);
  if (!entry && more?.checkVisibility()) {
    more.click();
    await settled(LONGEST);
    entry = step(by) ?? entryNow();
  }
  if (!entry) return entriesOf(list).length ? refuse(by > 0 ? "last" : "first") : refuse("empty", list.dataset.entries ?? "");
  const { name, at, of } = told(entry);
  return { said: name, entry: [at, of] };
}

/** @param {string} command @param {number | string | undefined} value @returns {Promise<Refused | Told>} */
async function byControl(command, value) {
  const control = controlOf(command);
  if (!control) return refuse(someEntryHas(command) && !entryNow() ? "no_entry" : "no_control");
  if (!isUsable(control)) return refuse("not_now");
  if (unfold(control)) await settled(LONGEST);
  leadOn(control);
  return give(control, value);
}

/** @param {Intent} intent @returns {Promise<Refused | Told>} */
async function act({ command = "", value, sure, undo }) {
  if (undo !== undefined) {
    const way = wayOf(undo);
    if (!way) return refuse("way_gone");
    await way();
    return { said: "" };
  }
  if (sure !== undefined) {
    if (!beingAsked()) return refuse("not_asked");
    answerSure(sure);
    return { said: "" };
  }
  if (beingAsked()) answerSure(false);
  const way = WAYS[command] ?? ownWay(command);
  return way ? way(value) : byControl(command, value);
}

/** @param {Intent} intent @returns {Promise<object>} */
async function become(intent) {
  forgetRefusal();
  forgetWay();
  const heard = listen();
  const outcome = await act(intent);
  if ("why" in outcome) return { ok: false, ...outcome };
  if (!("entry" in outcome)) await settled(LONGEST);
  const page = heard();
  const asks = beingAsked();
  if (asks) return { ok: true, said: asks, asks: true };
  if (refusal()) return { ok: false, why: "page", args: [page || refusal()] };
  return { ok: true, ...outcome, said: page && !outcome.entry ? page : outcome.said, undo: tokenOfWay() };
}

/** What the page says in its live regions meanwhile. @returns {() => string} ends it, and gives what was said */
function listen() {
  let said = "";
  const note = (/** @type {MutationRecord[]} */ records) => {
    for (const { target } of records) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest("[role=status], [role=alert]");
      const text = region?.textContent?.trim();
      if (text) said = region?.id === "said" ? text : said || text;
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  return () => {
    note(observer.takeRecords());
    observer.disconnect();
    return said;
  };
}

/** One after the other: each may change where the next one is. @type {Promise<unknown>} */
let before = Promise.resolve();

document.addEventListener("rubato-intent", (event) => {
  const intent = /** @type {Intent} */ (JSON.parse(/** @type {CustomEvent} */ (event).detail));
  event.preventDefault();
  before = before.then(() => become(intent)).catch((error) => ({ ok: false, why: "page", args: [String(error)] })).then((outcome) => {
    document.dispatchEvent(new CustomEvent("rubato-told", { detail: JSON.stringify({ id: intent.id, ...outcome }) }));
  });
});
