// Closing tabs, and opening again what was closed.

import { done, message, refuse, titleOf } from "./outcome.js";
/** @import {Closed, Handler, Ports, Tab} from "./ports.js" */

/**
 * The browser's memory of a tab that was just closed; null for one it does not keep (a new tab).
 * @param {Tab} tab @param {Ports} ports
 */
const memoryOf = async (tab, ports) =>
  (await ports.sessions.closed()).find((one) => one.tabs === 0 && one.url === tab.url) ?? null;

/**
 * With its history where the browser kept it, else as a new tab at the same place.
 * @param {Tab} tab @param {Closed | null} memory @param {Ports} ports
 */
const reopen = async (tab, memory, ports) => {
  if (memory) await ports.sessions.restore(memory.id);
  else await ports.tabs.create(placeFor(tab));
};

/** @param {Tab} tab */
const placeFor = ({ url, windowId, index, pinned }) => ({ url, windowId, index, pinned });

/** @type {Handler} */
const close = async (_call, ports) => {
  const tabs = await ports.tabs.list();
  const tab = tabs.find((one) => one.active) ?? (await ports.tabs.current());
  // A window ends with its last tab, and the browser with its last window: a new tab keeps it open.
  const heir = tabs.length === 1 ? await ports.tabs.create({ windowId: tab.windowId }) : null;
  await ports.tabs.close([tab.id]);
  const memory = await memoryOf(tab, ports);
  const key = heir ? "say_tab_closed_last" : "say_tab_closed";
  return done(message(key, titleOf(tab)), {
    undo: async () => {
      await reopen(tab, memory, ports);
      if (heir) await ports.tabs.close([heir.id]);
    },
  });
};

/** @type {Handler} */
const closeOthers = async (_call, ports) => {
  const tabs = await ports.tabs.list();
  const others = tabs.filter((tab) => !tab.active && !tab.pinned);
  const kept = tabs.find((tab) => tab.active);
  if (others.length === 0) return refuse("why_no_other_tabs");
  await ports.tabs.close(others.map((tab) => tab.id));
  return done(message("say_others_closed", others.length), {
    undo: async () => {
      for (const tab of others) await reopen(tab, await memoryOf(tab, ports), ports);
      if (kept) await ports.tabs.activate(kept.id);
    },
  });
};

/** @type {Handler} */
const openAgain = async (_call, ports) => {
  const [last] = await ports.sessions.closed();
  return last ? restore(last, ports) : refuse("why_nothing_closed");
};

/**
 * Opens a closed tab or window again; undo closes it again.
 * @param {Closed} closed @param {Ports} ports
 */
export const restore = async (closed, ports) => {
  const before = await ports.tabs.current();
  const { tab, title } = await ports.sessions.restore(closed.id);
  return done(message("say_reopened", title || titleOf(closed)), {
    ...(tab !== null && {
      undo: async () => {
        await ports.tabs.close([tab]);
        await ports.tabs.activate(before.id);
      },
    }),
  });
};

/** @type {Record<string, Handler>} */
export const tabClosing = {
  "tab.close": close,
  "tab.close-others": closeOthers,
  "tab.reopen": openAgain,
};
