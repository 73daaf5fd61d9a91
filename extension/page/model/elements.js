// Elements: the page model of this frame: what can be acted on, with its role, name, state and box.

import { FAMILIES, isActionable } from "../../core/families.js";
import { parentOf } from "../deep.js";
import { inSlices } from "../slices.js";
import { updateBoxes } from "./boxes.js";
import { coveredOf } from "./cover.js";
import { candidates, prepareIndex } from "./index.js";
import { nameOf } from "./names.js";
import { near } from "./near.js";
import { roleOf } from "./roles.js";
import { distinct } from "./same.js";
import { dialogsMet, entryOf } from "./search.js";
import { drawnBox, inView } from "./seen.js";
import { describe, tellAnew } from "./told.js";
/** @import {Family} from "../../core/families.js" */
/** @import {Hole, Own, Report} from "../../core/frames.js" */
/** @import {Reply} from "../../handlers/ports.js" */
/** @import {Box} from "../../core/place.js" */
/** @import {Drawn} from "./same.js" */
/** @import {Entry} from "./search.js" */

/** What a modal dialog on top shuts off. @returns {Element | null} the dialog */
const modal = () => {
  const open = dialogsMet().filter((one) => one.matches(":modal"));
  if (open.length < 2) return open[0] ?? null;
  return open.find((one) => {
    const box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return top !== null && holds(one, top);
  }) ?? open[open.length - 1];
};

/** @param {Element} holder @param {Element} element */
const holds = (holder, element) => {
  for (let one = /** @type {Element | null} */ (element); one; one = parentOf(one)) if (one === holder) return true;
  return false;
};

/** All that the model holds, and of it what can be acted on. */
const ALL = Object.values(FAMILIES).flat();
const ACTING = ALL.filter(isActionable);

/** Roles that an answer about a family names. @param {string} family */
const rolesOf = (family) =>
  new Set(family === "element" ? ALL : family === "target" ? ACTING : FAMILIES[/** @type {Family} */ (family)] ?? []);

/**
 * Those that an answer may name, and those that tell of them: frames, and all that acts where acting
 * ones are asked for, since what repeats another is left out.
 * @param {Set<string>} roles @returns {Entry[]} in reading order
 */
const asked = (roles) => {
  // Dialogs are met on the way to these.
  const all = candidates();
  const dialog = modal();
  const { body } = document;
  const acting = [...roles].some(isActionable);
  return near(all.filter(({ element, role, off }) =>
    !off && (roles.has(role) || role === "frame" || (acting && isActionable(role)))
    && element !== body && !(dialog && !holds(dialog, element))));
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

/** @param {Entry[]} entries @param {Set<string>} roles @param {boolean} view only what a person sees now @returns {Report} */
const report = (entries, roles, view) => {
  const size = { width: innerWidth, height: innerHeight };
  const holes = /** @type {Hole[]} */ ([]);
  const found = /** @type {Own[]} */ ([]);
  const isInView = inView();
  tellAnew();
  updateBoxes(entries);
  const drawn = distinct(/** @type {Drawn[]} */ (entries.filter(({ box }) => box)), size);
  const covered = coveredOf(drawn.filter(({ role, box }) => isInView(box) && isActionable(role) && roles.has(role)));
  for (const one of drawn) {
    if (one.role === "frame") {
      const { element, box } = one;
      holes.push({ index: frameIndex(element), box: insideOf(element, box), before: found.length, visible: isInView(box) });
    } else if (roles.has(one.role)) {
      const seen = isInView(one.box) && !covered.has(one.element);
      if (seen || !view) found.push(describe(one, one.box, seen));
    }
  }
  return { path: path(), view: size, elements: found, holes };
};

/** So many are named in the task that answers; more, of a page that came this moment, in slices. */
const FEW = 200;

/** @param {Entry[]} entries */
function* named(entries) {
  for (const [i, { element, role }] of entries.entries()) {
    nameOf(element, role);
    // The clock that is asked after each costs as much as some.
    if (i % 8 === 0) yield;
  }
}

/**
 * The elements of a family, all of them ("element"), or what can be acted on ("target"). They are given as they are now: at the next
 * asking the same objects tell of then.
 * @param {{family: string, view?: boolean}} what `view`: only what a person sees now
 * @returns {Promise<Reply<Report>>}
 */
export const elements = async ({ family, view = false }) => {
  const roles = rolesOf(family);
  await inSlices(prepareIndex(), () => {});
  let entries = asked(roles);
  const unnamed = view ? [] : entries.filter(({ own, role }) => !own && roles.has(role));
  if (unnamed.length > FEW) {
    await inSlices(named(unnamed), () => {});
    // The page may have changed in between.
    entries = asked(roles);
  }
  return { ok: true, value: report(entries, roles, view) };
};

/** One element as it is now. @param {Element} element @returns {Own | null} null where it is drawn no more */
export const look = (element) => {
  const role = entryOf(element)?.role ?? roleOf(element);
  const box = drawnBox(element, role);
  if (!box) return null;
  tellAnew();
  const seen = inView()(box) && !(isActionable(role) && coveredOf([{ element, box }]).has(element));
  return describe(entryOf(element) ?? { element, role, own: null }, box, seen);
};
