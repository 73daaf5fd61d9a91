// Items: moving in what is offered, and choosing from it.

import { done, message, placeOf, refuse } from "./outcome.js";
import { elements } from "./elements.js";
import { tabs } from "./tabs.js";
/** @import {Call, Handler, Item, Outcome} from "./ports.js" */

/** @param {Item[]} list @param {number} place @param {() => Promise<void>} undo @returns {Outcome} */
const show = (list, place, undo) => {
  const item = list[place];
  return done(message("say_item", place + 1, list.length, item.title, item.detail),
    { list, chosen: place, undo });
};

/**
 * Goes to the item where it can be gone to; undo goes back, too.
 * @param {Item[]} list @param {number} place @param {() => Promise<void>} undo @returns {Promise<Outcome>}
 */
const reach = async (list, place, undo) => {
  const there = await list[place].show?.();
  if (!there?.ok) return there ?? show(list, place, undo);
  return done(there.say, { ...(there.sound && { sound: there.sound }), list, chosen: place, undo: async () => { await there.undo?.(); await undo(); } });
};

/**
 * Along the list, round its ends; from nothing chosen to the first or the last.
 * @param {1 | -1} way @param {Handler} without what it does where nothing is offered
 * @returns {Handler}
 */
const along = (way, without) => async (call, ports) => {
  const { list, chosen } = call;
  if (!list?.length) return without(call, ports);
  const from = chosen ?? (way > 0 ? -1 : 0);
  return reach(list, (from + way + list.length) % list.length,
    async () => ports.engine.offer(list, chosen ?? null));
};

/** @param {Call} call @param {unknown} number @returns {Promise<Outcome>} */
export const choose = async (call, number) => {
  const list = call.list ?? [];
  if (list.length === 0) return refuse("why_nothing_offered");
  const item = list[placeOf(number, list.length)];
  return item ? item.act() : refuse("why_no_such_item", String(number), list.length);
};

/** @type {Handler} */
const open = async (call, ports) => {
  const { list, chosen } = call;
  if (!list?.length) return elements["element.click"](call, ports);
  return chosen == null ? refuse("why_choose_first", list.length) : list[chosen].act();
};

/** @type {Record<string, Handler>} */
export const items = {
  "item.next": along(1, tabs["tab.next"]),
  "item.previous": along(-1, tabs["tab.previous"]),
  "item.choose": (call) => choose(call, call.value),
  open,
};
