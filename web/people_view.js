// People on the page: each with what they put in, and what an admin may do about them.

import { made } from "./answer_view.js";
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
  item.dataset.name = `${one.name}, ${one.role}`;
  item.append(made("h3", `${one.name} (${one.role}${one.name === me ? ", you" : ""})`), made("p", factsOf(one), "help"));
  if (one.fit) item.append(made("p", `Should be an admin: ${one.fit}.`, "fit"));
  if (acts) item.append(ways(one, me, acts));
  return item;
}

/** @param {Member} one */
function factsOf({ created, seen, minutes, used }) {
  const here = seen === null ? "never here yet" : `last here ${ago(Date.now() - seen)}`;
  return [`since ${new Date(created).toLocaleDateString()}`, here, `${counted(minutes, "minute")} played`, `${counted(used, "contribution")} in use`].join(", ");
}

/** @param {Member} one @param {string} me @param {Acts} acts */
function ways(one, me, acts) {
  const row = made("p", "", "row");
  if (one.role === "user") row.append(button(`Make ${one.name} an admin`, "review.accept", () => acts.role(one, "admin")));
  else if (!one.stays) row.append(button(`Make ${one.name} a user`, "review.reject", () => acts.role(one, "user")));
  // One's own is changed below, by the one of now.
  if (one.name !== me) row.append(button(`New password for ${one.name}`, "review.edit", () => acts.password(one)));
  if (!one.stays) row.append(button(`Remove ${one.name}`, "review.delete", () => acts.remove(one)));
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
