// Sound graph: voices as Web Audio nodes on one graph, live or offline, that leaves none behind.

/** @import {Role, Tone, Toured} from '../core/earcons.js' */
/** @import {Bank, Voice} from '../core/mixer.js' */
import {ROLES, TOUR} from '../core/earcons.js';
import {LIMIT_SPAN, WIDEST_PAN, files, limitCurve, voices} from '../core/mixer.js';

/** The samples, decoded. @typedef {{bank: Bank, buffers: Map<string, AudioBuffer>}} Sounds */

/** A sound in the air. @typedef {{output: GainNode, sources: Set<AudioBufferSourceNode>}} Figure */

/** Fade of a sound that another replaces. */
const REPLACE_S = 0.012;

/** Smoothing of volume changes, so that they do not click. */
const SMOOTH_S = 0.01;

/** Under speech sounds are half as loud: 6 dB less. */
const DUCKED = 10 ** (-6 / 20);

/** They come back slowly, so that they do not pump between two sentences. */
const RETURN_S = 0.15;

const SOUNDS_URL = new URL('../sounds/', import.meta.url);

/**
 * Fetch and decode all samples.
 * @param {BaseAudioContext} context
 * @param {URL} base the folder of samples.json
 * @returns {Promise<Sounds>}
 */
async function loadSounds(context, base) {
  const bank = (await (await fetch(new URL('samples.json', base))).json()).timbres;
  /** @param {string} file @returns {Promise<[string, AudioBuffer]>} */
  const load = async (file) => {
    const response = await fetch(new URL(file, base));
    return [file, await context.decodeAudioData(await response.arrayBuffer())];
  };
  return {bank, buffers: new Map(await Promise.all(files(bank).map(load)))};
}

/**
 * source → gain → figure's gain → its panner → role's gain → master gain → duck → limiter → destination.
 * Up to the panner, nodes live as long as they sound; the rest is built once. What speaks leads to `speech`, and
 * from there to the limiter; music leads to `music`, and from there on as a role does.
 */
export class SoundGraph {
  /** @type {Set<Figure>} */
  #figures = new Set();
  /** @type {Map<Role | Toured, GainNode>} */
  #roles = new Map();

  /**
   * @param {BaseAudioContext} context
   * @param {Sounds} sounds
   */
  constructor(context, sounds) {
    this.context = context;
    this.sounds = sounds;
    const limiter = new WaveShaperNode(context, {curve: limitCurve()});
    this.master = new GainNode(context, {gain: 1 / LIMIT_SPAN});
    this.under = new GainNode(context);
    this.master.connect(this.under).connect(limiter).connect(context.destination);
    this.speech = new GainNode(context, {gain: 1 / LIMIT_SPAN});
    this.speech.connect(limiter);
    this.music = new GainNode(context);
    this.music.connect(this.master);
    for (const role of [...ROLES, TOUR]) {
      const gain = new GainNode(context);
      gain.connect(this.master);
      this.#roles.set(role, gain);
    }
  }

  /** How many sources are in the air: none, once all has ended. */
  get live() {
    return [...this.#figures].reduce((sum, figure) => sum + figure.sources.size, 0);
  }

  /** @param {number} volume 0..1; squared, since ears hear loudness so */
  setVolume(volume) {
    this.#glide(this.master, volume ** 2 / LIMIT_SPAN);
  }

  /** @param {boolean} on whether somebody speaks: sounds go on under the voice, 6 dB softer */
  duck(on) {
    this.under.gain.setTargetAtTime(on ? DUCKED : 1, this.context.currentTime, on ? SMOOTH_S : RETURN_S);
  }

  /** @param {Role} role @param {boolean} on off also silences what sounds already */
  setRole(role, on) {
    const gain = this.#roles.get(role);
    if (gain) this.#glide(gain, on ? 1 : 0);
  }

  /** @param {GainNode} node @param {number} value */
  #glide(node, value) {
    node.gain.setTargetAtTime(value, this.context.currentTime, SMOOTH_S);
  }

  /**
   * Let tones sound together as one figure.
   * @param {Role | Toured} role
   * @param {readonly Tone[]} tones
   * @param {number} when s of audio time
   * @param {number} [pan] -1 left .. 1 right
   * @returns {Figure}
   */
  play(role, tones, when, pan = 0) {
    const output = new GainNode(this.context);
    const side = Math.max(-WIDEST_PAN, Math.min(WIDEST_PAN, pan));
    const panner = new StereoPannerNode(this.context, {pan: side});
    output.connect(panner).connect(/** @type {GainNode} */ (this.#roles.get(role)));
    /** @type {Figure} */
    const figure = {output, sources: new Set()};
    this.#figures.add(figure);
    for (const each of voices(this.sounds.bank, tones)) {
      this.#start(figure, each, when, () => {
        panner.disconnect();
        output.disconnect();
        this.#figures.delete(figure);
      });
    }
    return figure;
  }

  /**
   * Start one voice, and see that nothing of it, or of its figure, is left behind.
   * @param {Figure} figure
   * @param {Voice} tone
   * @param {number} when
   * @param {() => void} finished the last source of the figure has ended
   */
  #start(figure, tone, when, finished) {
    const buffer = this.sounds.buffers.get(tone.file) ?? null;
    const source = new AudioBufferSourceNode(this.context, {buffer, playbackRate: tone.rate});
    const gain = new GainNode(this.context, {gain: tone.gain});
    gain.gain.setValueAtTime(tone.gain, when + tone.hold);
    gain.gain.linearRampToValueAtTime(0, when + tone.end);
    source.connect(gain).connect(figure.output);
    figure.sources.add(source);
    source.addEventListener('ended', () => {
      source.disconnect();
      gain.disconnect();
      figure.sources.delete(source);
      if (figure.sources.size === 0) finished();
    });
    source.start(when + tone.begin);
    source.stop(when + tone.end);
  }

  /**
   * Fade a figure out, also the tones of it that are yet to come.
   * @param {Figure} figure
   * @param {number} when
   */
  stop(figure, when) {
    figure.output.gain.setValueAtTime(1, when);
    figure.output.gain.linearRampToValueAtTime(0, when + REPLACE_S);
    for (const source of figure.sources) source.stop(when + REPLACE_S);
  }
}

/**
 * Load all that a context needs to sound.
 * @param {BaseAudioContext} context
 * @param {URL} [base] the folder of samples.json
 */
export const openGraph = async (context, base = SOUNDS_URL) =>
  new SoundGraph(context, await loadSounds(context, base));
