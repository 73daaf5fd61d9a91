// How many questions were asked, and which old ones would go: seen first, then let go.

import { ask } from "./ask.js";
import { made } from "./answer_view.js";
import { part, say } from "./page_parts.js";
import { sure } from "./sure.js";
import { locale, t } from "./texts.js";
import { counted } from "./words.js";

/** Rows of topics that are shown; the busiest come first. */
const TOPICS = 100;
/** ms */
const DAY = 86_400_000;

/**
 * Opens both for an admin.
 * @param {string} csrf
 * @param {() => Promise<void>} changed Shows the feed anew.
 */
export function openRetention(csrf, changed) {
  const [counts, old] = ["counts", "retention"].map((id) => part(id, HTMLDetailsElement));
  if (!counts || !old) return;
  counts.hidden = old.hidden = false;
  counts.addEventListener("toggle", () => { if (counts.open) void showCounts(); });
  old.addEventListener("toggle", () => { if (old.open) void showGoing(); });
  part("let-go", HTMLButtonElement).addEventListener("click", () => void letGo(csrf, changed));
}

async function showCounts() {
  const answer = await ask("GET", "/v1/inquiries/counts?days=30");
  if (!answer.ok) return say(answer.why);
  const topics = answer.value.topics.slice(0, TOPICS).map((/** @type {any} */ { name, lately, ever }) => rowOf(name, lately, ever));
  part("topic-rows", HTMLElement).replaceChildren(...topics);
  const days = answer.value.days.map((/** @type {any} */ { day, count }) => rowOf(new Date(day * DAY).toISOString().slice(0, 10), count));
  part("day-rows", HTMLElement).replaceChildren(...days.reverse());
}

/** @param {string} name @param {...number} counts */
function rowOf(name, ...counts) {
  const row = made("tr", "");
  const head = made("th", name);
  head.scope = "row";
  row.append(head, ...counts.map((count) => made("td", count.toLocaleString(locale))));
  return row;
}

/** How many would go, as they were last seen. */
let goes = 0;

async function showGoing() {
  const answer = await ask("GET", "/v1/inquiries/retention");
  if (!answer.ok) return say(answer.why);
  const { last, among, spared, inquiries } = answer.value;
  goes = answer.value.goes;
  const since = last === null ? t("Nobody has looked yet, so nothing goes; the year begins now.") : t("Last time was {day}.", { day: new Date(last).toLocaleDateString(locale) });
  part("going", HTMLElement).textContent = t("{since} {questions} of {among} would go; {spared} as old stay, since they were reviewed.", { since, questions: counted(goes, "question"), among, spared });
  part("let-go", HTMLElement).textContent = last === null ? t("Begin the year") : t("Let {questions} go", { questions: counted(goes, "question") });
  part("going-list", HTMLElement).replaceChildren(...inquiries.map((/** @type {any} */ told) =>
    made("li", `${new Date(told.created).toLocaleDateString(locale)}: ${told.question}`)));
}

/** @param {string} csrf @param {() => Promise<void>} changed */
async function letGo(csrf, changed) {
  if (goes && !await sure(t("Delete {count} old question with their answers for good?|Delete {count} old questions with their answers for good?", { count: goes }), t("Let them go"))) return;
  const answer = await ask("POST", "/v1/inquiries/retention", { body: { goes }, csrf });
  await showGoing();
  if (answer.ok) await changed();
  say(answer.ok ? t("{questions} went.", { questions: counted(answer.value.removed, "question") }) : answer.why);
}
