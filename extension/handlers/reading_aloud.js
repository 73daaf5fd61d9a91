// Reading aloud: from here or from the beginning, sentence by sentence and back, at one's own pace.

import { wordsOf } from "../core/sentences.js";
import { and, done, message, refuse } from "./outcome.js";
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */
/** @import {Readable, Sentence} from "./reading_port.js" */

/** What is said at the beginning, by what is read. */
const BEGINS = { selection: "say_reading_selection", here: "say_reading", main: "say_reading_main" };

/** @param {Readable} text @param {Ports} ports */
const howFor = ({ tab }, ports) => {
  let begun = false;
  return {
    rate: ports.engine.rate(),
    begun: (/** @type {number} */ at) => {
      begun = true;
      // The page may have gone: then it is read on without being shown.
      void ports.reading.mark(tab, at);
    },
    ended: () => {
      void ports.reading.unmark(tab);
      ports.engine.say(message("say_read_to_end"), "done");
    },
    // That no voice begins is told by whoever waits for it.
    failed: () => { if (begun) ports.engine.say(message("why_reading_broke"), "failed"); },
  };
};

/** @param {"here" | "main"} from @returns {Handler} */
const read = (from) => async (_call, ports) => {
  const reply = await ports.reading.open(from);
  if (!reply.ok) return reply;
  const text = reply.value;
  const { sentences, tab, title, whole, pdfs } = text;
  if (sentences.length === 0) return refuse(pdfs ? "why_only_pdfs" : from === "main" ? "why_no_main_text" : "why_nothing_to_read");
  if (!(await ports.speech.read(sentences, howFor(text, ports)))) return refuse("why_no_voice");
  const begins = message(whole ? BEGINS[text.from] : "say_reading_part", sentences.length, title);
  return done(and(begins, pdfs && text.from !== "selection" ? message("say_pdfs_unread", pdfs) : null, ports), {
    undo: async () => {
      ports.speech.pause();
      await ports.reading.unmark(tab);
    },
  });
};

/**
 * Goes to another sentence and reads on from there; undo goes back.
 * @param {(sentences: Sentence[], at: number) => number} to @param {string} beyond why it can't
 * @returns {Handler}
 */
const move = (to, beyond) => async (_call, ports) => {
  const { sentences, at } = ports.speech.place();
  if (sentences.length === 0) return refuse("why_nothing_read");
  const next = to(sentences, at);
  if (next < 0 || next >= sentences.length) return refuse(beyond);
  if (!(await ports.speech.go(next))) return refuse("why_no_voice");
  return done(message("say_sentence", next + 1, sentences.length), {
    undo: async () => void (await ports.speech.go(Math.min(at, sentences.length - 1))),
  });
};

/** @param {Sentence[]} sentences @param {number} paragraph @returns {number} −1 where there is none */
const startOf = (sentences, paragraph) => sentences.findIndex((one) => one.paragraph === paragraph);

/** @param {Sentence[]} sentences @param {number} at */
const paragraphAt = (sentences, at) => sentences[Math.min(at, sentences.length - 1)].paragraph;

/** Within a paragraph to its start, from there to the one before. @param {Sentence[]} sentences @param {number} at */
const back = (sentences, at) => {
  const here = paragraphAt(sentences, at);
  const start = startOf(sentences, here);
  return start < at ? start : startOf(sentences, here - 1);
};

/** The voice and the page that moves by itself take up a pace at once. @param {number} rate @param {Ports} ports */
const follow = (rate, ports) => {
  ports.speech.rate(rate);
  ports.gliding.rate(rate);
};

/** @param {1 | -1} step @returns {Handler} */
const pace = (step) => async (_call, ports) => {
  const before = ports.engine.rate();
  const rate = await ports.engine.setRate(before + step * 20);
  if (rate === before) return refuse(step > 0 ? "why_rate_most" : "why_rate_least", rate);
  follow(rate, ports);
  return done(message("say_rate", rate), {
    undo: async () => follow(await ports.engine.setRate(before), ports),
  });
};

/** Each letter by itself; capitals are said to be. @param {string} word @param {Ports} ports */
const spelled = (word, ports) => [...word]
  .map((letter) => (letter !== letter.toLowerCase() ? ports.words.of(message("say_capital", letter)) : letter)).join(", ");

/** @param {string} word @param {Item[]} list @param {number} chosen @param {Ports} ports @returns {Outcome} */
const spell = (word, list, chosen, ports) => done(message("say_spelled", word, spelled(word, ports)), { list, chosen });

/** Stops, spells the word that was being said, and offers the other words of its sentence. @type {Handler} */
const spellHere = async (_call, ports) => {
  const { sentences, at, letter } = ports.speech.place();
  if (sentences.length === 0) return refuse("why_nothing_read");
  const sentence = sentences[Math.min(at, sentences.length - 1)];
  const words = wordsOf(sentence.text, sentence.lang);
  if (words.length === 0) return refuse("why_no_word");
  ports.speech.pause();
  /** @type {Item[]} */
  const list = words.map(({ text }, i) => ({
    title: text,
    detail: spelled(text, ports),
    show: async () => spell(text, list, i, ports),
    act: async () => spell(text, list, i, ports),
  }));
  const here = Math.max(words.filter((word) => word.start <= letter).length - 1, 0);
  return spell(words[here].text, list, here, ports);
};

/** @type {Record<string, Handler>} */
export const readingAloud = {
  "read.start": read("here"),
  "read.main": read("main"),
  "read.next": move((_, at) => at + 1, "why_last_sentence"),
  "read.previous": move((_, at) => at - 1, "why_first_sentence"),
  "read.paragraph-next": move((sentences, at) => startOf(sentences, paragraphAt(sentences, at) + 1), "why_last_paragraph"),
  "read.paragraph-previous": move(back, "why_first_paragraph"),
  "read.faster": pace(1),
  "read.slower": pace(-1),
  "read.spell": spellHere,
};
