// The page of what was asked: a feed that is sought, reviewed, and follows what happens.

import { ask } from "./ask.js";
import { CitedMedia } from "./cited_media.js";
import { follow, fromAddress, goByArrows, intoAddress, seekBy } from "./feed.js";
import { RecordedPart, whatWouldGo } from "./inquiry_recorded.js";
import { InquiryView } from "./inquiry_view.js";
import { part, say } from "./page_parts.js";
import { openRetention } from "./retention_view.js";
import { signedIn } from "./signed_in.js";
import { sure } from "./sure.js";
import { t } from "./texts.js";
import { counted } from "./words.js";

/** @typedef {import("./chat_types.js").Reviewed} Reviewed */

const PAGE = 20;
/** As many are on the page at most, however long it is open. */
const MOST = 200;

const feed = part("inquiries", HTMLElement);
const sought = part("sought", HTMLFormElement);
const news = part("news", HTMLButtonElement);
/** @type {Map<string, InquiryView>} By id, the newest first. */
const views = new Map();
const media = new CitedMedia(part("cited", HTMLElement), feed);
/** The inquiry that the address names, as long as nothing else is sought. */
let only = new URLSearchParams(location.search).get("inquiry") ?? "";
let csrf = "";
let admin = false;
/** The id after which the list goes on. */
let following = "";
/** Counts lists that were asked for: a late answer to an earlier one is none. */
let asked = 0;

/** By taste all that the page holds is asked for at once: the best of it may be old. */
const page = () => part("order", HTMLSelectElement).value === "taste" ? MOST : PAGE;

/** What the form says, as the server takes it; dates are days of the reader's own. */
function wanted() {
  const told = new FormData(sought);
  const given = (/** @type {string} */ name) => String(told.get(name) ?? "").trim();
  const day = (/** @type {string} */ name, /** @type {string} */ time) => given(name) && String(new Date(`${given(name)}T${time}`).getTime());
  const all = {
    search: given("search"), topic: given("topic"), user: given("user"), least: given("least"), most: given("most"),
    order: given("order"), since: day("since", "00:00:00.000"), until: day("until", "23:59:59.999"), corrected: told.has("corrected") ? "true" : "",
  };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value));
}

/**
 * @param {string} [before] The id after which it goes on.
 * @param {boolean} [anew] What was asked for before is not waited for any more.
 */
async function list(before = "", anew = true) {
  const params = wanted();
  params.set("limit", String(page()));
  if (before) params.set("before", before);
  if (anew) asked += 1;
  const mine = asked;
  const answer = await ask("GET", `/v1/inquiries?${params}`);
  if (mine !== asked) return null;
  if (!answer.ok) say(answer.why);
  return answer.ok ? answer.value : null;
}

/** Shows the list anew, from its beginning. */
async function seek() {
  only = "";
  const found = await list();
  if (!found) return;
  say("");
  news.hidden = true;
  views.clear();
  feed.replaceChildren();
  add(found);
  part("none", HTMLElement).hidden = views.size > 0;
  part("export", HTMLAnchorElement).href = `/v1/inquiries/export?${wanted()}`;
  intoAddress(sought);
}

/** Shows one alone; where it is no more, says so and shows all. */
async function showOnly() {
  const answer = await ask("GET", `/v1/inquiries/${encodeURIComponent(only)}`);
  if (!answer.ok) {
    await seek();
    return say(answer.why);
  }
  add({ inquiries: [answer.value], users: {} });
  views.get(answer.value.id)?.root.focus();
  say(t("This is the one question that was asked for; look for anything to see others."));
}

/** @param {{inquiries: Reviewed[], users: Record<string, string>, next?: string | null}} found */
function add({ inquiries, users, next }) {
  following = next ?? following;
  for (const told of inquiries) {
    if (views.has(told.id)) continue;
    const view = new InquiryView(told, users[told.user] ?? "", admin, { review, fuller, remove, recorded: () => new RecordedPart(csrf, null) });
    views.set(told.id, view);
    feed.append(view.root);
  }
  part("more", HTMLElement).hidden = inquiries.length < page() || views.size >= MOST;
}

async function older() {
  const found = await list(following);
  if (!found) return;
  const had = views.size;
  add(found);
  [...views.values()][had]?.root.focus();
}

/** @param {Reviewed} told @param {object} change @returns {Promise<Reviewed | null>} */
async function review(told, change) {
  const body = { version: told.review.version, ...change };
  const answer = await ask("PATCH", `/v1/inquiries/${told.id}`, { body, csrf });
  if (!answer.ok) {
    say(answer.why);
    // Somebody else reviewed it: what he said is shown, to be looked at.
    const now = answer.status === 412 ? await ask("GET", `/v1/inquiries/${told.id}`) : null;
    if (now?.ok) views.get(told.id)?.show(now.value);
    return null;
  }
  const { rating, correction } = answer.value.review;
  say([rating === null ? t("Not rated") : t("Rated {rating}", { rating }), correction ? t("corrected") : ""].filter(Boolean).join(", "));
  return answer.value;
}

/** @param {Reviewed} told @returns {Promise<string | null>} */
async function fuller(told) {
  say(t("Asking for a fuller answer …"));
  const body = { question: told.question, topics: told.topics, length: "full" };
  const answer = await ask("POST", "/v1/inquiries", { body, csrf });
  say(answer.ok ? t("The fuller answer stands in the correction: change what is wrong, and keep it.") : answer.why);
  return answer.ok ? answer.value.answer.replace(/\s*\[\d{1,3}\]/g, "") : null;
}

/** @param {Reviewed} told */
async function remove(told) {
  const goes = await whatWouldGo(told, csrf);
  if (goes === null || !await sure(goes, t("Delete it"))) return false;
  const answer = await ask("DELETE", `/v1/inquiries/${told.id}`, { csrf });
  if (answer.ok) {
    const root = views.get(told.id)?.root;
    const next = root?.nextElementSibling ?? root?.previousElementSibling ?? feed;
    root?.remove();
    views.delete(told.id);
    /** @type {HTMLElement} */ (next).focus();
  }
  say(answer.ok ? t("Deleted.") : answer.why);
  return answer.ok;
}

/** What changed is shown where it stands; what is new waits until it is asked for, so that nothing moves under the reader. */
async function look() {
  if (only) return;
  const found = await list("", false);
  if (!found) return;
  const fresh = found.inquiries.filter((/** @type {Reviewed} */ told) => !views.has(told.id));
  for (const told of found.inquiries) {
    const view = views.get(told.id);
    if (view && !view.busy) view.show(told);
  }
  if (fresh.length && views.size === 0) return seek();
  news.hidden = fresh.length === 0;
  news.textContent = t("Show {questions}", { questions: counted(fresh.length, "new question") });
  if (fresh.length) say(counted(fresh.length, "new question"));
}

async function showChoices() {
  const [topics, users] = await Promise.all([ask("GET", "/v1/topics"), admin ? ask("GET", "/v1/inquiries?limit=200") : null]);
  const names = topics.ok ? topics.value.topics.map((/** @type {{name: string}} */ { name }) => name) : [];
  part("topic-names", HTMLDataListElement).append(...names.map((/** @type {string} */ name) => new Option(name, name)));
  const known = users?.ok ? Object.entries(users.value.users) : [];
  part("users", HTMLElement).hidden = known.length < 2;
  part("user", HTMLSelectElement).append(new Option(t("anybody"), ""), ...known.map(([id, name]) => new Option(String(name), id)));
}

async function begin() {
  const who = await signedIn();
  if (!who) return;
  ({ csrf, admin } = who);
  await showChoices();
  fromAddress(sought);
  if (admin) openRetention(csrf, seek);
  part("search", HTMLElement).focus();
  await (only ? showOnly() : seek());
  await follow("/v1/inquiries/news", look);
}

seekBy(sought, () => void seek());
goByArrows(feed);
addEventListener("keydown", ({ key }) => { if (key === "Escape") media.pause(); });
news.addEventListener("click", async () => {
  await seek();
  [...views.values()][0]?.root.focus();
});
part("more", HTMLButtonElement).addEventListener("click", () => void older());
void begin();
