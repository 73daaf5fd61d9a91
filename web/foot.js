// The foot of a page: what the server holds, in one line, and the way to how it is.

import { ask } from "./ask.js";
import "./intents.js";
import { t } from "./texts.js";
import { totalsLine, wishesLine } from "./words.js";

const STATUS = "/web/status.html";
const HELP = "/help";
const PEOPLE = "/web/users.html";

/** Shows the way to the help to everybody, and the line to whoever is signed in, or may read. */
async function showFoot() {
  lead(HELP, t("Help"));
  const session = await ask("GET", "/v1/session");
  if (!session.ok || !(session.value.signed_in || session.value.reading)) return;
  const totals = await ask("GET", "/v1/stats");
  if (totals.ok) line().textContent = totalsLine(totals.value);
  await showNews();
}

/** Whoever asked to be an admin is told the answer; admins, that somebody asks. */
async function showNews() {
  if (location.pathname === PEOPLE) return;
  const news = await ask("GET", "/v1/users/news", { waits: true });
  const text = news.ok ? wishesLine(news.value) : "";
  if (!text) return;
  const link = document.createElement("a");
  link.href = PEOPLE;
  link.textContent = text;
  const told = document.createElement("p");
  told.append(link);
  foot().append(told);
}

function foot() {
  return document.querySelector("footer") ?? document.body.appendChild(document.createElement("footer"));
}

function line() {
  const text = foot().appendChild(document.createElement("p"));
  const told = text.appendChild(document.createElement("span"));
  lead(STATUS, t("How the server is"), text);
  return told;
}

/**
 * Adds a way to a page. The first page has each among others, and nobody needs one to where they are.
 * @param {string} place
 * @param {string} name
 * @param {HTMLElement} [text] what it stands behind; by itself where there is nothing
 */
function lead(place, name, text) {
  if (location.pathname === place || document.querySelector(`a[href="${place}"]`)) return;
  const link = document.createElement("a");
  link.href = place;
  link.textContent = name;
  if (text) text.append(" · ", link);
  else foot().appendChild(document.createElement("p")).append(link);
}

await showFoot();
