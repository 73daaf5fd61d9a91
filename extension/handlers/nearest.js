// Nearest: to the thing of a kind that is nearest to what is chosen or has the focus, else to the middle of the view.

import { FAMILIES, familyOf } from "../core/families.js";
import { clear, rank } from "../core/fuzzy.js";
import { nearer } from "../core/near.js";
import { ROLES } from "./describing.js";
import { itemsOf, leftOut } from "./lists.js";
import { and, done, message, refuse, textOf } from "./outcome.js";
/** @import {ElementPlace, PageElement} from "./elements_port.js" */
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */

/** A kind of thing, and whether an element is one. @typedef {{word: string, has: (role: string) => boolean}} Kind */

/** The word for each family that can be asked for. */
const WORDS = /** @type {const} */ ({
  link: "say_role_link", button: "say_role_button", field: "say_kind_field", heading: "say_role_heading", image: "say_role_image",
  landmark: "say_kind_landmark", media: "say_kind_media",
});

/** Families first, so that they win over a role of the same word. @param {Ports} ports @returns {Kind[]} */
const kinds = (ports) => {
  const families = Object.entries(WORDS).map(([family, key]) => (
    { word: ports.words.of(message(key)), has: (/** @type {string} */ role) => familyOf(role) === family }));
  const known = new Set(families.map(({ word }) => word));
  const roles = Object.values(FAMILIES).flat().map((one) => (
    { word: ports.words.of(message(ROLES[one])), has: (/** @type {string} */ role) => ROLES[role] === ROLES[one] }));
  return [...families, ...roles.filter(({ word }) => !known.has(word) && known.add(word))];
};

/** Where one is: what is chosen, else what has the focus. @param {ElementPlace | undefined} chosen @param {PageElement[]} all @param {Ports} ports */
const cursorIn = async (chosen, all, ports) => {
  const focused = chosen ? null : await ports.taking.focused();
  const at = chosen ?? (focused?.ok ? focused.value : null);
  return at && all.find((one) => one.at.frame === at.frame && one.at.id === at.id);
};

/** @param {Kind} kind @param {ElementPlace | undefined} from @param {Ports} ports @returns {Promise<Outcome>} */
const goTo = async (kind, from, ports) => {
  const reply = await ports.elements.list("element");
  if (!reply.ok) return reply;
  const all = reply.value;
  const cursor = await cursorIn(from, all, ports);
  // What is in view but not to be seen is covered by something.
  const some = all.filter((one) => kind.has(one.role) && one !== cursor && (one.visible || one.side !== "in"));
  if (some.length === 0) return { ok: false, why: and(message("why_none_near", kind.word), leftOut(reply), ports) };
  const list = itemsOf(some.sort(nearer(cursor?.box ?? null)), ports);
  const shown = await /** @type {NonNullable<Item["show"]>} */ (list[0].show)();
  return shown.ok ? { ...shown, list, chosen: 0 } : shown;
};

/** @type {Handler} */
const nearest = async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const all = kinds(ports);
  const hits = rank(text, all, ({ word }) => [word]);
  const from = call.chosen == null ? undefined : call.list?.[call.chosen].at;
  if (clear(hits)) return goTo(hits[0].item, from, ports);
  if (hits.length === 0) return refuse("why_no_such_kind", text, all.slice(0, Object.keys(WORDS).length).map(({ word }) => word).join(", "));
  return done(message("say_kinds_found", hits.length, text), {
    list: hits.map(({ item }) => ({ title: item.word, detail: "", act: () => goTo(item, from, ports) })),
  });
};

/** The kinds that the page has, with how many. @param {Ports} ports @returns {Promise<Item[]>} */
export const kindOffer = async (ports) => {
  const reply = await ports.elements.list("element");
  if (!reply.ok) return [];
  return kinds(ports).slice(0, Object.keys(WORDS).length).flatMap((kind) => {
    const count = reply.value.filter(({ role }) => kind.has(role)).length;
    return count ? [{ title: kind.word, detail: String(count), act: () => goTo(kind, undefined, ports) }] : [];
  });
};

/** @type {Record<string, Handler>} */
export const near = { "element.nearest": nearest };
