// Elements: the page model of this frame: what can be acted on, with its role, name, state and box.

import { familyOf, isActionable } from "../../core/families.js";
import { parentOf } from "../deep.js";
import { boxesOf } from "./boxes.js";
import { beginLook, isCovered } from "./cover.js";
import { idOf } from "./ids.js";
import { candidates } from "./index.js";
import { nameOf } from "./names.js";
import { levelOf, roleOf } from "./roles.js";
import { distinct } from "./same.js";
import { drawnBox, inView } from "./seen.js";
import { stateOf } from "./states.js";
/** @import {Hole, Own, Report} from "../../core/frames.js" */
/** @import {Reply} from "../../handlers/ports.js" */
/** @import {Box} from "../../core/place.js" */

/** @typedef {{element: Element, role: string, box: Box}} Drawn */

const LONGEST_HREF = 2000;

/** What a modal dialog on top shuts off. @returns {Element | null} the dialog */
const modal = () => {
  const open = [...document.querySelectorAll(":modal")].filter((one) => one.localName === "dialog");
  if (open.length < 2) return open[0] ?? null;
  return open.find((one) => {
    const box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return top?.closest("dialog:modal") === one;
  }) ?? open[open.length - 1];
};

/** @param {Element} holder @param {Element} element */
const holds = (holder, element) => {
  for (let one = /** @type {Element | null} */ (element); one; one = parentOf(one)) if (one === holder) return true;
  return false;
};

/** @returns {Drawn[]} in reading order, frames among them */
const drawn = () => {
  const dialog = modal();
  const on = candidates().filter(({ element, off }) => !off && !(dialog && !holds(dialog, element)) && element !== document.body);
  const boxes = boxesOf(on);
  return on.flatMap(({ element, role }, i) => {
    const box = boxes[i];
    return box ? [{ element, role, box }] : [];
  });
};

/** Which of its window's frames it holds; a shadow tree's aren't counted there. @param {any} element */
const frameIndex = (element) => {
  const inner = element.contentWindow;
  for (let i = 0; inner && i < window.length; i += 1) if (window[i] === inner) return i;
  return -1;
};

/** What of a frame element shows the frame. @param {Element} element @param {Box} box @returns {Box} */
const insideOf = (element, box) => {
  const { paddingLeft, paddingTop } = getComputedStyle(element);
  const [left, top] = [Math.round(parseFloat(paddingLeft)) || 0, Math.round(parseFloat(paddingTop)) || 0];
  return {
    left: box.left + element.clientLeft + left, top: box.top + element.clientTop + top,
    width: element.clientWidth - 2 * left, height: element.clientHeight - 2 * top,
  };
};

/** The way from the top window to this one, by places among frames; null where a shadow tree hides it. */
const path = () => {
  const way = /** @type {number[]} */ ([]);
  for (let view = /** @type {Window} */ (window); view !== view.parent; view = view.parent) {
    const { parent } = view;
    let index = 0;
    while (index < parent.length && parent[index] !== view) index += 1;
    if (index === parent.length) return null;
    way.unshift(index);
  }
  return way;
};

/** Whole addresses take the browser long to make. @type {WeakMap<Element, {of: string | null, href: string}>} */
const hrefs = new WeakMap();

/** @param {Element} element */
const hrefOf = (element) => {
  const of = element.getAttribute("href");
  let there = hrefs.get(element);
  if (there?.of !== of) hrefs.set(element, there = { of, href: String(/** @type {HTMLAnchorElement} */ (element).href ?? "") });
  const href = there?.href ?? "";
  return href && href.length <= LONGEST_HREF ? href : undefined;
};

/** @param {Drawn} one @param {boolean} visible @returns {Own} */
const describe = ({ element, role, box }, visible) => {
  const href = role === "link" ? hrefOf(element) : undefined;
  return {
    id: idOf(element), role, name: nameOf(element, role), state: stateOf(element, role), box, visible,
    ...(role === "heading" && { level: levelOf(element) }),
    ...(href && { href }),
  };
};

/** @param {string} family @param {string} role */
const isAsked = (family, role) => familyOf(role) !== undefined && (family === "element" || familyOf(role) === family);

/**
 * Goes through what is drawn here, in reading order.
 * @param {string} family or all ("element")
 * @param {(one: Drawn, seen: boolean) => Own | null} tell null leaves it out
 * @returns {Report}
 */
export const survey = (family, tell) => {
  const view = { width: innerWidth, height: innerHeight };
  const holes = /** @type {Hole[]} */ ([]);
  const found = /** @type {Own[]} */ ([]);
  const isInView = inView();
  beginLook();
  for (const one of distinct(drawn(), view)) {
    const { element, role, box } = one;
    if (role === "frame") {
      holes.push({ index: frameIndex(element), box: insideOf(element, box), before: found.length, visible: isInView(box) });
    } else if (isAsked(family, role)) {
      const own = tell(one, isInView(box) && !(isActionable(role) && isCovered(element, box)));
      if (own) found.push(own);
    }
  }
  return { path: path(), view, elements: found, holes };
};

/**
 * The elements of a family, or all of them ("element").
 * @param {{family: string}} what
 * @returns {Reply<Report>}
 */
export const elements = ({ family }) => ({ ok: true, value: survey(family, describe) });

/** One element as it is now. @param {Element} element @returns {Own | null} null where it is drawn no more */
export const look = (element) => {
  const role = candidates().find((one) => one.element === element)?.role ?? roleOf(element);
  const box = drawnBox(element, role);
  beginLook();
  return box && describe({ element, role, box }, inView()(box) && !(isActionable(role) && isCovered(element, box)));
};
