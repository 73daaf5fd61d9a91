// Fields: going to one by its number, typing, Enter and Escape, picking an option, ticking.

import { clear, rank } from "../core/fuzzy.js";
import { nowFor, titleFor } from "./describing.js";
import { clickWith } from "./elements.js";
import { itemsOf, leftOut } from "./lists.js";
import { and, ASKS, done, message, must, placeOf, refuse, textOf } from "./outcome.js";
/** @import {Way} from "./fields_port.js" */
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */

/** As many options are read out where none fits. */
const READ_OUT = 7;

/** @param {Way | undefined} way @param {Ports} ports */
const back = (way, ports) => (way ? { undo: async () => void must(await ports.fields.back(way)) } : {});

/** To the nth field in reading order; next and previous go on from there. @type {Handler} */
const focus = async ({ value }, ports) => {
  const reply = await ports.elements.list("field");
  if (!reply.ok) return reply;
  const count = reply.value.length;
  if (count === 0) return refuse("why_no_fields");
  const place = placeOf(value, count);
  if (place < 0) return { ok: false, why: and(message("why_no_such_field", String(value), count), leftOut(reply), ports) };
  const list = itemsOf(reply.value, ports);
  const shown = await /** @type {NonNullable<Item["show"]>} */ (list[place].show)();
  return shown.ok ? { ...shown, say: and(shown.say, leftOut(reply), ports), list, chosen: place } : shown;
};

/** @type {Handler} */
const type = async ({ value }, ports) => {
  if (typeof value !== "string" || value === "") return refuse("why_no_text");
  const reply = await ports.fields.type(value);
  if (!reply.ok) return reply;
  const { name, value: holds, way } = reply.value;
  return done(holds === undefined ? message("say_typed_secret", name) : message("say_typed", name, holds), { ...back(way, ports), ...(holds === undefined && { secret: true }) });
};

/** @param {boolean} sure @param {Ports} ports @returns {Promise<Outcome>} */
const pressEnter = async (sure, ports) => {
  const reply = await ports.fields.enter(sure);
  if (!reply.ok) return reply;
  const { name, asks, open, way } = reply.value;
  if (open) return clickWith(async () => reply, ports);
  if (!asks) return done(message("say_entered", name), way ? back(way, ports) : { final: true });
  return done(message("say_enter_asks", name), {
    ...ASKS,
    list: [{ title: ports.words.of(message("say_enter_anyway", name)), detail: "", act: () => pressEnter(true, ports) }],
  });
};

/** What Escape came to. */
const ESCAPED = { dialog: "say_escaped_dialog", popover: "say_escaped_dialog", field: "say_escaped_field", key: "say_escaped" };

/** @type {Handler} */
const escape = async (_call, ports) => {
  const reply = await ports.fields.escape();
  if (!reply.ok) return reply;
  const { what, name, way } = reply.value;
  return done(message(ESCAPED[what], ...(what === "key" ? [] : [name])), back(way, ports));
};

/** @param {Way} from @param {number} index @param {Ports} ports @returns {Promise<Outcome>} */
const pick = async (from, index, ports) => {
  const reply = await ports.fields.pick(from, index);
  if (!reply.ok) return reply;
  const { name, value, way } = reply.value;
  // Of a secret there is no way back, since nothing of it is kept.
  return done(message("say_picked", name, value), way ? back(way, ports) : { secret: true });
};

/** @param {{from: Way, options: {title: string, chosen: boolean}[]}} there @param {number[]} which @param {Ports} ports @returns {Item[]} */
const optionItems = ({ from, options }, which, ports) => which.map((index) => ({
  title: options[index].title,
  detail: options[index].chosen ? ports.words.of(message("say_picked_now")) : "",
  act: () => pick(from, index, ports),
}));

/** @type {Handler} */
const choose = async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const reply = await ports.fields.choices();
  if (!reply.ok) return reply;
  const { name, options, from } = reply.value;
  const hits = rank(text, options.map(({ title }, index) => ({ title, index })), ({ title }) => [title]);
  if (clear(hits)) return pick(from, hits[0].item.index, ports);
  if (hits.length) {
    const list = optionItems(reply.value, hits.map(({ item }) => item.index), ports);
    return done(message("say_options_found", hits.length, text, list.map(({ title }) => title).join(", ")), { list });
  }
  must(await ports.fields.shut(from));
  const there = options.slice(0, READ_OUT).map(({ title }) => title).join(", ");
  return refuse("why_no_option_called", text, name, options.length, there);
};

/** What can be picked where the focus is. @param {Ports} ports @returns {Promise<Item[]>} */
export const choiceOffer = async (ports) => {
  const reply = await ports.fields.choices();
  return reply.ok ? optionItems(reply.value, [...reply.value.options.keys()], ports) : [];
};

/** @type {Handler} */
const tick = async (_call, ports) => {
  const reply = await ports.fields.tick();
  if (!reply.ok) return reply;
  const { now, way } = reply.value;
  return done(message("say_at", titleFor(now, ports), nowFor(now, ports)), back(way, ports));
};

/** @type {Record<string, Handler>} */
export const fields = {
  "field.focus": focus,
  "field.type": type,
  "field.enter": (_call, ports) => pressEnter(false, ports),
  "field.escape": escape,
  "field.choose": choose,
  "field.tick": tick,
};
