// Chrome's voices: those of the system and of other extensions, by chrome.tts.

/**
 * @import {End, Hears, Mouth, Saying} from '../engine/mouth.js'
 * @import {Voice} from '../core/voices.js'
 */

/** A voice that has not begun by then is none. */
const LONGEST_MS = 3000;

/** What an event of chrome.tts ends an utterance with. @type {Record<string, (detail: string) => End>} */
const ENDS = {
  end: () => ({how: 'said'}),
  interrupted: () => ({how: 'cut'}),
  cancelled: () => ({how: 'cut'}),
  error: (detail) => failed(detail),
};

/** @param {string} detail @returns {End} */
const failed = (detail) => ({how: 'failed', why: {key: 'why_chrome_voice', args: [detail]}});

/**
 * @param {Pick<typeof chrome, 'tts'>} api
 * @returns {Promise<Voice[]>} those that tell when they have ended
 */
export async function chromeVoices(api) {
  const all = await api.tts.getVoices();
  return all.filter(({voiceName, eventTypes}) => voiceName && (eventTypes ?? []).includes(/** @type {any} */ ('end')))
    .map(({voiceName = '', lang = '', remote}) => ({engine: 'chrome', id: voiceName, name: voiceName, lang, local: remote !== true}));
}

/** @param {Pick<typeof chrome, 'tts'>} api @param {() => void} changed called when there are others */
export const watchChromeVoices = (api, changed) => /** @type {any} */ (api.tts).onVoicesChanged?.addListener(changed);

/**
 * @param {Pick<typeof chrome, 'tts'>} api
 * @param {(ms: number) => Promise<void>} after
 * @returns {Mouth}
 */
export const chromeMouth = (api, after) => ({
  ahead: false,
  /** @param {Saying} saying @param {Hears} hears */
  say: ({text, lang, voice, pace, pitch, volume}, hears) => {
    const one = {letter: 0, begun: false, open: true};
    const begin = () => {
      if (one.begun || !one.open) return;
      one.begun = true;
      hears.begun();
    };
    const end = (/** @type {End} */ how) => {
      if (!one.open) return;
      one.open = false;
      hears.over(how);
    };
    const stop = () => {
      if (!one.open) return;
      one.open = false;
      api.tts.stop();
    };
    const onEvent = (/** @type {{type: string, charIndex?: number, errorMessage?: string}} */ {type, charIndex, errorMessage}) => {
      if (type === 'start' || type === 'word') begin();
      if (type === 'word') one.letter = charIndex ?? one.letter;
      if (ENDS[type]) end(ENDS[type](errorMessage ?? ''));
    };
    const options = {...(voice && {voiceName: voice}), ...(lang && {lang}), rate: pace / 100, pitch: pitch / 100, volume, onEvent: /** @type {any} */ (onEvent)};
    api.tts.speak(text, options).catch((error) => end(failed(String(error))));
    after(LONGEST_MS).then(() => {
      if (one.begun || !one.open) return;
      stop();
      hears.over(failed(''));
    });
    return {stop, letter: () => one.letter};
  },
});
