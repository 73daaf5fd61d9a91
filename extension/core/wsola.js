// WSOLA: speech in less time at the same pitch, by pieces laid over each other where they fit best.

/** Seconds of a piece: two or three periods of a voice. */
const PIECE_S = 0.025;

/** Seconds that a piece may lie off its place, to fit what went before. */
const REACH_S = 0.008;

/** How alike two stretches are, whatever their loudness. @param {Float32Array} samples @param {number} a @param {number} b @param {number} size */
const likeness = (samples, a, b, size) => {
  let [product, power] = [0, 1e-9];
  for (let i = 0; i < size; i += 1) {
    const there = samples[b + i] ?? 0;
    product += (samples[a + i] ?? 0) * there;
    power += there * there;
  }
  return product / Math.sqrt(power);
};

/**
 * The place about `wanted` whose sound goes on most like the sound at `natural`.
 * @param {Float32Array} samples @param {number} natural @param {number} wanted @param {number} reach @param {number} size
 */
const bestPlace = (samples, natural, wanted, reach, size) => {
  const [first, last] = [Math.max(0, wanted - reach), Math.min(samples.length - size, wanted + reach)];
  let [best, most] = [Math.min(Math.max(0, wanted), Math.max(0, samples.length - size)), -Infinity];
  for (let place = first; place <= last; place += 1) {
    const alike = likeness(samples, natural, place, size);
    if (alike > most) [best, most] = [place, alike];
  }
  return best;
};

/** Lays a piece into what is made, faded in and out; two halves make a whole. @param {Float32Array} made @param {number} at @param {Float32Array} piece */
const layOver = (made, at, piece) => {
  for (let i = 0; i < piece.length && at + i < made.length; i += 1) {
    made[at + i] += piece[i] * Math.sin((Math.PI * (i + 0.5)) / piece.length) ** 2;
  }
};

/**
 * @param {Float32Array} samples
 * @param {number} rate samples a second
 * @param {number} factor how many times as fast; 1 and less, or too little sound, change nothing
 * @returns {Float32Array} of the length divided by the factor
 */
export function compress(samples, rate, factor) {
  const hop = Math.round((PIECE_S * rate) / 2);
  const [size, reach] = [2 * hop, Math.round(REACH_S * rate)];
  if (!(factor > 1) || samples.length <= size) return samples;
  const made = new Float32Array(Math.round(samples.length / factor));
  made.set(samples.subarray(0, Math.min(hop, made.length)));
  for (let i = 0; i < made.length && i < hop; i += 1) made[i] *= Math.cos((Math.PI * (i + 0.5)) / size) ** 2;
  for (let [at, place] = [0, 0]; at < made.length; at += hop) {
    place = at === 0 ? 0 : bestPlace(samples, place + hop, Math.round(at * factor), reach, size);
    layOver(made, at, samples.subarray(place, place + size));
  }
  return made;
}
