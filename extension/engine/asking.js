// Asking: questions to the server one after the other, their answers kept, shown and spoken sentence by sentence as they come.

import {asked, follow, named, spoken, stopped} from '../core/answer.js';
import {wishFor} from '../core/voices.js';
import {Refused} from '../handlers/outcome.js';

/**
 * @import {Answer, Length, Sentence} from '../core/answer.js'
 * @import {ServerEvent} from '../core/server_events.js'
 * @import {PageText, Persona, Wish} from '../handlers/asking_port.js'
 * @import {Message, Reply} from '../handlers/ports.js'
 * @import {SpeechPort} from '../handlers/reading_port.js'
 *
 * @typedef {{ask: (body: object, signal: AbortSignal) => AsyncGenerator<ServerEvent, void>, forget: (id: string) => Promise<void>,
 *   personas: () => Promise<Persona[]>, personaOf: (address: string) => Promise<Persona | null>}} Chat
 *   All throw an error with `why` where the server refuses.
 * How answers are told: by our own voice, in the screen reader's live region, or only shown.
 * @typedef {'voice' | 'screen-reader' | 'off'} Telling
 * @typedef {Object} Wiring
 * @property {() => Chat | null} chat Of the server that we are paired with.
 * @property {SpeechPort} speech
 * @property {() => Telling} telling
 * @property {() => number} rate Of reading, in percent.
 * @property {() => Length | ''} length '': as it is usual, or as a persona has it.
 * @property {() => string} inView The address of the page in front, whose persona may answer; '' for none that may be told.
 * @property {() => string} persona Who answers whatever page is in front; '' whose page it is.
 * @property {() => string[]} topics Asked besides ALL.
 * @property {(text: string) => void} readOut Has a screen reader read it.
 * @property {(message: Message) => string} words
 * @property {(message: Message, role: string) => void} tell
 * @property {(answers: Answer[]) => void} changed
 * @property {() => void} sentence Told of each sentence that is given to be spoken, or read out.
 * @property {() => boolean} said Told when all was spoken; whether a conversation goes on with that.
 * @property {() => void} mute Told when no voice says it, or goes on with it.
 */

/** Answers that are kept to be seen. */
const MOST = 10;

export class Asking {
  #wiring;
  /** @type {Answer[]} The newest last. */
  #answers;
  /** @type {AbortController | null} What is being answered. */
  #under = null;
  /** @type {PageText | null} The page that is talked about. */
  #page = null;
  /** @type {Sentence[]} What is given to be spoken. */
  #sentences = [];
  /** Whose turn it is: who was chosen, or whose page is in front. */
  #whose = '';
  /** The voice was stopped, and that was told. */
  #halted = false;

  /** @param {Wiring} wiring @param {readonly Answer[]} before Of the engine before this one. */
  constructor(wiring, before) {
    this.#wiring = wiring;
    this.#answers = before.map(stopped);
  }

  /** @returns {Answer | null} The newest. */
  get last() {
    return this.#answers.at(-1) ?? null;
  }

  /**
   * Settles when the server has taken the question; the answer comes later.
   * @param {Wish} wish @param {(answer: Answer) => void} over
   * @returns {Promise<Reply<Answer>>}
   */
  async ask(wish, over) {
    const chat = this.#wiring.chat();
    if (!chat) return refused('why_asking_unpaired');
    const about = wish.after ?? wish.instead;
    const page = wish.page ?? (about?.way.about ? this.#page : null);
    // Only the engine that was told it has the page's text.
    if (about?.way.about && !page) return refused('why_page_forgotten');
    this.end();
    if (this.speaks) this.#wiring.speech.pause();
    const ends = this.#under = new AbortController();
    const answer = asked(wish.question, {
      about: page?.title ?? '', after: wish.instead?.way.after ?? wish.after?.id ?? '', length: wish.length ?? this.#wiring.length(),
      topics: wish.instead?.way.topics ?? this.#wiring.topics(),
    });
    const address = this.#wiring.inView();
    this.#whose = this.#whoseNow;
    const events = chat.ask(bodyOf(answer, wish, page, address, this.#wiring.persona()), ends.signal);
    const first = await this.#first(events, ends);
    if (!first.ok) return first;
    this.#page = page;
    const begun = follow(answer, first.value);
    this.#answers = [...this.#answers, begun].slice(-MOST);
    this.#wiring.changed(this.#answers);
    void this.#come(begun, wish.language ?? '', events, ends).then(over);
    return {ok: true, value: begun};
  }

  /** @returns {boolean} Whether an answer was still coming; its model is stopped. */
  end() {
    const was = this.#under;
    this.#under = null;
    was?.abort();
    return was !== null;
  }

  /** Stops what comes and what is spoken. @returns {boolean} Whether there was any. */
  halt() {
    const paused = this.#isOurs && this.#wiring.speech.state() === 'paused' && !this.#halted;
    this.#halted = true;
    return this.end() || paused;
  }

  /** A key was played, or somebody speaks: whoever does wants no voice in between; “continue” goes on with it. */
  interrupt() {
    if (this.speaks) this.#wiring.speech.pause();
  }

  /** Another page is in front, or somebody else was chosen: what is left of the answer is said in that voice. */
  async turned() {
    const whose = this.#whoseNow;
    const [sentences, chat] = [this.#sentences, this.#wiring.chat()];
    if (whose === this.#whose || !chat || !this.#isOurs) return;
    this.#whose = whose;
    const persona = await personaNow(chat, this.#wiring.persona(), this.#wiring.inView()).catch(() => undefined);
    // Who can't be asked for changes nothing; and by now it may be somebody else's turn.
    if (persona === undefined || whose !== this.#whose) return;
    this.#wiring.speech.recast(sentences, persona?.voice ? wishFor({engine: 'server', id: persona.voice}) : '');
  }

  get #whoseNow() {
    return JSON.stringify([this.#wiring.persona(), this.#wiring.persona() ? '' : this.#wiring.inView()]);
  }

  /**
   * Takes a question and its answer back.
   * @param {string} id
   * @throws {Refused} Where the server has it still.
   */
  async forget(id) {
    const chat = this.#wiring.chat();
    if (!chat) throw new Refused(refused('why_asking_unpaired').why);
    if (this.last?.id === id) {
      this.end();
      this.interrupt();
    }
    await chat.forget(id).catch((error) => { throw new Refused(whyOf(error)); });
    this.#answers = this.#answers.filter((answer) => answer.id !== id);
    this.#wiring.changed(this.#answers);
  }

  /** What is read is an answer. */
  get #isOurs() {
    return this.#wiring.speech.place().sentences === this.#sentences;
  }

  /** @returns {boolean} Whether one sounds, or is about to: not, where it waits for the next sentence to come. */
  get speaks() {
    const {speech} = this.#wiring;
    return this.#isOurs && speech.state() === 'speaking' && speech.place().at < this.#sentences.length;
  }

  /** @param {AsyncGenerator<ServerEvent, void>} events @param {AbortController} ends @returns {Promise<Reply<ServerEvent>>} */
  async #first(events, ends) {
    try {
      const {value} = await events.next();
      return value ? {ok: true, value} : refused('why_answer_broken');
    } catch (error) {
      if (ends.signal.aborted) return refused('why_asking_stopped');
      this.#under = null;
      return {ok: false, why: whyOf(error)};
    }
  }

  /** @param {Answer} begun @param {string} lang In which it was asked; '' unknown. @param {AsyncGenerator<ServerEvent, void>} events @param {AbortController} ends @returns {Promise<Answer>} How it ended. */
  async #come(begun, lang, events, ends) {
    let now = begun;
    const mouth = MOUTHS[this.#wiring.telling()](this.#wiring, {
      sentences: this.#sentences = [], voice: begun.voice && wishFor({engine: 'server', id: begun.voice}), lang,
      over: () => { if (!this.#wiring.said()) this.#tellOver(now); }, begun: () => { this.#halted = false; },
    });
    const take = (/** @type {Answer} */ next) => {
      const {answer, sentences} = spoken(next);
      this.#answers = this.#answers.map((one) => (one === now ? answer : one));
      now = answer;
      this.#wiring.changed(this.#answers);
      if (sentences.length && mouth.say(sentences)) this.#wiring.sentence();
    };
    /** @type {Message} */
    let why = refused('why_answer_broken').why;
    try {
      for await (const event of events) take(follow(now, event));
    } catch (error) {
      if (!ends.signal.aborted) why = whyOf(error);
    }
    if (ends.signal.aborted) take(stopped(now));
    else if (now.state === 'asking') take(follow(now, {name: 'failed', told: {detail: this.#wiring.words(why)}}));
    if (this.#under === ends) this.#under = null;
    if (now.state === 'failed') this.#wiring.tell({key: 'why_answer_failed', args: [now.notes.at(-1) ?? '']}, 'failed');
    mouth.end();
    return now;
  }

  /** Told once it has been spoken, so that it cuts nothing off. @param {Answer} answer */
  #tellOver(answer) {
    if (answer.state !== 'answered') return;
    const [sources, bare] = [named(answer).length, answer.bare.length];
    const key = !sources ? 'say_answered_bare' : !answer.model ? 'say_quoted' : bare ? 'say_answered_partly' : 'say_answered';
    this.#wiring.tell({key, args: sources ? [String(sources), String(bare)] : []}, 'done');
  }
}

/** What gives an answer a voice. @typedef {{say: (sentences: Sentence[]) => boolean, end: () => void}} Mouth `say`: whether anybody says it. */
/** `voice`: as settings name it; '' whom they name; `lang`: of what nobody can tell. @typedef {{sentences: Sentence[], voice: string, lang: string, begun: () => void, over: () => void}} Hears */

/** @type {Record<Telling, (wiring: Wiring, hears: Hears) => Mouth>} */
const MOUTHS = {
  voice: ({speech, rate, tell, mute}, {sentences, voice, lang, begun, over}) => {
    const failed = () => {
      tell({key: 'why_no_voice', args: []}, 'failed');
      mute();
    };
    void speech.read(sentences, {rate: rate(), open: true, voice, lang, begun, ended: over, failed});
    return {
      say: (more) => speech.add(sentences, more, false),
      end: () => { if (!speech.add(sentences, [], true)) over(); },
    };
  },
  'screen-reader': ({readOut}, {over}) => ({
    say: (more) => {
      more.forEach(({text}) => readOut(text));
      return true;
    },
    end: over,
  }),
  off: (_, {over}) => ({say: () => false, end: over}),
};

/** @param {string} key @returns {{ok: false, why: Message}} */
const refused = (key) => ({ok: false, why: {key, args: []}});

/** @param {unknown} error @returns {Message} */
const whyOf = (error) => /** @type {{why?: Message}} */ (error).why ?? {key: 'why_answer_broken', args: []};

/**
 * @param {Chat} chat @param {string} chosen @param {string} address
 * @returns {Promise<Persona | null>} null: nobody in particular
 */
const personaNow = async (chat, chosen, address) =>
  chosen ? (await chat.personas()).find(({name}) => name === chosen) ?? null : address ? chat.personaOf(address) : null;

/** @param {Answer} answer @param {Wish} wish @param {PageText | null} page @param {string} address @param {string} persona */
const bodyOf = ({question, way: {after, topics, length}}, {instead}, page, address, persona) => ({
  question, after, topics, length, ...(instead && {instead_of: instead.id}), ...(page && {page}), ...(address && {address}), ...(persona && {persona}),
});
