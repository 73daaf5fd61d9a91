// Channels: the browser's windows, numbered in the order they were made.

import { done, message, placeOf, refuse } from "./outcome.js";
/** @import {Channel, Handler, Item, Outcome, Ports} from "./ports.js" */

/** @param {Channel} channel */
const nameOf = ({ title }) => title || "…";

/** @param {Channel[]} channels @param {number} to @param {Ports} ports @returns {Promise<Outcome>} */
const focus = async (channels, to, ports) => {
  const before = channels.find((one) => one.current);
  const channel = channels[to];
  await ports.windows.focus(channel.id);
  return done(message("say_channel", to + 1, nameOf(channel)), {
    ...(before && { undo: () => ports.windows.focus(before.id) }),
  });
};

/** @param {number} by @returns {Handler} */
const along = (by) => async (_call, ports) => {
  const channels = await ports.windows.list();
  if (channels.length < 2) return refuse("why_only_channel");
  const at = channels.findIndex((one) => one.current);
  return focus(channels, (at + by + channels.length) % channels.length, ports);
};

/** @type {Handler} */
const toNumber = async (call, ports) => {
  const channels = await ports.windows.list();
  const place = placeOf(call.value, channels.length);
  if (place < 0) return refuse("why_no_such_channel", String(call.value), channels.length);
  return focus(channels, place, ports);
};

/** @param {Channel[]} channels @param {Ports} ports @returns {Item[]} */
const items = (channels, ports) =>
  channels.map((channel, place) => ({
    title: nameOf(channel),
    detail: ports.words.of(message(channel.current ? "say_channel_here" : "say_channel_tabs", channel.tabs)),
    act: () => focus(channels, place, ports),
  }));

/** @type {Handler} */
const list = async (_call, ports) => {
  const channels = await ports.windows.list();
  const at = channels.findIndex((one) => one.current);
  return done(message("say_channels", channels.length, at + 1), {
    list: items(channels, ports), ...(at >= 0 && { chosen: at }),
  });
};

/** @type {Handler} */
const open = async (_call, ports) => {
  const before = (await ports.windows.list()).find((one) => one.current);
  const channel = await ports.windows.create();
  const place = (await ports.windows.list()).findIndex((one) => one.id === channel.id);
  return done(message("say_channel_new", place + 1), {
    undo: async () => {
      await ports.windows.close(channel.id);
      if (before) await ports.windows.focus(before.id);
    },
  });
};

/** @type {Handler} */
const close = async (_call, ports) => {
  const channels = await ports.windows.list();
  const channel = channels.find((one) => one.current);
  // With its last window the browser ends, and nobody could play it back.
  if (!channel || channels.length === 1) return refuse("why_last_channel");
  const known = new Set((await ports.sessions.closed()).map((one) => one.id));
  await ports.windows.close(channel.id);
  /** The oldest that is new is this one. */
  const remembered = async () => (await ports.sessions.closed()).filter((one) => !known.has(one.id)).at(-1);
  const soon = await remembered();
  return done(message("say_channel_closed", nameOf(channel), channel.tabs), {
    undo: async () => {
      // A busy browser remembers a window a moment later; never one that showed only a new tab.
      const memory = soon ?? (await remembered());
      await (memory ? ports.sessions.restore(memory.id) : ports.windows.create());
    },
  });
};

/** @type {Record<string, Handler>} */
export const channels = {
  "channel.next": along(1),
  "channel.previous": along(-1),
  "channel.number": toNumber,
  "channel.list": list,
  "channel.new": open,
  "channel.close": close,
};
