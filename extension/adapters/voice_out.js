// Voice out: streamed speech and short names through Web Audio, from the first samples on, silent as soon as it is stopped.

/**
 * @import {End, Hears} from '../engine/mouth.js'
 * Where speech goes: a context, and the node that leads to its limiter. @typedef {{context: AudioContext, into: AudioNode}} Air
 * One saying on its way: when it began in s of audio time, and how much of it there is. @typedef {{hears: Hears, began: number | null, seconds: number, closed: boolean}} Open
 */
import {PCM_RATE} from '../core/pcm.js';
import {resampler} from '../core/resample.js';

/** Smoothing of volume changes and of what is cut off, so that they do not click. */
const SMOOTH_S = 0.005;

const WORKLET = new URL('../worklets/voice.js', import.meta.url);

/** @param {unknown} error @returns {End} */
const failed = (error) => ({how: 'failed', why: /** @type {any} */ (error)?.why ?? {key: 'why_voice_broke', args: [String(error)]}});

export class VoiceOut {
  #ids = 0;
  /** @type {Map<number, Open>} */
  #open = new Map();
  /** @type {AudioBufferSourceNode | null} */
  #name = null;
  #volume = 1;
  /** @type {Promise<{context: AudioContext, gain: GainNode, node: AudioWorkletNode}>} */
  #ready;

  /** @param {Promise<Air>} air */
  constructor(air) {
    this.#ready = air.then((there) => this.#build(there));
    // What was said before tells of it.
    this.#ready.catch(() => undefined);
  }

  /**
   * Plays what comes, after what was given before.
   * @param {AsyncIterable<Float32Array>} pieces 24,000 samples a second; what it throws with a `why` is why it fails
   * @param {Hears} hears
   * @returns {{stop: () => void, part: () => number | null}} part: how much of it was heard, 0..1; null where that can't be told
   */
  play(pieces, hears) {
    const id = this.#ids += 1;
    /** @type {Open} */
    const open = {hears, began: null, seconds: 0, closed: false};
    this.#open.set(id, open);
    this.#feed(id, pieces).catch((error) => {
      this.#stop(id)?.hears.over(failed(error));
    });
    let context = /** @type {AudioContext | null} */ (null);
    this.#ready.then((ready) => { context = ready.context; }, () => undefined);
    const part = () => open.began === null || !context || !open.closed ? null
      : Math.min(1, Math.max(0, (context.currentTime - open.began) / open.seconds));
    return {stop: () => void this.#stop(id), part};
  }

  /**
   * Plays a short sound beside what is said, in place of the one before.
   * @param {Float32Array} samples 24,000 a second
   * @returns {Promise<void>} settles when it has ended, or was hushed
   */
  async name(samples) {
    const {context, gain} = await this.#ready;
    this.hushName();
    if (!samples.length) return;
    const buffer = new AudioBuffer({length: samples.length, sampleRate: PCM_RATE});
    buffer.copyToChannel(/** @type {Float32Array<ArrayBuffer>} */ (samples), 0);
    const source = new AudioBufferSourceNode(context, {buffer});
    const out = new GainNode(context);
    source.connect(out).connect(gain);
    this.#name = source;
    await new Promise((resolve) => {
      source.addEventListener('ended', resolve);
      source.start();
    });
    source.disconnect();
    out.disconnect();
  }

  /** Ends a short sound at once. */
  hushName() {
    this.#name?.stop();
    this.#name = null;
  }

  /** @param {number} volume 0..1, taken up at once; squared, since ears hear loudness so */
  setVolume(volume) {
    this.#volume = volume;
    this.#ready.then(({context, gain}) => gain.gain.setTargetAtTime(volume ** 2, context.currentTime, SMOOTH_S), () => undefined);
  }

  /** @param {Air} air */
  async #build({context, into}) {
    await context.audioWorklet.addModule(WORKLET);
    const node = new AudioWorkletNode(context, 'voice', {numberOfInputs: 0, outputChannelCount: [1]});
    const gain = new GainNode(context, {gain: this.#volume ** 2});
    node.connect(gain).connect(into);
    node.port.onmessage = ({data}) => this.#told(data, context);
    return {context, gain, node};
  }

  /** @param {number} id @param {AsyncIterable<Float32Array>} pieces */
  async #feed(id, pieces) {
    const {context, node} = await this.#ready;
    const open = this.#open.get(id);
    if (!open) return;
    const rate = resampler(PCM_RATE, context.sampleRate);
    const add = (/** @type {Float32Array} */ samples) => {
      open.seconds += samples.length / context.sampleRate;
      node.port.postMessage({type: 'add', id, samples});
    };
    node.port.postMessage({type: 'open', id});
    for await (const piece of pieces) {
      if (!this.#open.has(id)) return;
      add(rate.take(piece));
    }
    add(rate.end());
    open.closed = true;
    node.port.postMessage({type: 'close', id});
  }

  /** @param {{type: 'begun' | 'over', id: number}} news @param {AudioContext} context */
  #told({type, id}, context) {
    const open = this.#open.get(id);
    if (!open) return;
    if (type === 'begun') {
      open.began = context.currentTime;
      return open.hears.begun();
    }
    this.#open.delete(id);
    // What has nothing to say is said, too.
    if (open.began === null) open.hears.begun();
    open.hears.over({how: 'said'});
  }

  /** @param {number} id @returns {Open | undefined} what was stopped */
  #stop(id) {
    const open = this.#open.get(id);
    this.#open.delete(id);
    this.#ready.then(({node}) => node.port.postMessage({type: 'stop', id}), () => undefined);
    return open;
  }
}
