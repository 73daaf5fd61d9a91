// Hearing: pitch, onsets and timbre measured on rendered sound, independent of what made it.

/** @import {Bank} from '../../extension/core/mixer.js' */
/** @import {Pcm} from '../../extension/core/render.js' */
/** @import {Tone} from '../../extension/core/earcons.js' */
import {readFileSync} from 'node:fs';
import {EARCONS, EARCON_NAMES, echoTone} from '../../extension/core/earcons.js';
import {files, voices} from '../../extension/core/mixer.js';
import {render, renderStereo} from '../../extension/core/render.js';

const SOUNDS = new URL('../../extension/sounds/', import.meta.url);

/** @param {string} file @returns {Buffer} */
export const soundFile = (file) => readFileSync(new URL(file, SOUNDS));

/** @type {{format: number, rate: number, timbres: Bank}} */
export const TABLE = JSON.parse(soundFile('samples.json').toString());

/**
 * Read a WAV file: 16 bit, mono, nothing else is shipped.
 * @param {Buffer} bytes
 * @returns {Pcm}
 */
export function readWav(bytes) {
  const kind = [bytes.toString('latin1', 0, 4), bytes.readUInt16LE(20), bytes.readUInt16LE(22),
    bytes.readUInt16LE(34), bytes.toString('latin1', 36, 40)].join(' ');
  if (kind !== 'RIFF 1 1 16 data') throw new RangeError(`not 16-bit mono WAV: ${kind}`);
  const size = bytes.readUInt32LE(40) / 2;
  const data = Float32Array.from({length: size}, (_, i) => bytes.readInt16LE(44 + 2 * i) / 32768);
  return {rate: bytes.readUInt32LE(24), data};
}

export const PCM = new Map(files(TABLE.timbres).map((file) => [file, readWav(soundFile(file))]));

export const RATE = 44100;

/** @param {readonly Tone[]} tones @param {number} [rate] */
export const rendered = (tones, rate = RATE) => render(voices(TABLE.timbres, tones), PCM, rate);

/** What ships of the language file of role sounds. @type {import('../../extension/core/role_sounds.js').RoleSound[]} */
export const ROLE_SOUNDS = JSON.parse(readFileSync(new URL('../languages/sounds.json', SOUNDS), 'utf8')).sounds;

/** @param {readonly import('../../extension/core/layout.js').PlacedTone[]} tones @returns {[Float32Array, Float32Array]} */
export const renderedStereo = (tones) => renderStereo(voices(TABLE.timbres, tones), PCM, RATE);

/** All sounds by name: the earcons, and the echo of the lowest, the middle and the highest key. */
export const SOUNDS_BY_NAME = new Map([
  ...[48, 60, 72].map((note) => /** @type {[string, Tone[]]} */ (
    [`echo ${note}`, [echoTone(note, 100)]])),
  ...EARCON_NAMES.map((name) => /** @type {[string, readonly Tone[]]} */ ([name, EARCONS[name]])),
]);

/** @param {number} hertz */
export const noteOf = (hertz) => 69 + 12 * Math.log2(hertz / 440);

/** @param {number} note */
export const hertzOf = (note) => 440 * 2 ** ((note - 69) / 12);

/** @param {ArrayLike<number>} data */
export const peakOf = (data) => Array.from(data).reduce((top, x) => Math.max(top, Math.abs(x)), 0);

/**
 * Return the period by the least normalised difference between the sound and itself moved on (YIN,
 * de Cheveigné and Kawahara 2002): right in the octave, right to some cents.
 * @param {Float32Array} data
 * @param {number} rate
 */
function coarsePitch(data, rate) {
  const longest = Math.min(Math.floor(rate / 60), Math.floor(data.length / 2));
  const window = data.length - longest;
  const scores = [1];
  let sum = 0;
  for (let lag = 1; lag < longest; lag += 1) {
    let difference = 0;
    for (let i = 0; i < window; i += 1) difference += (data[i] - data[i + lag]) ** 2;
    sum += difference;
    scores.push((difference * lag) / (sum || 1));
  }
  const first = scores.findIndex((score, lag) =>
    lag > rate / 4000 && score < 0.15 && score <= scores[lag + 1]);
  const least = scores.reduce((best, score, lag) => (score < scores[best] ? lag : best), 1);
  return rate / (first > 0 ? first : least);
}

/**
 * Return one component of the spectrum, through a Hann window.
 * @param {Float32Array} data
 * @param {number} frequency per frame
 * @returns {{size: number, turns: number}} its magnitude, and its phase where the data begin
 */
function component(data, frequency) {
  const {length} = data;
  let re = 0;
  let im = 0;
  for (let i = 0; i < length; i += 1) {
    const weight = data[i] * (1 - Math.cos((2 * Math.PI * i) / length));
    re += weight * Math.cos(2 * Math.PI * frequency * i);
    im -= weight * Math.sin(2 * Math.PI * frequency * i);
  }
  return {size: Math.hypot(re, im) / length, turns: Math.atan2(im, re) / (2 * Math.PI)};
}

/**
 * Return the magnitudes of the spectrum at some frequencies.
 * @param {Float32Array} data
 * @param {number} rate
 * @param {readonly number[]} hertz
 */
const spectrum = (data, rate, hertz) => hertz.map((f) => component(data, f / rate).size);

/**
 * Return the pitch in Hz: the octave from the period, the cents from how the phase of the first
 * partial runs on between two windows.
 * @param {Float32Array} data
 * @param {number} rate
 */
export function pitch(data, rate) {
  const size = Math.floor(data.length * 0.6);
  let found = coarsePitch(data, rate) / rate;
  for (const divisor of [8, 2, 1]) {
    const step = Math.floor((data.length - size) / divisor);
    const turns = component(data.subarray(step, step + size), found).turns
      - component(data.subarray(0, size), found).turns - found * step;
    found += (turns - Math.round(turns)) / step;
  }
  return found * rate;
}

/**
 * Return the part of a sound between two times.
 * @param {Float32Array} data
 * @param {number} rate
 * @param {number} from ms
 * @param {number} to ms
 */
export const part = (data, rate, from, to) =>
  data.subarray(Math.round((from * rate) / 1000), Math.round((to * rate) / 1000));

/**
 * Return the loudness (RMS) every ms, in windows of 4 ms that look ahead.
 * @param {Float32Array} data
 * @param {number} rate
 */
function loudness(data, rate) {
  return Array.from({length: Math.floor((data.length / rate) * 1000)}, (_, ms) => {
    const window = part(data, rate, ms, ms + 4);
    return Math.sqrt(window.reduce((sum, x) => sum + x * x, 0) / (window.length || 1));
  });
}

/** From 60 Hz to 8 kHz, 12 to the octave. */
const BANDS = Array.from({length: 85}, (_, i) => 60 * 2 ** (i / 12));

/**
 * Return when tones begin, in ms: where bands grow together (spectral flux).
 * @param {Float32Array} data
 * @param {number} rate
 */
export function onsets(data, rate) {
  const hop = 4;
  const padded = new Float32Array(data.length + Math.round(rate * 0.04));
  padded.set(data, Math.round(rate * 0.02));
  const steps = Math.floor((data.length / rate) * 1000 / hop);
  const spectra = Array.from({length: steps}, (_, i) =>
    spectrum(part(padded, rate, i * hop, i * hop + 24), rate, BANDS));
  const flux = spectra.map((now, i) => {
    const before = spectra[i - 3] ?? now.map(() => 0);
    return now.reduce((sum, x, k) => sum + Math.max(0, x - before[k]), 0);
  });
  return peaks(flux, 0.25 * Math.max(...flux)).map((i) => Math.max(0, i * hop - 8));
}

/**
 * Return where a curve peaks, each peak higher by `rise` than the valley since the one before.
 * @param {number[]} curve
 * @param {number} rise
 */
function peaks(curve, rise) {
  /** @type {number[]} */
  const found = [];
  curve.forEach((x, i) => {
    const valley = Math.min(...curve.slice((found.at(-1) ?? 0), i), i < 6 ? 0 : Infinity);
    const highest = x >= Math.max(...curve.slice(Math.max(0, i - 5), i + 6));
    if (highest && x - valley > rise) found.push(i);
  });
  return found;
}

/**
 * Return when the sound has fallen to a tenth for good, in ms.
 * @param {Float32Array} data
 * @param {number} rate
 */
export function ending(data, rate) {
  const levels = loudness(data, rate);
  const top = Math.max(...levels);
  return levels.reduce((last, level, ms) => (level > top / 10 ? ms : last), 0);
}

/** Where brightness is looked for, Hz. */
const SPAN = Array.from({length: 400}, (_, i) => 60 + 25 * i);

/**
 * Return the timbre of one tone: what is left of a sound when pitch and loudness are taken away.
 * @param {Float32Array} data
 * @param {number} rate
 * @param {number} hertz its pitch
 * @param {number} held ms of it before it is let go
 * @returns {{attack: number, brightness: number, decay: number}} ms to half the peak; centre of the
 *   spectrum, in multiples of the pitch; dB lost in the 100 ms after the peak
 */
export function timbre(data, rate, hertz, held = 180) {
  const peak = peakOf(data);
  const start = data.findIndex((x) => Math.abs(x) > 0.02 * peak);
  const half = data.findIndex((x) => Math.abs(x) > 0.5 * peak);
  const power = spectrum(part(data, rate, 0, 120), rate, SPAN).map((x) => x * x);
  const centre = power.reduce((sum, x, i) => sum + x * SPAN[i], 0) / power.reduce((a, b) => a + b);
  return {
    attack: ((half - start) / rate) * 1000,
    brightness: centre / hertz,
    decay: decay(loudness(data, rate).slice(0, held)),
  };
}

/**
 * Return how fast a tone dies away after its peak, in dB per 100 ms.
 * @param {number[]} levels one per ms, while the tone is held
 */
function decay(levels) {
  const top = Math.max(...levels);
  const crest = levels.indexOf(top);
  const last = Math.min(crest + 100, levels.length - 1);
  const fall = 20 * Math.log10(top / Math.max(levels[last], top / 1000));
  return (fall * 100) / Math.max(60, last - crest);
}

/**
 * All that tells one sound from another, measured.
 * @typedef {object} Heard
 * @property {number[]} onsets ms
 * @property {number[]} lengths of the tones, ms, the last to where the sound ends
 * @property {number[]} notes the pitches of its tones, as MIDI notes
 * @property {number} register their mean
 * @property {{attack: number, brightness: number, decay: number}} timbre of its longest tone, alone
 */

/**
 * Listen to a sound: its rhythm in the whole, pitch and timbre on its tones alone.
 * @param {readonly Tone[]} tones
 * @param {number} [hold] ms that each tone alone is held: no longer than its sample is
 * @returns {Heard}
 */
export function listen(tones, hold = 190) {
  const whole = rendered(tones);
  const begins = onsets(whole, RATE);
  const ends = [...begins.slice(1), ending(whole, RATE)];
  const alone = tones.map((tone) => rendered([{...tone, at: 0, ms: hold}]));
  const notes = alone.map((data) => noteOf(pitch(part(data, RATE, 15, Math.min(hold, 150)), RATE)));
  const longest = tones.reduce((best, tone, i) => (tone.ms > tones[best].ms ? i : best), 0);
  return {
    onsets: begins,
    lengths: begins.map((begin, i) => ends[i] - begin),
    notes,
    register: notes.reduce((a, b) => a + b) / notes.length,
    timbre: timbre(alone[longest], RATE, hertzOf(notes[longest]), hold - 10),
  };
}

/** @param {number} a @param {number} b */
const ratio = (a, b) => Math.max(a, b) / Math.min(a, b);

/**
 * Return in what two sounds differ, of timbre, rhythm and register.
 *
 * Timbre: brightness by an octave (counted from the pitch, so that register does not count twice),
 * attack by a class (8 ms and three times), or decay by 8 dB in 100 ms. Rhythm: another number
 * of tones, or the length of one tone against the first by half as much again. Register: an octave.
 * @param {Heard} a
 * @param {Heard} b
 */
export function differences(a, b) {
  const attacks = [a.timbre.attack, b.timbre.attack];
  const timbres = ratio(a.timbre.brightness, b.timbre.brightness) >= 2
    || (Math.abs(attacks[0] - attacks[1]) >= 8 && ratio(attacks[0], attacks[1]) >= 3)
    || Math.abs(a.timbre.decay - b.timbre.decay) >= 8;
  const rhythms = a.lengths.length !== b.lengths.length || a.lengths.some((length, i) =>
    ratio(length / a.lengths[0], b.lengths[i] / b.lengths[0]) >= 1.5);
  const registers = Math.abs(a.register - b.register) >= 12;
  return [...(timbres ? ['timbre'] : []), ...(rhythms ? ['rhythm'] : []),
    ...(registers ? ['register'] : [])];
}
