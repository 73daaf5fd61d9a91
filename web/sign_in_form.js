// Signing in: the form, on whichever page one is, with the ways that this server offers.

import { ask } from "./ask.js";
import { t } from "./texts.js";

/** @typedef {{password: boolean, shared: boolean, google: boolean}} Ways */
/** @typedef {{signed_in: boolean, user?: {name: string, role: string}, csrf?: string, ways: Ways, reading: boolean}} Session */

/** Why a sign-in with Google ended without one, as the address tells it. @type {Record<string, string>} */
const PROBLEMS = {
  late: t("That sign-in was begun in another browser, or longer than ten minutes ago. Begin again here."),
  denied: t("Google was not allowed to say who you are, so nobody is signed in."),
  stranger: t("This Google account is not known here. Ask an admin to name its address, or sign in by password and add the account."),
  unverified: t("Google has not seen that this mail address is yours; let Google verify it, then try again."),
  refused: t("What came back from Google does not hold, so nobody is signed in. The server's log says why."),
  away: t("Google does not answer. Is there a network? Try again, or sign in by password."),
  taken: t("This Google account is somebody's already, or you have another one; take that away first."),
};
const MARK = "#sign-in=";

/** Gives what went wrong on the way back from Google, this once; empty where nothing did. */
export function returned() {
  if (!location.hash.startsWith(MARK)) return "";
  const told = PROBLEMS[location.hash.slice(MARK.length)] ?? "";
  history.replaceState(null, "", location.pathname + location.search);
  return told;
}

/** The page to come back to. */
export const here = () => location.pathname + location.search;

/**
 * @param {string} tag
 * @param {Record<string, unknown>} more
 * @param {(Node | string)[]} inner
 */
function made(tag, more, ...inner) {
  const element = Object.assign(document.createElement(tag), more);
  element.append(...inner);
  return element;
}

/** @param {HTMLInputElement} input @param {string} text */
const labelled = (input, text) => [made("label", { htmlFor: input.id }, text), input];

/** @param {Record<string, unknown>} more @returns {HTMLInputElement} */
const input = (more) => Object.assign(document.createElement("input"), more);

/**
 * Make the form.
 * @param {Ways} ways
 * @param {string} problem to be shown at once
 * @param {(session: Session) => unknown} done told who is signed in
 */
export function signInForm(ways, problem, done) {
  const name = input({ id: "sign-in-name", name: "name", autocomplete: "username", maxLength: 64, spellcheck: false, required: !ways.shared });
  name.autocapitalize = "none";
  // Where everybody has the same password, hardly anybody who comes is the owner.
  if (!ways.shared) name.value = "owner";
  const password = input({ id: "sign-in-password", name: "password", type: "password", autocomplete: "current-password", maxLength: 256, required: true });
  const wrong = made("p", { id: "sign-in-problem", className: "problem", role: "alert", textContent: problem });
  const form = document.createElement("form");
  form.append(...labelled(name, t("Name")));
  if (ways.shared) {
    form.append(made("p", { id: "sign-in-help", className: "help" }, t("With the shared password any name is good, or none: then you are the guest.")));
    name.setAttribute("aria-describedby", "sign-in-help");
  }
  form.append(...labelled(password, t("Password")), wrong, made("button", { type: "submit" }, t("Sign in")));
  if (ways.google) form.append(made("a", { className: "button", href: `/v1/session/google?to=${encodeURIComponent(here())}` }, t("Sign in with Google")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(name, password, wrong, done);
  });
  return form;
}

/** @param {HTMLInputElement} name @param {HTMLInputElement} password @param {HTMLElement} wrong @param {(session: Session) => unknown} done */
async function send(name, password, wrong, done) {
  const answer = await ask("POST", "/v1/session", { body: { name: name.value, password: password.value } });
  wrong.textContent = answer.ok ? "" : answer.why;
  password.value = "";
  if (answer.ok) await done(answer.value);
  else password.focus();
}
