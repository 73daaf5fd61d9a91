// The people's page: what runs, signing in, paired extensions, and the code for a new one.

import { Account } from "./account.js";
import { ask } from "./ask.js";
import { showChat } from "./chat_status.js";
import { KeysView } from "./keys_view.js";
import { named } from "./named.js";
import { part, say } from "./page_parts.js";
import { returned, signInForm } from "./sign_in_form.js";
import { t } from "./texts.js";
import { counted, midiLine, uptime } from "./words.js";

/** How often the page looks again, in ms: a code that was used shows up as an extension. */
const LOOK_EVERY = 4000;

/** The session's value for writes; empty while nobody is signed in. */
let csrf = "";
let admin = false;
const account = new Account(() => {
  showSession({ signed_in: false });
  element("main").focus();
});
const keys = new KeysView(() => csrf);

/** @param {string} id */
const element = (id) => part(id, HTMLElement);

async function showPublic() {
  const health = await ask("GET", "/health");
  const told = health.ok ? health.value : null;
  element("server").textContent = health.ok
    ? t("version {version}, running for {time}, database {database}", { version: told.version, time: uptime(told.uptime), database: told.database })
    : health.why;
  const languages = await ask("GET", "/v1/languages");
  element("languages").textContent = languages.ok
    ? languages.value.languages.map(languageLine).join(", ") || t("none")
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
  element("who-name").textContent = session.user ? `${session.user.name} (${named(session.user.role)})` : "";
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
  await keys.show();
}

/** @param {import("./sign_in_form.js").Session} session */
async function signedIn(session) {
  showSession(session);
  // At once: who goes on meanwhile is not led back.
  element("main").focus();
  await loadPrivate();
}

async function signOut() {
  const done = await ask("DELETE", "/v1/session", { csrf });
  if (done.ok) {
    keys.endCode(t("You are signed out."));
    showSession({ signed_in: false });
    element("main").focus();
  } else say(done.why);
}

element("sign-out").addEventListener("click", () => void signOut());
setInterval(() => {
  if (csrf && document.visibilityState === "visible") void loadPrivate();
}, LOOK_EVERY);
await showPublic();
await loadSession();
