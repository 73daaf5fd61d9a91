// The services on the page of how the server is: how each is, started, stopped and started anew.

import { ask } from "./ask.js";
import { named } from "./named.js";
import { part, say } from "./page_parts.js";
import { captionOf, t } from "./texts.js";
import { ago } from "./words.js";

/** @typedef {{name: string, caption: string, state: string, by: string, process: number | null, since: number | null, address: string, said: string, log: string[]}} Service */

/** What may be done with one, by its state. @type {Record<string, string[]>} */
const ACTS = { runs: ["stop", "restart"], stopped: ["start"], failed: ["start"] };
/** @type {Record<string, (name: string) => string>} */
const WORDS = {
  start: (name) => t("Start {name}", { name }),
  stop: (name) => t("Stop {name}", { name }),
  restart: (name) => t("Restart {name}", { name }),
};
/** @type {Record<string, string>} */
const COMMANDS = { start: "review.start", stop: "review.stop", restart: "review.restart" };
let shown = "";

/** Asks how they are, and shows them. @param {string} csrf */
export async function showServices(csrf) {
  const answer = await ask("GET", "/v1/services", { waits: true });
  if (!answer.ok) return say(answer.why);
  /** @type {Service[]} */
  const services = answer.value.services;
  part("services-none", HTMLElement).hidden = services.length > 0;
  const now = JSON.stringify(services);
  const list = part("services-list", HTMLUListElement);
  // Nothing moves under who is just about to press one of them, or reads its log.
  if (now === shown || list.contains(document.activeElement)) return;
  shown = now;
  list.replaceChildren(...services.map((one) => itemOf(one, csrf)));
}

/**
 * Say how one is, in a line.
 * @param {Service} told
 */
export function serviceLine({ state, by, process, since, address, said }) {
  const parts = [named(state), by && t("by {by}", { by }), process && t("process {process}", { process: String(process) }), since && t("started {ago}", { ago: ago(Date.now() - since) }), address, said];
  return parts.filter(Boolean).join(" · ");
}

/** @param {Service} told @param {string} csrf */
function itemOf(told, csrf) {
  const item = document.createElement("li");
  item.tabIndex = -1;
  item.id = `service-${told.name}`;
  const head = item.appendChild(document.createElement("span"));
  head.className = "state";
  head.textContent = told.name;
  item.append(`: ${captionOf(told.caption)}`);
  item.appendChild(document.createElement("p")).textContent = serviceLine(told);
  for (const act of ACTS[told.state] ?? []) {
    const button = item.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "quiet";
    button.textContent = WORDS[act](told.name);
    button.dataset.command = COMMANDS[act];
    button.addEventListener("click", () => void done(told.name, act, csrf));
  }
  if (told.log.length) item.append(logOf(told));
  return item;
}

/** @param {Service} told */
function logOf({ name, log }) {
  const details = document.createElement("details");
  details.appendChild(document.createElement("summary")).textContent = t("The last lines of {name}", { name });
  const box = details.appendChild(document.createElement("pre"));
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", t("The last lines of {name}", { name }));
  box.textContent = log.join("\n");
  return details;
}

/** @param {string} name @param {string} act @param {string} csrf */
async function done(name, act, csrf) {
  say(`${WORDS[act](name)} …`);
  const answer = await ask("POST", `/v1/services/${encodeURIComponent(name)}/${act}`, { csrf });
  const list = part("services-list", HTMLUListElement);
  const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await showServices(csrf);
  /** @type {HTMLElement | undefined} */ (list.children[Math.max(at, 0)])?.focus();
  say(answer.ok ? `${name}: ${named(answer.value.state)}` : answer.why);
}
