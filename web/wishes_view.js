// Wishes to be an admin: those that wait, answered by an admin; one's own, with its answer.

import { made } from "./answer_view.js";
import { button } from "./people_view.js";

/** @typedef {{id: number, name: string, why: string, asked: number, state: "open" | "granted" | "refused", answer: string, answered: number | null, by: string, seen: number | null}} Wish */

/** @param {number} ms since 1970 */
const day = (ms) => new Date(ms).toLocaleDateString();

/**
 * A wish, as admins see it.
 * @param {Wish} wish
 * @param {(wish: Wish, grant: boolean, answer: string) => void} answer
 */
export function wishItem(wish, answer) {
  const item = made("li", "");
  item.id = `wish-${wish.id}`;
  item.append(made("h3", `${wish.name} asks to be an admin`), made("p", `“${wish.why}”`), made("p", `since ${day(wish.asked)}`, "help"));
  const form = made("form", "");
  const label = made("label", `Your answer to ${wish.name}, in a sentence`);
  const field = made("input", "");
  Object.assign(field, { maxLength: 500, autocomplete: "off", name: "answer" });
  field.dataset.command = "review.edit";
  label.append(field);
  const row = made("p", "", "row");
  row.append(
    button(`Grant it to ${wish.name}`, "review.accept", () => answer(wish, true, field.value)),
    button(`Refuse it to ${wish.name}`, "review.reject", () => answer(wish, false, field.value)),
  );
  form.append(label, row);
  // Enter in the field decides nothing: there are two ways to.
  form.addEventListener("submit", (event) => event.preventDefault());
  item.append(form);
  return item;
}

/** One's own, with what became of it. @param {Wish} wish */
export function ownWishItem(wish) {
  const item = made("li", "");
  item.id = `wish-${wish.id}`;
  const state = wish.state === "open" ? "waits for an admin's answer" : `was ${wish.state} on ${day(wish.answered ?? wish.asked)}`;
  item.append(made("h3", `Your wish of ${day(wish.asked)} ${state}`), made("p", `“${wish.why}”`, "help"));
  if (wish.answer) item.append(made("p", `${wish.by || "The owner"}: “${wish.answer}”`));
  return item;
}
