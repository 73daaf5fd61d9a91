// Closing tabs, and opening again what was closed.

import { done, message, refuse, titleOf } from "./outcome.js";
/** @import {Closed, Handler, Ports, Tab} from "./ports.js" */

/** A closed tab, and the browser's memory of it: null where it keeps none (a new tab). @typedef {{tab: Tab, memory: Closed | null}} Gone */

/**
 * Closes tabs, and finds what the browser remembers of each: what is new among the closed.
 * @param {Tab[]} tabs @param {Ports} ports @returns {Promise<Gone[]>}
 */
const closeAll = async (tabs, ports) => {
  const known = new Set((await ports.sessions.closed()).map((one) => one.id));
  await ports.tabs.close(tabs.map((tab) => tab.id));
  const fresh = (await ports.sessions.closed()).filter((one) => one.tabs === 0 && !known.has(one.id));
  return tabs.map((tab) => {
    const at = fresh.findIndex((one) => one.url === tab.url);
    return { tab, memory: at < 0 ? null : fresh.splice(at, 1)[0] };
  });
};

/**
 * With its history where the browser kept it, else as a new tab, and at its old place.
 * @param {Gone} gone @param {Ports} ports
 */
const reopen = async ({ tab, memory }, ports) => {
  const { url, windowId, index, pinned } = tab;
  if (!memory) return void (await ports.tabs.create({ url, windowId, index, pinned }));
  const { tab: id } = await ports.sessions.restore(memory.id);
  if (id !== null) await ports.tabs.move(id, index);
};

/** @type {Handler} */
const close = async (_call, ports) => {
  const tabs = await ports.tabs.list();
  const tab = tabs.find((one) => one.active) ?? (await ports.tabs.current());
  // A window ends with its last tab, and the browser with its last window: a new tab keeps it open.
  const heir = tabs.length === 1 ? await ports.tabs.create({ windowId: tab.windowId }) : null;
  const [gone] = await closeAll([tab], ports);
  const key = heir ? "say_tab_closed_last" : "say_tab_closed";
  return done(message(key, titleOf(tab)), {
    undo: async () => {
      await reopen(gone, ports);
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
  const gone = await closeAll(others, ports);
  return done(message("say_others_closed", others.length), {
    undo: async () => {
      // From the left, so that each comes to its place before the next is counted from there.
      for (const one of gone) await reopen(one, ports);
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
