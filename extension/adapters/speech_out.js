// Speech out: reads sentences with the browser's own voices, one by one, so that it can stop anywhere.

/** @import {SpeechPort} from "../handlers/ports.js" */

/** A voice that has not begun by then is none (a browser without voices says nothing at all). */
const LONGEST_MS = 3000;

/**
 * @param {SpeechSynthesis} synth
 * @param {new (text: string) => SpeechSynthesisUtterance} Utterance
 * @param {(ms: number) => Promise<void>} after
 * @returns {SpeechPort}
 */
export const makeSpeech = (synth, Utterance, after) => {
  /** @type {{sentences: string[], lang: string, at: number, state: "idle" | "speaking" | "paused", turn: number}} */
  const text = { sentences: [], lang: "", at: 0, state: "idle", turn: 0 };

  /**
   * Settles when the sentence begins (true) or can't (false); goes on to the next by itself. What
   * an earlier turn still reports is not heard: stopping in Chrome ends an utterance with an error.
   * @returns {Promise<boolean>}
   */
  const say = () => new Promise((resolve) => {
    const turn = ++text.turn;
    const utterance = new Utterance(text.sentences[text.at]);
    utterance.lang = text.lang;
    const mine = () => turn === text.turn;
    utterance.onstart = () => resolve(mine());
    utterance.onerror = () => { if (mine()) text.state = "idle"; resolve(false); };
    utterance.onend = () => {
      if (!mine()) return;
      text.at += 1;
      if (text.at < text.sentences.length) say();
      else text.state = "idle";
    };
    synth.speak(utterance);
  });

  return {
    read: async (sentences, lang) => {
      synth.cancel();
      Object.assign(text, { sentences, lang, at: 0, state: "speaking" });
      const began = await Promise.race([say(), after(LONGEST_MS).then(() => false)]);
      if (!began && text.state === "speaking") text.state = "idle";
      return began;
    },
    state: () => text.state,
    pause: () => {
      text.state = "paused";
      text.turn += 1;
      synth.cancel();
    },
    // The sentence is said again from its beginning: half of one says little.
    resume: () => {
      text.state = "speaking";
      say();
    },
  };
};
