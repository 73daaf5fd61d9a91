// Taking: what can be had of an element: its address, its source, its text; and the pointer held over it.

import { kindOf } from "./fields.js";
import { focusedHere } from "./focus.js";
import { hovered, moveTo } from "./hover.js";
import { use } from "./last_used.js";
import { mean } from "./meant.js";
import { elementOf, idOf } from "./model/ids.js";
import { nameOf } from "./names.js";
import { isSecret } from "./secret.js";
import { keepWay } from "./undoing.js";
/** @import {Reply} from "../handlers/ports.js" */
/** @import {Facts} from "../handlers/taking_port.js" */
/** @import {Elsewhere} from "./focus.js" */

/** As much text as is taken: a page could hold megabytes in one element. */
const MOST_TEXT = 1_000_000;

/** @param {string} key @param {...string} args @returns {Elsewhere} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** @param {number | undefined} id none: the focused one @returns {{ok: true, value: Element} | Elsewhere} */
const meant = (id) => {
  if (id === undefined) return focusedHere();
  const element = elementOf(id);
  return element ? { ok: true, value: element } : refuse("why_element_gone");
};

/** @param {any} element */
const linkOf = (element) => {
  const href = element.closest("a, area")?.href ?? "";
  return String(href.baseVal ?? href);
};

/** @param {any} element @returns {string} where an image or media comes from */
const sourceOf = (element) => {
  const shown = element.matches("img, video, audio, input[type='image']") ? element : element.querySelector("img");
  return String(shown?.currentSrc || shown?.src || "");
};

/** @param {Element} element */
const textOf = (element) => {
  if (kindOf(element) !== "" && "value" in element) return String(element.value);
  if (element.localName === "select") return [.../** @type {HTMLSelectElement} */ (element).selectedOptions].map((one) => one.label).join(", ");
  return /** @type {HTMLElement} */ (element).innerText?.trim() || nameOf(element);
};

/** @returns {Reply<number> | Elsewhere} the id of the focused element */
export const elementFocused = () => {
  const focused = focusedHere();
  return focused.ok ? { ok: true, value: idOf(focused.value) } : focused;
};

/** @param {{id?: number}} which @returns {Reply<Facts> | Elsewhere} */
export const elementFacts = ({ id }) => {
  const found = meant(id);
  if (!found.ok) return found;
  const element = found.value;
  return { ok: true, value: { name: nameOf(element), link: linkOf(element), source: sourceOf(element), isLink: element.matches("a, area") } };
};

/** What is selected, in a frame that a script may look into, too. @param {Document} page @returns {string} */
const selectedIn = (page) => page.getSelection()?.toString() ?? "";

/** What is selected, else the text of the element. @param {{id?: number}} which @returns {Reply<{text: string}> | Elsewhere} */
export const elementText = ({ id }) => {
  const focused = focusedHere();
  if (!focused.ok && focused.within && id === undefined) return focused;
  const secret = focused.ok && isSecret(focused.value);
  const selected = secret ? "" : selectedIn(focused.ok ? focused.value.ownerDocument : document);
  if (selected.trim()) return { ok: true, value: { text: selected.slice(0, MOST_TEXT) } };
  const found = meant(id);
  if (!found.ok) return found.why.key === "why_nothing_focused" ? refuse("why_nothing_to_copy") : found;
  if (isSecret(found.value)) return refuse("why_secret_field", nameOf(found.value));
  const text = textOf(found.value).slice(0, MOST_TEXT);
  return text ? { ok: true, value: { text } } : refuse("why_nothing_to_copy");
};

/** @param {{id?: number}} which @returns {Reply<{name: string, token: number}> | Elsewhere} */
export const elementHover = ({ id }) => {
  const found = meant(id);
  if (!found.ok) return found;
  const element = found.value;
  mean(element);
  const before = hovered()[0];
  const ref = before && new WeakRef(before);
  element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  moveTo(element);
  use(element);
  const token = keepWay(() => {
    const there = ref?.deref();
    moveTo(there?.isConnected ? there : null);
    return true;
  });
  return { ok: true, value: { name: nameOf(element), token } };
};
