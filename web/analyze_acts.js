// What can be done on the roll's page: one table for buttons, keys and help.

import { t } from "./texts.js";

/**
 * @typedef {object} Act
 * @property {string} text of its button
 * @property {string} key as the event names it; "" none
 * @property {"play" | "cell" | "view" | "take" | "feedback" | "save"} group where its button stands
 * @property {string} [command] that presses its button
 * @property {() => unknown} run
 * @property {() => boolean} [on] whether it is on now, for what goes on and off
 */

/** What is written for keys that have no sign of their own. @type {Record<string, string>} */
const SIGNS = { " ": "Space", Enter: "Enter", Escape: "Esc", Backspace: "Backspace" };
/** And what is read of them. @type {Record<string, string>} */
const SHOWN = { " ": t("Space"), Enter: t("Enter"), Escape: t("Esc"), Backspace: t("Backspace") };

/**
 * Puts a button of each act where it belongs.
 * @param {readonly Act[]} acts
 * @param {Record<Act["group"], HTMLElement>} places
 * @returns {() => void} shows again what is on
 */
export function openActs(acts, places) {
  const shows = acts.map((act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.append(act.text);
    if (act.command) button.dataset.command = act.command;
    if (act.key) {
      const sign = document.createElement("kbd");
      sign.textContent = SHOWN[act.key] ?? act.key.toUpperCase();
      // Told by aria-keyshortcuts, and no part of the name.
      sign.setAttribute("aria-hidden", "true");
      button.append(sign);
      button.setAttribute("aria-keyshortcuts", SIGNS[act.key] ?? act.key);
    }
    button.addEventListener("click", () => void act.run());
    places[act.group].append(button);
    return () => {
      if (act.on) button.setAttribute("aria-pressed", String(act.on()));
    };
  });
  return () => shows.forEach((show) => show());
}

/** The act of a key, where no other key is held. @param {readonly Act[]} acts @param {KeyboardEvent} event */
export const actOf = (acts, { key, ctrlKey, metaKey, altKey }) =>
  ctrlKey || metaKey || altKey ? undefined : acts.find((act) => act.key !== "" && act.key === (key.length === 1 ? key.toLowerCase() : key));
