// Topics: which of the owner's topics are asked beside all documents, and which one something is put into.

import { clear, rank } from "../core/fuzzy.js";
import { ASKS, done, message, refuse, textOf } from "./outcome.js";
/** @import {Topic} from "./asking_port.js" */
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */

/** @param {Topic} topic @param {Ports} ports */
const detailOf = ({ name, documents }, ports) =>
  ports.words.of(message(ports.asking.chosen().includes(name) ? "say_topic_asked" : "say_topic_size", documents));

/**
 * Asks a topic, too, or no longer.
 * @param {Topic} topic @param {Ports} ports @returns {Promise<Outcome>}
 */
const turn = async ({ name }, { asking }) => {
  const before = asking.chosen();
  const on = !before.includes(name);
  await asking.choose(on ? [...before, name] : before.filter((one) => one !== name));
  const now = asking.chosen();
  const say = !now.length ? message("say_topics_none") : message(on ? "say_topic_on" : "say_topic_off", name, now.join(", "));
  return done(say, { undo: () => asking.choose(before) });
};

/** What is done with a topic that was named. @typedef {(topic: Topic, ports: Ports) => Promise<Outcome>} Does */

/** @param {Topic} topic @param {Does} does @param {Ports} ports @returns {Item} */
const itemOf = (topic, does, ports) => ({ title: topic.name, detail: detailOf(topic, ports), act: () => does(topic, ports) });

/** What can be named where the word waits for it. @param {Does} does */
export const topicOffer = (does) => async (/** @type {Ports} */ ports) => {
  const reply = await ports.asking.topics();
  return reply.ok ? reply.value.map((topic) => itemOf(topic, does, ports)) : [];
};

/**
 * @param {Does} does
 * @param {(name: string, ports: Ports) => Item | null} [make] offers to make one of a name that none has
 * @returns {Handler}
 */
export const withTopic = (does, make = () => null) => async ({ value }, ports) => {
  const text = textOf(value);
  if (!text) return refuse("why_no_text");
  const reply = await ports.asking.topics();
  if (!reply.ok) return reply;
  const hits = rank(text, reply.value, ({ name }) => [name]);
  if (clear(hits)) return does(hits[0].item, ports);
  const items = hits.map(({ item }) => itemOf(item, does, ports));
  if (items.length) return done(message("say_topics_found", items.length, text), { list: items });
  const made = make(text, ports);
  if (!made) return refuse("why_no_topic_called", text);
  const others = reply.value.map((topic) => itemOf(topic, does, ports));
  return done(message("say_topic_unknown", text), { ...ASKS, list: [made, ...others] });
};

/** @type {Record<string, (ports: Ports) => Promise<Item[]>>} */
export const topicOffers = { "chat.topic": topicOffer(turn) };

/** @type {Record<string, Handler>} */
export const topics = { "chat.topic": withTopic(turn) };
