// The library: the page or the video in front is added to it, to a topic where one is named, and taken out again.

import { done, message, must, refuse, titleOf } from "./outcome.js";
import { topicOffer, withTopic } from "./topics.js";
/** @import {Topic} from "./asking_port.js" */
/** @import {Added, Addition} from "./library_port.js" */
/** @import {Handler, Item, Message, Outcome, Ports, Reply} from "./ports.js" */

/** A topic that is there, or is to be made. @typedef {Pick<Topic, "name">} Into */

/** A PDF has no text that a page could give: the server fetches it. @param {Ports} ports @returns {Promise<Reply<Omit<Addition, "topics">>>} */
const pageHere = async (ports) => {
  const reply = await ports.library.page();
  if (reply.ok) return { ok: true, value: { title: reply.value.title, address: reply.value.address, name: "page.html", content: reply.value.html } };
  if (reply.why.key !== "why_pdf_page") return reply;
  const tab = await ports.tabs.current();
  // Its tab is called as the file is; the document says better.
  return { ok: true, value: { title: "", address: tab.url } };
};

/** @param {Ports} ports @returns {Promise<Reply<Omit<Addition, "topics">>>} */
const videoHere = async (ports) => {
  const reply = await ports.library.video();
  if (!reply.ok) return reply;
  if (!reply.value) return refuse("why_no_video_here");
  const { title, address, captions } = reply.value;
  return { ok: true, value: { title, address, ...(captions && { name: "captions.vtt", content: captions }) } };
};

/** What is said of one that is read, by itself and of a topic that it is put into. @type {Record<string, [string, string]>} */
const SAID = { added: ["say_library_added", "say_library_added_to"], changed: ["say_library_changed", "say_library_changed_to"] };

/** @param {Added} added @param {Into | null} into @returns {Message} */
const saidOf = ({ title, outcome, passages, put }, into) => {
  if (outcome === "unchanged") return into && put.length ? message("say_library_into", title, into.name) : message("say_library_known", title);
  const [alone, together] = SAID[outcome];
  return into ? message(together, title, into.name, passages) : message(alone, title, passages);
};

/** What was there before stays there. @param {Added} added @param {Ports} ports @returns {Pick<import("./ports.js").Done, "undo" | "final" | "unlisted">} */
const wayBack = ({ id, outcome, put }, { library }) => {
  if (outcome === "added") return { undo: async () => void must(await library.remove(id)) };
  if (outcome === "changed") return { final: true };
  return put.length ? { undo: async () => void must(await library.takeOut(id, put)) } : { unlisted: true };
};

/**
 * @param {(ports: Ports) => Promise<Reply<Omit<Addition, "topics">>>} here
 * @returns {(into: Into | null, ports: Ports) => Promise<Outcome>}
 */
const adds = (here) => async (into, ports) => {
  const what = await here(ports);
  if (!what.ok) return what;
  const reply = await ports.library.add({ ...what.value, topics: into ? [into.name] : [] });
  if (!reply.ok) return reply;
  const added = reply.value;
  if (added.outcome === "failed") return refuse("why_not_added", titleOf({ title: added.title, url: what.value.address }), added.reason);
  return done(saidOf(added, into), wayBack(added, ports));
};

const [addPage, addVideo] = [adds(pageHere), adds(videoHere)];

/** @param {typeof addPage} add @returns {(name: string, ports: Ports) => Item} */
const made = (add) => (name, ports) =>
  ({ title: ports.words.of(message("say_topic_make", name)), detail: "", act: () => add({ name }, ports) });

/** @type {Record<string, (ports: Ports) => Promise<Item[]>>} */
export const libraryOffers = { "library.page-to": topicOffer(addPage), "library.video-to": topicOffer(addVideo) };

/** @type {Record<string, Handler>} */
export const library = {
  "library.page": (_call, ports) => addPage(null, ports),
  "library.page-to": withTopic(addPage, made(addPage)),
  "library.video": (_call, ports) => addVideo(null, ports),
  "library.video-to": withTopic(addVideo, made(addVideo)),
};
