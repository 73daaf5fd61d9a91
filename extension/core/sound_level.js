// Sound level: how loud a piece of sound is, in bars and in a word, for a meter that can be read, too.

/**
 * @typedef {{bars: number, word: 'nothing' | 'quiet' | 'good' | 'loud'}} Level bars: 0..10; nothing: not even noise.
 */

/** Full scale of 16 bit. */
const FULL = 0x7fff;
/** dB below full scale that one bar is. */
const BAR_DB = 6;
export const MOST_BARS = 10;
/** From here on speech is loud enough; the browser makes the noise of a room up to 4 bars loud. */
const GOOD_BARS = 6;
/** From here on it is cut off. */
const LOUD_PEAK = 0.98;

/** @param {ArrayBuffer} piece 16-bit samples @returns {number} 0..1 */
export function peakOf(piece) {
  let most = 0;
  for (const sample of new Int16Array(piece)) most = Math.max(most, Math.abs(sample));
  return Math.min(1, most / FULL);
}

/** @param {number} peak 0..1 @returns {Level} */
export function levelOf(peak) {
  if (peak === 0) return {bars: 0, word: 'nothing'};
  const bars = Math.max(0, Math.min(MOST_BARS, Math.round(MOST_BARS + 20 * Math.log10(peak) / BAR_DB)));
  return {bars, word: peak >= LOUD_PEAK ? 'loud' : bars >= GOOD_BARS ? 'good' : 'quiet'};
}
