// The foot of a page: what the server holds, in one line, and the way to how it is.

import { ask } from "./ask.js";
import "./intents.js";
import { totalsLine } from "./words.js";

const STATUS = "/web/status.html";

/** Shows the line to whoever is signed in, or may read without; nobody else is told. */
async function showTotals() {
  const session = await ask("GET", "/v1/session");
  if (!session.ok || !(session.value.signed_in || session.value.reading)) return;
  const totals = await ask("GET", "/v1/stats");
  if (totals.ok) line().textContent = totalsLine(totals.value);
}

function line() {
  const foot = document.querySelector("footer") ?? document.body.appendChild(document.createElement("footer"));
  const text = foot.appendChild(document.createElement("p"));
  const told = text.appendChild(document.createElement("span"));
  // The first page has the way there among others, and nobody needs one to where they are.
  const there = location.pathname === STATUS || document.querySelector(`a[href="${STATUS}"]`);
  if (there) return told;
  const link = document.createElement("a");
  link.href = STATUS;
  link.textContent = "How the server is";
  text.append(" · ", link);
  return told;
}

await showTotals();
