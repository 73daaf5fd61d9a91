// Our own voice for announcements, by the browser's speech synthesis: the latest cuts the one before.

/**
 * @param {SpeechSynthesis} synth
 * @param {string} lang BCP 47
 * @returns {(words: string) => void}
 */
export const makeAnnouncer = (synth, lang) => (words) => {
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.lang = lang;
  synth.cancel();
  synth.speak(utterance);
};
