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
  /** @type {Promise<() => Promise<void>> | null} The microphone, open or opening: what closes it. */
  #opened = null;
  #asked = '';
  #number = 0;
  /** Askings for what may be said, so that one that is overtaken is dropped. */
  #turn = 0;

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
      onState: (state) => {
        if (state === 'ready') this.#welcomed();
        if (state === 'unpaired') this.stop();
      },
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
    const opened = this.#opened ??= this.wiring.microphone((piece) => this.#sound(piece), () => this.#lost());
    try {
      await opened;
      // Let go while it was opening: it is closed already, or another's turn.
      if (this.#opened !== opened || this.#mode !== mode) return refuse('why_hearing_let_go');
      await this.#begin();
    } catch (error) {
      return this.#refused(opened, error);
    }
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
    const turn = this.#turn += 1;
    const forms = await this.wiring.forms();
    const asked = JSON.stringify(forms);
    if (turn !== this.#turn || asked === this.#asked) return;
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
    if (this.#mode) this.#begin().catch((error) => this.#refused(this.#opened, error));
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
    TOLD[message.type]?.(message, this.wiring, this);
  }

  /** @param {Promise<() => Promise<void>> | null} opened @param {unknown} error @returns {{ok: false, why: Message}} */
  #refused(opened, error) {
    if (this.#opened === opened) {
      this.#mode = null;
      this.#shut();
      this.wiring.show('failed', '');
    }
    const name = error instanceof Error ? error.name : '';
    return refuse(REFUSALS[name] ?? 'why_microphone_failed', String(error));
  }

  async #shut() {
    const opened = this.#opened;
    this.#opened = null;
    this.wiring.show('off', '');
    const close = await opened?.catch(() => null);
    await close?.();
  }
}

/** @type {Record<string, (message: any, wiring: Wiring, hearing: Hearing) => void>} What each message of the server leads to. */
const TOLD = {
  // The names in sight are gathered while somebody speaks, so that nothing is done while nobody does.
  began: (_, __, hearing) => hearing.refresh(),
  heard: (message, {heard}) => heard(message),
  unsure: (message, {unsure}) => unsure(message),
  // What the server cannot take it cannot take the next time either.
  problem: ({reason}, {tell}, hearing) => { tell({key: 'why_hearing_problem', args: [reason]}, 'failed'); hearing.stop(); },
};

/** @param {string} key @param {string[]} args @returns {{ok: false, why: Message}} */
const refuse = (key, ...args) => ({ok: false, why: {key, args}});
