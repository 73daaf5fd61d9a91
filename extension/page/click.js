// Click: acts on the focused element as a person's mouse would, and asks before it sends or deletes.

import { chainOf } from "./deep.js";
import { focusedHere } from "./focus.js";
import { use } from "./last_used.js";
import { mean } from "./meant.js";
import { elementOf } from "./model/ids.js";
import { nameOf } from "./names.js";
import { finish, press } from "./pointer.js";
/** @import {Acted, Refusal, Reply} from "../handlers/ports.js" */
/** @import {At} from "./pointer.js" */
/** @import {Elsewhere} from "./focus.js" */

/** Names of what can't be taken back, as a whole word. */
const DELETES = /(^|[^\p{L}])(delete|remove|erase|discard|destroy|purge|unsubscribe|deactivate|empty trash)([^\p{L}]|$)/iu;

/** @param {string} key @param {...string} args @returns {Refusal} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** @param {Element} element */
const sends = (element) => {
  const button = /** @type {HTMLButtonElement | null} */ (element.closest("button, input"));
  return button !== null && button.form !== null && /^(submit|image)$/.test(button.type);
};

/** Whether a click may not be taken back. @param {Element} element */
export const asks = (element) => sends(element) || DELETES.test(nameOf(element));

/** @param {Element} element */
export const isOff = (element) =>
  element.matches(":disabled") || element.closest("[aria-disabled='true']") !== null;

/** @param {Element} element */
const linkOf = (element) => /** @type {HTMLAnchorElement | null} */ (element.closest("a[href], area[href]"));

/** Whether the link opens in another tab, which a script may not do unasked. @param {HTMLAnchorElement} link */
const leaves = (link) => {
  const target = (link.target || link.ownerDocument.querySelector("base[target]")?.getAttribute("target") || "").toLowerCase();
  const own = ["", "_self", "_top", "_parent"].includes(target) || target === link.ownerDocument.defaultView?.name;
  return !own && /^(https?|file):/.test(link.href);
};

/** @param {HTMLAnchorElement | null} link */
const runs = (link) => /^javascript:/i.test(link?.href ?? "");

/** Whether only we see it: the page's own world finds no way into a closed shadow root. @param {Element} element */
const isClosedOff = (element) => chainOf(element).some((one) => {
  const root = one.getRootNode();
  return "mode" in root && root.mode === "closed";
});

/**
 * Presses and clicks. A link to another tab, or to a script, is held back at the very end, where no
 * listener of the page took it, and its address given to the caller.
 * @param {Element} element @param {At} [where] @returns {string | undefined}
 */
const clickOn = (element, where) => {
  const link = linkOf(element);
  const view = /** @type {Window} */ (element.ownerDocument.defaultView);
  let open = /** @type {string | undefined} */ (undefined);
  /** @param {Event} event */
  const hold = (event) => {
    if (!link || event.defaultPrevented || !(leaves(link) || runs(link))) return;
    event.preventDefault();
    open = link.href;
  };
  press(element, "left", where);
  view.addEventListener("click", hold, { once: true });
  finish(element, "left", where);
  view.removeEventListener("click", hold);
  return open;
};

/** A person's mouse can click only what is in view. @param {Element} element */
const inView = (element) => {
  element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  return element;
};

/** @param {Element} element @returns {Reply<Acted>} */
const rightClick = (element) => {
  press(element, "right");
  // A prevented default means that the page shows a menu of its own.
  return { ok: true, value: { name: nameOf(element), handled: !finish(element, "right") } };
};

/** @param {number} id @returns {Reply<Element>} */
const meant = (id) => {
  const element = elementOf(id);
  return element ? { ok: true, value: element } : refuse("why_element_gone");
};

/**
 * @param {{button: "left" | "right", sure?: boolean, id?: number}} how `id` of an element of the model, instead
 *   of the focused one
 * @returns {Reply<Acted & {main?: boolean, script?: string, origin?: string}> | Elsewhere} `main`: only the page's own world can
 *   follow a javascript: link. Nothing was done; or, where that world can't find the link, all but following it,
 *   and `script` is the address, "" where a listener of the page held it back
 */
export const click = ({ button, sure, id }) => {
  const found = id === undefined ? focusedHere() : meant(id);
  if (!found.ok) return found;
  const element = found.value;
  const name = nameOf(element);
  mean(element);
  if (isOff(element)) return refuse("why_disabled", name);
  use(element);
  if (id !== undefined) /** @type {HTMLElement} */ (element).focus?.({ preventScroll: true });
  if (button === "right") return rightClick(inView(element));
  if (sends(element)) return refuse("why_would_submit", name);
  if (!sure && DELETES.test(name)) return { ok: true, value: { name, asks: true } };
  const script = runs(linkOf(element));
  if (script && !isClosedOff(element)) return { ok: true, value: { name, main: true, origin: location.origin } };
  const open = clickOn(inView(element));
  return { ok: true, value: script ? { name, main: true, script: open ?? "", origin: location.origin } : { name, ...(open && { open }) } };
};

/**
 * Clicks what is at a point, as the mouse would there; the same is asked first.
 * @param {Element} element the innermost one there @param {At} where in its own viewport @param {boolean} [sure]
 * @returns {Reply<Acted & {main?: boolean, script?: string, origin?: string}>} as `click` does
 */
export const clickAt = (element, where, sure) => {
  const whole = element.closest("a, button, input, summary, [role]") ?? element;
  const name = nameOf(whole);
  mean(whole);
  if (isOff(element)) return refuse("why_disabled", name);
  if (sends(element)) return refuse("why_would_submit", name);
  if (!sure && DELETES.test(name)) return { ok: true, value: { name, asks: true } };
  use(element);
  const link = linkOf(element);
  const open = clickOn(element, where);
  return { ok: true, value: runs(link) ? { name, main: true, script: open ?? "", origin: location.origin } : { name, ...(open && { open }) } };
};
