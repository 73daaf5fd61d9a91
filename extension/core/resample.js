// Resample: sound at another rate, piece by piece, as if it were one piece.

/** Samples on each side that a new one is made of: at 24 kHz 0.7 ms. */
const HALF = 16;

/** @param {number} a @param {number} b @returns {number} */
const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));

/** @param {number} x */
const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/**
 * Weights of the samples about a place between two of them, for each place there is: a sinc that lets
 * nothing pass that either rate cannot hold, in a Hann window. Those of a place sum to 1.
 * @param {number} places @param {number} pass of the band, 0..1
 */
const weights = (places, pass) => Array.from({length: places}, (_, place) => {
  const raw = Float64Array.from({length: 2 * HALF}, (_unused, k) => {
    const x = k - (HALF - 1) - place / places;
    return sinc(x * pass) * Math.cos((Math.PI * x) / (2 * HALF)) ** 2;
  });
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
});

/** @param {Float32Array} samples @param {number} from @param {Float64Array} by */
const weighed = (samples, from, by) => {
  let sum = 0;
  for (let k = 0; k < by.length; k += 1) sum += samples[from + k] * by[k];
  return sum;
};

/**
 * @param {number} from samples a second
 * @param {number} to samples a second
 * @returns {{take: (samples: Float32Array) => Float32Array, end: () => Float32Array}} `take` gives what a piece
 *   completes; `end` what is left
 */
export function resampler(from, to) {
  if (from === to) return {take: (samples) => samples, end: () => new Float32Array(0)};
  const common = divisor(from, to);
  const [step, places] = [from / common, to / common];
  const table = weights(places, Math.min(1, to / from));
  // Silence before the first sample; what comes next begins `at` places after it.
  let held = new Float32Array(HALF - 1);
  let at = 0;

  /** @param {Float32Array} samples */
  const take = (samples) => {
    const all = new Float32Array(held.length + samples.length);
    all.set(held);
    all.set(samples, held.length);
    const reach = (all.length - 2 * HALF + 1) * places - at;
    const made = new Float32Array(Math.max(0, Math.ceil(reach / step)));
    for (let i = 0; i < made.length; i += 1, at += step) made[i] = weighed(all, Math.floor(at / places), table[at % places]);
    const used = Math.min(Math.floor(at / places), all.length);
    held = all.slice(used);
    at -= used * places;
    return made;
  };
  return {take, end: () => take(new Float32Array(HALF))};
}
