// Hearing: the microphone's sound to the server's ear, and what was said from there to the engine.

/**
 * @typedef {import('../adapters/server_stream.js').Stream} Stream
 * @typedef {import('../adapters/server_stream.js').Hears} Hears
 * @typedef {import('../core/spoken_forms.js').Form} Form
 * @typedef {{key: string, args: string[]}} Message
 * @typedef {{said: string, others: string[], sure: number}} Heard
 * @typedef {'open' | 'talk'} Mode open: until told otherwise; talk: while a key, pedal or button is held.
 * @typedef {Object} Wiring
 * @property {(onPiece: (piece: ArrayBuffer) => void, onLost: () => void) => Promise<() => Promise<void>>} microphone
 *   Opens it; gives what closes it.
 * @property {() => Promise<Form[]>} forms What is to be listened for now.
 * @property {(heard: Heard) => void} heard Told of what was surely said.
 * @property {(heard: Heard) => void} unsure Told of what may have been said.
 * @property {(message: Message, role: string) => void} tell
 * @property {(state: 'ready' | 'off' | 'failed', detail: string) => void} show Whether it listens.
 */

/** What the browser's refusal of the microphone means. @type {Record<string, string>} */
const REFUSALS = {
  NotAllowedError: 'why_microphone_denied', NotFoundError: 'why_microphone_none', NotReadableError: 'why_microphone_busy',
};

export class Hearing {
  /** @type {Stream | null} */
  #stream = null;
  #welcome = false;
  /** @type {Mode | null} */
  #mode = null;
  /** @type {(() => Promise<void>) | null} What closes the microphone. */
  #close = null;
  #asked = '';
  #number = 0;

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.wiring = wiring;
  }

  /** @returns {Mode | null} How it listens now. */
  get mode() {
    return this.#mode;
  }

  /**
   * Another server, or none: what was open goes on there.
   * @param {((hears: Hears) => Stream) | null} open
   */
  connect(open) {
    this.#stream?.close();
    [this.#stream, this.#welcome] = [null, false];
    if (!open) return void (this.#mode && this.stop());
    this.#stream = open({
      onState: (state) => { if (state === 'ready') this.#welcomed(); },
      onMessage: (message) => this.#told(message),
      onGone: () => this.#gone(),
    });
  }

  /**
   * Listens from now on.
   * @param {Mode} mode
   * @returns {Promise<{ok: true} | {ok: false, why: Message}>}
   */
  async start(mode) {
    if (!this.#stream) return refuse('why_hearing_unpaired');
    if (!this.#welcome) return refuse('why_hearing_away');
    this.#mode = mode;
    try {
      this.#close ??= await this.wiring.microphone((piece) => this.#sound(piece), () => this.#lost());
    } catch (error) {
      return this.#refused(error);
    }
    // Let go while it was opening.
    if (!this.#mode) return this.#shut().then(() => refuse('why_hearing_let_go'));
    await this.#begin();
    return {ok: true};
  }

  /** Listens no longer; what was said up to now is still heard. */
  async stop() {
    if (!this.#mode) return;
    this.#mode = null;
    this.#stream?.send({type: 'end'});
    await this.#shut();
  }

  /** What is to be listened for may have changed. */
  async refresh() {
    if (!this.#mode) return;
    const forms = await this.wiring.forms();
    const asked = JSON.stringify(forms);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#number += 1;
    this.#stream?.send({type: 'forms', id: this.#number, forms});
  }

  async #begin() {
    this.#asked = '';
    await this.refresh();
    if (!this.#mode) return;
    this.#stream?.send({type: 'begin', mode: this.#mode});
    this.wiring.show('ready', '');
  }

  #welcomed() {
    this.#welcome = true;
    if (this.#mode) this.#begin();
  }

  #gone() {
    if (this.#welcome && this.#mode) this.wiring.tell({key: 'why_hearing_lost', args: []}, 'failed');
    this.#welcome = false;
    if (this.#mode) this.wiring.show('failed', '');
  }

  /** @param {ArrayBuffer} piece */
  #sound(piece) {
    if (this.#mode) this.#stream?.send(piece);
  }

  /** The device went: it is said, and listened again as soon as there is one. */
  async #lost() {
    const mode = this.#mode;
    await this.stop();
    if (!mode) return;
    this.wiring.tell({key: 'why_microphone_lost', args: []}, 'failed');
    if (mode === 'open') await this.start(mode);
  }

  /** @param {any} message */
  #told(message) {
    TOLD[message.type]?.(message, this.wiring, () => this.refresh());
  }

  /** @param {unknown} error @returns {{ok: false, why: Message}} */
  #refused(error) {
    this.#mode = null;
    const name = error instanceof Error ? error.name : '';
    this.wiring.show('failed', '');
    return refuse(REFUSALS[name] ?? 'why_microphone_failed', String(error));
  }

  async #shut() {
    const close = this.#close;
    this.#close = null;
    this.wiring.show('off', '');
    await close?.();
  }
}

/** @type {Record<string, (message: any, wiring: Wiring, refresh: () => void) => void>} What each message of the server leads to. */
const TOLD = {
  // The names in sight are gathered while somebody speaks, so that nothing is done while nobody does.
  began: (_, __, refresh) => refresh(),
  heard: (message, {heard}) => heard(message),
  unsure: (message, {unsure}) => unsure(message),
  problem: ({reason}, {tell}) => tell({key: 'why_hearing_problem', args: [reason]}, 'failed'),
};

/** @param {string} key @param {string[]} args @returns {{ok: false, why: Message}} */
const refuse = (key, ...args) => ({ok: false, why: {key, args}});
