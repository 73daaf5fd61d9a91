// Correcting: what should have been answered, kept with the answer, and answered from where its owner says so.

import { done, message, must, refuse } from "./outcome.js";
/** @import {Answer} from "../core/answer.js" */
/** @import {Correction} from "./asking_port.js" */
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */

/**
 * @param {Answer} answer @param {Correction} wanted @param {string} key what is said of it
 * @param {Ports} ports @returns {Promise<Outcome>}
 */
const keep = async ({ id, question }, wanted, key, ports) => {
  const before = await ports.asking.correct(id, wanted);
  if (!before.ok) return before;
  return done(message(key, question), { undo: async () => void must(await ports.asking.correct(id, before.value)) });
};

/** Keeps it, and offers to answer from it. @param {Answer} answer @param {string} correction @param {Ports} ports @returns {Promise<Outcome>} */
const correct = async (answer, correction, ports) => {
  const kept = await keep(answer, { correction, taught: false }, "say_corrected", ports);
  if (!kept.ok) return kept;
  const teach = {
    title: ports.words.of(message("say_correction_teach")), detail: correction,
    act: () => keep(answer, { correction, taught: true }, "say_corrected_taught", ports),
  };
  return { ...kept, list: [teach] };
};

/** What can be kept by keys alone: the words of its sources. @type {Record<string, (ports: Ports) => Promise<Item[]>>} */
export const correctingOffers = {
  "chat.correct": async (ports) => {
    const last = ports.asking.last();
    const told = last?.sources.map((source) => ({ words: source.quotes[0]?.text ?? source.text, from: source.title })) ?? [];
    return last ? told.map(({ words, from }) => ({ title: words, detail: from, act: () => correct(last, words, ports) })) : [];
  },
};

/** @type {Record<string, Handler>} */
export const correcting = {
  "chat.correct": async ({ value }, ports) => {
    const last = ports.asking.last();
    if (!last) return refuse("why_nothing_asked");
    const correction = typeof value === "string" ? value.trim() : "";
    return correction ? correct(last, correction, ports) : refuse("why_no_text");
  },
};
