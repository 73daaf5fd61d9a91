// The page of people: who there is and what each may do, wishes to be an admin, passwords, keys, and what was done.

import { ask } from "./ask.js";
import { AuditView } from "./audit_view.js";
import { KeysView } from "./keys_view.js";
import { named } from "./named.js";
import { showOnce } from "./once.js";
import { part, say } from "./page_parts.js";
import { memberItem } from "./people_view.js";
import { signedIn } from "./signed_in.js";
import { sure } from "./sure.js";
import { captionOf, t } from "./texts.js";
import { pastWishItem, wishItem } from "./wishes_view.js";
import { withPassword } from "./with_password.js";

/** @typedef {import("./people_view.js").Member} Member */
/** @typedef {import("./wishes_view.js").Wish} Wish */
/** @typedef {import("./ask.js").Answer} Answer */

/** ms between two looks: a code that was used shows up as an extension, a wish among those that wait. */
const LOOK_EVERY = 4000;

let csrf = "";
let admin = false;
let me = "";
/** An answer to one's own wish was shown first here. */
let answered = false;
const keys = new KeysView(() => csrf);
/** @type {AuditView | null} */
let audit = null;

/**
 * Says what became of a change, and shows all anew; the focus goes where it is not lost.
 * @param {Answer} answer
 * @param {string} done
 * @param {string} rest the id of what gets the focus
 * @returns {Promise<boolean>} whether it was done
 */
async function settle(answer, done, rest) {
  if (!answer.ok) {
    say(answer.why);
    return false;
  }
  await show();
  await audit?.show();
  part(rest, HTMLElement).focus();
  say(done);
  return true;
}

/** @type {import("./people_view.js").Acts} */
const acts = {
  role: async ({ name }, role) => {
    const what = role === "admin" ? t("Make {name} an admin, who may change all that is here?", { name }) : t("Make {name} a user, who reads and proposes?", { name });
    const confirm = await withPassword(what, role === "admin" ? t("Make them an admin") : t("Make them a user"));
    if (confirm === null) return;
    const answer = await ask("PATCH", placeOf(name), { body: { role, confirm }, csrf });
    if (await settle(answer, role === "admin" ? t("{name} is an admin now.", { name }) : t("{name} is a user now.", { name }), "people-title") && name === me) location.reload();
  },
  password: async ({ name }) => {
    const confirm = await withPassword(t("Give {name} a new password? The one of now ends, and so do their open sessions.", { name }), t("Give a new one"));
    if (confirm === null) return;
    const answer = await ask("PATCH", placeOf(name), { body: { password: true, confirm }, csrf });
    if (!answer.ok) return say(answer.why);
    say(t("{name} has a new password, shown below this once.", { name }));
    showOnce(part("new-secret", HTMLElement), t("The new password of {name}, shown this once:", { name }), answer.value.password, part("people-title", HTMLElement));
  },
  remove: async ({ name }) => {
    if (!await sure(t("Remove {name}, with tokens, recordings, questions and ratings? It can't be taken back.", { name }), t("Remove them"))) return;
    const gone = await settle(await ask("DELETE", placeOf(name), { csrf }), t("{name} is removed.", { name }), "people-title");
    if (gone && name === me) location.assign("/");
  },
};

/** @param {string} name */
const placeOf = (name) => `/v1/users/${encodeURIComponent(name)}`;

/** @param {Wish} wish @param {boolean} grant @param {string} answer */
async function answerWish({ id, name }, grant, answer) {
  const confirm = grant ? await withPassword(t("Make {name} an admin, who may change all that is here?", { name }), t("Grant it")) : "";
  if (confirm === null) return;
  const done = await ask("PUT", `/v1/users/wishes/${id}`, { body: { grant, answer, confirm }, csrf });
  await settle(done, grant ? t("{name} is an admin now.", { name }) : t("{name} stays a user, and reads your answer here.", { name }), "people-title");
}

async function showPeople() {
  const answer = await ask("GET", "/v1/users", { waits: true });
  if (!answer.ok) return say(answer.why);
  /** @type {Member[]} */
  const members = answer.value.users;
  redraw("people", members.map((one) => memberItem(one, me, admin ? acts : null)), true);
  return members;
}

/** @param {boolean} anew somebody just acted */
async function showWishes(anew) {
  const answer = await ask("GET", "/v1/users/wishes", { waits: true });
  if (!answer.ok) return say(answer.why);
  /** @type {Wish[]} */
  const wishes = answer.value.wishes;
  const waiting = wishes.filter(({ state }) => state === "open");
  const own = wishes.filter(({ name }) => name === me);
  part("wishes-part", HTMLElement).hidden = !admin || !waiting.length;
  const past = wishes.filter(({ state, name }) => state !== "open" && name !== me);
  part("answered-part", HTMLElement).hidden = !admin || !past.length;
  if (admin) redraw("answered", past.map((wish) => pastWishItem(wish, t("{name}: wish", { name: wish.name }))), anew);
  if (admin) redraw("wishes", waiting.map((wish) => wishItem(wish, answerWish)), anew);
  const news = own.find(({ seen, answered: at }) => at && !seen);
  answered ||= news !== undefined;
  // Who became an admin is told so, and no more afterwards.
  part("asking-part", HTMLElement).hidden = admin && !answered;
  part("asking", HTMLElement).hidden = admin || own.some(({ state }) => state === "open");
  redraw("own-wishes", own.slice(0, 5).map((wish) => pastWishItem(wish, t("Your wish"))), anew);
  if (!news) return;
  say(t("Your wish to be an admin was {answered}. {answer}", { answered: named(news.state), answer: news.answer }).trim());
  await ask("POST", "/v1/users/wishes/seen", { csrf, waits: true });
}

/**
 * Only what changed is drawn again, and nothing under the focus unless somebody just acted: it would be lost.
 * @param {string} id
 * @param {HTMLElement[]} items
 * @param {boolean} anew
 */
function redraw(id, items, anew) {
  const list = part(id, HTMLElement);
  if (!anew && list.contains(document.activeElement)) return;
  const texts = (/** @type {Iterable<Element>} */ found) => [...found].map(({ id: one, textContent }) => one + textContent).join("\n");
  if (texts(items) !== texts(list.children)) list.replaceChildren(...items);
}

/** Shows all anew. */
async function show() {
  const [members] = await Promise.all([showPeople(), showWishes(true), keys.show()]);
  return members ?? [];
}

/** @param {SubmitEvent} event */
async function add(event) {
  event.preventDefault();
  const form = part("adding", HTMLFormElement);
  const told = new FormData(form);
  const name = String(told.get("name")).trim().toLowerCase();
  const role = String(told.get("role"));
  const confirm = role === "admin" ? await withPassword(t("Add {name} as an admin, who may change all that is here?", { name }), t("Add them")) : "";
  if (confirm === null) return;
  const answer = await ask("POST", "/v1/users", { body: { name, role, confirm }, csrf });
  if (!await settle(answer, t("{name} is added; the password is shown below this once.", { name }), "new-name") || !answer.ok) return;
  form.reset();
  showOnce(part("new-secret", HTMLElement), t("{name} signs in with this password, shown this once:", { name: answer.value.name }), answer.value.password, part("new-name", HTMLElement));
}

/** @param {SubmitEvent} event */
async function askToBeAdmin(event) {
  event.preventDefault();
  const why = part("why", HTMLTextAreaElement).value;
  await settle(await ask("POST", "/v1/users/wishes", { body: { why }, csrf }), t("You have asked; the answer will stand here."), "asking-title");
}

/** @param {SubmitEvent} event */
async function changeOwn(event) {
  event.preventDefault();
  const form = part("own-password", HTMLFormElement);
  const told = new FormData(form);
  const problem = part("password-problem", HTMLElement);
  const password = String(told.get("new"));
  problem.textContent = password === told.get("again") ? "" : t("The two new ones are different; nothing was changed.");
  if (problem.textContent) return part("again", HTMLElement).focus();
  const answer = await ask("PUT", "/v1/users/me/password", { body: { old: told.get("old"), new: password }, csrf });
  problem.textContent = answer.ok ? "" : answer.why;
  if (!answer.ok) return part("old", HTMLElement).focus();
  form.reset();
  // All sessions have ended, this one, too: here it begins again.
  const again = await ask("POST", "/v1/session", { body: { name: me, password } });
  if (!again.ok) return location.assign("/");
  csrf = again.value.csrf;
  part("password-title", HTMLElement).focus();
  say(t("Your password is changed; you are signed out everywhere else."));
}

/** @param {SubmitEvent} event */
async function makeToken(event) {
  event.preventDefault();
  const form = part("making", HTMLFormElement);
  const told = new FormData(form);
  const days = String(told.get("days"));
  const body = { name: told.get("name"), scopes: told.getAll("scope"), days: days ? Number(days) : null };
  const answer = await ask("POST", "/v1/tokens", { body, csrf });
  if (!await settle(answer, t("The token is made; it is shown below this once."), "token-name") || !answer.ok) return;
  form.reset();
  showOnce(part("token-secret", HTMLElement), t("It goes in the header Authorization: Bearer, never in an address. Shown this once:"), answer.value.token, part("token-name", HTMLElement));
}

function showScopes() {
  part("scopes", HTMLElement).replaceChildren(...Object.entries(keys.scopes).map(([name, caption]) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: "scope", value: name });
    label.append(box, `${name}: ${captionOf(caption)}`);
    return label;
  }));
}

async function begin() {
  const who = await signedIn();
  if (!who) return;
  ({ csrf, admin, name: me } = who);
  part("own-name", HTMLInputElement).value = me;
  for (const id of ["adding", "pairing", "audit-part"]) part(id, HTMLElement).hidden = !admin;
  const members = await show();
  showScopes();
  if (admin) {
    audit = new AuditView();
    await audit.begin(members.map(({ name }) => name));
  }
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  setInterval(() => {
    if (csrf && document.visibilityState === "visible") void Promise.all([showWishes(false), keys.show()]);
  }, LOOK_EVERY);
}

part("adding", HTMLFormElement).addEventListener("submit", (event) => void add(event));
part("asking", HTMLFormElement).addEventListener("submit", (event) => void askToBeAdmin(event));
part("own-password", HTMLFormElement).addEventListener("submit", (event) => void changeOwn(event));
part("making", HTMLFormElement).addEventListener("submit", (event) => void makeToken(event));
void begin();
