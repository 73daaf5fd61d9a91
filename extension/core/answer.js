// Answer: a question with what the server tells of its answer, event by event, as it is shown and spoken.
//
// Sources are numbered in the order in which the answer names them, so that what is said, what is shown and what a
// number opens are the same.

import { completeTo, cutSentences } from "./sentences.js";

/** @typedef {import("./server_events.js").ServerEvent} ServerEvent */

/** Where something stands in a document: a time in ms, a page, a line; what nobody knows is null or 0. @typedef {{at: number | null, page: number | null, line: number}} Spot */

/** @typedef {{text: string, spot: Spot}} Quote words of a source that carry the answer */

/**
 * A source that was found; `number` is the server's, as is `document`: of what it is a passage, 0 for a page that was asked alone.
 * @typedef {{number: number, document: number, title: string, heading: string, address: string, kind: string, text: string, spot: Spot, quotes: Quote[]}} Source
 */

/**
 * How long an answer is to be. @typedef {"sentence" | "short" | "full"} Length
 *
 * How it is asked. `about`: the title of the page that it is about, "" for the library; `after`: the answer that it
 * follows, by its id; `length`: "" as it is usual, before the server has told which that is.
 * @typedef {{about: string, after: string, topics: string[], length: Length | ""}} Way
 */

/** What is done for an answer before it is said: planned, looked up, a topic summed up. @typedef {{step: string, what: string}} Doing */

/** @type {readonly Length[]} */
export const LENGTHS = ["sentence", "short", "full"];

/**
 * `id`: the server's, "" before it has told one; `text` with the server's numbers; `given`: letters of it that were given to
 * be spoken; `bare`: parts of the text that no source carries; `notes`: in the server's words; `doing`: the last step to it.
 * @typedef {object} Answer
 * @property {string} id
 * @property {string} question
 * @property {Way} way
 * @property {"asking" | "answered" | "stopped" | "failed"} state
 * @property {string} text
 * @property {Doing | null} doing
 * @property {number} given
 * @property {string[]} notes
 * @property {Source[]} sources
 * @property {[number, number][]} bare
 * @property {string} model who answered; "" quotes without one
 * @property {string} persona whose manner it has; "" nobody's
 * @property {number} goesOn how many times who answers goes on by itself
 * @property {string} voice the id of the server's voice that is the persona's; "" whichever fits
 */

/** @typedef {{text: string, lang: string, paragraph: number}} Sentence */

/** Numbers that name sources, with what stands before them. */
const MARKS = /\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]/g;

/** What Markdown puts about words. */
const SIGNS = /(\*\*|__|`)|^[ \t]*(?:#{1,6}|[-*•])[ \t]+/gm;

/** Letters of a passage that are kept of a source that nothing is quoted of. */
const BEGINNING = 240;

/** @param {string} question @param {Partial<Way>} [way] @returns {Answer} */
export const asked = (question, { about = "", after = "", topics = [], length = "" } = {}) =>
  ({ id: "", question, way: { about, after, topics, length }, state: "asking", text: "", doing: null, given: 0, notes: [], sources: [], bare: [], model: "", persona: "", goesOn: 0, voice: "" });

/** @param {any} told @param {"at_ms" | "from_ms"} time @returns {Spot} */
const spotOf = (told, time) => ({ at: told[time] ?? null, page: told.page ?? null, line: told.line ?? 0 });

/** @param {any} told @returns {Source} */
const sourceOf = (told) => ({
  number: told.number, document: told.document ?? 0, title: String(told.title), heading: String(told.heading), address: String(told.address), kind: String(told.kind),
  text: String(told.text).slice(0, BEGINNING), spot: spotOf(told, "from_ms"),
  quotes: told.quotes.filter((/** @type {any} */ { text }) => text).map((/** @type {any} */ quote) => ({ text: String(quote.text), spot: spotOf(quote, "at_ms") })),
});

/** What each event does to the answer. @type {Record<string, (answer: Answer, told: any) => Answer>} */
const EVENTS = {
  begun: (answer, told) => ({
    ...answer, id: told.id, notes: told.cautions, sources: told.sources.map(sourceOf), persona: told.persona ?? "", goesOn: told.goes_on ?? 0, voice: told.voice ?? "",
    way: { ...answer.way, length: told.length ?? answer.way.length },
  }),
  said: (answer, told) => ({ ...answer, text: answer.text + told.text }),
  step: (answer, { kind, text, topic, lookups }) => ({ ...answer, doing: { step: kind, what: { plan: lookups.join("; "), look_up: text, topic: topic || "ALL" }[String(kind)] ?? "" } }),
  failed: (answer, told) => ({ ...answer, state: "failed", notes: [...answer.notes, told.detail] }),
  ended: (answer, told) => ({
    ...answer, state: told.state === "answered" ? "answered" : "failed", model: told.model,
    // The server's text is without the blanks at its ends, and what it tells of it counts from there.
    text: told.answer, given: Math.max(0, answer.given - (answer.text.length - answer.text.trimStart().length)),
    sources: told.sources.map(sourceOf), notes: told.reason ? [...answer.notes, told.reason] : answer.notes,
    bare: told.claims.filter((/** @type {any} */ { carried }) => !carried).map((/** @type {any} */ { start, end }) => [start, end]),
  }),
};

/** @param {Answer} answer @param {ServerEvent} event one of another server's making changes nothing @returns {Answer} */
export const follow = (answer, { name, told }) => EVENTS[name]?.(answer, told) ?? answer;

/** @param {Answer} answer @returns {Answer} one that nothing more comes of */
export const stopped = (answer) => (answer.state === "asking" ? { ...answer, state: "stopped" } : answer);

/** @param {string} text */
const plain = (text) => text.replace(MARKS, "").replace(SIGNS, "");

/**
 * What can be spoken of it now: the sentences that are whole and have not been given, once it is over all that is left.
 * @param {Answer} answer
 * @returns {{answer: Answer, sentences: Sentence[]}}
 */
export function spoken(answer) {
  const rest = answer.text.slice(answer.given);
  const to = answer.state === "asking" ? completeTo(rest, "") : rest.length;
  const before = paragraphs(answer.text.slice(0, answer.given));
  const words = plain(rest.slice(0, to));
  const sentences = cutSentences(words, "").map(({ text, start }) => ({ text, lang: "", paragraph: before + paragraphs(words.slice(0, start)) }));
  return { answer: { ...answer, given: answer.given + to }, sentences };
}

/** How many have ended. @param {string} text */
const paragraphs = (text) => (text.match(/\n\s*\n\s*(?=\S)|\n\s*\n\s*$/g) ?? []).length;

/** @param {string} mark "[2, 3]" @returns {number[]} */
const numbersIn = (mark) => (mark.match(/\d+/g) ?? []).map(Number);

/**
 * The sources that the answer names, in the order in which it does.
 * @param {Pick<Answer, "text" | "sources">} answer
 * @returns {Source[]} the first is number 1 wherever it is shown or said
 */
export function named({ text, sources }) {
  const order = [...new Set((text.match(MARKS) ?? []).flatMap(numbersIn))];
  return order.map((number) => sources.find((source) => source.number === number)).filter((source) => source !== undefined);
}

/** A piece of an answer as it is shown: words, or the numbers of sources after them; `bare`: no source carries them. @typedef {{text: string, sources: number[], bare: boolean}} Piece */

/**
 * Its text with the numbers that people are given; numbers of no source are left out.
 * @param {Pick<Answer, "text" | "sources" | "bare">} answer
 * @returns {Piece[]}
 */
export function pieces(answer) {
  const order = named(answer).map(({ number }) => number);
  const cuts = [...new Set([0, ...answer.bare.flat(), answer.text.length])].sort((a, b) => a - b);
  return cuts.slice(1).flatMap((end, at) => {
    const start = cuts[at];
    const bare = answer.bare.some(([from, to]) => from <= start && end <= to);
    return marked(answer.text.slice(start, end), order).map((piece) => ({ ...piece, bare }));
  });
}

/** @param {string} text @param {number[]} order */
function marked(text, order) {
  const found = [];
  let at = 0;
  for (const mark of text.matchAll(MARKS)) {
    const sources = numbersIn(mark[0]).map((number) => order.indexOf(number) + 1).filter(Boolean);
    found.push({ text: text.slice(at, mark.index), sources });
    at = mark.index + mark[0].length;
  }
  return [...found, { text: text.slice(at), sources: [] }].filter((piece) => piece.text || piece.sources.length);
}
