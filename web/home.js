// The people's page: what runs, signing in, paired extensions, and the code for a new one.

import { Account } from "./account.js";
import { ask } from "./ask.js";
import { showChat } from "./chat_status.js";
import { part, say } from "./page_parts.js";
import { returned, signInForm } from "./sign_in_form.js";
import { ago, counted, midiLine, uptime } from "./words.js";

/** How often the page looks again, in ms: a code that was used shows up as an extension. */
const LOOK_EVERY = 4000;

/** The session's value for writes; empty while nobody is signed in. */
let csrf = "";
let admin = false;
/** When the shown code ends (ms since 1970); 0 while none is shown. */
let codeEnds = 0;
/**
 * The extensions listed last; null before the first list, when none of them is news.
 * @type {Set<number> | null}
 */
let known = null;
const account = new Account(() => {
  showSession({ signed_in: false });
  element("main").focus();
});

/** @param {string} id */
const element = (id) => part(id, HTMLElement);

async function showPublic() {
  const health = await ask("GET", "/health");
  const told = health.ok ? health.value : null;
  element("server").textContent = health.ok
    ? `version ${told.version}, running for ${uptime(told.uptime)}, database ${told.database}`
    : health.why;
  const languages = await ask("GET", "/v1/languages");
  element("languages").textContent = languages.ok
    ? languages.value.languages.map(languageLine).join(", ") || "none"
    : languages.why;
}

/** @param {{name: string, words: number}} language */
const languageLine = (language) =>
  language.words ? `${language.name} (${counted(language.words, "word")})` : language.name;

/** @param {{signed_in: boolean, user?: {name: string, role: string}, csrf?: string}} session */
function showSession(session) {
  void account.show(session.csrf ?? "");
  csrf = session.csrf ?? "";
  admin = session.user?.role === "admin";
  element("who").hidden = !session.signed_in;
  element("sign-in").hidden = session.signed_in;
  element("extensions").hidden = !session.signed_in;
  for (const id of ["midi-row", "models-row", "library-row"]) element(id).hidden = !session.signed_in;
  if (!session.signed_in) element("topics").hidden = element("embedder").hidden = true;
  element("pairing").hidden = session.user?.role !== "admin";
  element("who-name").textContent = session.user ? `${session.user.name} (${session.user.role})` : "";
}

async function loadSession() {
  const session = await ask("GET", "/v1/session");
  if (!session.ok) return say(session.why);
  const problem = returned();
  element("ways").replaceChildren(signInForm(session.value.ways, session.value.signed_in ? "" : problem, signedIn));
  element("reading").hidden = !session.value.reading;
  showSession(session.value);
  if (csrf && problem) say(problem);
  if (csrf) await loadPrivate();
}

async function loadPrivate() {
  const status = await ask("GET", "/v1/status");
  if (!status.ok && status.status === 401) {
    showSession({ signed_in: false });
    return;
  }
  element("midi").textContent = status.ok ? midiLine(status.value.midi) : status.why;
  // Models that take their time keep nothing else from being shown.
  void showChat({ csrf, admin });
  const tokens = await ask("GET", "/v1/tokens");
  if (tokens.ok) showTokens(tokens.value.tokens);
}

/** @typedef {{id: number, name: string, user: string, created: number, last_used: number | null, expires: number | null, scopes: string[]}} Token */

/** @param {Token[]} tokens */
function showTokens(tokens) {
  const list = element("tokens");
  const shown = [...list.children].map((row) => row.getAttribute("data-told")).join();
  element("none").hidden = tokens.length > 0;
  // Only what changed is drawn again: a row that vanishes under the focus would lose it.
  if (shown !== tokens.map(told).join()) list.replaceChildren(...tokens.map(row));
  noticePaired(tokens);
}

/** @param {Token} token */
const told = (token) => `${token.id} ${token.name}, ${token.user}: ${used(token)} ${token.expires}`;

/** @param {Token} token */
const used = (token) =>
  token.last_used ? `last used ${ago(Date.now() - token.last_used)}` : "not used yet";

/** @param {Token} token */
function row(token) {
  const item = document.createElement("li");
  item.dataset.told = told(token);
  const text = document.createElement("div");
  text.append(token.name);
  const detail = document.createElement("small");
  const only = token.scopes.length ? `, only to ${token.scopes.join(" and ")}` : "";
  const ends = token.expires ? `, until ${new Date(token.expires).toLocaleDateString()}` : "";
  detail.textContent = `for ${token.user}, ${used(token)}${only}${ends}`;
  text.append(detail);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Revoke";
  button.setAttribute("aria-label", `Revoke ${token.name} of ${token.user}`);
  button.addEventListener("click", () => void revoke(token));
  item.append(text, button);
  return item;
}

/** @param {Token} token */
async function revoke(token) {
  const done = await ask("DELETE", `/v1/tokens/${token.id}`, { csrf });
  say(done.ok ? `${token.name} was revoked.` : done.why);
  await loadPrivate();
  element("extensions-title").scrollIntoView({ block: "nearest" });
  element("main").focus();
}

/** @param {Token[]} tokens */
function noticePaired(tokens) {
  const before = known;
  const fresh = before && tokens.find((token) => !before.has(token.id));
  known = new Set(tokens.map((token) => token.id));
  if (codeEnds === 0) return;
  if (fresh) endCode(`${fresh.name} is paired.`);
  else if (Date.now() >= codeEnds) endCode("The code has ended; make a new one.");
}

/** @param {string} text */
function endCode(text) {
  codeEnds = 0;
  element("code-box").hidden = true;
  say(text);
}

async function pair() {
  const made = await ask("POST", "/v1/pairings/codes", { csrf });
  if (!made.ok) {
    say(made.why);
    return;
  }
  say("");
  codeEnds = Date.now() + made.value.life * 1000;
  element("code").textContent = made.value.code;
  // Read out sign by sign; as a word nobody could type it.
  element("code").setAttribute("aria-label", `Code: ${[...made.value.code].join(" ")}`);
  element("code-life").textContent = `It holds for ${made.value.life / 60} minutes and pairs one extension.`;
  element("code-box").hidden = false;
  element("code").focus();
}

/** @param {import("./sign_in_form.js").Session} session */
async function signedIn(session) {
  showSession(session);
  await loadPrivate();
  element("main").focus();
}

async function signOut() {
  const done = await ask("DELETE", "/v1/session", { csrf });
  if (done.ok) {
    endCode("You are signed out.");
    showSession({ signed_in: false });
    element("main").focus();
  } else say(done.why);
}

element("sign-out").addEventListener("click", () => void signOut());
element("pair").addEventListener("click", () => void pair());
setInterval(() => {
  if (csrf && document.visibilityState === "visible") void loadPrivate();
}, LOOK_EVERY);
await showPublic();
await loadSession();
