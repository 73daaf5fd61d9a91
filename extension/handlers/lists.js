// Lists: the links, headings, fields … of the page, to move in and to act on; by name, and by place.

import { isActionable, isField } from "../core/families.js";
import { clear, rank } from "../core/fuzzy.js";
import { detailFor, nowFor, titleFor } from "./describing.js";
import { clickWith } from "./elements.js";
import { heardAt } from "./feedback.js";
import { byLiking } from "./liking.js";
import { and, done, message, must, refuse, textOf } from "./outcome.js";
import { linkFor } from "./taking.js";
/** @import {Listed, PageElement} from "./elements_port.js" */
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */
/** @import {Place} from "../core/place.js" */

/** What is said of each family: of many, and of none. */
const FAMILIES = /** @type {Record<string, [string, string]>} */ ({
  link: ["say_links", "why_no_links"],
  heading: ["say_headings", "why_no_headings"],
  field: ["say_fields", "why_no_fields"],
  button: ["say_buttons", "why_no_buttons"],
  landmark: ["say_landmarks", "why_no_landmarks"],
  image: ["say_images", "why_no_images"],
  element: ["say_elements", "why_no_elements"],
});

/** Fields that a click changes; the others wait for a value. */
const TOGGLES = new Set(["checkbox", "radio", "switch"]);
/** As many hits are read out; the rest is in the list. */
const READ_OUT = 5;

/**
 * Goes to it: into view and, where it takes it, with the focus. One that is gone keeps its number, so
 * that next and previous go on.
 * @param {PageElement} element @param {Item} item @param {string} number "3 of 12" as say_item has it @param {number} count @param {Ports} ports
 * @returns {Promise<Outcome>}
 */
const show = async (element, item, number, count, ports) => {
  const reply = await ports.elements.show(element.at);
  if (!reply.ok) {
    if (reply.why.key !== "why_element_gone") return reply;
    return done(message("say_item", number, count, item.title, ports.words.of(reply.why)));
  }
  const { now, spot } = reply.value;
  return done(message("say_item", number, count, titleFor(now, ports), nowFor(now, ports)), {
    ...heardAt(now, now.place ?? element.place, ports),
    undo: async () => void must(await ports.elements.leave(spot)),
  });
};

/** @param {PageElement} element @param {Ports} ports @returns {Promise<Outcome>} */
export const goTo = async (element, ports) => {
  const reply = await ports.elements.show(element.at);
  if (!reply.ok) return reply;
  const { now, spot } = reply.value;
  return done(message("say_at", titleFor(now, ports), nowFor(now, ports)), {
    ...heardAt(now, now.place ?? element.place, ports),
    undo: async () => void must(await ports.elements.leave(spot)),
  });
};

/** @param {PageElement} element @param {Ports} ports @returns {Promise<Outcome>} */
const click = (element, ports) =>
  clickWith((sure) => ports.elements.click(element.at, { button: "left", sure }), ports);

/** Ticks it, and says how it stands then; undo ticks it again. @param {PageElement} element @param {Ports} ports @returns {Promise<Outcome>} */
const toggle = async (element, ports) => {
  const clicked = await click(element, ports);
  if (!clicked.ok) return clicked;
  const there = await goTo(element, ports);
  if (!there.ok) return clicked;
  return done(there.say, { undo: async () => void must(await ports.elements.click(element.at, { button: "left", sure: true })) });
};

/** What a person means who picks it: a click, or for a field to go there. @param {PageElement} element @param {Ports} ports @returns {Promise<Outcome>} */
export const act = (element, ports) => {
  if (TOGGLES.has(element.role)) return toggle(element, ports);
  return isActionable(element.role) && !isField(element.role) ? click(element, ports) : goTo(element, ports);
};

/** What goes on in a list stays in it, but for a link, which leads away. @param {Outcome} outcome @param {PageElement} element @param {Item[]} list @param {number} chosen @returns {Outcome} */
const stay = (outcome, element, list, chosen) =>
  outcome.ok && element.role !== "link" && !outcome.list ? { ...outcome, list, chosen } : outcome;

/** @param {PageElement[]} found @param {Ports} ports @returns {Item[]} */
export const itemsOf = (found, ports) => {
  /** @type {Item[]} */
  const items = found.map((element, i) => ({
    title: titleFor(element, ports),
    detail: detailFor(element, ports),
    ...(element.href && { url: element.href }),
    at: element.at,
    show: () => show(element, items[i], String(i + 1), found.length, ports),
    act: async () => stay(await act(element, ports), element, items, i),
  }));
  return items;
};

/** Nobody should take what is told at once for all that a page has. @param {Extract<Listed, {ok: true}>} listed */
export const leftOut = ({ value, left }) => (left ? message("say_left_out", value.length, value.length + left) : null);

/** The first in view, else the first that comes below it. @param {PageElement[]} found */
const firstHere = (found) => {
  const seen = found.findIndex(({ visible }) => visible);
  return seen >= 0 ? seen : Math.max(found.findIndex(({ side }) => side === "below"), 0);
};

/** All of them in the order of taste where links are set so; null where they stay as the page has them. @param {PageElement[]} links @param {Ports} ports */
const likedFirst = async (links, ports) => {
  const named = links.map((element) => ({ title: element.name, url: element.href ?? "", element }));
  const sorted = await byLiking(named, ports, { lists: "links" });
  return sorted === named ? null : sorted.map(({ element }) => element);
};

/** @param {string} family @returns {Handler} */
const list = (family) => async (_call, ports) => {
  const reply = await ports.elements.list(family);
  if (!reply.ok) return reply;
  const [many, none] = FAMILIES[family];
  if (reply.value.length === 0) return { ok: false, why: and(message(none), leftOut(reply), ports) };
  const liked = family === "link" ? await likedFirst(reply.value, ports) : null;
  const found = liked ?? reply.value;
  const items = itemsOf(found, ports);
  const chosen = liked ? 0 : firstHere(found);
  const { title, detail } = items[chosen];
  const sound = heardAt(found[chosen], found[chosen].place, ports);
  const told = liked ? message("say_links_by_taste", items.length, title, detail) : message(many, items.length, chosen + 1, title, detail);
  const say = and(told, leftOut(reply), ports);
  return done(say, { list: items, chosen, ...sound });
};

/** Links of one name to one address are one. @param {PageElement[]} found */
const apart = (found) => {
  const known = new Set();
  return found.filter(({ role, name, href }) => {
    const key = href ? `${role}\n${name}\n${href}` : null;
    const isNew = key === null || !known.has(key);
    known.add(key);
    return isNew;
  });
};

/** Parts of a page that it has besides what it is about. */
const ASIDE = new Set(["banner", "navigation", "contentinfo", "complementary", "search"]);

/** @param {PageElement} outer @param {PageElement} inner */
const holds = ({ frame, box }, inner) => frame === inner.frame && inner.box.left >= box.left && inner.box.top >= box.top
  && inner.box.left + inner.box.width <= box.left + box.width && inner.box.top + inner.box.height <= box.top + box.height;

/** In the main part where there is one, and in none that is aside. @param {PageElement[]} links @param {PageElement[]} parts */
const firstOf = (links, parts) => {
  const [main, aside] = [parts.filter(({ role }) => role === "main"), parts.filter(({ role }) => ASIDE.has(role))];
  const apart = links.filter((link) => !aside.some((part) => holds(part, link)));
  return apart.find((link) => main.some((part) => holds(part, link))) ?? apart[0] ?? links[0];
};

/** The first of what is offered, else of the links. @type {Handler} */
const first = async ({ list: offered }, ports) => {
  if (offered?.length) return offered[0].act();
  const links = await ports.elements.list("link");
  if (!links.ok) return links;
  if (links.value.length === 0) return { ok: false, why: and(message("why_no_links"), leftOut(links), ports) };
  const parts = await ports.elements.list("landmark");
  return act(firstOf(links.value, parts.ok ? parts.value : []), ports);
};

/** @type {Handler} */
const find = async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const reply = await ports.elements.list("element");
  if (!reply.ok) return reply;
  const named = apart(reply.value.filter(({ name }) => name));
  const acting = rank(text, named.filter(({ role }) => isActionable(role)), ({ name }) => [name]);
  const hits = acting.length ? acting : rank(text, named, ({ name }) => [name]);
  if (hits.length === 0) return { ok: false, why: and(message("why_no_element_called", text, nearest(reply.value, ports)), leftOut(reply), ports) };
  if (clear(hits)) return act(hits[0].item, ports);
  const items = itemsOf(hits.map(({ item }) => item), ports);
  const read = items.slice(0, READ_OUT).map(({ title, detail }, i) => `${i + 1}: ${title}, ${detail}`).join("; ");
  return done(and(message("say_elements_found", items.length, text, read), leftOut(reply), ports), { list: items });
};

/** What is in view, to say what one could have meant. @param {PageElement[]} found @param {Ports} ports */
const nearest = (found, ports) =>
  found.filter(({ visible, name, role }) => visible && name && isActionable(role)).slice(0, 3)
    .map((one) => titleFor(one, ports)).join(", ") || ports.words.of(message("say_nothing_named"));

/** @param {unknown} value @returns {value is Place} */
const isPlace = (value) => typeof value === "object" && value !== null && "row" in value && "column" in value;

/** @param {Place} a @param {Place} b */
const distance = (a, b) => Math.hypot(a.row - b.row, a.column - b.column);

/** To the element nearest a place of the view; next goes to the next nearest. @type {Handler} */
const at = async ({ value }, ports) => {
  if (!isPlace(value)) return refuse("why_no_place");
  const reply = await ports.elements.list("element");
  if (!reply.ok) return reply;
  const seen = reply.value.filter(({ visible, role }) => visible && (isActionable(role) || role === "heading" || role === "image"));
  if (seen.length === 0) return refuse("why_no_elements");
  const near = seen.sort((a, b) => distance(a.place, value) - distance(b.place, value));
  const list = itemsOf(near, ports);
  const outcome = await goTo(near[0], ports);
  return outcome.ok ? { ...outcome, list, chosen: 0 } : outcome;
};

/** @type {Handler} */
const newTab = async (call, ports) => {
  const link = await linkFor(call, ports);
  return link.ok ? openTab(link.value.name, link.value.url, ports) : link;
};

/** @param {string} name @param {string} url @param {Ports} ports @returns {Promise<Outcome>} */
export const openTab = async (name, url, ports) => {
  if (!/^(https?|file):/.test(url)) return refuse("why_no_address_there", name);
  const before = await ports.tabs.current();
  const tab = await ports.tabs.create({ url, windowId: before.windowId, index: before.index + 1 });
  return done(message("say_clicked_new_tab", name), {
    undo: async () => {
      await ports.tabs.activate(before.id);
      await ports.tabs.close([tab.id]);
    },
  });
};

/** Everything in view with a name that acts: what there is to choose from. @param {Ports} ports @returns {Promise<Item[]>} */
export const elementOffer = async (ports) => {
  const reply = await ports.elements.list("element");
  return reply.ok ? itemsOf(apart(reply.value.filter(({ visible, name, role }) => visible && name && isActionable(role))), ports) : [];
};

/** @type {Record<string, Handler>} */
export const lists = {
  "link.list": list("link"),
  "link.first": first,
  "heading.list": list("heading"),
  "field.list": list("field"),
  "button.list": list("button"),
  "landmark.list": list("landmark"),
  "image.list": list("image"),
  "element.list": list("element"),
  "element.find": find,
  "element.at": at,
  "element.new-tab": newTab,
};
