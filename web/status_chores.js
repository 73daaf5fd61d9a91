// The chores on the page of how the server is: when each was last done, run now or dry, followed and stopped.

import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
import { captionOf, t } from "./texts.js";
import { ago, uptime } from "./words.js";

/** @typedef {{began: number, ended: number, ending: string, lines: string[], error: string}} Last */
/** @typedef {{number: number, task: string, dry: boolean, by: string, began: number, ended: number | null, ending: string}} Run */
/** @typedef {{name: string, caption: string, last: Last | null}} Task */

/** How a task ended, as one says it. @type {Record<string, string>} */
const ENDINGS = {
  done: t("done"), partly: t("goes on with the next step"), idle: t("nothing to do"), failed: t("failed"), skipped: t("not set up"),
  stopped: t("stopped"), locked: t("another step ran"), broken: t("it broke off"),
};
/** Lines that are on the page at most. */
const MOST = 1000;
let shown = "";
/** @type {EventSource | null} */
let source = null;

/** Asks how they are, and shows them. @param {string} csrf */
export async function showChores(csrf) {
  const answer = await ask("GET", "/v1/steps", { waits: true });
  if (!answer.ok) return say(answer.why);
  const { tasks, by, next, running, holder, latest } = answer.value;
  const line = part("chores-next", HTMLElement);
  line.textContent = nextLine(by, next, holder);
  if (running && !source) follow();
  else if (!source && latest) showRun(latest);
  const list = part("chores-list", HTMLUListElement);
  const now = JSON.stringify(tasks);
  if (now === shown || list.contains(document.activeElement)) return;
  shown = now;
  list.replaceChildren(...tasks.map((/** @type {Task} */ task) => itemOf(task, csrf)));
}

/**
 * Say when the next step is, and who does one now.
 * @param {string} by
 * @param {number | null} next ms since 1970
 * @param {string} holder
 */
export function nextLine(by, next, holder) {
  const due = next === null ? "" : t(", the next in {time}", { time: uptime((next - Date.now()) / 1000) });
  const starts = by ? t("All of them are done by {by}{due}.", { by, due }) : t("Nothing starts them by itself; rubato timestep install does.");
  return holder ? t("{starts} A step runs now (process {holder}).", { starts, holder: String(holder) }) : starts;
}

/**
 * Say how a task went the last time.
 * @param {Last | null} last
 */
export function lastLine(last) {
  if (!last) return t("never done yet");
  return [`${ENDINGS[last.ending] ?? last.ending}, ${ago(Date.now() - last.ended)}`, last.error].filter(Boolean).join(": ");
}

/** Lets the button stop what runs. @param {string} csrf */
export function followChores(csrf) {
  part("chore-stop", HTMLButtonElement).addEventListener("click", async () => {
    const answer = await ask("DELETE", "/v1/steps/running", { csrf });
    if (!answer.ok) say(answer.why);
  });
}

/** @param {Task} task @param {string} csrf */
function itemOf({ name, caption, last }, csrf) {
  const item = document.createElement("li");
  item.tabIndex = -1;
  item.id = `chore-${name}`;
  const head = item.appendChild(document.createElement("span"));
  head.className = `state ${last?.ending ?? ""}`;
  head.textContent = name;
  item.append(`: ${captionOf(caption)}`);
  item.appendChild(document.createElement("p")).textContent = lastLine(last);
  for (const [dry, word] of /** @type {[boolean, string][]} */ ([[false, t("Run now")], [true, t("Dry run")]])) {
    const button = item.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "quiet";
    button.textContent = word;
    button.setAttribute("aria-label", `${word}: ${name}`);
    if (!dry) button.dataset.command = "review.start";
    button.addEventListener("click", () => void begin(name, dry, csrf));
  }
  return item;
}

/** @param {string} task @param {boolean} dry @param {string} csrf */
async function begin(task, dry, csrf) {
  const answer = await ask("POST", `/v1/steps/${encodeURIComponent(task)}`, { csrf, body: { dry } });
  if (!answer.ok) return say(answer.why);
  say("");
  follow();
  part("chore-stop", HTMLButtonElement).focus();
}

/** Follows the one that runs, from its beginning. */
function follow() {
  source?.close();
  part("chore-log", HTMLElement).replaceChildren();
  const mine = source = new EventSource("/v1/steps/events");
  mine.addEventListener("run", (event) => showRun(JSON.parse(event.data)));
  mine.addEventListener("line", (event) => addLine(JSON.parse(event.data).text));
  mine.addEventListener("ended", (event) => {
    done();
    showRun(JSON.parse(event.data));
  });
  // It would begin the same log again: a server that ended is seen by the next look.
  mine.addEventListener("error", done);
  function done() {
    mine.close();
    if (source === mine) source = null;
  }
}

/** @param {string} text */
function addLine(text) {
  const log = part("chore-log", HTMLElement);
  log.append(`${text}\n`);
  while (log.childNodes.length > MOST) log.firstChild?.remove();
  log.scrollTop = log.scrollHeight;
}

/** @param {Run} run */
function showRun({ task, dry, by, ended, ending }) {
  const what = `${task}${dry ? t(" (dry run)") : ""}`;
  const line = part("chore-line", HTMLElement);
  const text = ended === null ? t("{what} runs, begun by {by}.", { what, by }) : `${what}: ${ENDINGS[ending] ?? ending}.`;
  if (line.textContent !== text) line.textContent = text;
  const stop = part("chore-stop", HTMLButtonElement);
  const had = document.activeElement === stop;
  stop.hidden = ended !== null;
  part("chore-now", HTMLElement).hidden = false;
  if (had && stop.hidden) part("chore-log", HTMLElement).parentElement?.focus();
}
