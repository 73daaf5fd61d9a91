// Elements: the page model of this frame: what can be acted on, with its role, name, state and box.

import { FAMILIES, isActionable } from "../../core/families.js";
import { parentOf } from "../deep.js";
import { finished } from "../slices.js";
import { measure, updateBoxes } from "./boxes.js";
import { coveredOf } from "./cover.js";
import { candidates, prepareIndex } from "./index.js";
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
 * @param {Set<string>} roles @returns {{entries: Entry[], left: number}} in reading order, as many as are told at once
 */
const asked = (roles) => {
  // Dialogs are met on the way to these.
  const all = candidates();
  const dialog = modal();
  const { body } = document;
  const acting = [...roles].some(isActionable);
  return near(all.filter(({ element, role, off }) =>
    !off && (roles.has(role) || role === "frame" || (acting && isActionable(role)))
    && element !== body && !(dialog && !holds(dialog, element))), ({ role }) => roles.has(role));
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

/** So many that are new are looked at in the task that answers, in which the page can't change. */
const FEW = 200;
/** Answers about more than this are put together in several tasks, though the page may change in between. */
const MANY = 2000;
/** The clock that is asked after each costs as much as some. */
const AT_ONCE = 8;
/** Where it is soon looked at again, so long, in ms, is looked what covers what. */
const HASTY_MS = 4;

/** What is asked of an answer, beside the roles. @typedef {{view: boolean, hasty: boolean}} How */

/** @param {Entry[]} entries @param {(role: string) => boolean} isTold @returns {Generator<void>} */
function* readied(entries, isTold) {
  tellAnew();
  for (const [i, entry] of entries.entries()) {
    if (entry.box === undefined) measure(entry);
    if (entry.box && !entry.own && isTold(entry.role)) describe(entry, entry.box, false);
    if (i % AT_ONCE === 0) yield;
  }
}

/** Those asked for, with what is new among them looked at. @param {Set<string>} roles @param {How} how @returns {Generator<void, {entries: Entry[], left: number}>} */
function* found(roles, { view, hasty }) {
  yield* prepareIndex();
  const all = asked(roles);
  if (hasty) return all;
  if (all.entries.length > MANY) yield;
  /** @param {string} role */
  const isTold = (role) => !view && roles.has(role);
  const news = all.entries.filter(({ box, own, role }) => box === undefined || (box && !own && isTold(role)));
  const work = readied(news, isTold);
  if (news.length > FEW) {
    yield* work;
    yield;
    return asked(roles);
  }
  while (!work.next().done);
  return all;
}

/** Those drawn, without what repeats another, and which of them something covers. @param {Entry[]} entries @param {Set<string>} roles @param {How} how @returns {Generator<void, {drawn: Drawn[], covered: Set<Element>}>} */
function* shown(entries, roles, { hasty }) {
  const many = entries.length > MANY && !hasty;
  const boxes = updateBoxes(entries, hasty);
  if (many) yield* boxes;
  else while (!boxes.next().done);
  const drawn = distinct(/** @type {Drawn[]} */ (entries.filter(({ box }) => box)), viewSize());
  const isInView = inView();
  if (many) yield;
  const covered = coveredOf(drawn.filter(({ role, box }) => isInView(box) && isActionable(role) && roles.has(role)), hasty ? HASTY_MS : undefined);
  if (many) yield;
  return { drawn, covered };
}

const viewSize = () => ({ width: innerWidth, height: innerHeight });

/** @param {Set<string>} roles @param {How} how @returns {Generator<void, Report>} */
function* report(roles, how) {
  const { entries, left } = yield* found(roles, how);
  const { drawn, covered } = yield* shown(entries, roles, how);
  const holes = /** @type {Hole[]} */ ([]);
  const told = /** @type {Own[]} */ ([]);
  const isInView = inView();
  tellAnew();
  for (const [i, one] of drawn.entries()) {
    const { element, role, box } = one;
    if (role === "frame") {
      holes.push({ index: frameIndex(element), box: insideOf(element, box), before: told.length, visible: isInView(box) });
    } else if (roles.has(role)) {
      const seen = isInView(box) && !covered.has(element);
      if (seen || !how.view) told.push(describe(one, box, seen));
    }
    if (i >= MANY && i % (AT_ONCE * AT_ONCE) === 0) yield;
  }
  return { path: path(), view: viewSize(), elements: told, holes, left };
}

/**
 * The elements of a family, all of them ("element"), or what can be acted on ("target"). They are given as they are now: at the next
 * asking the same objects tell of then.
 * @param {{family: string, view?: boolean, hasty?: boolean}} what `view`: only what a person sees now; `hasty`: it is
 *   soon looked at again, so some that something covers may be among them
 * @returns {Promise<Reply<Report>>}
 */
export const elements = async ({ family, view = false, hasty = false }) =>
  ({ ok: true, value: await finished(report(rolesOf(family), { view, hasty })) });

/** One element as it is now. @param {Element} element @returns {Own | null} null where it is drawn no more */
export const look = (element) => {
  const role = entryOf(element)?.role ?? roleOf(element);
  const box = drawnBox(element, role);
  if (!box) return null;
  tellAnew();
  const seen = inView()(box) && !(isActionable(role) && coveredOf([{ element, box }]).has(element));
  return describe(entryOf(element) ?? { element, role, own: null }, box, seen);
};
