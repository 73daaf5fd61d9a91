// Server ear: the microphone's sound to the server's recogniser, and what was said from there.

import {refusalOf, SteadyMicrophone} from './steady_microphone.js';

/**
 * @typedef {import('../adapters/server_stream.js').Stream} Stream
 * @typedef {import('../adapters/server_stream.js').Hears} StreamHears
 * @typedef {import('../core/ears.js').Begun} Begun
 * @typedef {import('../core/ears.js').Hears} Hears
 * @typedef {import('../core/listening.js').Mode} Mode
 * @typedef {import('../core/settings.js').Message} Message
 * @typedef {Pick<import('./steady_microphone.js').Wiring, 'open' | 'every' | 'now'>} Microphone
 * @typedef {Object} Wiring
 * @property {Microphone} microphone
 * @property {() => Promise<import('../core/spoken_forms.js').Form[]>} forms What is to be listened for now.
 * @property {() => string} language That is spoken, BCP 47.
 * @property {() => Promise<Message | null>} lacks Why its ear for commands cannot hear that, or null.
 * @property {Hears} hears
 */

/** An ear, as core/ears.js has them. */
export class ServerEar {
  /** @type {Stream | null} */
  #stream = null;
  #welcome = false;
  /** @type {Mode | null} */
  #mode = null;
  #asked = '';
  #number = 0;
  /** Askings for what may be said, so that one that is overtaken is dropped. */
  #turn = 0;
  #troubled = false;
  /** What it was told last to do badly. */
  #limits = '';
  #microphone;

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.wiring = wiring;
    const {hears, microphone} = wiring;
    this.#microphone = new SteadyMicrophone({
      ...microphone,
      sound: (piece) => { if (this.#mode) this.#stream?.send(piece); },
      level: hears.level,
      trouble: (why) => this.#trouble(why),
      renewed: () => this.#again(),
    });
  }

  /** @returns {Mode | null} How it listens now. */
  get mode() {
    return this.#mode;
  }

  /**
   * Another server, or none: what was open goes on there.
   * @param {((hears: StreamHears) => Stream) | null} open
   */
  connect(open) {
    this.#stream?.close();
    [this.#stream, this.#welcome] = [null, false];
    if (!open) return this.#end();
    this.#stream = open({
      onState: (state) => {
        if (state === 'ready') this.#welcomed();
        if (state === 'unpaired') this.#end();
      },
      onMessage: (message) => this.#told(message),
      onGone: () => this.#gone(),
      onDropped: () => this.wiring.hears.tell({key: 'why_hearing_slow', args: []}, 'failed'),
    });
  }

  /** @param {Mode} mode @returns {Promise<Begun>} */
  async start(mode) {
    if (mode === this.#mode) return {ok: true};
    // Who writes text down knows other languages, and says so.
    const lacks = isText(mode) ? null : await this.wiring.lacks();
    if (lacks) return {ok: false, why: lacks};
    if (!this.#stream) return refuse('why_hearing_unpaired');
    if (!this.#welcome) return refuse('why_hearing_away');
    // What was said in the other way ends here.
    if (this.#mode) this.#stream.send({type: 'end'});
    this.#mode = mode;
    try {
      // Let go while it was opening: it is closed already, or another's turn.
      if (!await this.#microphone.open() || this.#mode !== mode) return refuse('why_hearing_let_go');
      await this.#begin();
    } catch (error) {
      if (this.#mode === mode) await this.#fail();
      return {ok: false, why: refusalOf(error)};
    }
    return {ok: true};
  }

  async stop() {
    if (!this.#mode) return;
    this.#mode = null;
    this.#stream?.send({type: 'end'});
    this.wiring.hears.show('off', null);
    await this.#microphone.close();
  }

  async refresh() {
    if (!this.#mode) return;
    const turn = this.#turn += 1;
    const forms = await this.wiring.forms();
    const asked = JSON.stringify(forms);
    if (turn !== this.#turn || asked === this.#asked) return;
    this.#asked = asked;
    this.#number += 1;
    this.#stream?.send({type: 'forms', id: this.#number, forms});
  }

  async retry() {
    await this.#microphone.retry();
  }

  /** Who holds a button for each turn is told once what is heard badly. @param {string} limits @returns {boolean} */
  isNews(limits) {
    const news = limits !== this.#limits;
    this.#limits = limits;
    return news;
  }

  async #begin() {
    this.#asked = '';
    await this.refresh();
    if (!this.#mode) return;
    this.#stream?.send({type: 'begin', mode: this.#mode, ...(isText(this.#mode) && {language: this.wiring.language().split('-')[0]})});
    this.wiring.hears.show('ready', null);
  }

  #welcomed() {
    this.#welcome = true;
    if (this.#mode) this.#begin().catch((error) => this.#broke(error));
  }

  /** The microphone was opened anew. */
  #again() {
    if (!this.#mode) return;
    if (this.#troubled) this.wiring.hears.tell({key: 'say_microphone_back', args: []}, 'listening');
    this.#troubled = false;
    if (this.#welcome) this.#begin().catch((error) => this.#broke(error));
  }

  #gone() {
    const {hears} = this.wiring;
    if (this.#welcome && this.#mode) hears.tell({key: 'why_hearing_lost', args: []}, 'failed');
    this.#welcome = false;
    if (this.#mode) hears.show('failed', {key: 'why_hearing_away', args: []});
  }

  /** @param {Message | null} why Nothing can be heard, or something again. */
  #trouble(why) {
    const {hears} = this.wiring;
    if (!this.#mode) return;
    this.#troubled = Boolean(why);
    hears.tell(why ?? {key: 'say_microphone_back', args: []}, why ? 'failed' : 'listening');
    if (why || this.#welcome) hears.show(why ? 'failed' : 'ready', why);
  }

  /** @param {any} message */
  #told(message) {
    TOLD[message.type]?.(message, this.wiring.hears, this);
  }

  /** @param {unknown} error */
  #broke(error) {
    this.wiring.hears.tell(refusalOf(error), 'failed');
    this.#fail();
  }

  async #fail() {
    this.#mode = null;
    this.wiring.hears.show('failed', null);
    this.wiring.hears.ended();
    await this.#microphone.close();
  }

  /** Nobody hears there any more. */
  #end() {
    if (!this.#mode) return;
    this.stop();
    this.wiring.hears.ended();
  }
}

/** @type {Record<string, (message: any, hears: Hears, ear: ServerEar) => unknown>} What each message of the server leads to. */
const TOLD = {
  // The names in sight are gathered while somebody speaks, so that nothing is done while nobody does.
  began: (_, hears, ear) => {
    hears.began();
    return ear.refresh();
  },
  heard: (message, {heard}) => heard(message),
  unsure: (message, {unsure}) => unsure(message),
  // The next is heard again.
  lost: (message, {unsure, tell}) => {
    unsure(message);
    tell({key: 'why_hearing_broke', args: []}, 'failed');
  },
  listening: ({limits}, {tell}, ear) => { if (limits && ear.isNews(limits)) tell({key: 'say_ear_limits', args: [limits]}, 'waiting'); },
  text: (message, {text}) => text(message),
  // What the server cannot take it cannot take the next time either.
  problem: ({reason}, hears, ear) => giveUp(reason, hears, ear),
  cannot: ({reason}, hears, ear) => giveUp(reason, hears, ear),
};

/** @param {string} reason @param {Hears} hears @param {ServerEar} ear */
function giveUp(reason, {tell, ended}, ear) {
  tell({key: 'why_hearing_problem', args: [reason]}, 'failed');
  ear.stop();
  ended();
}

/** @param {Mode} mode */
const isText = (mode) => mode === 'dictate' || mode === 'dictate-talk';

/** @param {string} key @param {string[]} args @returns {{ok: false, why: Message}} */
const refuse = (key, ...args) => ({ok: false, why: {key, args}});
