// Sound out: key echoes, earcons and layouts, at the right time, in the browser's own audio.

/** @import {Choice, Role, Tone, Toured} from '../core/earcons.js' */
/** @import {PlacedTone} from '../core/layout.js' */
import {NO_LEADS, schedule} from '../core/audio_clock.js';
import {DEFAULT_CHOICES, EARCONS, ROLES, TOUR, echoTone, sounds} from '../core/earcons.js';
import {ECHO_VOICES} from '../core/mixer.js';

/**
 * A sound that was scheduled, in s of audio time.
 * @typedef {object} Played
 * @property {number} at the audio time at the call
 * @property {number} when the audio time at which it begins
 */

/** A sound in the air. @typedef {{sources: Set<unknown>}} Figure */

/**
 * What plays, made for a context: `openGraph` of sound_graph.js.
 * @typedef {object} Graph
 * @property {number} live how many sources are in the air
 * @property {(volume: number) => void} setVolume
 * @property {(role: Role, on: boolean) => void} setRole
 * @property {(role: Role | Toured, tones: readonly Tone[], when: number, pan?: number) => Figure} play
 * @property {(figure: any, when: number) => void} stop
 * @property {AudioNode} speech where speech is led to
 * @property {AudioNode} music where music is led to
 * @property {(on: boolean) => void} duck
 */

/**
 * The sound of the engine. Construct it early: the samples load at once.
 * Sounds mix under speech and never pause it; while the context is suspended nothing is kept for later.
 */
export class SoundOut {
  #context = new AudioContext({latencyHint: 'interactive'});
  /** @type {Graph | null} */
  #graph = null;
  #leads = NO_LEADS;
  #volume = 1;
  /** @type {Record<Role, Choice>} */
  #choices = {...DEFAULT_CHOICES};
  /** @type {Figure[]} */
  #echoes = [];
  /** @type {Figure | null} */
  #earcon = null;
  /** @type {Figure[]} */
  #layout = [];
  #ends = new AbortController();

  /**
   * @param {object} options
   * @param {(context: BaseAudioContext) => Promise<Graph>} options.graph
   * @param {EventTarget} [options.gestures] where a press or click lets the sound begin
   * @param {(state: string) => void} [options.onState] "running", or "suspended" until a gesture
   * @param {(name: string) => void} [options.onEarcon] told of each that sounds
   */
  constructor({graph, gestures = document, onState = () => {}, onEarcon = () => {}}) {
    this.onEarcon = onEarcon;
    const {signal} = this.#ends;
    this.#context.addEventListener('statechange', () => onState(this.state), {signal});
    for (const type of ['pointerdown', 'keydown']) {
      gestures.addEventListener(type, () => void this.resume(), {capture: true, signal});
    }
    /** Settles when the samples are decoded; rejects when one is missing. @type {Promise<void>} */
    this.ready = graph(this.#context).then((opened) => {
      this.#graph = opened;
      this.#apply();
    });
    /** Where speech sounds, beside all this. @type {Promise<{context: AudioContext, into: AudioNode}>} */
    this.air = this.ready.then(() => ({context: this.#context, into: /** @type {Graph} */ (this.#graph).speech}));
    /** Where music sounds. @type {Promise<{context: AudioContext, into: AudioNode}>} */
    this.stage = this.ready.then(() => ({context: this.#context, into: /** @type {Graph} */ (this.#graph).music}));
    // Who awaits `ready` is told already.
    for (const place of [this.air, this.stage]) place.catch(() => undefined);
  }

  /** 'running' when keys are heard. @returns {string} */
  get state() {
    return this.#context.state;
  }

  /** How many sources are in the air. */
  get live() {
    return this.#graph?.live ?? 0;
  }

  /** Begin to sound, where the browser lets us: it wants a gesture first. */
  async resume() {
    if (this.state !== 'running' && this.state !== 'closed') await this.#context.resume();
  }

  /**
   * Answer a key with its own pitch.
   * @param {number} key 0..24
   * @param {object} [press]
   * @param {number} [press.velocity] 1..127
   * @param {number} [press.note] MIDI note; else the key's from C3 up
   * @param {number} [press.time] when it was pressed, ms of `performance.now()` (`event.timeStamp`)
   * @returns {Played | null} null when nothing sounds
   */
  echo(key, {velocity = 80, note = 48 + key, time = performance.now()} = {}) {
    const {graph, played} = this.#scheduled('echo', time);
    if (!graph) return null;
    this.#echoes = this.#echoes.filter((figure) => figure.sources.size > 0);
    if (this.#echoes.length >= ECHO_VOICES) {
      graph.stop(/** @type {Figure} */ (this.#echoes.shift()), played.at);
    }
    this.#echoes.push(graph.play('echo', [echoTone(note, velocity)], played.when));
    return played;
  }

  /**
   * Sound an earcon, in place of the one that sounds.
   * @param {string} name one of EARCONS
   * @param {object} [how]
   * @param {number} [how.pan] -1 left .. 1 right
   * @param {number} [how.time] ms of `performance.now()`
   * @returns {Played | null} null when nothing sounds
   */
  earcon(name, {pan = 0, time = performance.now()} = {}) {
    const role = /** @type {keyof typeof EARCONS} */ (name);
    if (!EARCONS[role]) throw new RangeError(`no earcon is called "${name}"`);
    const played = this.figure(role, EARCONS[role], {pan, time});
    if (played) this.onEarcon(name);
    return played;
  }

  /**
   * Sound the tones of a role of the page, or of the tour, in place of the earcon that sounds.
   * @param {Role | Toured} role
   * @param {readonly Tone[]} tones
   * @param {object} [how]
   * @param {number} [how.pan] -1 left .. 1 right
   * @param {number} [how.time] ms of `performance.now()`
   * @returns {Played | null} null when nothing sounds
   */
  figure(role, tones, {pan = 0, time = performance.now()} = {}) {
    const {graph, played} = this.#scheduled(role, time);
    if (!graph) return null;
    if (this.#earcon?.sources.size) graph.stop(this.#earcon, played.at);
    this.#earcon = graph.play(role, tones, played.when, pan);
    return played;
  }

  /**
   * Sound a layout, in place of the one that sounds: its tones of one pan together.
   * @param {readonly PlacedTone[]} tones
   * @param {number} [time] ms of `performance.now()`
   * @returns {Played | null} null when nothing sounds
   */
  layout(tones, time = performance.now()) {
    this.hushLayout();
    const {graph, played} = this.#scheduled('layout', time);
    if (!graph) return null;
    const pans = [...new Set(tones.map(({pan}) => pan))];
    this.#layout = pans.map((pan) => graph.play('layout', tones.filter((tone) => tone.pan === pan), played.when, pan));
    return played;
  }

  /** End the layout at once. @returns {boolean} whether one was heard */
  hushLayout() {
    const sounding = this.#layout.filter((figure) => figure.sources.size > 0);
    for (const figure of sounding) this.#graph?.stop(figure, this.#context.currentTime);
    this.#layout = [];
    return sounding.length > 0;
  }

  /** @param {number} volume 0..1 */
  setVolume(volume) {
    if (!(volume >= 0 && volume <= 1)) throw new RangeError(`volume is 0..1, not ${volume}`);
    this.#volume = volume;
    this.#apply();
  }

  /** @param {boolean} on somebody speaks: sounds are softer meanwhile, and go on */
  duck(on) {
    this.#graph?.duck(on);
  }

  /** @param {Partial<Record<Role, Choice>>} choices those left out stay as they are */
  setChoices(choices) {
    Object.assign(this.#choices, choices);
    this.#apply();
  }

  /**
   * Sound through another output.
   * @param {string} id of a device as `devices()` lists it; "" is the system's own
   * @returns {Promise<{ok: true} | {ok: false, why: {key: string, args: string[]}}>}
   */
  async setDevice(id) {
    if (!('setSinkId' in this.#context)) return refused('why_sound_device_unsupported');
    try {
      await /** @type {any} */ (this.#context).setSinkId(id);
      return {ok: true};
    } catch {
      return refused('why_sound_device_gone');
    }
  }

  /** The outputs; unnamed until the page may use the microphone, as browsers have it. */
  async devices() {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return all.filter((device) => device.kind === 'audiooutput');
  }

  /** Fall silent for good and give everything back. */
  async close() {
    this.#ends.abort();
    this.#graph = null;
    if (this.state !== 'closed') await this.#context.close();
  }

  #apply() {
    this.#graph?.setVolume(this.#volume);
    for (const role of ROLES) this.#graph?.setRole(role, sounds(this.#choices[role]));
  }

  /**
   * Return the graph and the time to play at, or no graph when the role is not to be heard: one that
   * is suspended would keep all sounds and play them at once when it resumes.
   * @param {Role | Toured} role
   * @param {number} time ms of `performance.now()`
   * @returns {{graph: Graph, played: Played} | {graph: null, played: null}}
   */
  #scheduled(role, time) {
    const silent = this.state !== 'running' || (role !== TOUR && !sounds(this.#choices[role]));
    if (!this.#graph || silent) return {graph: null, played: null};
    const at = this.#context.currentTime;
    const {contextTime = 0, performanceTime = 0} = this.#context.getOutputTimestamp();
    const reading = {now: performance.now() / 1000, current: at, heard: contextTime,
      heardAt: performanceTime / 1000};
    const {when, leads} = schedule(this.#leads, reading, time / 1000);
    this.#leads = leads;
    return {graph: this.#graph, played: {at, when}};
  }
}

/** @param {string} key @returns {{ok: false, why: {key: string, args: string[]}}} */
const refused = (key) => ({ok: false, why: {key, args: []}});
