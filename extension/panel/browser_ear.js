// Browser ear: the browser's own recognition as an ear, begun anew whenever it ends by itself.

import {ACCEPTED, matched} from '../core/ear_match.js';

/**
 * @typedef {import('../adapters/recognition.js').Recognising} Recognising
 * @typedef {import('../core/ears.js').There} There
 * @typedef {import('../core/ears.js').Begun} Begun
 * @typedef {import('../core/ears.js').Hears} Hears
 * @typedef {import('../core/listening.js').Mode} Mode
 * @typedef {import('../core/settings.js').Message} Message
 * @typedef {import('../core/spoken_forms.js').Form} Form
 * @typedef {Object} Wiring
 * @property {boolean} onDevice Nothing leaves the device.
 * @property {() => string} language BCP 47
 * @property {() => import('../core/tongue.js').Tongue} tongue What is said in it.
 * @property {(language: string) => string} called What a language is called.
 * @property {() => Message | null} refuses Why it may not be used, or null.
 * @property {(language: string) => Promise<There>} there
 * @property {(ask: import('../adapters/recognition.js').Ask, hears: import('../adapters/recognition.js').Hears) => Recognising} recognise
 * @property {() => Promise<Form[]>} forms What may be said now, misheard forms too.
 * @property {(act: () => void, ms: number) => void} after
 * @property {Hears} hears
 */

/** Begun anew after so many ms, doubled each time that nothing was heard, up to the last. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5000;

/** What its errors mean: what is said; whether it is tried again. @type {Record<string, {key: string, again: boolean}>} */
const ERRORS = {
  'not-allowed': {key: 'why_microphone_denied', again: false},
  'service-not-allowed': {key: 'why_ear_not_allowed', again: false},
  'language-not-supported': {key: 'why_ear_language_gone', again: false},
  'audio-capture': {key: 'why_microphone_none', again: true},
  network: {key: 'why_ear_network', again: true},
};
/** Nobody spoke, or it was we who ended it. */
const NOTHING = new Set(['no-speech', 'aborted']);

/** An ear, as core/ears.js has them. */
export class BrowserEar {
  /** @type {Mode | null} */
  #mode = null;
  /** @type {Recognising | null} */
  #now = null;
  #wait = FIRST_WAIT;
  #biased = true;
  #told = '';
  /** @type {Form[]} */
  #forms = [];

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.wiring = wiring;
  }

  /** @returns {Mode | null} */
  get mode() {
    return this.#mode;
  }

  /** @param {Mode} mode @returns {Promise<Begun>} */
  async start(mode) {
    if (mode === this.#mode) return {ok: true};
    const why = this.wiring.refuses() ?? await this.#lacks();
    if (why) return {ok: false, why};
    this.#now?.stop();
    this.#mode = mode;
    this.#wait = FIRST_WAIT;
    await this.refresh();
    if (this.#mode !== mode) return {ok: false, why: {key: 'why_hearing_let_go', args: []}};
    this.#begin();
    this.wiring.hears.show('ready', null);
    return {ok: true};
  }

  async stop() {
    if (!this.#mode) return;
    this.#mode = null;
    this.#now?.stop();
    this.#now = null;
    this.wiring.hears.show('off', null);
  }

  async refresh() {
    this.#forms = await this.wiring.forms();
  }

  async retry() {
    if (this.#mode && !this.#now) this.#begin();
  }

  /** @returns {Promise<Message | null>} */
  async #lacks() {
    const {onDevice, service} = await this.wiring.there(this.wiring.language());
    if (!service) return {key: 'why_ear_none', args: []};
    if (!this.wiring.onDevice || onDevice === 'available') return null;
    return {key: `why_ear_${onDevice}`, args: [this.wiring.called(this.wiring.language())]};
  }

  #begin() {
    const mode = /** @type {Mode} */ (this.#mode);
    /** @type {{text: string, sure: number}[][]} */
    const held = [];
    const {onDevice, language, recognise} = this.wiring;
    const now = this.#now = recognise({onDevice, language: language(), phrases: this.#biased ? contextOf(this.#forms) : []}, {
      began: () => { this.#well(); this.wiring.hears.began(); this.refresh(); },
      said: (alternatives) => {
        this.#well();
        if (mode === 'open' || mode === 'dictate') this.#take(alternatives, mode);
        else held.push(alternatives);
      },
      failed: (reason, detail) => this.#failed(reason, detail),
      ended: () => {
        if (mode === 'talk' || mode === 'dictate-talk') this.#take(joined(held), mode);
        if (this.#now === now || (this.#now === null && this.#mode)) this.#again();
      },
    });
  }

  /** @param {{text: string, sure: number}[]} alternatives @param {Mode} mode */
  #take(alternatives, mode) {
    const {hears} = this.wiring;
    const match = {...matched(alternatives, this.#forms, this.wiring.tongue()), mode};
    const free = mode.startsWith('dictate');
    if (match.sure === 1 || (match.sure >= ACCEPTED && !free)) hears.heard(match);
    else if (free && match.said) hears.text({...match, said: alternatives[0].text});
    else hears.unsure(match);
  }

  /** It ends by itself after a silence, a minute, or an error. */
  #again() {
    this.#now = null;
    if (!this.#mode) return;
    this.wiring.after(() => this.retry(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #well() {
    const {hears} = this.wiring;
    this.#wait = FIRST_WAIT;
    if (this.#told) hears.show('ready', null);
    this.#told = '';
  }

  /** @param {string} reason @param {string} detail */
  #failed(reason, detail) {
    if (NOTHING.has(reason) || !this.#mode) return;
    // Without its context it hears all the same.
    if (reason === 'phrases-not-supported') return void (this.#biased = false);
    const {key, again} = ERRORS[reason] ?? {key: 'why_ear_failed', again: true};
    const why = {key, args: [detail || reason]};
    if (this.#told !== key) this.wiring.hears.tell(why, 'failed');
    this.#told = key;
    this.wiring.hears.show('failed', why);
    if (again) return;
    this.#mode = null;
    this.wiring.hears.ended();
  }
}

/** @param {readonly Form[]} forms @returns {string[]} What is likely to be said, phrases before names. */
const contextOf = (forms) => [...new Set([...forms.map(({phrase}) => phrase), ...forms.flatMap(({names}) => names ?? [])])].filter(Boolean);

/** @param {{text: string, sure: number}[][]} held The parts of what was held, as one. */
function joined(held) {
  const most = Math.max(0, ...held.map((part) => part.length));
  return Array.from({length: most}, (_, at) => ({
    text: held.map((part) => (part[at] ?? part[0]).text).join(' '),
    sure: Math.min(...held.map((part) => (part[at] ?? part[0]).sure)),
  }));
}
