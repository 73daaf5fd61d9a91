// Meant: which element an act is done on, told beside its answer, so that a session can name it.

import { parentOf } from "./deep.js";
import { wayTo } from "./focus.js";
import { nameOf } from "./model/names.js";
import { roleOf } from "./model/roles.js";
import { rowText, hasLike } from "./row_text.js";
import { isSecret } from "./secret.js";

/** @import {Meant} from "../handlers/recording_port.js" */

/** Acts that are done on an element; others only look at one. */
const ACTING = new Set(["click", "clear", "submit", "elementShow", "elementHover", "fieldType", "fieldDictate", "fieldEnter",
  "fieldPick", "fieldTick", "gridClick"]);

/** Longer paths are cut in front: the end tells more. */
const LONGEST = 400;

/** An act is about to be done on another element than a session meant. */
export class NotMeant extends Error {}

let listening = false;
/** @type {((element: Element) => boolean) | null} */
let fits = null;
/** @type {Meant | null} */
let last = null;

/** This is what the act under way will be done on. @param {Element} element @throws {NotMeant} where another is wanted */
export const mean = (element) => {
  if (!listening) return;
  if (fits && !fits(element)) throw new NotMeant();
  const role = roleOf(element) || element.localName;
  const name = nameOf(element, role);
  const near = hasLike(element, role, name) ? rowText(element) : "";
  last = { role, name, path: pathOf(element), ...(near && { near }), secret: isSecret(element) };
};

/**
 * Runs an act. Acts find their element before they wait for anything.
 * @template T @param {string} name @param {() => T} act
 * @param {((element: Element) => boolean) | null} [wanted] tells whether it may be done on an element; null: on any
 * @returns {{result: T, meant: Meant | null}}
 */
export const meaning = (name, act, wanted = null) => {
  [listening, last, fits] = [ACTING.has(name), null, wanted];
  try {
    const result = act();
    return { result, meant: last };
  } finally {
    listening = false;
  }
};

/**
 * Through shadow roots and frames, from the nearest id down: the same, whichever frame's agent asks.
 * @param {Element} element
 */
export const pathOf = (element) => {
  const parts = [];
  const top = outermost(element.ownerDocument.defaultView ?? window);
  for (let one = /** @type {Element | null} */ (element); one; one = upFrom(one)) {
    const root = one.getRootNode();
    const id = one.id && !/[\s>]/.test(one.id) && "querySelector" in root && isOnly(/** @type {ParentNode & Node} */ (root), one);
    parts.unshift(id ? `${one.localName}#${one.id}` : `${one.localName}${placeOf(one)}`);
    if (id && root === top.document) break;
  }
  const way = wayTo(top);
  const path = parts.join(">");
  return (way?.length ? `frame ${way.join(".")}>` : "") + (path.length > LONGEST ? path.slice(-LONGEST) : path);
};

/** The last window up whose frame may be looked at: beyond it is another site. @param {Window} view @returns {Window} */
const outermost = (view) => {
  const around = view.frameElement?.ownerDocument.defaultView;
  return around ? outermost(around) : view;
};

/** As pages are built, not as they are drawn: slots change nothing. @param {Element} one */
const upFrom = (one) => one.parentElement ?? (one.parentNode ? parentOf(one) : null);

/** @param {ParentNode & Node} root @param {Element} one */
const isOnly = (root, one) => root.querySelectorAll(`[id="${CSS.escape(one.id)}"]`).length === 1;

/** Which of its kind it is among its siblings, "" where it is the only one. @param {Element} one */
const placeOf = (one) => {
  const kind = one.parentNode ? [...one.parentNode.children].filter(({ localName }) => localName === one.localName) : [];
  return kind.length > 1 ? `:${kind.indexOf(one) + 1}` : "";
};
