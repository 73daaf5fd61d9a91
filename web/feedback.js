// Feedback to a recording: played and spoken while it runs, seen, heard back, taken back and saved.

import { openFeedbackStore } from "../extension/adapters/feedback_store.js";
import { joinPages } from "../extension/adapters/living_pages.js";
import { Along } from "../extension/core/along.js";
import { scoreOfPlayed } from "../extension/core/along_file.js";
import { Drafts } from "./feedback_drafts.js";
import { saveParts, partsOf } from "./feedback_saving.js";
import { save } from "./saved_file.js";
import { FeedbackSounds } from "./feedback_sounds.js";
import { FeedbackView, itemsOf } from "./feedback_view.js";
import { Voice } from "./feedback_voice.js";
import { hearMidi } from "./page_midi.js";
import { part, say } from "./page_parts.js";
import { Piano } from "./piano.js";

/** @import { Seen } from "../extension/core/along.js" */
/** @import { Sound } from "./feedback_sounds.js" */
/** @import { Act } from "./analyze_acts.js" */
/** @import { MidiPlayer } from "./midi_player.js" */
/** @import { Roll } from "./roll_model.js" */
/** @import { Transport } from "./transport.js" */

/**
 * A recording of the server, to which feedback may be given.
 * @typedef {object} Open
 * @property {string} place
 * @property {string} csrf
 * @property {string} who looks at it
 * @property {Sound[]} sounds what was spoken to it and is saved
 * @property {() => Promise<void>} again opens it anew, as it is on the server by then
 */
/** @typedef {{roll: Roll, transport: Transport, midi: MidiPlayer, speak: (text: string) => void, shown: () => void, go: (at: number) => void}} World */

const [NOTE_OFF, NOTE_ON, CONTROL, SUSTAIN] = [0x80, 0x90, 0xb0, 64];
const [LOWEST, VELOCITY] = [48, 84];
/** ms of a key's echo, and of what is heard before the first of it. */
const [ECHO, LEAD] = [600, 1000];
/** ms that a message may have waited; a key that a program clicked is let go a little later. */
const LATE = 1000;
/** ms in which what was played is drawn. */
const SOON = 30;

export class Feedback {
  #world;
  #along = new Along();
  #view;
  #sounds = new FeedbackSounds(() => this.#show());
  #voice;
  #armed = false;
  #hearing = false;
  #saving = false;
  /** The microphone is being opened. */
  #asking = false;
  /** @type {Open | null} null: it can be saved nowhere */
  #open = null;
  /** Keeps what is not saved, that it outlives the page. */
  #drafts = new Drafts(openFeedbackStore(), joinPages("rubato-feedback"), {
    now: () => this.#now(), take: (kept) => this.#take(kept), told: (text) => { if (this.#view.others(text) && text) say(text); },
  });
  /** Addresses of pieces that are not saved. @type {Map<unknown, string>} */
  #addresses = new Map();
  #key = "";
  #soon = 0;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
    this.#view = new FeedbackView({ go: world.go, hear: (address, on) => this.#sounds.hear(address, on), changed: () => void this.#drafts.keep() });
    this.#voice = new Voice((at, long, sound) => { this.#along.spoke(at, long, sound); this.#changed(); });
    new Piano(part("piano", HTMLElement), () => {}, {
      down: (key, time) => this.#message([NOTE_ON, LOWEST + key, VELOCITY], time),
      up: (key, time) => this.#message([NOTE_OFF, LOWEST + key, 0], time),
    });
    // What is not written to the store yet would be lost.
    addEventListener("beforeunload", (event) => { if (this.#voice.on || this.#saving) event.preventDefault(); });
  }

  /** @returns {Act[]} */
  acts() {
    const { speak } = this.#world;
    return [
      { text: "Give feedback", key: "f", group: "feedback", run: () => this.#arm(), on: () => this.#armed },
      { text: "Speak", key: "m", group: "feedback", run: () => this.#talk(), on: () => this.#voice.on },
      { text: "Take the last back", key: "Backspace", group: "feedback", run: () => speak(this.#undo()) },
      { text: "Give it again", key: "y", group: "feedback", run: () => speak(this.takeBack(-1) ? "it is there again" : "nothing was taken back") },
      { text: "Hear it back", key: "b", group: "feedback", run: () => this.hearBack() || speak("nothing was played or spoken yet") },
      { text: "Save it", key: "", group: "feedback", command: "review.save", run: () => this.#save() },
      { text: "Save it as files", key: "", group: "feedback", command: "roll.save", run: () => this.#download() },
    ];
  }

  /** @param {string} key that tells this recording from others @param {Open | null} open */
  async open(key, open) {
    const same = this.#key === key;
    [this.#key, this.#open] = [key, open];
    if (!same) {
      await this.#rest();
      this.#along.open([]);
      const kept = await this.#drafts.open(key);
      if (this.#key !== key) return;
      await this.#view.open(open?.who ?? "", []);
      if (kept) await this.#take(kept);
    }
    await this.#drafts.look(true);
    this.#show();
  }

  /** What was kept stands before what is here by now. @param {import("../extension/adapters/feedback_store.js").Kept} kept */
  async #take({ by, languages, units }) {
    const key = this.#key;
    if (this.#along.empty) await this.#view.open(by, languages);
    if (this.#key !== key) return;
    this.#along.before(units);
    say("Feedback that was not saved is here again.");
    this.#changed();
  }

  #now() {
    return { units: this.#along.units, by: this.#view.by, languages: this.#view.languages };
  }

  /** The recording stands elsewhere, runs or stands. */
  follow() {
    const seen = this.#seen();
    this.#voice.watch(seen);
    this.#sounds.follow(seen);
  }

  /** @param {number} [time] ms of the page's clock @returns {Seen} where the recording stood then */
  #seen(time) {
    const now = performance.now();
    const { at, plays, rate } = this.#world.transport;
    const late = time !== undefined && Math.abs(now - time) < LATE ? now - time : 0;
    return { now: now - late, at: plays ? Math.max(0, at - late * rate) : at, plays, rate };
  }

  async #arm() {
    if (this.#armed) {
      await this.#rest();
      return this.#world.speak("Feedback is off.");
    }
    this.#armed = true;
    part("piano", HTMLElement).hidden = false;
    part("feedback-panel", HTMLDetailsElement).open = true;
    this.#world.shown();
    this.#world.speak(`Feedback by ${this.#view.by || "somebody"} is on: play, or press M and speak.`);
    // The first key is not to wait for its sound.
    void this.#world.midi.wake();
    if (this.#hearing) return;
    this.#hearing = true;
    await hearMidi(say, (bytes, time) => this.#message([...bytes], time));
  }

  /** Nothing is taken any more. */
  async #rest() {
    this.#armed = false;
    part("piano", HTMLElement).hidden = true;
    this.#along.rest(performance.now());
    await this.#voice.end(performance.now());
    this.#world.shown();
  }

  /** @param {readonly number[]} bytes @param {number} time */
  #message([status, data, value], time) {
    if (!this.#armed) return;
    const [kind, channel] = [status & 0xf0, status & 0x0f];
    const seen = this.#seen(time);
    if (kind === NOTE_ON && value) {
      const { at, velocity } = this.#along.down(data, value, channel, seen);
      if (part("echo", HTMLInputElement).checked) {
        void this.#world.midi.hear([{ place: 0, note: data, velocity, channel, program: 0, at, end: at + ECHO }]);
      }
    } else if (kind === NOTE_ON || kind === NOTE_OFF) this.#along.up(data, channel, seen.now);
    else if (kind === CONTROL && data === SUSTAIN) this.#along.pedal(value, channel, seen);
    else return;
    this.#changed();
  }

  async #talk() {
    const { speak, shown } = this.#world;
    if (this.#voice.on) {
      await this.#voice.end(performance.now());
      speak("The microphone is off.");
      return shown();
    }
    if (this.#asking) return;
    this.#asking = true;
    if (!this.#armed) await this.#arm();
    const why = await this.#voice.begin(() => this.#seen(), () => { say("The microphone was unplugged."); void this.#talk(); });
    this.#asking = false;
    if (why) say(why);
    else speak("Listening.");
    shown();
  }

  #undo() {
    const unit = this.#along.undo();
    this.#changed();
    return unit ? `taken back: ${itemsOf(unit).length > 1 ? `${itemsOf(unit).length} notes` : itemsOf(unit)[0]?.text ?? "pedal"}` : "there is nothing to take back";
  }

  /** @param {number} by so many of the last are taken back; with a minus they are given again @returns {number} how many it were */
  takeBack(by) {
    let count = 0;
    while (count < Math.abs(by) && (by > 0 ? this.#along.undo() : this.#along.redo())) count += 1;
    this.#changed();
    return count;
  }

  /** Whether tracks are being added. */
  get saving() {
    return this.#saving;
  }

  /** From a little before the first of what is not saved, else of what is. @returns {boolean} whether there is any */
  hearBack() {
    const { transport } = this.#world;
    const starts = [...this.#along.units.flatMap(itemsOf), ...this.#sounds.all].map(({ at }) => at);
    if (!starts.length) return false;
    transport.seek(Math.min(...starts) - LEAD);
    void transport.play();
    return true;
  }

  /** What was played or spoken is another: soon, and for many keys at once, it is drawn, heard and kept. */
  #changed() {
    this.#soon ||= window.setTimeout(() => this.#renew(), SOON);
  }

  #renew() {
    this.#soon = 0;
    this.#world.midi.besides(this.#along.empty ? null : scoreOfPlayed(this.#along.strokes, this.#along.pedals), this.#seen().at + ECHO);
    this.#show();
    void this.#drafts.keep();
  }

  #show() {
    const { roll, shown } = this.#world;
    for (const [sound, address] of this.#addresses) {
      if (this.#along.pieces.some((piece) => piece.sound === sound)) continue;
      URL.revokeObjectURL(address);
      this.#addresses.delete(sound);
    }
    const unsaved = this.#along.pieces.map(({ at, sound }) => ({ at, name: "not saved", address: this.#addressOf(sound) }));
    this.#sounds.set([...this.#open?.sounds ?? [], ...unsaved]);
    const saved = this.#sounds.all.filter(({ address }) => !address.startsWith("blob:"));
    this.#view.show(this.#along, saved, this.#open !== null);
    roll.respond(this.#along.strokes, [
      ...this.#along.units.flatMap(itemsOf),
      ...saved.map(({ at, long, name }) => ({ at, end: at + long, text: `${name}, spoken`, kind: "spoken" })),
    ]);
    shown();
  }

  /** @param {unknown} sound */
  #addressOf(sound) {
    const address = this.#addresses.get(sound) ?? URL.createObjectURL(/** @type {Blob} */ (sound));
    this.#addresses.set(sound, address);
    return address;
  }

  /** @returns {import("../extension/core/along_file.js").About} */
  #about() {
    return { by: this.#view.by || "somebody", started: new Date().toISOString(), languages: this.#view.chosen };
  }

  async #save() {
    const [open, key] = [this.#open, this.#key];
    if (this.#saving) return;
    if (!open) return say("This recording is not on the server: save the feedback as files.");
    await this.#rest();
    if (this.#along.empty) return say("Nothing was played or spoken yet.");
    this.#saving = true;
    const stop = new AbortController();
    const why = await saveParts(partsOf(this.#along, this.#about()), this.#about(), open, {
      step: (text) => this.#view.tell(text), signal: stop.signal,
      kept: async (units) => {
        if (this.#key !== key) return;
        this.#along.drop(units);
        await this.#drafts.keep();
      },
    });
    this.#saving = false;
    this.#view.tell("");
    this.#changed();
    if (this.#key !== key) return;
    if (this.#along.empty) await open.again();
    say(this.#along.empty ? why || "The feedback is saved." : `${why} What is not saved is kept here: save it again.`);
    part("feedback-panel", HTMLElement).querySelector("summary")?.focus();
  }

  #download() {
    const parts = partsOf(this.#along, this.#about());
    for (const { file } of parts) save(file, file.name);
    say(parts.length ? "Saved as files; here it stays, too." : "Nothing was played or spoken yet.");
  }
}
