// Asking: questions to the owner's topics and about the page in front, further, shorter, longer, and their sources.

import { LENGTHS } from "../core/answer.js";
import { sourceItems } from "./cited.js";
import { done, message, must, placeOf, refuse } from "./outcome.js";
import { ratingOf } from "./rating.js";
/** @import {PageText, Wish} from "./asking_port.js" */
/** @import {Handler, Item, Outcome, Ports, Reply} from "./ports.js" */

/** Letters of a page that are sent along; the server reads what of them the question is about. */
const LONGEST = 200_000;

/** As it was said, with its mark. @param {unknown} value */
const questionOf = (value) => (typeof value === "string" ? value.trim() : "");

/**
 * Settles when the server has taken the question. Its sources are offered when the answer is there, unless something
 * else was offered meanwhile.
 * @param {Wish} wish @param {Ports} ports @returns {Promise<Outcome>}
 */
const ask = async (wish, ports) => {
  /** @type {Item[]} */
  let list = [];
  let settled = false;
  const reply = await ports.asking.ask(wish, (answer) => {
    list = sourceItems(answer, ports);
    if (settled && list.length && !ports.engine.offered().length) ports.engine.offer(list, null);
  });
  if (!reply.ok) return reply;
  settled = true;
  const { id, way: { about } } = reply.value;
  const say = about ? message("say_asking_page", wish.question, about) : message("say_asking", wish.question);
  return done(say, { undo: () => ports.asking.forget(id), ...(list.length && { list }) });
};

/** @param {(question: string, ports: Ports) => Promise<Reply<Wish>>} wishOf @returns {Handler} */
const asks = (wishOf) => async ({ value }, ports) => {
  const question = questionOf(value);
  if (!question) return refuse("why_no_text");
  const wish = await wishOf(question, ports);
  return wish.ok ? ask(wish.value, ports) : wish;
};

/** @param {Wish} value @returns {Reply<Wish>} */
const ok = (value) => ({ ok: true, value });

/** The page in front as its reader sees it. @param {Ports} ports @returns {Promise<Reply<PageText>>} */
const pageHere = async (ports) => {
  const [reply, { url }] = [await ports.reading.open("main"), await ports.tabs.current()];
  if (!reply.ok) return reply;
  const { sentences, title, pdfs } = reply.value;
  if (!sentences.length) return refuse(pdfs ? "why_only_pdfs" : "why_no_main_text");
  const text = sentences.map(({ text: words, paragraph }, at) =>
    (at === 0 ? words : `${paragraph === sentences[at - 1].paragraph ? " " : "\n\n"}${words}`)).join("").slice(0, LONGEST);
  return { ok: true, value: { title, address: url, text } };
};

/** @param {string} question @param {Ports} ports @returns {Promise<Reply<Wish>>} */
const about = async (question, ports) => {
  const page = await pageHere(ports);
  return page.ok ? ok({ question, page: page.value }) : page;
};

/** @param {string} question @param {Ports} ports @returns {Promise<Reply<Wish>>} */
const further = async (question, { asking }) => {
  const last = asking.last();
  return last ? ok({ question, after: last }) : refuse("why_nothing_asked");
};

/** The same question, answered at another length. @param {1 | -1} step @returns {Handler} */
const length = (step) => async (_call, ports) => {
  const last = ports.asking.last();
  if (!last) return refuse("why_nothing_asked");
  const wanted = LENGTHS[LENGTHS.indexOf(last.way.length || "short") + step];
  if (!wanted) return refuse(step > 0 ? "why_answer_longest" : "why_answer_shortest");
  return ask({ question: last.question, instead: last, length: wanted }, ports);
};

/** @type {Handler} */
const sources = async (_call, ports) => {
  const last = ports.asking.last();
  if (!last) return refuse("why_nothing_asked");
  const list = sourceItems(last, ports);
  return list.length ? done(message("say_sources", list.length, last.question), { list }) : refuse("why_no_sources", last.question);
};

/** @type {Handler} */
const source = async ({ value }, ports) => {
  const last = ports.asking.last();
  if (!last) return refuse("why_nothing_asked");
  const list = sourceItems(last, ports);
  const item = list[placeOf(value, list.length)];
  if (item) return item.act();
  return list.length ? refuse("why_no_such_source", String(value), list.length) : refuse("why_no_sources", last.question);
};

/** @type {Handler} */
const rate = async ({ value }, ports) => {
  const last = ports.asking.last();
  if (!last) return refuse("why_nothing_asked");
  const rating = ratingOf(value);
  if (rating === null) return refuse("why_no_rating", String(value));
  const before = await ports.asking.rate(last.id, rating);
  if (!before.ok) return before;
  return done(message("say_rated", rating), {
    undo: async () => void must(await ports.asking.rate(last.id, before.value)),
  });
};

/** A question that is ready to be asked. @param {string} question @param {(question: string, ports: Ports) => Promise<Reply<Wish>>} wishOf @param {Ports} ports @returns {Item} */
const ready = (question, wishOf, ports) => ({
  title: question, detail: "",
  act: async () => {
    const wish = await wishOf(question, ports);
    return wish.ok ? ask(wish.value, ports) : wish;
  },
});

/** @param {readonly string[]} keys @param {(question: string, ports: Ports) => Promise<Reply<Wish>>} wishOf */
const readyOffer = (keys, wishOf) => async (/** @type {Ports} */ ports) =>
  keys.map((key) => ready(ports.words.of(message(key)), wishOf, ports));

/** @param {string} question @returns {Promise<Reply<Wish>>} */
const anew = async (question) => ok({ question });

const furtherOffer = readyOffer(["say_question_why", "say_question_example", "say_question_simply"], further);

/** What can be asked by keys alone. @type {Record<string, (ports: Ports) => Promise<Item[]>>} */
export const askingOffers = {
  "chat.ask": async (ports) => (await ports.asking.before()).map((question) => ready(question, anew, ports)),
  "chat.page": readyOffer(["say_question_gist", "say_question_points", "say_question_who"], about),
  "chat.follow": async (ports) => (ports.asking.last() ? furtherOffer(ports) : []),
};

/** @type {Handler} */
const converse = async (_call, { asking }) => {
  const reply = await asking.converse(true);
  if (!reply.ok) return reply;
  return done(message("say_converse_on"), {
    ...(!reply.value && { undo: async () => void must(await asking.converse(false)) }),
  });
};

/** @type {Handler} */
const end = async (_call, { asking }) => {
  const reply = await asking.converse(false);
  if (!reply.ok) return reply;
  if (!reply.value) return refuse("why_not_conversing");
  return done(message("say_converse_off"), { undo: async () => void must(await asking.converse(true)) });
};

/** @type {Record<string, Handler>} */
export const asking = {
  "chat.converse": converse,
  "chat.end": end,
  "chat.ask": asks(anew),
  "chat.page": asks(about),
  "chat.follow": asks(further),
  "chat.shorter": length(-1),
  "chat.longer": length(1),
  "chat.sources": sources,
  "chat.source": source,
  "chat.rate": rate,
};
