// Told: what is said of an element: its name, state, level and address, kept as long as they hold.

import { idOf } from "./ids.js";
import { nameOf } from "./names.js";
import { levelOf } from "./roles.js";
import { isStateless, stateOf } from "./states.js";
/** @import {Own} from "../../core/frames.js" */
/** @import {Box} from "../../core/place.js" */

const LONGEST_HREF = 2000;

/** What addresses begin at: another one, and all are others. */
let base = "";
/** Addresses were made with this one. @type {WeakMap<Own, string>} */
let bases = new WeakMap();

/** An asking begins. */
export const tellAnew = () => {
  if (document.baseURI === base) return;
  base = document.baseURI;
  bases = new WeakMap();
};

/** @param {Element} element */
const addressOf = (element) => {
  const { href } = /** @type {{href?: string | SVGAnimatedString}} */ (/** @type {unknown} */ (element));
  if (typeof href === "string") return href;
  return href && URL.canParse(href.baseVal, base) ? new URL(href.baseVal, base).href : "";
};

/** @param {Element} element */
const hrefOf = (element) => {
  // A page may give megabytes, which would all be parsed.
  if ((element.getAttribute("href")?.length ?? 0) > LONGEST_HREF) return undefined;
  const href = addressOf(element);
  return href && href.length <= LONGEST_HREF ? href : undefined;
};

/** Its state is in attributes that are watched, or it has none. @param {Element} element @param {string} role */
const keepsState = (element, role) => isStateless(role) || (role === "link" && element.localName === "a");

/** @param {Own} own @param {Element} element */
const renewAddress = (own, element) => {
  const href = hrefOf(element);
  if (href) own.href = href;
  else delete own.href;
};

/** @param {Element} element @param {string} role @param {Box} box @param {boolean} visible @returns {Own} */
const tell = (element, role, box, visible) => ({
  id: idOf(element), role, name: nameOf(element, role), state: stateOf(element, role), box, visible,
  ...(role === "heading" && { level: levelOf(element) }),
});

/**
 * @param {{element: Element, role: string, own: Own | null}} entry which keeps what is told
 * @param {Box} box @param {boolean} visible
 * @returns {Own} the same object as long as its entry lives
 */
export const describe = (entry, box, visible) => {
  const { element, role } = entry;
  const there = entry.own;
  const own = there ?? (entry.own = tell(element, role, box, visible));
  if (there) {
    own.name = nameOf(element, role);
    own.box = box;
    own.visible = visible;
    if (!keepsState(element, role)) own.state = stateOf(element, role);
  }
  if (role === "link" && bases.get(own) !== base) {
    renewAddress(own, element);
    bases.set(own, base);
  }
  return own;
};
