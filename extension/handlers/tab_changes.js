// Tab changes: pin, mute, move, detach, duplicate, each with its inverse.

import { done, message, refuse, titleOf } from "./outcome.js";
/** @import {Handler, Tab} from "./ports.js" */

/** @type {Handler} */
const pin = async (_call, ports) => {
  const tab = await ports.tabs.current();
  await ports.tabs.pin(tab.id, !tab.pinned);
  return done(message(tab.pinned ? "say_unpinned" : "say_pinned", titleOf(tab)), {
    undo: async () => {
      await ports.tabs.pin(tab.id, tab.pinned);
      // Pinning moves a tab among the pinned; unpinning again would leave it first of the rest.
      await ports.tabs.move(tab.id, tab.index);
    },
  });
};

/** @type {Handler} */
const mute = async (_call, ports) => {
  const tab = await ports.tabs.current();
  await ports.tabs.mute(tab.id, !tab.muted);
  return done(message(tab.muted ? "say_unmuted" : "say_muted", titleOf(tab)), {
    undo: () => ports.tabs.mute(tab.id, tab.muted),
  });
};

/**
 * Pinned tabs stay among the pinned, the others behind them.
 * @param {Tab[]} tabs @param {Tab} tab @param {number} steps
 */
const movedTo = (tabs, tab, steps) => {
  const pinned = tabs.filter((one) => one.pinned).length;
  const [low, high] = tab.pinned ? [0, pinned - 1] : [pinned, tabs.length - 1];
  return Math.min(Math.max(tab.index + steps, low), high);
};

/** @type {Handler} */
const move = async (call, ports) => {
  const tabs = await ports.tabs.list();
  const tab = tabs.find((one) => one.active);
  const steps = Number(call.value);
  if (!tab || !Number.isInteger(steps) || steps === 0) return refuse("why_no_step");
  const index = movedTo(tabs, tab, steps);
  if (index === tab.index) return refuse(steps > 0 ? "why_tab_last" : "why_tab_first");
  await ports.tabs.move(tab.id, index);
  return done(message("say_tab_moved", index + 1, tabs.length), {
    undo: () => ports.tabs.move(tab.id, tab.index),
  });
};

/** @type {Handler} */
const detach = async (_call, ports) => {
  const tabs = await ports.tabs.list();
  const tab = tabs.find((one) => one.active);
  if (!tab || tabs.length === 1) return refuse("why_only_tab");
  await ports.tabs.detach(tab.id);
  return done(message("say_detached", titleOf(tab)), {
    undo: async () => {
      await ports.tabs.move(tab.id, tab.index, tab.windowId);
      if (tab.pinned) await ports.tabs.pin(tab.id, true);
      await ports.tabs.activate(tab.id);
    },
  });
};

/** @type {Handler} */
const duplicate = async (_call, ports) => {
  const tab = await ports.tabs.current();
  const copy = await ports.tabs.duplicate(tab.id);
  return done(message("say_duplicated", titleOf(tab)), {
    undo: async () => {
      await ports.tabs.activate(tab.id);
      await ports.tabs.close([copy.id]);
    },
  });
};

/** @type {Record<string, Handler>} */
export const tabChanges = {
  "tab.pin": pin,
  "tab.mute": mute,
  "tab.move": move,
  "tab.detach": detach,
  "tab.duplicate": duplicate,
};
