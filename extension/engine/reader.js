// The reader: a text sentence by sentence by the speaker's voices, so that it can stop, go on and move anywhere.

/**
 * @import {ReadHow, Sentence, SpeechPort} from '../handlers/reading_port.js'
 * @import {End, Utterance} from './mouth.js'
 * @import {Manner, Speaker} from './speaker.js'
 */

/** Letters of a paragraph that its language is told by. */
const CONTEXT = 1000;

/** @param {readonly Sentence[]} sentences @param {number} paragraph */
const contextOf = (sentences, paragraph) =>
  sentences.filter((one) => one.paragraph === paragraph).map(({text}) => text).join(' ').slice(0, CONTEXT);

/** Who is wished for, and the language that is taken for one's own. @param {ReadHow} how */
const wishedOf = ({voice, lang}) => ({...(voice && {voice}), ...(lang && {lang})});

/** @implements {SpeechPort} */
export class Reader {
  #speaker;
  #manner;
  /** @type {ReadHow} */
  #how = {rate: 100, begun: () => undefined, ended: () => undefined};
  /** @type {Sentence[]} */
  #sentences = [];
  #at = 0;
  #letter = 0;
  /** @type {'idle' | 'speaking' | 'paused'} */
  #state = 'idle';
  /** More of the text may come. */
  #open = false;
  /** The voice can be given the next sentence while it says this one. */
  #ahead = false;
  /** Somebody answers: it goes on when they have. */
  #waits = false;
  /** @type {Map<number, Utterance>} Sentences given to the speaker, by their places. */
  #given = new Map();
  /** What was given before the last move is heard of no more. */
  #turn = 0;
  /** @type {((began: boolean) => void) | null} */
  #began = null;

  /**
   * @param {Speaker} speaker
   * @param {() => Omit<Manner, 'pace'>} manner who reads, asked at each sentence
   */
  constructor(speaker, manner) {
    this.#speaker = speaker;
    this.#manner = manner;
    speaker.reading = {wait: () => this.#wait(), again: () => this.#again()};
  }

  /** @param {Sentence[]} sentences @param {ReadHow} how */
  read(sentences, how) {
    [this.#sentences, this.#how, this.#open] = [sentences, how, how.open ?? false];
    return this.go(0);
  }

  /** @param {Sentence[]} to @param {Sentence[]} more @param {boolean} last */
  add(to, more, last) {
    if (to !== this.#sentences || !this.#open) return false;
    to.push(...more);
    this.#open = !last;
    if (this.#state !== 'speaking' || this.#waits) return true;
    if (!this.#given.size) this.#say(this.#at);
    else if (this.#ahead) this.#sayAhead();
    return true;
  }

  /** @param {Sentence[]} to @param {string} voice */
  recast(to, voice) {
    if (to !== this.#sentences || (this.#how.voice ?? '') === voice) return;
    this.#how = {...this.#how, voice};
    // Another engine would not wait for the sentence being said: the next is given when that is over.
    this.#ahead = false;
    this.#given.get(this.#at + 1)?.stop();
    this.#given.delete(this.#at + 1);
  }

  state() {
    return this.#state;
  }

  place() {
    return {sentences: this.#sentences, at: this.#at, letter: this.#given.get(this.#at)?.letter() ?? this.#letter};
  }

  /** @param {number} at @returns {Promise<boolean>} */
  go(at) {
    this.#silence();
    this.#tellBegan(false);
    [this.#at, this.#letter, this.#state, this.#waits] = [at, 0, 'speaking', false];
    this.#speaker.hush();
    return new Promise((began) => {
      this.#began = began;
      this.#say(at);
    });
  }

  /** @param {number} percent */
  rate(percent) {
    this.#how = {...this.#how, rate: percent};
    if (this.#state === 'speaking' && !this.#waits) this.#anew(this.#at);
  }

  pause() {
    this.#silence();
    if (this.#state === 'speaking') this.#state = 'paused';
    this.#tellBegan(false);
  }

  /** The sentence is said again from its beginning: half of one says little. */
  resume() {
    if (this.#state !== 'paused') return;
    [this.#state, this.#waits] = ['speaking', this.#speaker.answering];
    if (!this.#waits) this.#anew(this.#at);
  }

  #wait() {
    if (this.#state !== 'speaking') return;
    this.#silence();
    this.#waits = true;
  }

  #again() {
    if (!this.#waits || this.#state !== 'speaking') return;
    this.#waits = false;
    this.#say(this.#at);
  }

  /** @param {number} at */
  #anew(at) {
    this.#silence();
    this.#say(at);
  }

  /** Nothing that was given is heard any more; where the voice was is kept. */
  #silence() {
    this.#letter = this.place().letter;
    [this.#turn, this.#ahead] = [this.#turn + 1, false];
    for (const utterance of this.#given.values()) utterance.stop();
    this.#given.clear();
  }

  /** @param {boolean} began */
  #tellBegan(began) {
    this.#began?.(began);
    this.#began = null;
  }

  /** Past the last sentence it waits for more, or is at the end. @param {number} at */
  #say(at) {
    if (at >= this.#sentences.length) return this.#open ? undefined : this.#finish();
    const turn = this.#turn;
    let open = true;
    const {text, lang, paragraph} = this.#sentences[at];
    const words = {text, lang, ...(!lang && {context: contextOf(this.#sentences, paragraph)})};
    const utterance = this.#speaker.read(words, {...this.#manner(), ...wishedOf(this.#how), pace: this.#how.rate}, {
      begun: (ahead) => { if (turn === this.#turn) this.#begun(at, ahead); },
      over: (end) => {
        open = false;
        if (turn === this.#turn) this.#over(at, end);
      },
    });
    // A voice may have begun at once, or failed.
    if (open && turn === this.#turn) this.#given.set(at, utterance);
    else if (open) utterance.stop();
  }

  /** @param {number} at @param {boolean} ahead */
  #begun(at, ahead) {
    [this.#at, this.#letter, this.#ahead] = [at, 0, ahead];
    this.#how.begun(at);
    this.#tellBegan(true);
    if (ahead) this.#sayAhead();
  }

  #sayAhead() {
    const next = this.#at + 1;
    if (next < this.#sentences.length && !this.#given.has(next)) this.#say(next);
  }

  /** @param {number} at @param {End} end */
  #over(at, end) {
    this.#given.delete(at);
    // Where a voice is lost, what was given ahead may be told of first.
    if (end.how === 'cut') return this.#anew(Math.min(at, this.#at));
    if (end.how === 'failed') return this.#fail();
    [this.#at, this.#letter] = [at + 1, 0];
    if (!this.#given.has(at + 1)) this.#say(at + 1);
  }

  #fail() {
    this.#silence();
    // What was heard in part is taken up where it broke off, once a voice is there again.
    [this.#state, this.#open] = [this.#began ? 'idle' : 'paused', false];
    this.#how.failed?.();
    this.#tellBegan(false);
  }

  #finish() {
    this.#state = 'idle';
    this.#how.ended();
    this.#tellBegan(false);
  }
}
