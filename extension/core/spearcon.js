// Spearcon: a spoken name in so little time that it is known by its sound, and no longer a word.

import {compress} from './wsola.js';

/** ms that a name takes at the most. */
export const LONGEST_MS = 400;

/** Times as fast as spoken that even a short name is: slower it would be speech. */
const LEAST = 2;

/** Letters of a name that are spoken: a longer one would be noise, and its beginning tells it. */
const LETTERS = 40;

/** Part of the largest amplitude below which there is silence: −40 dB. */
const SILENT = 0.01;

/** Amplitude that all are brought to, so that none is louder than another. */
const PEAK = 0.8;

const FADE_MS = 3;

/** @param {string} name @returns {string} what is spoken of it: whole words where there are any, one space between them */
export function shortName(name) {
  const words = name.replace(/\s+/g, ' ').trim();
  if (words.length <= LETTERS) return words;
  const head = words.slice(0, LETTERS + 1);
  return (head.slice(0, Math.max(head.lastIndexOf(' '), 0)) || head.slice(0, LETTERS)).trim();
}

/** Without the silence about it. @param {Float32Array} samples @param {number} peak */
const trimmed = (samples, peak) => {
  const heard = (/** @type {number} */ x) => Math.abs(x) > SILENT * peak;
  const first = samples.findIndex(heard);
  let end = samples.length;
  while (end > first && !heard(samples[end - 1])) end -= 1;
  return samples.slice(first, end);
};

/** @param {Float32Array} samples @param {number} fade in samples @param {number} gain */
const shaped = (samples, fade, gain) => samples.map((x, i) =>
  x * gain * Math.min(1, (i + 1) / fade, (samples.length - i) / fade));

/**
 * @param {Float32Array} samples the name as it is spoken
 * @param {number} rate samples a second
 * @returns {Float32Array} at most 400 ms of it at the same pitch; empty where nothing is heard
 */
export function spearcon(samples, rate) {
  const peak = samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (peak === 0) return new Float32Array(0);
  const spoken = trimmed(samples, peak);
  const factor = Math.max(LEAST, spoken.length / ((LONGEST_MS / 1000) * rate));
  const fast = compress(spoken, rate, factor);
  return shaped(fast, (FADE_MS / 1000) * rate, PEAK / peak);
}
