// Intents: what a command wants of a page of Rubato's own server, given to it and answered by it.

/** @import {Reply} from "../handlers/ports.js" */
/** @import {Intended, Intent} from "../handlers/intents_port.js" */

/** ms that a page may take; it tells sooner how far it is. */
const LONGEST = 7500;

/** Why a page of ours would not, in words of ours. @type {Readonly<Record<string, string>>} */
const WHY = {
  page: "why_intent_page",
  no_entry: "why_intent_no_entry",
  no_control: "why_intent_no_control",
  no_list: "why_intent_no_list",
  empty: "why_intent_empty",
  last: "why_intent_last",
  first: "why_intent_first",
  not_now: "why_intent_not_now",
  no_value: "why_intent_no_value",
  way_gone: "why_intent_way_gone",
  not_asked: "why_intent_not_asked",
};

/** The same machine by its two names. @param {string} origin */
const plain = (origin) => origin.replace("//localhost", "//127.0.0.1");

let sent = 0;

/** @param {string} key @param {...string} args @returns {Reply<Intended>} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** @param {{ok: boolean, why?: string, args?: string[], said?: string, entry?: [number, number], asks?: boolean, undo?: string}} told @returns {Reply<Intended>} */
const replyOf = ({ ok, why = "", args = [], said = "", entry, asks = false, undo = "" }) => {
  if (!ok) return refuse(WHY[why] ?? "why_intent_page", ...args.map(String));
  return { ok: true, value: { said, asks, undo, ...(entry && { entry }) } };
};

/**
 * @param {{origin: string, intent: Intent}} request `origin` of the server whose pages are ours
 * @returns {Promise<Reply<Intended>>}
 */
export const intend = async ({ origin, intent }) => {
  if (plain(location.origin) !== plain(origin)) return refuse("why_intent_elsewhere", origin);
  const id = `${sent += 1}`;
  return new Promise((resolve) => {
    const end = (/** @type {Reply<Intended>} */ reply) => {
      document.removeEventListener("rubato-told", hear);
      clearTimeout(late);
      resolve(reply);
    };
    const hear = (/** @type {Event} */ event) => {
      const told = JSON.parse(/** @type {CustomEvent} */ (event).detail);
      if (told.id === id) end(replyOf(told));
    };
    const late = setTimeout(() => end(refuse("why_page_busy")), LONGEST);
    document.addEventListener("rubato-told", hear);
    const event = new CustomEvent("rubato-intent", { cancelable: true, detail: JSON.stringify({ id, ...intent }) });
    // A page that takes intents says so at once.
    if (document.dispatchEvent(event)) end(refuse("why_intent_elsewhere", origin));
  });
};
