// The line about newer versions on the page of how the server is: asked for by a button, and never by itself.

import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";

/** Shows what is known; nobody is asked. */
export async function showUpdate() {
  const answer = await ask("GET", "/v1/updates");
  if (answer.ok) show(answer.value);
}

/** Lets the button ask. @param {string} csrf */
export function askForUpdates(csrf) {
  part("update-ask", HTMLButtonElement).addEventListener("click", async () => {
    const answer = await ask("POST", "/v1/updates", { csrf });
    if (answer.ok) show(answer.value);
    say(answer.ok ? answer.value.said : answer.why);
  });
}

/** @param {{said: string, page: string, newer: boolean, set_up: boolean}} told */
function show({ said, page, newer, set_up: setUp }) {
  part("update-line", HTMLElement).textContent = said;
  part("update-ask", HTMLButtonElement).hidden = !setUp;
  const link = part("update-page", HTMLAnchorElement);
  const there = newer && /^https?:/.test(page);
  link.hidden = !there;
  if (there) link.href = page;
}
