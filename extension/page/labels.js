// Labels: keys drawn beside what can be acted on; they follow it, and go when nobody asks for them any more.

import { keyOf, labelled, weightOf } from "../core/labels.js";
import { centreOf } from "../core/place.js";
import { lastUsed } from "./last_used.js";
import { makeLease } from "./lease.js";
import { elements } from "./model/elements.js";
import { elementOf } from "./model/ids.js";
import { timesTold } from "./model/index.js";
import { boxOf, drawnBox, inView } from "./model/seen.js";
import { isOurs } from "./ours.js";
import { overlay } from "./overlay.js";
/** @import {Report} from "../core/frames.js" */
/** @import {Box} from "../core/place.js" */
/** @import {Refusal, Reply} from "../handlers/ports.js" */

/** Styles move and show things of which nobody tells: so often, in ms, is looked anew whatever was told. */
const LOOK_MS = 1500;
/** Pixels that a figure of a label takes, and its borders: enough to keep it in the view. */
const [FIGURE, BORDERS, HEIGHT] = [8, 10, 17];

/** @typedef {{id: number, role: string, keys: number[], element: Element, plain?: boolean, part: HTMLElement}} Drawn */
/** @typedef {Report & {cursor: {x: number, y: number} | null, former: [number, number[]][]}} Targets */

/** @type {Map<number, Drawn>} */
let drawn = new Map();
/** Labels of before, for when they are asked for again. @type {[number, number[]][]} */
let former = [];
/** @type {number[]} */
let played = [];
/** What was known when they were drawn. */
const met = { changes: -1, moved: false, at: 0 };
/** The targets that were found last, until they are drawn. @type {Targets | null} */
let found = null;
/** What was asked for before they were to be hidden, or were asked for anew, is not drawn any more. */
let asked = 0;
/** A frame of the browser in which they are put in their places is asked for. */
let moving = false;

/** @param {readonly number[]} keys */
const written = (keys) => keys.join(" ");

/** @param {readonly number[]} keys */
const isPlayed = (keys) => played.every((key, i) => keys[i] === key);

/** What is played is shown as such; a label that it doesn't lead to is hidden. @param {Drawn} one */
const write = ({ keys, part }) => {
  const on = isPlayed(keys);
  if (played.length || part.dataset.played) part.dataset.played = on && played.length ? `${written(played)} ` : "";
  part.dataset.keys = written(on ? keys.slice(played.length) : keys);
};

/** @typedef {{width: number, height: number}} View */

/** Asked for once for all, since each answer costs as much as a box. @returns {View} */
const viewNow = () => ({ width: innerWidth, height: innerHeight });

/** Higher than this a link may be a text that goes over several lines. */
const LINE = 30;

/** Where a text that goes over several lines begins, as far as that is seen. @param {Element} element @param {Box} box @returns {{left: number, top: number}} */
const cornerOf = (element, box) => {
  const rects = box.height > LINE ? element.getClientRects() : [];
  if (rects.length < 2) return box;
  const isSeen = inView();
  for (const rect of rects) {
    const one = boxOf(rect);
    if (isSeen(one)) return one;
  }
  return box;
};

/** So much of a label lies over a text, and so much before the corner of anything else, in pixels. */
const [OVER_TEXT, BEFORE] = [2, 12];

/** Before a text, over the corner of anything else; whole in the view. @param {Drawn} one @param {Box} box @param {View} view */
const put = ({ keys, part, element, role }, box, view) => {
  const corner = cornerOf(element, box);
  const isText = role === "link" && (box.height <= LINE || corner !== box);
  const [x, y] = isText ? [corner.left + OVER_TEXT, corner.top] : [corner.left - BEFORE, corner.top - 4];
  const width = written(keys).length * FIGURE + BORDERS;
  if (isText !== part.classList.contains("text")) part.classList.toggle("text", isText);
  part.style.left = `${isText ? Math.max(x, width) : Math.max(0, Math.min(x, view.width - width))}px`;
  part.style.top = `${Math.max(0, Math.min(y, view.height - HEIGHT))}px`;
};

/** @param {Drawn} one @returns {Box | null} */
const boxNow = (one) => {
  const { element, role } = one;
  if (!element.isConnected) return null;
  one.plain ??= isPlain(element, drawnBox(element, role));
  return one.plain ? boxOf(element.getBoundingClientRect()) : drawnBox(element, role);
};

/** Whether its own box is where it is drawn. @param {Element} element @param {Box | null} box */
const isPlain = (element, box) => {
  const own = boxOf(element.getBoundingClientRect());
  return box !== null && own.left === box.left && own.top === box.top && own.width === box.width && own.height === box.height;
};

/** Each goes where its element is now. */
const follow = () => {
  moving = false;
  const [isSeen, view] = [inView(), viewNow()];
  const boxes = [...drawn.values()].map((one) => ({ one, box: boxNow(one) }));
  for (const { one, box } of boxes) {
    const seen = box !== null && isSeen(box) && isPlayed(one.keys);
    one.part.hidden = !seen;
    if (seen) put(one, box, view);
  }
};

/** @param {Event} event */
const moved = ({ target }) => {
  if (target instanceof Element && isOurs(target)) return;
  met.moved = true;
  if (moving || drawn.size === 0) return;
  moving = true;
  requestAnimationFrame(follow);
};

/** @type {AbortController | null} */
let listening = null;

const listen = () => {
  if (listening) return;
  listening = new AbortController();
  const options = { capture: true, passive: true, signal: listening.signal };
  for (const type of ["scroll", "resize", "transitionend", "toggle"]) addEventListener(type, moved, options);
};

/** @returns {[number, number[]][]} */
const given = () => [...drawn.values()].map(({ id, keys }) => [id, keys]);

const hide = () => {
  [asked, found] = [asked + 1, null];
  lease.drop();
  overlay("labels", []);
  if (drawn.size) former = given();
  listening?.abort();
  listening = null;
  drawn = new Map();
  played = [];
};

const lease = makeLease(hide);

/** The middle of what was last used, where it is in view. */
const cursor = () => {
  const element = lastUsed();
  if (!element || element === document.body) return null;
  const box = boxOf(element.getBoundingClientRect());
  return inView()(box) ? centreOf(box) : null;
};

/**
 * What can be acted on and seen in this frame, and the labels that it has, or had. At first sight at
 * once: then it is looked at again.
 * @returns {Promise<Targets>}
 */
const look = async () => {
  const hasty = drawn.size === 0;
  const reply = /** @type {{value: Report}} */ (await elements({ family: "target", view: true, hasty }));
  Object.assign(met, { changes: timesTold(), moved: hasty, at: performance.now() });
  return { ...reply.value, cursor: cursor(), former: drawn.size ? given() : former };
};

/** What all labels are copied from. @type {HTMLElement | null} */
let pattern = null;

/** @param {number} id @param {string} role @param {number[]} keys @returns {Drawn | undefined} */
const make = (id, role, keys) => {
  const there = drawn.get(id);
  const element = elementOf(id);
  if (!element) return undefined;
  if (there && there.element === element && written(there.keys) === written(keys)) return there;
  pattern ??= Object.assign(document.createElement("i"), { className: "label" });
  const part = /** @type {HTMLElement} */ (pattern.cloneNode());
  const one = { id, role, keys, element, part };
  write(one);
  return one;
};

/** @param {Targets} targets @param {Map<number, number[]>} labels by number */
const draw = ({ elements: list }, labels) => {
  const view = viewNow();
  const parts = list.flatMap(({ id, role, box }) => {
    const keys = labels.get(id);
    const one = keys && make(id, role, keys);
    if (one) put(one, box, view);
    return one ?? [];
  });
  drawn = new Map(parts.map((one) => [one.id, one]));
  overlay("labels", parts.map(({ part }) => part));
  listen();
  lease.hold();
};

/** @type {Refusal} */
const OVER = { ok: false, why: { key: "why_labels_over", args: [] } };

/** @returns {Promise<Reply<Targets>>} of this frame, for the panel to put together with others */
export const labelTargets = async () => {
  const mine = ++asked;
  const targets = await look();
  if (mine === asked) found = targets;
  return { ok: true, value: targets };
};

/**
 * Draws labels, by the number of the element.
 * @param {{labels: [number, number[]][]}} what
 * @returns {Reply<null>}
 */
export const labelDraw = ({ labels }) => {
  if (!found) return OVER;
  draw(found, new Map(labels));
  found = null;
  return { ok: true, value: null };
};

/** @param {Targets} targets */
const own = ({ elements: list, view, cursor: at, former: had }) => {
  const targets = list.map((one) => ({ key: keyOf({ ...one, frame: 0 }), weight: weightOf(one.box, at, view) }));
  const keys = new Map(list.map(({ id }, i) => [id, targets[i].key]));
  const before = new Map(had.flatMap(([id, label]) => (keys.has(id) ? [[/** @type {string} */ (keys.get(id)), label]] : [])));
  const labels = labelled(targets, before, drawn.size > 0);
  return new Map(list.map(({ id }, i) => [id, /** @type {number[]} */ (labels.get(targets[i].key))]));
};

/**
 * Draws labels at once where nothing is seen of other frames; else only tells what there is, since labels
 * have to fit together.
 * @returns {Promise<Reply<Targets & {labels: [number, number[]][] | null}>>}
 */
export const labels = async () => {
  const mine = ++asked;
  const targets = await look();
  if (mine !== asked) return OVER;
  if (targets.holes.some(({ visible }) => visible)) return { ok: true, value: { ...targets, labels: null } };
  const keys = own(targets);
  draw(targets, keys);
  return { ok: true, value: { ...targets, labels: [...keys] } };
};

/** Keys of a label were played. @param {{keys: number[]}} what @returns {Reply<null>} */
export const labelPlayed = ({ keys }) => {
  played = keys;
  for (const one of drawn.values()) write(one);
  follow();
  return { ok: true, value: null };
};

/**
 * They are still wanted.
 * @returns {Reply<{changed: boolean}>} `changed`: others may be seen now, so labels are to be given anew
 */
export const labelKeep = () => {
  lease.hold();
  const old = performance.now() - met.at > LOOK_MS;
  if (!document.hidden) follow();
  return { ok: true, value: { changed: listening === null || met.moved || old || met.changes !== timesTold() } };
};

/** @returns {Reply<null>} */
export const labelHide = () => {
  hide();
  return { ok: true, value: null };
};
