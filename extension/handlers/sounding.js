// Tabs that sound: going to them, and silencing them all for a while.

import { done, message, refuse, titleOf } from "./outcome.js";
import { goTo, tabItem } from "./tabs.js";
/** @import {Handler, Outcome, Ports, Tab} from "./ports.js" */

/** @param {Ports} ports */
const heard = async (ports) => (await ports.tabs.all()).filter((tab) => tab.playing && !tab.muted);

/** @type {Handler} */
const go = async (_call, ports) => {
  const [tabs, current] = await Promise.all([heard(ports), ports.tabs.current()]);
  const others = tabs.filter((tab) => tab.id !== current.id);
  if (others.length === 0) return refuse(tabs.length ? "why_only_this_sounds" : "why_nothing_sounds");
  if (others.length === 1) return goTo(others[0].id, ports);
  return done(message("say_tabs_sounding", others.length), { list: others.map((tab) => tabItem(tab, ports)) });
};

/** @param {number[]} ids @param {boolean} on @param {Ports} ports */
const muteAll = async (ids, on, ports) => {
  const open = await Promise.all(ids.map((id) => ports.tabs.get(id)));
  await Promise.all(open.flatMap((tab) => (tab ? [ports.tabs.mute(tab.id, on)] : [])));
};

/**
 * Mutes, or sounds again, and remembers which are muted by it.
 * @param {number[]} ids @param {boolean} on @param {number[]} before @param {number[]} after @param {Ports} ports
 */
const apply = async (ids, on, before, after, ports) => {
  await muteAll(ids, on, ports);
  await ports.media.keepSilenced(after);
  return async () => {
    await muteAll(ids, !on, ports);
    await ports.media.keepSilenced(before);
  };
};

/** @param {Tab[]} tabs @param {number[]} before @param {Ports} ports @returns {Promise<Outcome>} */
const silence = async (tabs, before, ports) => {
  const ids = tabs.map((tab) => tab.id);
  const undo = await apply(ids, true, before, [...new Set([...before, ...ids])], ports);
  const said = tabs.length === 1 ? message("say_muted", titleOf(tabs[0])) : message("say_silenced", tabs.length);
  return done(said, { undo });
};

/**
 * What was unmuted or closed meanwhile stays as it is.
 * @param {number[]} before @param {Ports} ports @returns {Promise<Outcome>}
 */
const restore = async (before, ports) => {
  const tabs = (await ports.tabs.all()).filter((tab) => before.includes(tab.id) && tab.muted);
  if (tabs.length === 0) return refuse("why_nothing_sounds");
  const undo = await apply(tabs.map((tab) => tab.id), false, before, [], ports);
  const said = tabs.length === 1 ? message("say_unmuted", titleOf(tabs[0])) : message("say_unsilenced", tabs.length);
  return done(said, { undo });
};

/** While anything sounds it is silenced; then all that was sounds again. @type {Handler} */
const toggle = async (_call, ports) => {
  const [tabs, before] = await Promise.all([heard(ports), ports.media.silenced()]);
  return tabs.length ? silence(tabs, before, ports) : restore(before, ports);
};

/** @type {Record<string, Handler>} */
export const sounding = { "tab.sounding": go, "media.silence": toggle };
