// Taking: copy an address or a text, download, open in a new window, hold the pointer over an element.

import { done, message, must, refuse } from "./outcome.js";
/** @import {ElementPlace} from "./elements_port.js" */
/** @import {Call, Handler, Item, Ports, Reply} from "./ports.js" */

/** As much of a text as is said of it. */
const SAID = 80;

/** @param {Call} call @returns {Item | undefined} the one chosen in the list on offer */
const chosenOf = ({ list, chosen }) => (chosen == null ? undefined : list?.[chosen]);

/** Null is what has the focus. @param {Call} call @returns {ElementPlace | null} */
const placeOf = (call) => chosenOf(call)?.at ?? null;

/** What a list named goes away with its page, or when an app shows something else. */
const GONE = new Set(["why_element_gone", "why_page_left"]);

/**
 * Asks about what is chosen; where that is gone, about what has the focus.
 * @template T
 * @param {Call} call @param {(at: ElementPlace | null) => Promise<Reply<T>>} ask @returns {Promise<Reply<T>>}
 */
const ofMeant = async (call, ask) => {
  const at = placeOf(call);
  const reply = await ask(at);
  if (reply.ok || !at || !GONE.has(reply.why.key)) return reply;
  const focused = await ask(null);
  return focused.ok ? focused : reply;
};

/** What is done to an element of a list leaves the list on offer. @param {Call} call */
const staying = ({ list, chosen }) => ({ ...(list && { list }), ...(chosen != null && { chosen }) });

/**
 * The address of the chosen link, else of the focused one.
 * @param {Call} call @param {Ports} ports @returns {Promise<Reply<{name: string, url: string}>>}
 */
export const linkFor = async (call, ports) => {
  const item = chosenOf(call);
  if (item?.url) return { ok: true, value: { name: item.title, url: item.url } };
  const reply = await ofMeant(call, ports.taking.facts);
  if (!reply.ok) return reply.why.key === "why_nothing_focused" ? refuse("why_no_link_chosen") : reply;
  const { name, link } = reply.value;
  return link ? { ok: true, value: { name, url: link } } : refuse("why_no_link", name);
};

/** @type {Handler} */
const copyLink = async (call, ports) => {
  const link = await linkFor(call, ports);
  if (!link.ok) return link;
  const reply = await ports.clipboard.write(link.value.url);
  return reply.ok ? done(message("say_copied", link.value.url), staying(call)) : reply;
};

/** @param {string} text */
const shortened = (text) => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > SAID ? `${line.slice(0, SAID - 1)}…` : line;
};

/** @type {Handler} */
const copyText = async (call, ports) => {
  const found = await ofMeant(call, ports.taking.text);
  if (!found.ok) return found;
  const { text } = found.value;
  const reply = await ports.clipboard.write(text);
  if (!reply.ok) return reply;
  const said = text.trim().length > SAID ? message("say_copied_long", [...text].length, shortened(text)) : message("say_copied", shortened(text));
  return done(said, staying(call));
};

/** @type {Handler} */
const download = async (call, ports) => {
  const facts = await ofMeant(call, ports.taking.facts);
  if (!facts.ok) return facts.why.key === "why_nothing_focused" ? refuse("why_nothing_to_download") : facts;
  const { name, link, source, isLink } = facts.value;
  const url = (isLink ? link : source) || link;
  if (!url) return refuse("why_no_file", name);
  if (!/^(https?|ftp|data):/.test(url)) return refuse("why_not_downloadable", name);
  const reply = await ports.downloads.get(url);
  if (!reply.ok) return reply;
  const { id, name: file, whole } = reply.value;
  return done(message(whole ? "say_downloaded" : "say_downloading", file), {
    ...staying(call), undo: () => ports.downloads.remove(id),
  });
};

/** @type {Handler} */
const newWindow = async (call, ports) => {
  const link = await linkFor(call, ports);
  if (!link.ok) return link;
  const { name, url } = link.value;
  if (!/^(https?|file):/.test(url)) return refuse("why_no_address_there", name);
  const { windowId } = await ports.tabs.current();
  const { id } = await ports.windows.create(url);
  return done(message("say_opened_window", name), {
    undo: async () => {
      await ports.windows.focus(windowId);
      await ports.windows.close(id);
    },
  });
};

/** @type {Handler} */
const hover = async (call, ports) => {
  const reply = await ofMeant(call, ports.taking.hover);
  if (!reply.ok) return reply;
  const { name, way } = reply.value;
  return done(message("say_hovered", name), {
    ...staying(call), undo: async () => void must(await ports.taking.back(way)),
  });
};

/** @type {Record<string, Handler>} */
export const taking = {
  "element.hover": hover,
  "element.copy-link": copyLink,
  "element.copy-text": copyText,
  "element.download": download,
  "element.new-window": newWindow,
};
