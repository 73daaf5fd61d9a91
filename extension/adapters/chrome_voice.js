// Chrome's voices: those of the system and of other extensions, by chrome.tts.

/**
 * @import {End, Hears, Mouth, Saying, Utterance} from '../engine/mouth.js'
 * @import {Voice} from '../core/voices.js'
 */

/** ms between two looks whether the voice that speaks is still there: one whose extension is removed falls silent and tells nobody. */
const LOOK_MS = 1000;

/** Looks after which a voice that has not begun is none. */
const MOST_LOOKS = 3;

/** Letters of what another extension says of its failure. */
const MOST_SAID = 120;

/** What an event of chrome.tts ends an utterance with. @type {Record<string, (detail: string) => End>} */
const ENDS = {
  end: () => ({how: 'said'}),
  interrupted: () => ({how: 'cut'}),
  cancelled: () => ({how: 'cut'}),
  error: (detail) => failed(detail),
};

/** @param {string} detail @returns {End} */
const failed = (detail) => ({how: 'failed', why: detail ? {key: 'why_chrome_voice_said', args: [detail.slice(0, MOST_SAID)]} : {key: 'why_chrome_voice', args: []}});

/** @param {string} voice @returns {End} */
const gone = (voice) => ({how: 'failed', why: {key: 'why_chrome_voice_gone', args: [voice]}});

/** @param {chrome.tts.TtsVoice} voice @param {string} event */
const tells = ({eventTypes}, event) => (eventTypes ?? []).includes(/** @type {any} */ (event));

/**
 * @param {Pick<typeof chrome, 'tts'>} api
 * @returns {Promise<Voice[]>} those that tell when they have ended
 */
export async function chromeVoices(api) {
  const all = await api.tts.getVoices();
  return all.filter((voice) => voice.voiceName && tells(voice, 'end'))
    .map(({voiceName = '', lang = '', remote, extensionId = ''}) => ({engine: 'chrome', id: voiceName, name: voiceName, lang, local: remote !== true, maker: extensionId}));
}

/** @param {Pick<typeof chrome, 'tts'>} api @param {() => void} changed called when there are others */
export const watchChromeVoices = (api, changed) => /** @type {any} */ (api.tts).onVoicesChanged?.addListener(changed);

/** One saying on its way. @implements {Utterance} */
class ChromeUtterance {
  #tts;
  #saying;
  #hears;
  #letter = 0;
  #begun = false;
  #open = true;

  /** @param {typeof chrome.tts} tts @param {Saying} saying @param {Hears} hears */
  constructor(tts, saying, hears) {
    this.#tts = tts;
    this.#saying = saying;
    this.#hears = hears;
  }

  /** @param {(ms: number) => Promise<void>} after */
  speak(after) {
    const {text, lang, voice, pace, pitch, volume} = this.#saying;
    const onEvent = (/** @type {any} */ event) => this.#told(event);
    const options = {...(voice && {voiceName: voice}), ...(lang && {lang}), rate: pace / 100, pitch: pitch / 100, volume, onEvent};
    this.#tts.speak(text, options).then(() => this.#taken(), (error) => this.#end(failed(String(error.message ?? error))));
    void this.#watch(after);
  }

  letter() {
    return this.#letter;
  }

  stop() {
    if (!this.#open) return;
    this.#open = false;
    this.#tts.stop();
  }

  /** @param {{type: string, charIndex?: number, errorMessage?: string}} event */
  #told({type, charIndex, errorMessage}) {
    if (type === 'start' || type === 'word') this.#begin();
    if (type === 'word') this.#letter = charIndex ?? this.#letter;
    if (ENDS[type]) this.#end(ENDS[type](errorMessage ?? ''));
  }

  /** The browser has given it to its voice; some of them tell their end alone. */
  async #taken() {
    const voice = await this.#voice();
    if (voice && !tells(voice, 'start')) this.#begin();
  }

  /** @param {(ms: number) => Promise<void>} after */
  async #watch(after) {
    for (let looks = 1; this.#open; looks += 1) {
      await after(LOOK_MS);
      if (!this.#begun && looks >= MOST_LOOKS) this.#giveUp(failed(''));
      else if (this.#saying.voice && !await this.#voice()) this.#giveUp(gone(this.#saying.voice));
    }
  }

  async #voice() {
    return (await this.#tts.getVoices()).find(({voiceName}) => voiceName === this.#saying.voice);
  }

  #begin() {
    if (this.#begun || !this.#open) return;
    this.#begun = true;
    this.#hears.begun();
  }

  /** @param {End} how */
  #end(how) {
    if (!this.#open) return;
    this.#open = false;
    this.#hears.over(how);
  }

  /** What the browser still holds would keep all others waiting. @param {End} how */
  #giveUp(how) {
    if (!this.#open) return;
    this.stop();
    this.#hears.over(how);
  }
}

/**
 * @param {Pick<typeof chrome, 'tts'>} api
 * @param {(ms: number) => Promise<void>} after
 * @returns {Mouth}
 */
export const chromeMouth = (api, after) => ({
  ahead: false,
  /** @param {Saying} saying @param {Hears} hears */
  say: (saying, hears) => {
    const utterance = new ChromeUtterance(api.tts, saying, hears);
    utterance.speak(after);
    return utterance;
  },
});
