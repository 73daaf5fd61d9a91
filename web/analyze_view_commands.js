// How the roll's page is looked at by commands: its part of time and pitch, its panels, its switches.

import { momentName, pitchName } from "../extension/core/roll_names.js";
import { nextIs } from "./marked.js";
import { canTakeBack } from "./taking_back.js";

/** @import { World } from "./analyze_commands.js" */
/** @import { Became, Way } from "./own_ways.js" */

/** What can be switched on and off, and chosen from, by the numbers that people say: new ones come last. */
const SWITCHES = ["follows", "sounds", "say-words", "language", "by", "lane", "single", "take-where", "takes-order", "echo", "inquiry-topic"];

/** Semitones about all that are played. */
const AIR = 5;

/** @typedef {HTMLInputElement | HTMLSelectElement} Switch */

/** @param {World} world @returns {Record<string, Way>} */
export function viewing({ roll }) {
  const seen = () => ({ said: `Shown from ${momentName(Math.max(0, roll.view.from))} to ${momentName(Math.min(roll.length, roll.view.from + roll.view.span))}` });
  const keys = () => ({ said: `Shown from ${pitchName(roll.view.bottom)} to ${pitchName(roll.view.bottom + roll.view.lanes - 1)}` });
  return {
    "roll.zoom": (value) => {
      const seconds = Number(value);
      if (!(seconds >= 0)) return noValue(value);
      if (seconds) roll.zoom(roll.view.span / (seconds * 1000));
      else roll.fit();
      return seen();
    },
    "roll.pan": (value) => {
      roll.pan(Number(value), 0);
      return seen();
    },
    "roll.pitch": (value) => {
      roll.pan(0, Number(value));
      return keys();
    },
    "roll.height": (value) => {
      if (!(Number(value) >= 0)) return noValue(value);
      const { low, high } = roll.score;
      roll.stretch(roll.view.lanes / (Number(value) || high - low + AIR));
      if (!value) roll.pan(0, low - AIR / 2 - roll.view.bottom);
      return keys();
    },
    "roll.panel": (value) => unfolded(Number(value)),
    "roll.switch": (value) => turned(Number(value)),
  };
}

/** @param {unknown} value @returns {Became} */
export const noValue = (value) => ({ why: "no_value", args: [String(value)] });

/** @param {string} why @returns {Became} */
export const refuse = (why) => ({ why: "page", args: [why] });

/** @param {Element} element */
const isThere = (element) => element.closest("[hidden]") === null;

/** @param {readonly (Element | null)[]} all @param {(one: any) => string} nameOf */
const numbered = (all, nameOf) => all.flatMap((one, at) => (one && isThere(one) ? [`${at + 1} ${nameOf(one)}`] : [])).join(", ");

/** @param {HTMLDetailsElement} panel */
const titleOf = (panel) => plain(panel.querySelector("summary")?.textContent ?? "");

/** @param {string} text */
const plain = (text) => text.replace(/\s+/g, " ").trim();

/** Opens a panel, or with a minus folds it; its numbers stay, whichever are there. @param {number} number @returns {Became} */
function unfolded(number) {
  const panels = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll(".panels > details")]);
  if (number === 0) {
    for (const panel of panels) panel.open = false;
    return { said: `All are folded: ${numbered(panels, titleOf)}` };
  }
  const panel = panels[Math.abs(number) - 1];
  if (!panel) return noValue(number);
  if (!isThere(panel)) return refuse(`There is nothing in it: ${titleOf(panel)}`);
  panel.open = number > 0;
  panel.querySelector("summary")?.focus();
  // What is chosen from stands before what one looks through.
  const list = panel.querySelector("[data-entries]:not(fieldset)");
  if (panel.open && list instanceof HTMLElement) nextIs(list);
  return { said: `${titleOf(panel)}: ${panel.open ? "open" : "folded"}` };
}

/** @param {number} number @returns {Became} */
function turned(number) {
  const all = SWITCHES.map((id) => /** @type {Switch | null} */ (document.getElementById(id)));
  if (number === 0) return { said: numbered(all, stateOf) };
  const one = all[number - 1];
  if (!one) return noValue(number);
  if (!isThere(one) || (one instanceof HTMLSelectElement && one.options.length < 2)) return refuse(`There is nothing to choose: ${labelOf(one)}`);
  const was = valueOf(one);
  const next = typeof was === "boolean" ? !was : (was + 1) % /** @type {HTMLSelectElement} */ (one).options.length;
  set(one, next);
  canTakeBack(async () => set(one, was));
  return { said: stateOf(one) };
}

/** @param {Switch} one */
const valueOf = (one) => (one instanceof HTMLSelectElement ? one.selectedIndex : one.checked);

/** @param {Switch} one @param {number | boolean} value */
function set(one, value) {
  if (one instanceof HTMLSelectElement) one.selectedIndex = Number(value);
  else one.checked = Boolean(value);
  one.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A choice may lie in its label, and is none of its name. @param {Switch} one */
const labelOf = (one) => plain([...one.labels?.[0]?.childNodes ?? []].filter((node) => node !== one).map((node) => node.textContent).join(" "));

/** @param {Switch} one */
const stateOf = (one) => `${labelOf(one)}: ${one instanceof HTMLSelectElement ? one.selectedOptions[0]?.text ?? "nothing" : one.checked ? "on" : "off"}`;
