// Conversation: what is heard is asked, its answer spoken as it is written, and who speaks or plays is listened to at once.

import {Conversing, goOnIn} from '../core/conversing.js';

/**
 * @import {Answer} from '../core/answer.js'
 * @import {State, Told} from '../core/conversing.js'
 * @import {Wish} from '../handlers/asking_port.js'
 * @import {Message, Reply} from '../handlers/ports.js'
 *
 * @typedef {(answer: Answer) => void} Over
 * @typedef {object} Wiring
 * @property {{ask: (wish: Wish, over: Over) => Promise<Reply<Answer>>, last: Answer | null, speaks: boolean, end: () => boolean, interrupt: () => void}} asking
 * @property {(on: boolean) => Promise<Reply<boolean>>} hear Has what is said asked, or no longer; gives what it was.
 * @property {(role: string) => void} earcon
 * @property {(message: Message, role: string) => void} tell
 * @property {(question: string) => void} heard Announces a turn.
 * @property {(state: State) => void} show
 */

/** How each state sounds: speaking is heard itself, and no sound falls into the words of who is heard. @type {Partial<Record<State, string>>} */
const SOUNDS = {listening: 'listening', thinking: 'loading'};

export class Conversation {
  #wiring;
  #conversing;
  /** @type {Told | null} What the ear tells it. */
  #told = null;
  /** An answer was given in it, which the next question follows. */
  #begun = false;
  /** The answer is not whole yet. */
  #coming = false;
  /** It is ended by a command, which says so itself. */
  #ending = false;
  /** Of what was said last, as the ear has it; '' where it does not tell. */
  #language = '';

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.#wiring = wiring;
    const {asking} = wiring;
    this.#conversing = new Conversing({
      open: async (told) => {
        this.#told = told;
        told.ready();
        return {close: () => void this.#wiring.hear(false)};
      },
      ask: (text) => this.#ask(text),
      // Commands are the engine's.
      command: () => undefined,
      stop: () => { asking.end(); },
      speaker: {say: () => undefined, stop: () => asking.interrupt(), get busy() { return asking.speaks; }},
      show: (state) => this.#show(state),
      goesOn: () => asking.last?.goesOn ?? 0,
      goOn: () => this.#ask(goOnIn(this.#language)),
    });
  }

  /** @returns {boolean} */
  get on() {
    return this.#conversing.state !== 'off';
  }

  /**
   * Begins or ends it.
   * @param {boolean} on @returns {Promise<Reply<boolean>>} Whether it was going on.
   */
  async converse(on) {
    const was = this.on;
    if (on === was) return {ok: true, value: was};
    if (!on) return this.#end();
    const reply = await this.#wiring.hear(true);
    if (!reply.ok) return reply;
    this.#begun = false;
    await this.#conversing.open();
    return {ok: true, value: was};
  }

  /** Somebody begins to speak. */
  began() {
    this.#told?.began();
  }

  /** What began was nothing that can be written down. */
  nothing() {
    this.#told?.nothing();
  }

  /** @param {string} text What was said. @param {string} language In which, two letters; '' where the ear does not tell. */
  text(text, language) {
    if (!this.on) return;
    this.#language = language;
    this.#wiring.heard(text);
    this.#told?.text(text);
  }

  /** What is said is no longer asked: another text is taken, the microphone was closed or taken away. */
  left() {
    this.#conversing.close();
  }

  /** A key was played, or a command said. */
  interrupt() {
    this.#conversing.interrupt();
  }

  /** A sentence was given to the voice. */
  sentence() {
    this.#conversing.sentence('');
  }

  /** The voice has said all that there is. @returns {boolean} Whether somebody converses, who hears that. */
  said() {
    // Of what is only now written whole its turn ends with that.
    if (!this.#coming) this.#conversing.said();
    return this.on;
  }

  /** No voice says more of it. */
  mute() {
    this.#conversing.said();
  }

  /**
   * Asks, as a turn where somebody converses: by a command or by hand, too.
   * @param {Wish} wish @param {Over} over
   * @returns {Promise<Reply<Answer>>}
   */
  ask(wish, over) {
    if (!this.on) return this.#wiring.asking.ask(wish, over);
    return new Promise((resolve) => {
      void this.#conversing.answer(() => this.#turn(wish, resolve, over));
    });
  }

  /** @param {string} question */
  async #ask(question) {
    const {asking} = this.#wiring;
    const after = this.#begun ? asking.last : null;
    /** @param {Reply<Answer>} reply One that another turn has ended is no news. */
    const taken = (reply) => { if (!reply.ok && reply.why.key !== 'why_asking_stopped') this.#wiring.tell(reply.why, 'failed'); };
    return this.#turn({question, ...(this.#language && {language: this.#language}), ...(after && {after})}, taken, () => undefined);
  }

  /** @param {Wish} wish @param {(reply: Reply<Answer>) => void} taken @param {Over} over @returns {Promise<string>} The answer. */
  async #turn(wish, taken, over) {
    /** @type {(answer: Answer) => void} */
    let came = () => undefined;
    const answer = new Promise((/** @type {(answer: Answer) => void} */ resolve) => { came = resolve; });
    const reply = await this.#wiring.asking.ask(wish, (one) => { over(one); came(one); });
    taken(reply);
    if (!reply.ok) return '';
    this.#begun = true;
    this.#coming = true;
    const {state, text} = await answer;
    this.#coming = false;
    return state === 'answered' ? text : '';
  }

  /** @returns {Promise<Reply<boolean>>} */
  async #end() {
    this.#ending = true;
    this.#conversing.close();
    this.#ending = false;
    return {ok: true, value: true};
  }

  /** @param {State} state */
  #show(state) {
    const {earcon, tell, show} = this.#wiring;
    const opened = this.#shown === 'opening';
    this.#shown = state;
    show(state);
    // The word that begins it sounds so itself.
    if (SOUNDS[state] && !opened) earcon(SOUNDS[state]);
    if (state !== 'off') return;
    this.#told = null;
    if (!this.#ending) tell({key: 'say_converse_off', args: []}, 'cancelled');
  }

  /** @type {State} */
  #shown = 'off';
}
