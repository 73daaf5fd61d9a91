// A take in the list beside the roll: where it leads, its score, and what changes it.

import { momentName } from "../extension/core/roll_names.js";
import { made } from "./answer_view.js";
import { row } from "./analyze_lists.js";
import { button } from "./word_view.js";

/** @import { Take, Whole } from "./analyze_takes.js" */

/**
 * What is done with a take.
 * @typedef {object} Acts
 * @property {(at: number, span: {from: number, to: number}) => void} go
 * @property {(take: Take, field: HTMLInputElement) => void} score
 * @property {(take: Take, which: 1 | 2 | 3) => void} move its begin, its end, or all of it
 * @property {(take: Take) => void} remove
 * @property {(take: Take, body: {name: string}, told: string) => void} keep
 * @property {(take: Take, topics: string[]) => void} topics
 * @property {(take: Take, open: boolean) => void} opened what changes it is shown, or is not
 */

/** The best that a take is rated. */
const BEST = 10;
/** So many takes have what changes them on the page at once, for commands to find. */
const MANY = 100;
/** Letters of a take's name, and of its topics. */
const [NAME, TOPICS] = [80, 1000];

/** @param {string} text names with commas between them */
export const namesIn = (text) => text.split(",").map((name) => name.trim()).filter(Boolean);

/** @param {string} text */
export const capital = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;

/** @param {{number: number, name: string}} take */
export const titleOf = ({ number, name }) => `take ${number}${name ? `, ${name}` : ""}`;

/** What is said of it where one goes through the list. @param {Take} take */
export const takeName = (take) =>
  `${capital(titleOf(take))}, from ${momentName(take.from_ms)} to ${momentName(take.to_ms)}${take.score === null ? "" : `, score ${take.score}`}`;

/** One that is kept nowhere. @param {import("../extension/core/roll_takes.js").Take} take @param {Acts["go"]} go */
export const plainTake = (take, go) =>
  row(take.from, `${capital(titleOf(take))} (${momentName(take.to - take.from)} long)`, () => go(take.from, take));

/** @param {Take} take @param {Whole} whole @param {boolean} open what changes it is shown @param {Acts} acts */
export function takeRow(take, whole, open, acts) {
  const { number, name, from_ms: from, to_ms: to, topics } = take;
  const item = plainTake({ number, name, from, to }, acts.go);
  item.id = `taken-${take.id}`;
  item.dataset.name = takeName(take);
  if (topics.length) item.append(made("small", `Topics: ${topics.join(", ")}`));
  item.append(scoring(take, acts));
  if (!whole.may.edit) return item;
  const details = made("details", "", "correct");
  const summary = made("summary", "Change");
  summary.setAttribute("aria-label", `Change ${titleOf(take)}`);
  summary.id = `take-${take.id}`;
  summary.dataset.command = "review.edit";
  details.append(summary);
  const fill = () => { if (details.children.length === 1) details.append(...changing(take, whole, acts)); };
  // Two thousand takes may be there, of which one is changed at a time.
  if (whole.takes.length <= MANY || open) fill();
  details.open = open;
  details.addEventListener("toggle", () => {
    if (details.open) fill();
    acts.opened(take, details.open);
  });
  item.append(details);
  return item;
}

/** What one makes of it: up and down change it by one. @param {Take} take @param {Acts} acts */
function scoring(take, acts) {
  const label = made("label", "Score ", "scored");
  const score = made("input", "");
  Object.assign(score, { type: "number", min: "0", max: String(BEST), step: "1", value: String(take.score ?? ""), placeholder: "–" });
  score.dataset.command = "review.rate";
  score.setAttribute("aria-label", `Score of ${titleOf(take)}, 0 to ${BEST}`);
  score.addEventListener("change", () => acts.score(take, score));
  label.append(score);
  return label;
}

/** @param {Take} take @param {Whole} whole @param {Acts} acts @returns {HTMLElement[]} */
function changing(take, whole, acts) {
  const about = `of ${titleOf(take)}`;
  const places = made("div", "", "row");
  places.append(
    button("Begins here", () => acts.move(take, 1), about),
    button("Ends here", () => acts.move(take, 2), about),
    button("Move it here", () => acts.move(take, 3), about),
    button("Delete", () => acts.remove(take), titleOf(take), "review.delete"),
  );
  const naming = asking("Name", about, take.name, NAME, (name) => acts.keep(take, { name }, "The name is kept."));
  if (!whole.may.topics) return [places, naming];
  return [places, naming, asking("Topics", about, take.topics.join(", "), TOPICS, (text) => acts.topics(take, namesIn(text)))];
}

/** A field with its button. @param {string} what @param {string} about @param {string} value @param {number} most letters @param {(value: string) => void} keep */
function asking(what, about, value, most, keep) {
  const form = made("form", "", "asking");
  const label = made("label", what);
  const input = made("input", "");
  Object.assign(input, { value, maxLength: most, autocomplete: "off" });
  input.setAttribute("aria-label", `${what} ${about}`);
  label.append(input);
  const done = made("button", `Keep the ${what.toLowerCase()}`, "quiet");
  done.setAttribute("aria-label", `Keep the ${what.toLowerCase()} ${about}`);
  form.append(label, done);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(input.value);
  });
  return form;
}
