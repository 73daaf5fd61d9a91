// Marked inquiries: fetched when a recording begins, told, and marked in it as they are answered.

import {answeredBack, answeredMark} from '../core/answered.js';
import {toAnswer} from '../handlers/recording.js';

/**
 * @import {Answering, Marked} from '../handlers/recording_port.js'
 * @import {Message, Reply} from '../handlers/ports.js'
 * @typedef {Pick<import('./recorder.js').Now, 'condition' | 'id'>} Session
 * @typedef {Object} Wiring
 * @property {() => Promise<Reply<{id: string, question: string}[]>>} fetch
 * @property {() => number} at ms of the session.
 * @property {() => boolean} keeps Whether something of what is in front is kept.
 * @property {(name: string) => void} mark Puts a marker into the session, where it is now.
 * @property {(message: Message, role: string) => void} tell After what is being said.
 * @property {() => void} changed
 */

/** @param {string} key @returns {{ok: false, why: Message}} */
const refused = (key) => ({ok: false, why: {key, args: []}});

export class MarkedInquiries {
  #wiring;
  /** The session that they are for; '' none. @type {string} */
  #session;
  /** @type {readonly Marked[]} */
  #all;
  /** The one that was chosen to be answered. */
  #chosen = '';

  /** @param {Wiring} wiring @param {{id: string, marked: readonly Marked[]}} before What another panel's engine had. */
  constructor(wiring, {id, marked}) {
    this.#wiring = wiring;
    [this.#session, this.#all] = [id, marked];
  }

  get all() {
    return this.#all;
  }

  /** A session begins or ends: what is marked then is for it alone. @param {Session} session */
  follow({condition, id}) {
    const session = condition === 'off' ? '' : id;
    if (session === this.#session) return;
    [this.#session, this.#all] = [session, []];
    if (session) void this.#begin(session);
  }

  /** @returns {Promise<Reply<Marked[]>>} Those of the session under way, else what would be in the next. */
  async read() {
    if (this.#all.length) return {ok: true, value: [...this.#all]};
    const reply = await this.#wiring.fetch();
    if (!reply.ok) return reply;
    const value = reply.value.map(waiting);
    // Marked while it is recorded: it is for this recording, too.
    if (this.#session && value.length) this.#set(value);
    return {ok: true, value};
  }

  /** The next that is answered is this one. @param {string} id */
  choose(id) {
    this.#chosen = id;
  }

  /** @returns {Reply<Answering>} */
  answered() {
    const left = this.#all.filter(({at}) => at === null);
    const one = left.find(({id}) => id === this.#chosen) ?? left[0];
    this.#chosen = '';
    if (!one) return refused(this.#all.length ? 'why_all_answered' : 'why_nothing_marked');
    if (!this.#wiring.keeps()) return refused('why_answered_secretly');
    const at = this.#wiring.at();
    this.#wiring.mark(answeredMark(one.id, one.question));
    this.#answeredAt(one.id, at);
    const back = () => {
      this.#wiring.mark(answeredBack(one.id));
      this.#answeredAt(one.id, null);
    };
    return {ok: true, value: {question: one.question, at, next: left.find((each) => each !== one)?.question ?? '', back}};
  }

  /** @param {string} session */
  async #begin(session) {
    const reply = await this.#wiring.fetch();
    // Who is not paired has marked nothing; who is, sees elsewhere that the server is away.
    if (!reply.ok || !reply.value.length || this.#session !== session || this.#all.length) return;
    this.#set(reply.value.map(waiting));
    this.#wiring.tell(toAnswer(reply.value.map(({question}) => question)), 'done');
  }

  /** @param {string} id @param {number | null} at */
  #answeredAt(id, at) {
    this.#set(this.#all.map((one) => one.id === id ? {...one, at} : one));
  }

  /** @param {readonly Marked[]} all */
  #set(all) {
    this.#all = all;
    this.#wiring.changed();
  }
}

/** @param {{id: string, question: string}} one @returns {Marked} */
const waiting = ({id, question}) => ({id, question, at: null});
