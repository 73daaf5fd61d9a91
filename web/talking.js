// The conversation by voice of the chat page: its button, its states as words and sounds, and its phrases.

import { openGraph } from "../extension/adapters/sound_graph.js";
import { SoundOut } from "../extension/adapters/sound_out.js";
import { isHold, watchHold } from "../extension/adapters/hold_button.js";
import { Conversing, goOnIn } from "../extension/core/conversing.js";
import { openEar } from "./page_ear.js";
import { t } from "./texts.js";

/** @typedef {import("../extension/core/conversing.js").State} State */

/** What each state is called and sounds like; speaking is heard itself. @type {Record<State, {text: string, earcon: string}>} */
const STATES = {
  off: { text: "", earcon: "cancelled" },
  opening: { text: t("Opening the microphone …"), earcon: "" },
  listening: { text: t("Listening: speak, or press Talk to end."), earcon: "listening" },
  hearing: { text: t("Hearing you …"), earcon: "" },
  thinking: { text: t("Answering …"), earcon: "loading" },
  speaking: { text: t("Speaking: a word or any key interrupts."), earcon: "" },
};

/** Of one that hears only what is held. */
const HELD = t("Hold “Hold to talk”, or Space, and speak; Talk ends.");

/**
 * @typedef {object} Page
 * @property {HTMLButtonElement} button
 * @property {HTMLButtonElement} holder held while one speaks
 * @property {(text: string) => void} say
 * @property {(text: string, language: string) => Promise<string>} ask `language`: in which that was said, where it is known
 * @property {(length: "shorter" | "more") => Promise<string>} again the last question, so much shorter or longer
 * @property {() => void} stop
 * @property {() => string} language in which is spoken
 * @property {() => number} goesOn how many times it goes on by itself
 * @property {import("./sentence_speaker.js").SentenceSpeaker} speaker
 */

/**
 * Opens conversations by its button.
 * @param {Page} page
 * @returns {{conversing: Conversing, failed: (why: string) => void}} failed: tells what went wrong, and until the next turn goes on to
 */
export function talking(page) {
  const { button, holder, speaker } = page;
  /** It hears only what is held. */
  let held = false;
  /** In which was spoken last. */
  let spoken = "";
  /** What went wrong in this turn. */
  let trouble = "";
  /** @type {SoundOut | null} Made at the first press, which lets it sound. */
  let sounds = null;
  const conversing = new Conversing({
    open: (told, only) => {
      [held, spoken] = [only, page.language()];
      return openEar(spoken, Object.keys(phrases), told, only);
    },
    ask: (text, language) => {
      spoken = language || spoken;
      return page.ask(text, spoken);
    },
    goesOn: page.goesOn,
    goOn: () => page.ask(goOnIn(spoken), spoken),
    command: (said) => phrases[said]?.(),
    stop: page.stop,
    speaker,
    show: (state, why) => {
      button.setAttribute("aria-pressed", String(state !== "off"));
      if (state === "hearing" || state === "opening") trouble = "";
      page.say([trouble, held && state === "listening" ? HELD : STATES[state].text, why].filter(Boolean).join(" "));
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
  const sound = () => { sounds ??= new SoundOut({ graph: openGraph }); };
  button.addEventListener("click", () => {
    sound();
    if (conversing.state === "off") void conversing.open();
    else conversing.close();
  });
  const anywhere = () => held && conversing.state !== "off";
  watchHold(holder, (down) => { sound(); conversing.hold(down); }, anywhere);
  addEventListener("keydown", (event) => {
    if (event.target !== button && !isHold(event, holder, anywhere())) conversing.interrupt();
  }, { capture: true });
  // A page that is left must not go on listening.
  addEventListener("pagehide", () => { if (conversing.state !== "off") conversing.close(); });
  const failed = (/** @type {string} */ why) => {
    if (conversing.state !== "off") {
      trouble = why;
      sounds?.earcon("failed");
    }
    page.say(why);
  };
  return { conversing, failed };
}
