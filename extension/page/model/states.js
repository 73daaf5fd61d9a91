// States: what an element is in now: checked, open, off … read at the moment of asking.

import { isField } from "../../core/families.js";
import { tidy } from "../../core/tidy.js";
import { isSecret } from "../secret.js";
/** @import {State} from "../../core/frames.js" */

const LONGEST_VALUE = 80;
/** Their state is all in attributes that most of them lack. */
const TOGGLES = new Set(["checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio", "option", "treeitem"]);

/** @param {Element} element @param {string} name @returns {boolean | "mixed" | undefined} */
const aria = (element, name) => {
  const value = element.getAttribute(name);
  if (value === "mixed") return "mixed";
  return value === "true" ? true : value === "false" ? false : undefined;
};

/** @param {any} element */
const checked = (element) => {
  if (element.localName !== "input") return aria(element, "aria-checked");
  return element.indeterminate ? "mixed" : element.checked;
};

/** @param {Element} element */
const expanded = (element) => {
  const details = element.localName === "summary" ? element.parentElement : null;
  return details?.localName === "details" ? details.hasAttribute("open") : aria(element, "aria-expanded");
};

/** @param {Element} element */
const disabled = (element) =>
  element.matches(":disabled") || element.closest("[aria-disabled='true']") !== null;

/** @param {any} element @param {string} role */
const valueOf = (element, role) => {
  if (isSecret(element)) return undefined;
  if (element.localName === "select") return [...element.selectedOptions].map((one) => one.label).join(", ");
  if (role === "slider" || role === "spinbutton") {
    return element.getAttribute("aria-valuetext") ?? element.getAttribute("aria-valuenow") ?? element.value;
  }
  if (element.localName === "input" || element.localName === "textarea") return String(element.value).slice(0, 10 * LONGEST_VALUE);
  return element.textContent?.slice(0, 10 * LONGEST_VALUE);
};

/** @type {[keyof State, (element: Element, role: string) => any, (role: string) => boolean][]} */
const READ = [
  ["checked", checked, (role) => TOGGLES.has(role)],
  ["pressed", (element) => aria(element, "aria-pressed"), (role) => role === "button"],
  ["expanded", expanded, () => true],
  ["selected", (element) => aria(element, "aria-selected"), (role) => /^(tab|option|treeitem|gridcell)$/.test(role)],
  ["disabled", (element) => disabled(element) || undefined, (role) => role !== "link"],
  ["required", (element) => (/** @type {any} */ (element).required || aria(element, "aria-required")) || undefined, isField],
  ["readonly", (element) => (/** @type {any} */ (element).readOnly || aria(element, "aria-readonly")) || undefined, isField],
  ["invalid", (element) => (aria(element, "aria-invalid") ? true : undefined), isField],
  ["current", (element) => !/^(|false)$/.test(element.getAttribute("aria-current") ?? "") || undefined, () => true],
  ["opens", (element) => !/^(|false)$/.test(element.getAttribute("aria-haspopup") ?? "") || undefined, () => true],
];
/** These have no state worth a look. */
const STATELESS = new Set(["heading", "image", "audio", "video", "scrollable", "banner", "complementary", "contentinfo", "form", "main",
  "navigation", "region", "search"]);
const VALUED = new Set(["textbox", "searchbox", "combobox", "spinbutton", "slider", "date", "color", "listbox"]);

/** @param {string} role */
export const isStateless = (role) => STATELESS.has(role);

/** @param {Element} element @param {string} role @returns {State} what doesn't apply is left out */
export const stateOf = (element, role) => {
  const state = /** @type {State} */ ({});
  if (STATELESS.has(role)) return state;
  for (const [name, read, applies] of READ) {
    const value = applies(role) ? read(element, role) : undefined;
    if (value !== undefined) /** @type {any} */ (state)[name] = value;
  }
  if (VALUED.has(role)) {
    const value = tidy(valueOf(element, role) ?? "", LONGEST_VALUE);
    if (value) state.value = value;
  }
  return state;
};
