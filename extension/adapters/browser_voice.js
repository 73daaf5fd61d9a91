// The browser's own voices, by its speech synthesis.

/**
 * @import {Hears, Mouth, Saying} from '../engine/mouth.js'
 * @import {Voice} from '../core/voices.js'
 */

/** A voice that has not begun by then is none: a browser without voices says nothing at all. */
const LONGEST_MS = 3000;

/** Errors of an utterance that somebody else's words cut off. */
const CUT_OFF = new Set(['interrupted', 'canceled']);

/** Voices take a language's tag, and some fall silent at a bad one. @param {string} lang */
const tag = (lang) => {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? '';
  } catch {
    return '';
  }
};

/** @param {SpeechSynthesis} synth @returns {Voice[]} none until the browser has looked for them, which this begins */
export const browserVoices = (synth) => synth.getVoices().map(({voiceURI, name, lang, localService, default: first}) =>
  ({engine: 'browser', id: voiceURI, name, lang, local: localService, first}));

/** @param {SpeechSynthesis} synth @param {() => void} changed called when there are others */
export const watchBrowserVoices = (synth, changed) => synth.addEventListener('voiceschanged', changed);

/**
 * @param {SpeechSynthesis} synth
 * @param {new (text: string) => SpeechSynthesisUtterance} Utterance
 * @param {(ms: number) => Promise<void>} after
 * @returns {Mouth}
 */
export const browserMouth = (synth, Utterance, after) => {
  /** @type {SpeechSynthesisUtterance | null} Kept, since one that nobody keeps may end unheard. */
  let latest = null;

  /** @param {Saying} saying */
  const utteranceOf = ({text, lang, voice, pace, pitch, volume}) => {
    const utterance = new Utterance(text);
    utterance.lang = tag(lang);
    [utterance.rate, utterance.pitch, utterance.volume] = [pace / 100, pitch / 100, volume];
    if (voice) utterance.voice = synth.getVoices().find(({voiceURI}) => voiceURI === voice) ?? null;
    return utterance;
  };

  /** @param {Saying} saying @param {Hears} hears */
  const say = (saying, hears) => {
    const utterance = utteranceOf(saying);
    const one = {letter: 0, begun: false, open: true};
    const end = (/** @type {import('../engine/mouth.js').End} */ how) => {
      if (!one.open) return;
      one.open = false;
      hears.over(how);
    };
    const stop = () => {
      if (!one.open) return;
      one.open = false;
      synth.cancel();
    };
    utterance.onstart = () => {
      one.begun = true;
      if (one.open) hears.begun();
    };
    utterance.onboundary = ({name, charIndex}) => { if (name !== 'sentence') one.letter = charIndex; };
    utterance.onend = () => end({how: 'said'});
    utterance.onerror = (event) => end(CUT_OFF.has(event?.error) ? {how: 'cut'} : noVoice());
    latest = utterance;
    synth.speak(latest);
    after(LONGEST_MS).then(() => {
      if (one.begun || !one.open) return;
      stop();
      hears.over(noVoice());
    });
    return {stop, letter: () => one.letter};
  };
  return {ahead: false, say};
};

/** @returns {import('../engine/mouth.js').End} */
const noVoice = () => ({how: 'failed', why: {key: 'why_no_voice', args: []}});
