// Speech out: reads sentences with the browser's own voices, one by one, so that it can stop anywhere.

/** @import {ReadHow, Sentence, SpeechPort} from "../handlers/reading_port.js" */

/** A voice that has not begun by then is none (a browser without voices says nothing at all). */
const LONGEST_MS = 3000;

/** Errors of an utterance that somebody else's words cut off: it is said again after them. */
const CUT_OFF = new Set(["interrupted", "canceled"]);

/** Voices take a language's tag, and some fall silent at a bad one. @param {string} lang */
const tag = (lang) => {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? "";
  } catch {
    return "";
  }
};

/**
 * @param {SpeechSynthesis} synth
 * @param {new (text: string) => SpeechSynthesisUtterance} Utterance
 * @param {(ms: number) => Promise<void>} after
 * @returns {SpeechPort}
 */
export const makeSpeech = (synth, Utterance, after) => {
  /** @type {ReadHow} */
  let how = { rate: 100, begun: () => undefined, ended: () => undefined };
  /** @type {{sentences: Sentence[], at: number, letter: number, state: "idle" | "speaking" | "paused", turn: number}} */
  const text = { sentences: [], at: 0, letter: 0, state: "idle", turn: 0 };

  /**
   * Settles when the sentence begins (true) or can't (false); goes on to the next by itself. What
   * an earlier turn still reports is not heard: stopping in Chrome ends an utterance with an error.
   * @returns {Promise<boolean>}
   */
  const say = () => new Promise((resolve) => {
    const turn = ++text.turn;
    const at = text.at;
    const { text: words, lang } = text.sentences[at];
    const utterance = new Utterance(words);
    utterance.lang = tag(lang);
    utterance.rate = how.rate / 100;
    text.letter = 0;
    const mine = () => turn === text.turn;
    utterance.onstart = () => { if (mine()) how.begun(at); resolve(mine()); };
    utterance.onboundary = (event) => { if (mine() && event.name !== "sentence") text.letter = event.charIndex; };
    utterance.onerror = (event) => {
      if (mine() && CUT_OFF.has(event?.error)) return void say().then(resolve);
      if (mine()) text.state = "idle";
      resolve(false);
    };
    utterance.onend = () => { if (mine()) next(); };
    synth.speak(utterance);
  });

  const next = () => {
    text.at += 1;
    text.letter = 0;
    if (text.at < text.sentences.length) return void say();
    text.state = "idle";
    how.ended();
  };

  /** Stops what is being said, so that nothing of it is heard any more. */
  const hush = () => {
    text.turn += 1;
    synth.cancel();
  };

  /** @param {number} at */
  const from = async (at) => {
    hush();
    Object.assign(text, { at, state: "speaking" });
    const began = await Promise.race([say(), after(LONGEST_MS).then(() => false)]);
    if (!began && text.state === "speaking") text.state = "idle";
    return began;
  };

  return {
    read: (sentences, wanted) => {
      how = wanted;
      text.sentences = sentences;
      return from(0);
    },
    state: () => text.state,
    place: () => ({ sentences: text.sentences, at: text.at, letter: text.letter }),
    go: from,
    rate: (percent) => {
      how = { ...how, rate: percent };
      if (text.state === "speaking") void from(text.at);
    },
    pause: () => {
      if (text.state === "speaking") text.state = "paused";
      hush();
    },
    // The sentence is said again from its beginning: half of one says little.
    resume: () => {
      if (text.state !== "paused") return;
      text.state = "speaking";
      void say();
    },
  };
};
