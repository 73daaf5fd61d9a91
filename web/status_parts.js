// The list of parts on the page of how the server is: each with its state in a word, and what mends it.

import { named } from "./named.js";
import { part } from "./page_parts.js";
import { t } from "./texts.js";

/** @typedef {{part: string, state: "ok" | "warning" | "failed", said?: string, mend?: string}} Part */

const SIGNS = { ok: "✓", warning: "!", failed: "✗" };

/**
 * Shows the parts, and in one line how many are not in order; what did not change is left as it is.
 * @param {Part[]} parts
 */
export function showParts(parts) {
  const list = part("parts-list", HTMLUListElement);
  const items = parts.map(itemOf);
  const changed = items.length !== list.children.length || items.some((item, at) => item.textContent !== list.children[at]?.textContent);
  if (changed) list.replaceChildren(...items);
  const line = part("parts-line", HTMLElement);
  const text = partsLine(parts);
  if (line.textContent !== text) line.textContent = text;
}

/**
 * Say in one line how all of it is.
 * @param {Part[]} parts
 */
export function partsLine(parts) {
  const named = (/** @type {string} */ state) => parts.filter((one) => one.state === state).map((one) => one.part).join(", ");
  const failed = named("failed");
  const warned = named("warning");
  if (!failed && !warned) return t("All is in order.");
  return [failed && t("Failed: {failed}.", { failed }), warned && t("To look at: {warned}.", { warned })].filter(Boolean).join(" ");
}

/** @param {Part} told */
function itemOf({ part: name, state, said, mend }) {
  const item = document.createElement("li");
  item.tabIndex = -1;
  const head = item.appendChild(document.createElement("span"));
  head.className = `state ${state}`;
  head.textContent = `${SIGNS[state]} ${name}: ${named(state)}`;
  if (said) item.append(` · ${said}`);
  if (mend) {
    const line = item.appendChild(document.createElement("p"));
    line.className = "mend";
    line.textContent = t("What helps: {mend}", { mend });
  }
  return item;
}
