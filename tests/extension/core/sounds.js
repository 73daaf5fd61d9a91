// Sounds to measure with: tones, and what is heard of one in a sound.

/** @param {number} hz @param {number} rate samples a second @param {number} seconds @param {number} [gain] */
export const tone = (hz, rate, seconds, gain = 0.5) =>
  Float32Array.from({length: Math.round(rate * seconds)}, (_, i) => gain * Math.sin((2 * Math.PI * hz * i) / rate));

/** @param {ArrayLike<number>} samples */
export const rms = (samples) => Math.sqrt(Array.from(samples).reduce((sum, x) => sum + x * x, 0) / samples.length);

/** How loud one pitch is: its amplitude. @param {ArrayLike<number>} samples @param {number} hz @param {number} rate */
export function loudness(samples, hz, rate) {
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < samples.length; i += 1) {
    const turn = (2 * Math.PI * hz * i) / rate;
    real += samples[i] * Math.cos(turn);
    imaginary -= samples[i] * Math.sin(turn);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

/** @param {readonly Float32Array[]} pieces */
export const joined = (...pieces) => Float32Array.from(pieces.flatMap((piece) => [...piece]));
