// Reviewing: what is done on the pages of our own server: entries gone through, decided, rated; words made and practised.

import { ASKS, done, message, must, refuse, textOf } from "./outcome.js";
import { ratingOf } from "./rating.js";
/** @import {Handler, Outcome, Ports} from "./ports.js" */
/** @import {Intended, Intent} from "./intents_port.js" */

/** Commands that a page does by itself or by the control that it marks with their names. */
const PLAIN = ["review.next", "review.previous", "review.list", "review.read", "review.hear", "review.open", "review.accept", "review.reject",
  "review.edit", "review.expand", "review.mark", "review.answered", "review.save", "review.delete", "review.start", "review.stop",
  "review.restart", "dictionary.new", "dictionary.meaning", "dictionary.language",
  "dictionary.undo", "practice.start", "practice.again", "practice.next", "practice.show", "practice.stop",
  "roll.repeat", "roll.take", "roll.feedback", "roll.here", "roll.where", "roll.speak", "roll.hear", "roll.look"];

/** Commands that give the page their number. */
const NUMBERED = ["review.order", "roll.cursor", "roll.row", "roll.select", "roll.zoom", "roll.start", "roll.pan", "roll.pitch", "roll.height",
  "roll.panel", "roll.switch", "roll.back", "roll.save", "roll.edge"];

/** Of these, nobody can say that nothing was changed; the others only look, or write into a form. */
const CHANGES = new Set(["review.accept", "review.reject", "review.rate", "review.mark", "review.answered", "review.save", "review.delete",
  "review.start", "review.stop", "review.restart", "dictionary.undo", "roll.take", "roll.edge", "roll.note"]);

/** @param {Intended} told */
const said = ({ said: text, entry }) => entry ? message("say_intent_entry", entry[0], entry[1], text)
  : text ? message("say_intent", text) : message("say_intent_done");

/** What a page asks before it does it is asked here, too. @param {Intent} intent @param {Ports} ports @param {number} [tab] @returns {Promise<Outcome>} */
export const intend = async (intent, ports, tab) => {
  const { command = "" } = intent;
  const reply = await ports.intents.send(intent, tab);
  if (!reply.ok) return reply;
  const { value } = reply;
  if (value.asks) return asksBack(value, ports);
  if (!value.undo) return done(said(value), CHANGES.has(command) || intent.sure ? { final: true } : { unlisted: true });
  return done(said(value), { undo: async () => void must(await ports.intents.send({ undo: value.undo }, value.tab)) });
};

/** @param {Intended & {tab: number}} told @param {Ports} ports @returns {Outcome} */
const asksBack = ({ said: question, tab }, ports) => done(message("say_intent", question), {
  ...ASKS,
  list: [true, false].map((sure) => ({
    title: ports.words.of(message(sure ? "say_intent_yes" : "say_intent_no", question)), detail: "",
    act: () => intend({ sure }, ports, tab),
  })),
});

/** @type {Handler} */
const plain = ({ command }, ports) => intend({ command }, ports);

/** @type {Handler} */
const numbered = ({ command, value }, ports) => intend({ command, value }, ports);

/** @type {Handler} */
const written = async ({ command, value }, ports) => {
  const text = textOf(value);
  return text ? intend({ command, value: text }, ports) : refuse("why_no_text");
};

/** @type {Record<string, Handler>} */
export const reviewing = {
  ...Object.fromEntries(PLAIN.map((name) => [name, plain])),
  ...Object.fromEntries(NUMBERED.map((name) => [name, numbered])),
  "review.rate": async ({ command, value }, ports) => {
    const rating = ratingOf(value);
    return rating === null ? refuse("why_no_rating", String(value)) : intend({ command, value: rating }, ports);
  },
  "dictionary.search": written,
  "roll.note": written,
};
