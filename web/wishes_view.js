// Wishes to be an admin: those that wait, answered by an admin; those with what became of them.

import { made } from "./answer_view.js";
import { named } from "./named.js";
import { button } from "./people_view.js";
import { locale, t } from "./texts.js";

/** @typedef {{id: number, name: string, why: string, asked: number, state: "open" | "granted" | "refused", answer: string, answered: number | null, by: string, seen: number | null}} Wish */

/** @param {number} ms since 1970 */
const day = (ms) => new Date(ms).toLocaleDateString(locale);

/**
 * A wish, as admins see it.
 * @param {Wish} wish
 * @param {(wish: Wish, grant: boolean, answer: string) => void} answer
 */
export function wishItem(wish, answer) {
  const item = made("li", "");
  item.id = `wish-${wish.id}`;
  item.append(made("h3", t("{name} asks to be an admin", { name: wish.name })), made("p", `“${wish.why}”`), made("p", t("since {day}", { day: day(wish.asked) }), "help"));
  const form = made("form", "");
  const label = made("label", t("Your answer to {name}, in a sentence", { name: wish.name }));
  const field = made("input", "");
  Object.assign(field, { maxLength: 500, autocomplete: "off", name: "answer" });
  field.dataset.command = "review.edit";
  label.append(field);
  const row = made("p", "", "row");
  row.append(
    button(t("Grant it to {name}", { name: wish.name }), "review.accept", () => answer(wish, true, field.value)),
    button(t("Refuse it to {name}", { name: wish.name }), "review.reject", () => answer(wish, false, field.value)),
  );
  form.append(label, row);
  // Enter in the field decides nothing: there are two ways to.
  form.addEventListener("submit", (event) => event.preventDefault());
  item.append(form);
  return item;
}

/** One with what became of it. @param {Wish} wish @param {string} whose */
export function pastWishItem(wish, whose) {
  const item = made("li", "");
  item.id = `wish-${wish.id}`;
  const state = wish.state === "open" ? t("waits for an admin's answer") : t("was {answered} on {day}", { answered: named(wish.state), day: day(wish.answered ?? wish.asked) });
  item.append(made("h3", t("{wish} of {day} {state}", { wish: whose, day: day(wish.asked), state })), made("p", `“${wish.why}”`, "help"));
  if (wish.answer) item.append(made("p", `${wish.by || t("The owner")}: “${wish.answer}”`));
  return item;
}
