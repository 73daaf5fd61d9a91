// Layout: the page in view as sound, with the same in words; all of it, one class, or what is around the cursor.

import { clear, rank } from "../core/fuzzy.js";
import { CLASSES, around, planHere, planSweep, sightsOf } from "../core/layout.js";
import { summaryOf } from "../core/layout_summary.js";
import { placeOf, sideOf } from "../core/place.js";
import { done, message, refuse, textOf } from "./outcome.js";
/** @import {Found} from "../core/frames.js" */
/** @import {Class, Plan, Sight} from "../core/layout.js" */
/** @import {Call, Handler, Item, Message, Outcome, Ports} from "./ports.js" */

/** How many there are of a role. @type {Readonly<Record<string, string>>} */
const COUNTS = Object.freeze({
  heading: "say_layout_heading", text: "say_layout_text", link: "say_layout_link", button: "say_layout_button",
  field: "say_layout_field", image: "say_layout_image", media: "say_layout_media", landmark: "say_layout_landmark",
});

const SIDES = Object.freeze({
  left: "say_layout_left", right: "say_layout_right", top: "say_layout_top", bottom: "say_layout_bottom",
});

/** What a class is called. @type {Readonly<Record<Class, string>>} */
const NAMES = Object.freeze({
  heading: "say_class_heading", text: "say_class_text", link: "say_class_link", control: "say_class_control",
  image: "say_class_image", media: "say_class_media", landmark: "say_class_landmark",
});

/** @type {Class[]} */
const ALL = /** @type {Class[]} */ (Object.keys(CLASSES));

/** @param {Message} one @param {Ports} ports */
const worded = (one, ports) => ports.words.of(one);

/**
 * What there is, in words: "headings: 3; links: 12, mostly left".
 * @param {readonly Sight[]} sights @param {readonly Class[]} classes @param {Ports} ports
 */
const summary = (sights, classes, ports) => summaryOf(sights, classes).map(({ role, count, side }) => {
  const counted = worded(message(COUNTS[role], count), ports);
  return side ? worded(message(SIDES[side], counted), ports) : counted;
}).join("; ");

/**
 * Sounds the plan, and says what it holds. The list on offer stays: who listens has not left it.
 * @param {Plan} plan @param {string} words @param {Call} call @param {Ports} ports @returns {Outcome}
 */
const sounded = (plan, words, { list, chosen }, ports) => {
  if (!words) return refuse("why_layout_empty");
  ports.layout.play(plan.tones);
  return done(message("say_layout", words), {
    sound: { role: "layout", tones: [], pan: 0 }, ...(list && { list }), ...(chosen != null && { chosen }),
  });
};

/** @param {readonly Class[]} classes @param {Call} call @param {Ports} ports @returns {Promise<Outcome>} */
const sweepOf = async (classes, call, ports) => {
  const reply = await ports.layout.look();
  if (!reply.ok) return reply;
  const { view, found } = reply.value;
  const sights = sightsOf(found, view);
  const plan = planSweep(sights, view, { classes, sounds: ports.layout.sounds() });
  return sounded(plan, summary(sights, classes, ports), call, ports);
};

/** @type {Handler} */
export const sweep = (call, ports) => sweepOf(ports.layout.classes(), call, ports);

/** Where one came last, of all frames. @param {readonly Found[]} found */
const cursorIn = (found) => found.filter(({ role }) => role === "here")
  .reduce((last, one) => (!last || (one.since ?? 0) > (last.since ?? 0) ? one : last), /** @type {Found | null} */ (null));

/** @type {Handler} */
const here = async (call, ports) => {
  const reply = await ports.layout.look();
  if (!reply.ok) return reply;
  const { view, found } = reply.value;
  const cursor = cursorIn(found);
  if (!cursor) return refuse("why_no_cursor");
  if (sideOf(cursor.box, view) !== "in") return refuse("why_cursor_out_of_view");
  const [sights, place, classes] = [sightsOf(found, view), placeOf(cursor.box, view), ports.layout.classes()];
  const plan = planHere(sights, view, place, { classes, sounds: ports.layout.sounds() });
  return sounded(plan, summary(around(sights, view, place), classes, ports), call, ports);
};

/** @param {Class} name @param {Ports} ports */
const titleOf = (name, ports) => worded(message(NAMES[name]), ports);

/**
 * What can be named where "layout of" waits for a text: what is in view, and how many.
 * @param {Ports} ports @returns {Promise<Item[]>}
 */
export const layoutOffer = async (ports) => {
  const reply = await ports.layout.look();
  if (!reply.ok) return [];
  const sights = sightsOf(reply.value.found, reply.value.view);
  return ALL.filter((name) => summaryOf(sights, [name]).length > 0).map((name) => ({
    title: titleOf(name, ports), detail: summary(sights, [name], ports),
    act: () => sweepOf([name], { command: "layout.class" }, ports),
  }));
};

/** @type {Handler} */
const ofClass = async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const hits = rank(text, ALL, (name) => [titleOf(name, ports), name]);
  if (clear(hits)) return sweepOf([hits[0].item], call, ports);
  return refuse("why_no_class_called", text, ALL.map((name) => titleOf(name, ports)).join(", "));
};

/** @type {Record<string, Handler>} */
export const layout = {
  "layout.sweep": sweep,
  "layout.here": here,
  "layout.class": ofClass,
};
