// The conversation by voice of the chat page: its button, its states as words and sounds, and its phrases.

import { openGraph } from "../extension/adapters/sound_graph.js";
import { SoundOut } from "../extension/adapters/sound_out.js";
import { Conversing, goOnIn } from "../extension/core/conversing.js";
import { openEar } from "./page_ear.js";

/** @typedef {import("../extension/core/conversing.js").State} State */

/** What each state is called and sounds like; speaking is heard itself. @type {Record<State, {text: string, earcon: string}>} */
const STATES = {
  off: { text: "", earcon: "cancelled" },
  opening: { text: "Opening the microphone …", earcon: "" },
  listening: { text: "Listening: speak, or press Talk to end.", earcon: "listening" },
  hearing: { text: "Hearing you …", earcon: "" },
  thinking: { text: "Answering …", earcon: "loading" },
  speaking: { text: "Speaking: a word or any key interrupts.", earcon: "" },
};

/**
 * @typedef {object} Page
 * @property {HTMLButtonElement} button
 * @property {(text: string) => void} say
 * @property {(text: string) => Promise<string>} ask
 * @property {(length: "shorter" | "more") => Promise<string>} again the last question, so much shorter or longer
 * @property {() => void} stop
 * @property {() => string} language in which is spoken
 * @property {() => number} goesOn how many times it goes on by itself
 * @property {import("./sentence_speaker.js").SentenceSpeaker} speaker
 */

/**
 * Opens conversations by its button.
 * @param {Page} page
 * @returns {Conversing}
 */
export function talking(page) {
  const { button, speaker } = page;
  /** @type {SoundOut | null} Made at the first press, which lets it sound. */
  let sounds = null;
  const conversing = new Conversing({
    open: (told) => openEar(page.language(), Object.keys(phrases), told),
    ask: page.ask,
    goesOn: page.goesOn,
    goOn: () => page.ask(goOnIn(page.language())),
    command: (said) => phrases[said]?.(),
    stop: page.stop,
    speaker,
    show: (state, why) => {
      button.setAttribute("aria-pressed", String(state !== "off"));
      page.say(why || STATES[state].text);
      if (STATES[state].earcon) sounds?.earcon(STATES[state].earcon);
    },
  });
  /** @type {{[phrase: string]: () => unknown}} */
  const phrases = {
    "stop listening": () => conversing.close(),
    "be quiet": () => conversing.interrupt(),
    "shorter please": () => conversing.answer(() => page.again("shorter")),
    "tell me more": () => conversing.answer(() => page.again("more")),
  };
  button.addEventListener("click", () => {
    sounds ??= new SoundOut({ graph: openGraph });
    if (conversing.state === "off") void conversing.open();
    else conversing.close();
  });
  addEventListener("keydown", ({ target }) => {
    if (target !== button) conversing.interrupt();
  }, { capture: true });
  // A page that is left must not go on listening.
  addEventListener("pagehide", () => { if (conversing.state !== "off") conversing.close(); });
  return conversing;
}
