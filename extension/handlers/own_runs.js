// Own runs: what a name or word does when it is called: goes to what it names, does its commands, types its text.
//
// A session has it as the commands that it comes to, so that it is done again where nobody has the word.

import { calledOf } from "../core/own.js";
import { goTo as goToElement } from "./lists.js";
import { visit } from "./navigation.js";
import { done, message, must, refuse } from "./outcome.js";
import { beginReplay } from "./replaying.js";
import { goTo } from "./tabs.js";
import { runMacro, told } from "./own_commands.js";
/** @import {Own} from "../core/own.js" */
/** @import {Handler, Outcome, Ports, Tab} from "./ports.js" */

/** @typedef {{url: string, title: string, percent?: number | null, heading?: string, text?: string, meaning?: string}} Facts of what it does */

/** An address without its fragment. @param {string} url */
const pageOf = (url) => url.split("#")[0];

/** The tab that shows it: this very address, else this page, else one of its title on its site. @param {Facts} does @param {Tab[]} tabs */
const tabFor = ({ url, title }, tabs) => tabs.find((tab) => tab.url === url)
  ?? tabs.find((tab) => pageOf(tab.url) === pageOf(url))
  ?? tabs.find((tab) => tab.title === title && tab.url.split("/", 3).join() === url.split("/", 3).join());

/** To its tab where it is open, else in a new one. @param {Facts} does @param {Ports} ports @returns {Promise<Outcome>} */
const toTab = async (does, ports) => {
  const tab = tabFor(does, await ports.tabs.all());
  if (tab) return asCommand("tab.find", tab.title, () => goTo(tab.id, ports), ports);
  if (/^(https?|file):/.test(does.url)) return toNewTab(does, ports);
  const before = await ports.tabs.current();
  const { id } = await ports.tabs.create({ url: does.url, windowId: before.windowId, index: before.index + 1 });
  return done(message("say_own_opened", does.title), {
    undo: async () => {
      await ports.tabs.activate(before.id);
      await ports.tabs.close([id]);
    },
  });
};

/** What is not done by this command comes to the same. @param {string} command @param {unknown} value @param {() => Promise<Outcome>} act @param {Ports} ports */
const asCommand = async (command, value, act, ports) => {
  const done = ports.own.doing(command);
  const outcome = await act();
  done(value, outcome.ok);
  return outcome;
};

/** @param {Facts} does @param {Ports} ports @returns {Promise<Outcome>} */
const toNewTab = async ({ url, title }, ports) => {
  const made = await ports.own.step({ command: "tab.new" });
  if (!made.ok) return made;
  const there = await asCommand("address.open", url, () => visit(url, ports), ports);
  if (there.ok) return done(message("say_own_opened", title), { parts: 2, ...(made.undo && { undo: made.undo }) });
  await made.undo?.();
  return there;
};

/** @param {Facts} does @param {Ports} ports @returns {Promise<Outcome>} */
const toPlace = async (does, ports) => {
  const there = await toTab(does, ports);
  if (!there.ok || typeof does.percent !== "number") return there;
  // It answers when the page is there.
  const found = await ports.page.where();
  const doing = ports.own.doing("scroll.percent");
  const scrolled = found.ok ? await ports.page.scroll({ axis: "y", by: "percent", times: does.percent }) : found;
  doing(does.percent, scrolled.ok);
  if (!scrolled.ok) return { ...there, say: message("say_own_not_scrolled", does.title, ports.words.of(scrolled.why)) };
  const heading = await toHeading(does.heading ?? "", ports);
  return done(message(heading ? "say_own_heading" : "say_own_there", does.title, does.percent), {
    parts: (there.parts ?? 1) + 1,
    undo: async () => {
      await heading?.undo?.();
      must(await ports.page.scrollBack(scrolled.value.from));
      await there.undo?.();
    },
  });
};

/** A page that has grown has its places elsewhere: then the heading that stood there is gone to. @param {string} name @param {Ports} ports */
const toHeading = async (name, ports) => {
  const where = name ? await ports.page.where() : null;
  if (!where?.ok || where.value.heading === name) return null;
  const headings = await ports.elements.list("heading");
  const found = headings.ok ? headings.value.find((one) => one.name === name) : undefined;
  const shown = found ? await goToElement(found, ports) : null;
  return shown?.ok ? shown : null;
};

/** @param {Facts} does @param {Ports} ports @returns {Promise<Outcome>} */
const typeText = ({ text = "" }, ports) => ports.own.step({ command: "field.type", value: text });

/** @param {Facts & {id?: string}} does @param {Ports} ports @returns {Promise<Outcome>} */
const replaySession = async ({ id = "", title }, ports) => {
  const there = (await ports.replay.sessions()).find((one) => one.id === id);
  return there ? beginReplay(there, {}, ports) : refuse("why_session_elsewhere", title);
};

/** @param {Facts} does @param {Ports} ports */
const toAddress = ({ url }, ports) => asCommand("address.open", url, () => visit(url, ports), ports);

/** What each kind does. Another kind of word is one more row. @type {Record<string, (entry: Own, ports: Ports, value: unknown) => Promise<Outcome>>} */
const RUNS = {
  tab: ({ does }, ports) => toTab(/** @type {Facts} */ (does), ports),
  place: ({ does }, ports) => toPlace(/** @type {Facts} */ (does), ports),
  address: ({ does }, ports) => toAddress(/** @type {Facts} */ (does), ports),
  bookmark: ({ does }, ports) => toAddress(/** @type {Facts} */ (does), ports),
  text: ({ does }, ports) => typeText(/** @type {Facts} */ (does), ports),
  meaning: async (entry) => done(message("say_own_means", calledOf(entry), /** @type {Facts} */ (entry.does).meaning ?? "")),
  session: ({ does }, ports) => replaySession(/** @type {Facts} */ (does), ports),
  commands: (entry, ports, value) => runMacro(entry, value, ports),
  macro: (entry, ports, value) => runMacro(entry, value, ports),
};

/** @type {Handler} */
export const runOwn = async ({ command, value }, ports) => {
  const entry = ports.own.all().find((one) => one.id === command);
  if (!entry) return refuse("why_own_gone");
  ports.own.now.latest = entry.id;
  const run = Object.hasOwn(RUNS, entry.does.kind) ? RUNS[entry.does.kind] : null;
  return run ? told(await run(entry, ports, value)) : refuse("why_own_kind", calledOf(entry), entry.does.kind);
};
