// Mixer: which sample plays a tone, how fast, how loud and until when; and the limiter's curve.

/** @import {Tone} from './earcons.js' */

/**
 * One sampled note, a row of sounds/samples.json.
 * @typedef {object} Sample
 * @property {string} file
 * @property {number} note the MIDI note it was played as
 * @property {number} cents how far it sounds above that note
 * @property {number} ms its length
 * @property {number} peak its largest amplitude
 * @property {number} level RMS of its loudest 60 ms
 */

/** @typedef {Record<string, readonly Sample[]>} Bank timbre → its samples */

/**
 * A tone ready to play: what both the renderer and Web Audio follow.
 * @typedef {object} Voice
 * @property {string} file
 * @property {number} rate playback rate of the sample
 * @property {number} gain
 * @property {number} begin s after the sound begins
 * @property {number} hold s after the sound begins, until when the gain stays
 * @property {number} end s after the sound begins, by when the gain is nothing
 * @property {number} [pan] from -1, left, to 1, right; in the middle where it is not said
 */

/** RMS that a tone of gain 1 has in its loudest 60 ms: three of them fit under full scale. */
export const LEVEL = 0.16;

/** Fade of a released tone: short enough to keep the rhythm crisp, long enough not to click. */
export const RELEASE_S = 0.025;

/** The most key echoes that sound at once: ten fingers. */
export const ECHO_VOICES = 10;

/** How far to the side a sound may be: an ear that hears nothing takes it for a fault. */
export const WIDEST_PAN = 0.8;

/**
 * Return what each ear hears of a mono sound: equal power, as Web Audio's StereoPannerNode has it.
 * @param {number} pan −1 left .. 1 right
 * @returns {[left: number, right: number]} gains
 */
export function earsOf(pan) {
  const turn = ((Math.max(-1, Math.min(1, pan)) + 1) * Math.PI) / 4;
  return [Math.cos(turn), Math.sin(turn)];
}

/** Up to here the limiter changes nothing. */
const KNEE = 0.7;

/**
 * Return a loudness that never passes full scale, and is the same up to 0.7.
 *
 * A curve and not a compressor: Chromium's looks 6 ms ahead, and all echoes would come later.
 * @param {number} x amplitude, any
 */
export function limit(x) {
  const size = Math.abs(x);
  if (size <= KNEE) return x;
  return Math.sign(x) * (KNEE + (1 - KNEE) * Math.tanh((size - KNEE) / (1 - KNEE)));
}

/** The amplitude at the ends of the limiter's table. */
export const LIMIT_SPAN = 4;

/**
 * Return the limiter as a table over −4..4, for a wave shaper; it is a straight line where the
 * limiter changes nothing, so that interpolation leaves no trace there.
 * @param {number} [size] odd, so that silence stays silent
 */
export const limitCurve = (size = 4097) =>
  Float32Array.from({length: size}, (_, i) => limit(LIMIT_SPAN * ((2 * i) / (size - 1) - 1)));

/**
 * Return the sample whose note is nearest, the lower of two.
 * @param {readonly Sample[]} samples
 * @param {number} note
 */
const nearest = (samples, note) =>
  samples.reduce((best, next) =>
    Math.abs(next.note - note) < Math.abs(best.note - note) ? next : best);

/**
 * Return how a tone is played.
 * @param {Bank} bank
 * @param {Tone & {pan?: number}} tone
 * @returns {Voice}
 * @throws {RangeError} when the bank has no such timbre
 */
export function voice(bank, {timbre, note, at, ms, gain, pan}) {
  const samples = bank[timbre];
  if (!samples?.length) throw new RangeError(`no samples of the timbre "${timbre}"`);
  const sample = nearest(samples, note);
  const hold = (at + ms) / 1000;
  return {
    file: sample.file,
    rate: 2 ** ((note - sample.note - sample.cents / 100) / 12),
    gain: (gain * LEVEL) / sample.level,
    begin: at / 1000,
    hold,
    end: hold + RELEASE_S,
    ...(pan !== undefined && {pan}),
  };
}

/**
 * Return how the tones of an earcon are played, in their order.
 * @param {Bank} bank
 * @param {readonly (Tone & {pan?: number})[]} tones
 */
export const voices = (bank, tones) => tones.map((tone) => voice(bank, tone));

/**
 * Return all sample files of a bank, each once.
 * @param {Bank} bank
 */
export const files = (bank) =>
  [...new Set(Object.values(bank).flatMap((samples) => samples.map((sample) => sample.file)))];
