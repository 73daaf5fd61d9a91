// Tabs: going from one to another, and the list of them.

import { done, message, placeOf, refuse, siteOf, titleOf } from "./outcome.js";
/** @import {Handler, Item, Outcome, Ports, Tab} from "./ports.js" */

/** What is worth hearing of a tab besides its title, in this order. */
const MARKS = /** @type {const} */ ([
  ["active", "say_mark_current"], ["pinned", "say_mark_pinned"],
  ["muted", "say_mark_muted"], ["playing", "say_mark_playing"],
]);

/** @param {Tab} tab @param {Ports} ports */
export const tabDetail = (tab, ports) =>
  [...MARKS.filter(([mark]) => tab[mark]).map(([, key]) => ports.words.of(message(key))), siteOf(tab.url)]
    .filter(Boolean).join(", ");

/** @param {Tab} tab @param {Ports} ports @returns {Item} */
export const tabItem = (tab, ports) =>
  ({ title: titleOf(tab), detail: tabDetail(tab, ports), act: () => goTo(tab.id, ports) });

/**
 * Brings a tab to the front; undo returns to the one before.
 * @param {number} id @param {Ports} ports @returns {Promise<Outcome>}
 */
export const goTo = async (id, ports) => {
  const [before, tab] = await Promise.all([ports.tabs.current(), ports.tabs.get(id)]);
  if (!tab) return refuse("why_tab_gone");
  await ports.tabs.activate(id);
  return done(message("say_tab", tab.index + 1, titleOf(tab)), {
    undo: () => ports.tabs.activate(before.id),
  });
};

/** @param {(tabs: Tab[], at: number) => Tab | undefined} pick @returns {Handler} */
const go = (pick) => async (_call, ports) => {
  const tabs = await ports.tabs.list();
  const tab = pick(tabs, tabs.findIndex((one) => one.active));
  if (!tab) return refuse("why_only_tab");
  const before = tabs.find((one) => one.active);
  await ports.tabs.activate(tab.id);
  return done(message("say_tab", tab.index + 1, titleOf(tab)), {
    ...(before && { undo: () => ports.tabs.activate(before.id) }),
  });
};

/** @param {number} by @returns {Handler} */
const along = (by) => go((tabs, at) =>
  tabs.length > 1 ? tabs[(at + by + tabs.length) % tabs.length] : undefined);

/** @type {Handler} */
const toNumber = async (call, ports) => {
  const tabs = await ports.tabs.list();
  const tab = tabs[placeOf(call.value, tabs.length)];
  return tab ? goTo(tab.id, ports) : refuse("why_no_such_tab", String(call.value), tabs.length);
};

/** @type {Handler} */
const list = async (_call, ports) => {
  const tabs = await ports.tabs.list();
  const at = tabs.findIndex((tab) => tab.active);
  return done(message("say_tabs", tabs.length, at + 1), {
    list: tabs.map((tab) => tabItem(tab, ports)), chosen: at,
  });
};

/** @type {Handler} */
const open = async (_call, ports) => {
  const before = await ports.tabs.current();
  const tab = await ports.tabs.create({ windowId: before.windowId });
  return done(message("say_tab_new", tab.index + 1), {
    undo: async () => {
      await ports.tabs.activate(before.id);
      await ports.tabs.close([tab.id]);
    },
  });
};

/** @type {Record<string, Handler>} */
export const tabs = {
  "tab.next": along(1),
  "tab.previous": along(-1),
  "tab.first": go((all) => all[0]),
  "tab.last": go((all) => all.at(-1)),
  "tab.last-used": go((all) =>
    all.filter((tab) => !tab.active).sort((a, b) => b.used - a.used)[0]),
  "tab.number": toNumber,
  "tab.list": list,
  "tab.new": open,
};
