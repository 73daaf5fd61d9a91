// The speaker: one voice at a time. Answers come before what is read, which waits for them; what an engine fails to say another says.

import {LAST, readWish, whoSpeaks} from '../core/voices.js';

/**
 * @import {End, Hears, Mouth, Utterance} from './mouth.js'
 * @import {EngineName, Speaks, Voice} from '../core/voices.js'
 * @import {Message} from '../core/settings.js'
 *
 * Who speaks, as settings name it, and how. `lang`: of texts whose language can't be told; `strict`: nobody else
 * speaks instead.
 * @typedef {{voice: string, lang: string, pace: number, pitch: number, volume: number, strict?: boolean}} Manner
 *
 * What is said. `lang` "" is found out from the context, or from the text itself.
 * @typedef {{text: string, lang: string, context?: string}} Words
 *
 * What is read aloud, as the speaker sees it: it waits while somebody answers, and goes on afterwards.
 * @typedef {{wait: () => void, again: () => void}} Reading
 *
 * @typedef {object} Wiring
 * @property {Readonly<Record<EngineName, Mouth>>} mouths
 * @property {() => readonly Voice[]} voices those that are there
 * @property {(text: string) => Promise<string>} detect the language of a text; "" where it can't be told
 * @property {(on: boolean) => void} sounding told when speech begins to sound and when it ends
 * @property {(who: Speaks, why: Message) => void} lost told of a voice that has failed, before its words are said
 *   again by another
 */

/** @type {End} */
const NO_VOICE = {how: 'failed', why: {key: 'why_no_voice', args: []}};

export class Speaker {
  #wiring;
  /** @type {{words: Words, manner: Manner, over: (end: End | null) => void}[]} Answers; the first is being said. */
  #answers = [];
  /** @type {Utterance | null} */
  #answer = null;
  /** @type {Set<object>} What sounds. */
  #heard = new Set();
  /** @type {Reading} */
  #reading = {wait: () => undefined, again: () => undefined};

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.#wiring = wiring;
  }

  /** @param {Reading} reading */
  set reading(reading) {
    this.#reading = reading;
  }

  /** @returns {boolean} whether an answer is being said */
  get answering() {
    return this.#answers.length > 0;
  }

  /**
   * Says an answer at once, in place of those before it.
   * @param {Words} words @param {Manner} manner
   * @returns {Promise<End | null>} null where another came before its end
   */
  answer(words, manner) {
    this.#dropAnswers();
    return this.answerNext(words, manner);
  }

  /** Says an answer after those before it. @param {Words} words @param {Manner} manner @returns {Promise<End | null>} */
  answerNext(words, manner) {
    return new Promise((over) => {
      this.#answers.push({words, manner, over});
      if (this.#answers.length > 1) return;
      this.#reading.wait();
      this.#sayAnswer();
    });
  }

  /** Drops all answers; what is read goes on, if it was not stopped before. @returns {boolean} whether there was one */
  hush() {
    if (!this.answering) return false;
    this.#dropAnswers();
    this.#reading.again();
    return true;
  }

  /**
   * Says what is read, at once. Where its engine fails it is cut, so that it is said again, by another.
   * @param {Words} words @param {Manner} manner
   * @param {{begun: (ahead: boolean) => void, over: Hears['over']}} hears ahead: what comes next may be given already
   * @returns {Utterance}
   */
  read(words, manner, hears) {
    return this.#say(words, manner, {begun: hears.begun, over: (end, engine) => hears.over(retried(end, engine) ? {how: 'cut'} : end)});
  }

  #dropAnswers() {
    this.#answer?.stop();
    this.#answer = null;
    for (const {over} of this.#answers.splice(0)) over(null);
  }

  #sayAnswer() {
    const {words, manner} = this.#answers[0];
    const over = (/** @type {End} */ end, /** @type {EngineName | null} */ engine) => {
      if (retried(end, engine) && !manner.strict) return this.#sayAnswer();
      this.#answer = null;
      const done = this.#answers.shift();
      if (this.answering) this.#sayAnswer();
      else this.#reading.again();
      done?.over(end);
    };
    const utterance = this.#say(words, manner, {begun: () => undefined, over});
    // One that fails at once is over already.
    if (this.#answers[0]?.words === words) this.#answer = utterance;
  }

  /**
   * @param {Words} words @param {Manner} manner
   * @param {{begun: (ahead: boolean) => void, over: (end: End, engine: EngineName | null) => void}} hears
   * @returns {Utterance}
   */
  #say(words, manner, hears) {
    const one = {stopped: false, speaks: /** @type {Speaks | null} */ (null), given: /** @type {Utterance | null} */ (null)};
    const over = (/** @type {End} */ end) => {
      this.#sounds(one, false);
      const engine = one.speaks?.engine ?? null;
      // Who tries a voice is told what is wrong with it, and nobody speaks in its place.
      if (retried(end, engine) && !manner.strict) this.#wiring.lost(/** @type {Speaks} */ (one.speaks), /** @type {any} */ (end).why);
      hears.over(end, engine);
    };
    const begin = (/** @type {string} */ lang) => {
      if (one.stopped) return;
      const speaks = this.#who(manner, lang || manner.lang);
      if (!speaks) return over(NO_VOICE);
      one.speaks = speaks;
      const [mouth, {pace, pitch, volume}] = [this.#wiring.mouths[speaks.engine], manner];
      one.given = mouth.say({text: words.text, lang: speaks.lang, voice: speaks.id, pace, pitch, volume}, {
        begun: () => { this.#sounds(one, true); hears.begun(mouth.ahead); },
        over,
      });
    };
    if (words.lang) begin(words.lang);
    else this.#wiring.detect(words.context ?? words.text).then(begin, () => begin(''));
    return {
      stop: () => { one.stopped = true; one.given?.stop(); this.#sounds(one, false); },
      letter: () => one.given?.letter() ?? 0,
    };
  }

  /** @param {Manner} manner @param {string} lang @returns {Speaks | null} */
  #who({voice, strict}, lang) {
    const speaks = whoSpeaks(voice, lang, this.#wiring.voices());
    const {engine, id} = readWish(voice);
    return strict && engine && (speaks?.engine !== engine || (id && speaks.id !== id)) ? null : speaks;
  }

  /** @param {object} one @param {boolean} on */
  #sounds(one, on) {
    const before = this.#heard.size;
    if (on) this.#heard.add(one);
    else this.#heard.delete(one);
    if (Boolean(before) !== Boolean(this.#heard.size)) this.#wiring.sounding(on);
  }
}

/** Whether another engine is there to say what one has failed to. @param {End} end @param {EngineName | null} engine */
const retried = (end, engine) => end.how === 'failed' && engine !== null && engine !== LAST;
