// Render: earcons mixed to numbers, as Web Audio plays them, for tests and for files.

/** @import {Voice} from './mixer.js' */
import {earsOf, limit} from './mixer.js';

/**
 * Decoded sound.
 * @typedef {object} Pcm
 * @property {number} rate frames a second
 * @property {Float32Array} data mono
 */

/**
 * Return the amplitude between two frames, on the straight line between them, as Chromium does.
 * @param {Float32Array} data
 * @param {number} position in frames
 */
function between(data, position) {
  const index = Math.floor(position);
  const left = data[index] ?? 0;
  return left + ((data[index + 1] ?? 0) - left) * (position - index);
}

/**
 * Return the gain of a voice at a time: its own, then a straight line down.
 * @param {Voice} voice
 * @param {number} time s
 */
function gainAt(voice, time) {
  if (time <= voice.hold) return voice.gain;
  return (voice.gain * Math.max(0, voice.end - time)) / (voice.end - voice.hold);
}

/**
 * Add one voice to the mix.
 * @param {Float32Array} mix
 * @param {number} rate frames a second of the mix
 * @param {Voice} voice
 * @param {Pcm} pcm
 * @param {number} [ear] what this ear hears of it
 */
function add(mix, rate, voice, pcm, ear = 1) {
  const step = (voice.rate * pcm.rate) / rate;
  const end = Math.min(mix.length, Math.ceil(voice.end * rate));
  for (let frame = Math.ceil(voice.begin * rate); frame < end; frame += 1) {
    const position = (frame - voice.begin * rate) * step;
    mix[frame] += between(pcm.data, position) * gainAt(voice, frame / rate) * ear;
  }
}

/**
 * Add the voices up.
 * @param {readonly Voice[]} voices
 * @param {ReadonlyMap<string, Pcm>} sounds
 * @param {number} rate
 * @param {(voice: Voice) => number} ear what is heard of each
 */
function mixed(voices, sounds, rate, ear) {
  const seconds = Math.max(0, ...voices.map((voice) => voice.end));
  const mix = new Float32Array(Math.ceil(seconds * rate));
  for (const voice of voices) {
    const pcm = sounds.get(voice.file);
    if (!pcm) throw new RangeError(`the sound ${voice.file} is not decoded`);
    add(mix, rate, voice, pcm, ear(voice));
  }
  return mix.map(limit);
}

/**
 * Return what the voices sound like together, in mono, through the limiter.
 * @param {readonly Voice[]} voices
 * @param {ReadonlyMap<string, Pcm>} sounds file → its decoded sound
 * @param {number} rate frames a second
 * @throws {RangeError} when a file of a voice is not among the sounds
 */
export const render = (voices, sounds, rate) => mixed(voices, sounds, rate, () => 1);

/**
 * Return what each ear hears of the voices, each at its pan, through the limiter.
 * @param {readonly Voice[]} voices
 * @param {ReadonlyMap<string, Pcm>} sounds file → its decoded sound
 * @param {number} rate frames a second
 * @returns {[left: Float32Array, right: Float32Array]}
 * @throws {RangeError} when a file of a voice is not among the sounds
 */
export const renderStereo = (voices, sounds, rate) => [
  mixed(voices, sounds, rate, ({pan = 0}) => earsOf(pan)[0]),
  mixed(voices, sounds, rate, ({pan = 0}) => earsOf(pan)[1]),
];
