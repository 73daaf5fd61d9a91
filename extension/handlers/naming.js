// Naming: tabs, bookmarks, places and addresses get keys of their own and a spoken form; listed, changed and removed.

import { ago } from "../core/ago.js";
import { calledOf } from "../core/own.js";
import { done, message, refuse, textOf, titleOf } from "./outcome.js";
import { chosenOwn, claim, make, meant, ownItem, whatOf, whyNotSaid } from "./owned.js";
import { runOwn } from "./own_runs.js";
import { lastSession } from "./replaying.js";
/** @import {Does, Own} from "../core/own.js" */
/** @import {Call, Handler, Item, Ports, Reply} from "./ports.js" */

/** What a name of each kind is given to: something there is now, or why there is none. @typedef {(call: Call, ports: Ports) => Promise<Reply<Does>>} Find */

/** @param {string} kind @param {{url: string, title: string}} page @returns {Reply<Does>} */
const called = (kind, page) => ({ ok: true, value: { kind, url: page.url, title: titleOf(page) } });

/** @type {Find} */
const tab = async (_call, ports) => called("tab", await ports.tabs.current());

/** The link chosen in a list, else the page. @type {Find} */
const address = async ({ list, chosen }, ports) => {
  const item = chosen == null ? undefined : list?.[chosen];
  return called("address", item?.url ? { url: item.url, title: item.title } : await ports.tabs.current());
};

/** @type {Find} */
const bookmark = async (_call, ports) => {
  if (!(await ports.bookmarks.granted())) return refuse("why_no_bookmarks");
  const { url } = await ports.tabs.current();
  const mark = (await ports.bookmarks.all()).find((one) => one.url === url);
  return mark ? called("bookmark", mark) : refuse("why_not_bookmarked");
};

/** @type {Find} */
const place = async (_call, ports) => {
  const [page, where] = await Promise.all([ports.tabs.current(), ports.page.where()]);
  if (!where.ok) return where;
  const { percent, heading = "" } = where.value;
  return { ok: true, value: { kind: "place", url: page.url, title: heading ? `${titleOf(page)}, ${heading}` : titleOf(page), percent, heading } };
};

/** @param {Find} find @returns {Handler} */
const name = (find) => async (call, ports) => {
  const does = await find(call, ports);
  if (!does.ok) return does;
  return claim(call.value, {
    as: call.command,
    then: (keys, says) => make({ id: ports.own.fresh(), keys, says, does: does.value, changed: 0 }, null, ports),
  }, ports);
};

/** How a word that is being made is to be called, or the one that is meant. @type {Handler} */
const call = async (asked, ports) => {
  const said = textOf(asked.value);
  if (!said) return refuse("why_no_text");
  const { now } = ports.own;
  const draft = chosenOwn(asked) ? null : now.draft;
  const entry = meant(asked, ports);
  if (!entry && !draft) return refuse("why_no_own");
  const wrong = whyNotSaid(said, draft ? undefined : entry?.id, ports);
  if (wrong) return wrong;
  if (!draft) return make({ .../** @type {Own} */ (entry), says: [said] }, entry, ports);
  now.draft = { ...draft, says: [said] };
  return done(message("say_word_called", said), { unlisted: true, ...(asked.list && { list: asked.list }) });
};

/** What it is called elsewhere, so that a spoken form can be had by keys. @param {Ports} ports @returns {Promise<Item[]>} */
export const callOffer = async (ports) => {
  if (ports.own.now.draft) return [];
  const entry = meant({ command: "" }, ports);
  const { title } = /** @type {any} */ (entry?.does ?? {});
  const words = typeof title === "string" ? title.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [] : [];
  const forms = [...new Set([1, 2, 3].map((count) => words.slice(0, count).join(" ")))].filter(Boolean);
  return forms.map((said) => ({ title: said, detail: "", act: () => call({ command: "name.call", value: said }, ports) }));
};

/** @type {Handler} */
const otherKeys = async (asked, ports) => {
  const entry = meant(asked, ports);
  if (!entry) return refuse("why_no_own");
  if (typeof asked.value === "string") return refuse("why_own_keys");
  return claim(asked.value, { as: asked.command, except: entry.id, then: (keys) => make({ ...entry, keys }, entry, ports) }, ports);
};

/** @type {Handler} */
const list = async (_call, ports) => {
  const all = ports.own.all();
  if (all.length === 0) return refuse("why_no_own");
  return done(message("say_own_list", all.length), {
    list: all.map((entry) => ownItem(entry, ports, async () => { const outcome = await runOwn({ command: entry.id }, ports); return outcome.ok ? { ...outcome, as: entry.id } : outcome; })), unlisted: true,
  });
};

/** @type {Handler} */
const history = async (asked, ports) => {
  const entry = meant(asked, ports);
  if (!entry) return refuse("why_no_own");
  const versions = ports.own.versions(entry.id);
  if (versions.length === 0) return refuse("why_own_unchanged", calledOf(entry));
  return done(message("say_own_versions", calledOf(entry), versions.length), {
    list: versions.map((one) => ({
      ...ownItem(one, ports, () => make({ ...one, id: entry.id }, entry, ports)),
      title: ports.words.of(message("say_own_version", calledOf(one), ago(one.changed, ports.clock.now(), ports.words.locale))),
    })), unlisted: true,
  });
};

/** @type {Handler} */
const remove = async (asked, ports) => {
  const entry = meant(asked, ports);
  if (!entry) return refuse("why_no_own");
  await ports.own.remove(entry.id);
  return done(message("say_own_removed", calledOf(entry), ports.words.of(whatOf(entry, ports.own.grammar()))), { undo: () => ports.own.put(entry) });
};

/** @type {Record<string, Handler>} */
export const naming = {
  "name.tab": name(tab),
  "name.address": name(address),
  "name.bookmark": name(bookmark),
  "name.place": name(place),
  "name.session": name((_call, ports) => lastSession(ports)),
  "name.call": call,
  "name.keys": otherKeys,
  "name.list": list,
  "name.history": history,
  "name.remove": remove,
};
