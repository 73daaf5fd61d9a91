// Rating: the page in front, or the place in it that is selected or in view, from 0 to 10.

import { fragment } from "./cited.js";
import { done, message, must, refuse, titleOf } from "./outcome.js";
/** @import {Rated} from "./asking_port.js" */
/** @import {Sentence} from "./reading_port.js" */
/** @import {Handler, Ports, Reply} from "./ports.js" */

/** The best that a thing can be. */
const MOST = 10;

/** Letters of a thing that are read to learn by. */
const READ = 4000;

/** 0..10, or null for what is no rating. @param {unknown} value */
export const ratingOf = (value) => {
  const rating = Number(value);
  return Number.isInteger(rating) && rating >= 0 && rating <= MOST ? rating : null;
};

/** @param {readonly Sentence[]} sentences */
const textOf = (sentences) => sentences.map(({ text }) => text).join(" ").slice(0, READ);

/** Of where a page is, without the place in it that a link named. @param {string} url */
const pageOf = (url) => url.replace(/#?:~:.*$/, "");

/** A page that nobody can read has its title still. @param {Ports} ports @returns {Promise<Reply<Rated>>} */
const pageHere = async (ports) => {
  const [reply, tab] = [await ports.reading.open("main"), await ports.tabs.current()];
  const address = pageOf(tab.url);
  const text = reply.ok ? textOf(reply.value.sentences) : "";
  return { ok: true, value: { kind: "page", key: address, title: titleOf(tab), text, address } };
};

/** What is selected, else the paragraph at the top of what is in view. @param {Ports} ports @returns {Promise<Reply<Rated>>} */
const placeHere = async (ports) => {
  const [reply, tab] = [await ports.reading.open("here"), await ports.tabs.current()];
  if (!reply.ok) return reply;
  const { sentences, from, pdfs } = reply.value;
  if (!sentences.length) return refuse(pdfs ? "why_only_pdfs" : "why_no_main_text");
  const held = from === "selection" ? sentences : sentences.filter(({ paragraph }) => paragraph === sentences[0].paragraph);
  const page = pageOf(tab.url);
  const address = `${page}${page.includes("#") ? "" : "#"}${fragment(sentences[0].text)}`;
  return { ok: true, value: { kind: "place", key: address, title: titleOf(tab), text: textOf(held), address } };
};

/** @param {(ports: Ports) => Promise<Reply<Rated>>} here @param {string} said @returns {Handler} */
const rates = (here, said) => async ({ value }, ports) => {
  const rating = ratingOf(value);
  if (rating === null) return refuse("why_no_rating", String(value));
  const thing = await here(ports);
  if (!thing.ok) return thing;
  const before = await ports.asking.rateThing(thing.value, rating);
  if (!before.ok) return before;
  return done(message(said, thing.value.title, rating), {
    undo: async () => void must(await ports.asking.rateThing(thing.value, before.value)),
  });
};

/** @type {Record<string, Handler>} */
export const rating = {
  "page.rate": rates(pageHere, "say_page_rated"),
  "place.rate": rates(placeHere, "say_place_rated"),
};
