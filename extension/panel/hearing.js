// Hearing: the ear listens as the chosen way and what is held ask for, and what counts of what it hears is passed on.

import {allText, begin, follow, hear, mishear, modeOf, phaseOf, takesText, tried} from '../core/listening.js';

/**
 * @typedef {import('../core/ears.js').Begun} Begun
 * @typedef {import('../core/ears.js').Ear} Ear
 * @typedef {import('../core/ears.js').Said} Said
 * @typedef {import('../core/listening.js').Event} Event
 * @typedef {import('../core/listening.js').Phase} Phase
 * @typedef {import('../core/listening.js').Way} Way
 * @typedef {{key: string, args: string[]}} Message
 * @typedef {Object} Wiring
 * @property {(text: boolean) => Ear} ear The one that is to hear commands, or text.
 * @property {() => string} wake The wake word.
 * @property {(said: string) => void} heard Told of a command, or a value, that counts.
 * @property {(said: string, language: string) => void} text Told of what is to be written, or asked, and its language, '' where the ear does not tell.
 * @property {(said: string, sure: boolean) => void} tried Told of what an ear that is tried heard.
 * @property {(phase: Phase) => void} phase Told of each change of when what is said counts.
 * @property {() => void} left Told when what is said is no longer asked, whatever ended that.
 * @property {(message: Message, role: string) => void} tell
 */

/** @type {Begun} */
const OK = {ok: true};

export class Hearing {
  #state;
  /** @type {Ear | null} The one that listens. */
  #ear = null;

  /** @param {Wiring} wiring @param {Way} way */
  constructor(wiring, way) {
    this.wiring = wiring;
    this.#state = begin(way);
  }

  /** @returns {boolean} Whether it was opened by its word. */
  get on() {
    return this.#state.on;
  }

  /** @returns {boolean} */
  get dictating() {
    return this.#state.dictating;
  }

  /** @returns {boolean} */
  get conversing() {
    return this.#state.conversing;
  }

  /** @returns {boolean} Whether what is said is text. */
  get takesText() {
    return takesText(this.#state);
  }

  /** @returns {Phase} */
  get phase() {
    return phaseOf(this.#state);
  }

  /** @param {Way} way */
  async way(way) {
    if (way !== this.#state.way) await this.#follow({type: 'way', way});
  }

  /** Listens by its own word, or no longer. @param {boolean} on @returns {Promise<Begun>} */
  async open(on) {
    if (on && this.#state.way === 'hold') return {ok: false, why: {key: 'why_hearing_held', args: []}};
    return this.#follow({type: on ? 'on' : 'off'});
  }

  /** The next utterance counts. @returns {Promise<Begun>} */
  once() {
    return this.#follow({type: 'once'});
  }

  /** What is said is text, or commands again. @param {boolean} on @returns {Promise<Begun>} */
  dictate(on) {
    return this.#follow({type: 'dictate', on});
  }

  /** What is said is asked, or is commands again. @param {boolean} on @returns {Promise<Begun>} */
  converse(on) {
    return this.#follow({type: 'converse', on});
  }

  /** The next utterance is told, and not acted on. @param {'commands' | 'text'} what @returns {Promise<Begun>} */
  try(what) {
    return this.#follow({type: 'try', what});
  }

  /** @param {string} who "pedal", "button" @param {boolean} down */
  async hold(who, down) {
    const {phase} = this;
    const begun = await this.#follow(down ? {type: 'hold', who} : {type: 'release', who});
    if (!begun.ok) this.wiring.tell(begun.why, 'failed');
    else if (phase !== 'talk' && this.phase === 'talk') this.wiring.tell({key: 'say_microphone_on', args: []}, 'listening');
  }

  /** A word waits for its value, or no longer. @param {boolean} waiting */
  async waits(waiting) {
    // That nothing can hear its value is no news: it can be played.
    await this.#follow({type: waiting ? 'waits' : 'rests'});
  }

  /** What is to be listened for may have changed. */
  async refresh() {
    await this.#ear?.refresh();
  }

  /** What was lacking may be there: a device, a permission. */
  async retry() {
    await this.#ear?.retry();
  }

  /** Another ear was chosen: what was open goes on there. @returns {Promise<Begun>} */
  async change() {
    const was = this.#ear;
    this.#ear = null;
    await was?.stop();
    return this.#apply();
  }

  /** The ear ended by itself. */
  ended() {
    this.#set({...begin(this.#state.way), held: this.#state.held});
  }

  /** @param {Said} message */
  heard({said, mode}) {
    const {state, act, woke, text, tried: trial} = hear(this.#state, said, mode, this.wiring.wake());
    this.#set(state);
    if (trial !== null) this.wiring.tried(trial, true);
    if (woke) this.wiring.tell({key: 'say_hearing_awake', args: []}, 'listening');
    if (act) (text ? this.wiring.text : this.wiring.heard)(act, '');
    this.#apply();
  }

  /** @param {Said} message */
  unsure({said, mode}) {
    const {state, tell, tried: trial} = mishear(this.#state, said, mode);
    this.#set(state);
    if (trial !== null) this.wiring.tried(trial, false);
    if (tell) this.wiring.tell(unsure(said), 'failed');
    this.#apply();
  }

  /** @param {Said} message */
  text({said, language = ''}) {
    if (this.#state.trying) {
      this.#set(tried(this.#state, said).state);
      this.wiring.tried(said, true);
      this.#apply();
    } else if (allText(this.#state)) this.wiring.text(said, language);
  }

  /** @param {Event} event @returns {Promise<Begun>} */
  async #follow(event) {
    const before = this.#state;
    this.#set(follow(before, event));
    const begun = await this.#apply();
    if (begun.ok || LET_GO.has(begun.why.key)) return begun;
    // What could not be opened is not open.
    if (this.#state.way === before.way) this.#set({...begin(before.way)});
    return begun;
  }

  /** @param {import('../core/listening.js').State} state */
  #set(state) {
    const {phase, conversing} = this;
    this.#state = state;
    if (this.phase !== phase) this.wiring.phase(this.phase);
    if (conversing && !this.conversing) this.wiring.left();
  }

  /** @returns {Promise<Begun>} The ear does what is asked of it now. */
  async #apply() {
    const mode = modeOf(this.#state);
    const ear = mode ? this.wiring.ear(takesText(this.#state)) : null;
    const was = this.#ear;
    this.#ear = ear;
    const stopped = was && was !== ear ? was.stop() : null;
    const begun = ear && mode ? await ear.start(mode) : OK;
    await stopped;
    return begun;
  }
}

/** Reasons that are nobody's fault. */
const LET_GO = new Set(['why_hearing_let_go']);

/** @param {string} said @returns {Message} */
const unsure = (said) => said ? {key: 'why_hearing_unsure', args: [said]} : {key: 'why_hearing_nothing', args: []};
