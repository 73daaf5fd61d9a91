// Music out: notes on the browser's own audio clock, as struck strings, each of which can be cut off.

/** @import {Sounding} from '../core/session_music.js' */
import {ATTACK_S, OVERTONES, RELEASE_S, brightnessOf, loudnessOf, pitchOf, ringingOf} from '../core/piano_tone.js';

/** s in which all is silent that is cut off. */
const CUT_S = 0.012;

/** @typedef {{context: BaseAudioContext, into: AudioNode}} Air */

/**
 * A voice for one piece of music. All nodes of a note are gone once it has ended.
 */
export class MusicOut {
  #context;
  #output;
  #wave;
  /** @type {Set<OscillatorNode>} */
  #strings = new Set();

  /** @param {Air} air where it sounds */
  constructor({context, into}) {
    this.#context = context;
    this.#output = new GainNode(context);
    this.#output.connect(into);
    this.#wave = new PeriodicWave(context, {real: [0, ...OVERTONES.map(() => 0)], imag: [0, ...OVERTONES]});
  }

  /** @returns {number} s of audio time */
  get now() {
    return this.#context.currentTime;
  }

  /** How many notes are in the air, or yet to come. */
  get live() {
    return this.#strings.size;
  }

  /**
   * @param {Pick<Sounding, 'note' | 'velocity'>} note
   * @param {number} from s of audio time
   * @param {number} to
   */
  strike({note, velocity}, from, to) {
    const string = new OscillatorNode(this.#context, {type: 'custom', periodicWave: this.#wave, frequency: pitchOf(note)});
    const felt = new BiquadFilterNode(this.#context, {type: 'lowpass', frequency: brightnessOf(note, velocity), Q: 0.3});
    const gain = new GainNode(this.#context, {gain: 0});
    const loud = loudnessOf(velocity);
    const end = Math.max(to, from + ATTACK_S);
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(loud, from + ATTACK_S);
    gain.gain.setTargetAtTime(0, from + ATTACK_S, ringingOf(note));
    gain.gain.setTargetAtTime(0, end, RELEASE_S / 4);
    string.connect(felt).connect(gain).connect(this.#output);
    this.#strings.add(string);
    string.addEventListener('ended', () => {
      for (const node of [string, felt, gain]) node.disconnect();
      this.#strings.delete(string);
    });
    string.start(from);
    string.stop(end + RELEASE_S);
  }

  /** Falls silent at once, also what is yet to come. */
  cut() {
    const now = this.now;
    this.#output.gain.setValueAtTime(1, now);
    this.#output.gain.linearRampToValueAtTime(0, now + CUT_S);
    for (const string of this.#strings) string.stop(now + CUT_S);
  }

  /** Gives its place in the air back, once all has ended. */
  close() {
    this.#output.disconnect();
  }
}
