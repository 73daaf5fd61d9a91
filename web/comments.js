// The page of comments under the owner's videos: sought, their replies approved, rewritten and rejected.

import { ask } from "./ask.js";
import { CommentView } from "./comment_view.js";
import { countsLine, secondsOf } from "./comment_words.js";
import { follow, fromAddress, goByArrows, intoAddress, seekBy } from "./feed.js";
import { part, say } from "./page_parts.js";
import { signedIn } from "./signed_in.js";
import { t } from "./texts.js";
import { counted } from "./words.js";

/** @typedef {import("./comment_words.js").Comment} Comment */
/** @typedef {import("./comment_words.js").Video} Video */
/** @typedef {import("./comment_view.js").Act} Act */

const PAGE = 20;
/** As many are on the page at most, however long it is open. */
const MOST = 200;
/** @type {Record<Act, string>} */
const SAID = {
  approve: t("Approved: it goes out with the next step."),
  reply: t("Kept."),
  reject: t("It will have no reply."),
  reopen: t("It waits for you again."),
  sent: t("It counts as answered."),
};

const feed = part("comments", HTMLElement);
const sought = part("sought", HTMLFormElement);
const news = part("news", HTMLButtonElement);
/** @type {Map<string, CommentView>} By id, the newest first. */
const views = new Map();
let csrf = "";
/** The comment that the address names, as long as nothing else is sought. */
let only = new URLSearchParams(location.search).get("comment") ?? "";
let following = "";
/** Counts lists that were asked for: a late answer to an earlier one is none. */
let asked = 0;

/** What the form says, as the server takes it. */
function wanted() {
  const told = new FormData(sought);
  const given = (/** @type {string} */ name) => String(told.get(name) ?? "").trim();
  const state = given("state");
  const all = {
    text: given("text"), author: given("author"), video: given("video"),
    from_second: secondsOf(given("from")), to_second: secondsOf(given("to")),
    state: state === "open" || state === "all" ? "" : state, open: state === "open" ? "true" : "",
  };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value));
}

/** @param {string} [before] The id after which it goes on. @param {boolean} [anew] What was asked for before is not waited for. */
async function list(before = "", anew = true) {
  const params = wanted();
  params.set("limit", String(PAGE));
  if (before) params.set("before", before);
  if (anew) asked += 1;
  const mine = asked;
  const answer = await ask("GET", `/v1/comments?${params}`, anew ? {} : { waits: true });
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
  clear();
  add(found);
  intoAddress(sought);
  await count();
}

function clear() {
  news.hidden = true;
  views.clear();
  feed.replaceChildren();
}

/** @param {{comments: Comment[], videos: Record<string, Video>, next?: string | null}} found */
function add({ comments, videos, next }) {
  following = next ?? "";
  for (const told of comments) {
    if (views.has(told.id)) continue;
    const view = new CommentView(told, videos[told.video], { decide, draft, thread, done });
    views.set(told.id, view);
    feed.append(view.root);
  }
  part("none", HTMLElement).hidden = views.size > 0;
  part("more", HTMLElement).hidden = !following || views.size >= MOST;
}

/** Shows one alone; where it is no more, says so and shows all. */
async function showOnly() {
  const answer = await ask("GET", `/v1/comments/${encodeURIComponent(only)}`);
  if (!answer.ok) {
    await seek();
    return say(answer.why);
  }
  add({ comments: [answer.value.comment], videos: answer.value.videos });
  views.get(answer.value.comment.id)?.root.focus();
  say(t("This is the one comment that was asked for; look for anything to see others."));
}

async function older() {
  const found = await list(following);
  if (!found) return;
  const had = views.size;
  add(found);
  [...views.values()][had]?.root.focus();
}

async function count() {
  const answer = await ask("GET", "/v1/comments/counts", { waits: true });
  if (answer.ok) part("counts", HTMLElement).textContent = countsLine(answer.value);
}

/** @param {Comment} told @param {Act} act @param {object} more @returns {Promise<Comment | null>} */
async function decide(told, act, more) {
  const body = { version: told.reply?.version ?? 0, ...more };
  const answer = await ask(act === "reply" ? "PUT" : "POST", `${placeOf(told)}/${act}`, { body, csrf });
  if (!answer.ok) {
    // Somebody, or a step, was first: how it stands now is shown, to be looked at.
    const now = answer.status === 412 || answer.status === 409 ? await ask("GET", placeOf(told), { waits: true }) : null;
    if (now?.ok) views.get(told.id)?.show(now.value.comment);
    say(answer.why);
    return null;
  }
  say(SAID[act]);
  void count();
  return { ...told, reply: answer.value };
}

/** @param {Comment} told @returns {Promise<string | null>} */
async function draft(told) {
  say(t("Asking the chat …"));
  const answer = await ask("POST", `${placeOf(told)}/draft`, { csrf });
  if (!answer.ok) {
    say(answer.why);
    return null;
  }
  const { text, refused, held } = answer.value;
  say(text ? t("{held} The answer stands in the reply: change what is wrong, then approve it.", { held }).trim() : refused);
  return text || null;
}

/** @param {Comment} told @returns {Promise<Comment[]>} */
async function thread(told) {
  const answer = await ask("GET", placeOf(told));
  if (!answer.ok) say(answer.why);
  return answer.ok ? answer.value.thread : [];
}

/** @param {Comment} told */
const placeOf = ({ id }) => `/v1/comments/${encodeURIComponent(id)}`;

/** The next comment has its turn; after the last, it stays. @param {HTMLElement} root */
function done(root) {
  const next = root.nextElementSibling ?? root;
  /** @type {HTMLElement} */ (next).focus();
  next.scrollIntoView({ block: "nearest" });
}

/** What changed is shown where it stands; what is new waits until it is asked for, so that nothing moves under the reader. */
async function look() {
  if (only) return;
  const found = await list("", false);
  if (!found) return;
  const fresh = found.comments.filter((/** @type {Comment} */ told) => !views.has(told.id));
  for (const told of found.comments) {
    const view = views.get(told.id);
    if (view && !view.busy && view.told.reply?.version !== told.reply?.version) view.show(told);
  }
  if (fresh.length && views.size === 0) return seek();
  const text = t("Show {comments}", { comments: counted(fresh.length, "new comment") });
  if (fresh.length && news.textContent !== text) say(counted(fresh.length, "new comment"));
  news.hidden = fresh.length === 0;
  news.textContent = text;
  await count();
}

async function begin() {
  const who = await signedIn();
  if (!who) return;
  csrf = who.csrf;
  part("owners", HTMLElement).hidden = who.admin;
  part("signed-in", HTMLElement).hidden = !who.admin;
  if (!who.admin) return;
  fromAddress(sought);
  part("text", HTMLElement).focus();
  await (only ? showOnly() : seek());
  await follow("/v1/comments/news", look, { always: true });
}

seekBy(sought, () => void seek());
goByArrows(feed);
news.addEventListener("click", async () => {
  await seek();
  [...views.values()][0]?.root.focus();
});
part("more", HTMLButtonElement).addEventListener("click", () => void older());
void begin();
