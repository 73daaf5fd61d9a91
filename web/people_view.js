// People on the page: each with what they put in, and what an admin may do about them.

import { made } from "./answer_view.js";
import { named } from "./named.js";
import { locale, t } from "./texts.js";
import { ago, counted } from "./words.js";

/** @typedef {{name: string, role: "admin" | "user", created: number, seen: number | null, minutes: number, used: number, stays: boolean, fit: string}} Member */
/**
 * @typedef {object} Acts What an admin may do.
 * @property {(one: Member, role: "admin" | "user") => void} role
 * @property {(one: Member) => void} password
 * @property {(one: Member) => void} remove
 */

/**
 * @param {Member} one
 * @param {string} me the name of who looks
 * @param {Acts | null} acts null: who looks may change nobody
 */
export function memberItem(one, me, acts) {
  const item = made("li", "");
  item.id = `person-${one.name}`;
  item.dataset.name = `${one.name}, ${named(one.role)}`;
  item.append(made("h3", `${one.name} (${named(one.role)}${one.name === me ? t(", you") : ""})`), made("p", factsOf(one), "help"));
  if (one.fit) item.append(made("p", t("Should be an admin: {fit}.", { fit: one.fit }), "fit"));
  if (acts) item.append(ways(one, me, acts));
  return item;
}

/** @param {Member} one */
function factsOf({ created, seen, minutes, used }) {
  const here = seen === null ? t("never here yet") : t("last here {ago}", { ago: ago(Date.now() - seen) });
  return [t("since {day}", { day: new Date(created).toLocaleDateString(locale) }), here, t("{minutes} played", { minutes: counted(minutes, "minute") }), t("{contributions} in use", { contributions: counted(used, "contribution") })].join(", ");
}

/** @param {Member} one @param {string} me @param {Acts} acts */
function ways(one, me, acts) {
  const row = made("p", "", "row");
  if (one.role === "user") row.append(button(t("Make {name} an admin", { name: one.name }), "review.accept", () => acts.role(one, "admin")));
  else if (!one.stays) row.append(button(t("Make {name} a user", { name: one.name }), "review.reject", () => acts.role(one, "user")));
  // One's own is changed below, by the one of now.
  if (one.name !== me) row.append(button(t("New password for {name}", { name: one.name }), "review.edit", () => acts.password(one)));
  if (!one.stays) row.append(button(t("Remove {name}", { name: one.name }), "review.delete", () => acts.remove(one)));
  return row;
}

/** @param {string} text @param {string} command @param {() => void} act */
export function button(text, command, act) {
  const one = made("button", text, "quiet");
  one.type = "button";
  one.dataset.command = command;
  one.addEventListener("click", act);
  return one;
}
