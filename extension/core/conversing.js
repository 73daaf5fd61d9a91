// A conversation by voice: listens, asks, says the answer as it is written, and falls silent when it is spoken to.

/**
 * @typedef {"off" | "opening" | "listening" | "hearing" | "thinking" | "speaking"} State
 * @typedef {object} Ear What listens, once it is open.
 * @property {() => void} close
 * @property {(down: boolean) => void} [hold] Of one that hears only while something is held: all of that is one utterance.
 * @typedef {object} Told What an ear tells.
 * @property {(limits?: string) => void} ready It listens; `limits`: what it does badly, where that is worth saying.
 * @property {() => void} began Somebody begins to speak.
 * @property {(text: string, language?: string) => void} text What was said, whole, and in which language, where the ear tells.
 * @property {(phrase: string) => void} command One of the phrases that it knows.
 * @property {() => void} nothing What began was no speech that can be written down.
 * @property {(why: string) => void} lost It hears no longer, and why.
 * @typedef {object} World
 * @property {(told: Told, held: boolean) => Promise<Ear>} open `held`: one that hears only while something is held. Rejects where there is no microphone, or it may not be used.
 * @property {(text: string, language: string) => Promise<string>} ask Gives the answer, when it is whole; it may be stopped.
 * @property {(phrase: string) => void} command
 * @property {() => void} stop Stops the model.
 * @property {{say: (text: string) => void, stop: () => void, busy: boolean}} speaker
 * @property {(state: State, why: string) => void} show
 * @property {() => number} goesOn how many times the answerer goes on by itself
 * @property {() => Promise<string>} goOn Asks it to.
 */

/** What an answerer is told that goes on by itself: it answers in the language in which it is asked. @type {Readonly<Record<string, string>>} */
const GO_ON = Object.freeze({ en: "Go on.", de: "Sprich weiter.", fr: "Continue.", es: "Sigue.", it: "Continua.", nl: "Ga door." });

/** @param {string} language BCP 47; of others, and of none that is known, English */
export const goOnIn = (language) => GO_ON[language.split("-")[0]] ?? GO_ON.en;

/** Holds a conversation. */
export class Conversing {
  #world;
  /** @type {State} */
  #state = "off";
  /** @type {Ear | null} */
  #ear = null;
  /** Counts openings and turns: what comes late of an earlier one changes nothing. */
  #turn = 0;
  #writing = false;
  #held = false;
  /** Times that it went on since somebody spoke. */
  #went = 0;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
  }

  get state() {
    return this.#state;
  }

  /** @param {string} why Said where it closes by itself. */
  close(why = "") {
    this.#turn += 1;
    const ear = this.#ear;
    this.#ear = null;
    ear?.close();
    this.#silence();
    this.#to("off", why);
  }

  /** @param {boolean} [held] It is to hear only while something is held. */
  async open(held = false) {
    if (this.#state !== "off") return;
    this.#turn += 1;
    const mine = this.#turn;
    this.#to("opening");
    try {
      const ear = await this.#world.open({
        ready: (limits = "") => { if (this.#state === "opening") this.#to(this.#held && this.#ear ? "hearing" : "listening", limits); },
        began: () => this.interrupt("hearing"),
        text: (text, language = "") => void this.answer(() => this.#world.ask(text, language)),
        command: (phrase) => { this.interrupt(); this.#world.command(phrase); },
        nothing: () => { if (this.#state === "hearing") this.#to("listening"); },
        lost: (why) => this.close(why),
      }, held);
      if (mine !== this.#turn) return ear.close();
      this.#ear = ear;
      // It was pressed until now, while it opened.
      if (this.#held) this.#hold(true);
    } catch (error) {
      if (mine === this.#turn) this.close(error instanceof Error ? error.message : String(error));
    }
  }

  /** Falls silent and stops the model, at once; what was said up to there is kept. @param {"hearing" | "listening"} [next] */
  interrupt(next = "listening") {
    if (this.#state === "off" || this.#state === "opening") return;
    this.#turn += 1;
    this.#went = this.#world.goesOn();
    this.#silence();
    this.#to(next);
  }

  /**
   * Something is held while one speaks, which opens an ear that hears only then, or let go. One that is open already
   * hears what is said, and only falls silent.
   * @param {boolean} down
   */
  hold(down) {
    this.#held = down;
    if (this.#state === "off") return down ? void this.open(true) : undefined;
    if (this.#ear) this.#hold(down);
  }

  /** @param {boolean} down */
  #hold(down) {
    const hold = this.#ear?.hold;
    if (down) this.interrupt(hold ? "hearing" : "listening");
    hold?.(down);
  }

  /** @param {string} sentence One of the answer that is being written, whole. */
  sentence(sentence) {
    if (this.#state !== "thinking" && this.#state !== "speaking") return;
    this.#to("speaking");
    this.#world.speaker.say(sentence);
  }

  /** The voice has said all that it was given. */
  said() {
    if (this.#state !== "speaking") return;
    if (this.#writing) this.#to("thinking");
    else this.#rest();
  }

  /** Takes a turn that somebody asked for. @param {() => Promise<string>} ask Gives the answer; its sentences come by `sentence`. */
  answer(ask) {
    this.#went = 0;
    return this.#take(ask);
  }

  /** @param {() => Promise<string>} ask */
  async #take(ask) {
    if (this.#state === "off") return;
    this.#turn += 1;
    const mine = this.#turn;
    this.#silence();
    this.#writing = true;
    this.#to("thinking");
    try {
      // Where nothing came there is nothing to go on with.
      if (!await ask()) this.#went = Infinity;
    } finally {
      if (mine === this.#turn) this.#written();
    }
  }

  #written() {
    this.#writing = false;
    if (this.#state === "thinking" || (this.#state === "speaking" && !this.#world.speaker.busy)) this.#rest();
  }

  /** All was said: it goes on by itself, or listens. */
  #rest() {
    this.#to("listening");
    if (this.#went >= this.#world.goesOn()) return;
    this.#went += 1;
    void this.#take(this.#world.goOn);
  }

  #silence() {
    this.#world.speaker.stop();
    if (this.#writing) this.#world.stop();
    this.#writing = false;
  }

  /** @param {State} state */
  #to(state, why = "") {
    if (this.#state === state && !why) return;
    this.#state = state;
    this.#world.show(state, why);
  }
}
