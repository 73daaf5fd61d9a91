// Turns the ticks of a MIDI file into milliseconds.
//
// `server/core/smf_tempo.py` is the same. Sums are divided once, so nothing drifts.

/** @import { Division, ReadFile } from "./smf_read.js" */

/** µs a quarter before the first tempo event: 120 a minute, says the standard. */
const DEFAULT_QUARTER = 500_000;

/** Stands for 30000/1001 = 29.97 frames a second. */
const DROP_FRAME = 29;

/** @typedef {(tick: number) => number} Times from ticks to ms */

/**
 * One map a track, to whole ms: its own in format 2, else one of the tempos of all.
 * @param {ReadFile} file
 * @returns {Times[]}
 */
export function timesOf(file) {
  return exactTimesOf(file).map((times) => (tick) => Math.floor(times(tick) + 0.5));
}

/**
 * The same, not rounded.
 * @param {ReadFile} file
 * @returns {Times[]}
 */
export function exactTimesOf({ format, division, tracks }) {
  if (format === 2) return tracks.map(({ tempos }) => tempoMap(division, tempos));
  const shared = tempoMap(division, tracks.flatMap(({ tempos }) => tempos));
  return tracks.map(() => shared);
}

/**
 * @param {Division} division
 * @param {readonly [number, number][]} changes Tick, µs a quarter; of two at one tick the later holds.
 * @returns {Times}
 */
export function tempoMap({ ticks, frames }, changes) {
  if (frames === DROP_FRAME) return (tick) => (tick * 1001) / (30 * ticks);
  if (frames) return (tick) => (tick * 1000) / (frames * ticks);
  const stretches = [{ start: 0, sum: 0, rate: DEFAULT_QUARTER }];
  for (const [tick, rate] of [...changes].sort(([one], [other]) => one - other)) {
    const last = stretches[stretches.length - 1];
    if (tick === last.start) last.rate = rate;
    else stretches.push({ start: tick, sum: last.sum + (tick - last.start) * last.rate, rate });
  }
  let at = 0;
  return (tick) => {
    // Events come in order of time, so the stretch is mostly the last one asked for.
    const here = stretches[at].start <= tick && (at + 1 === stretches.length || tick < stretches[at + 1].start);
    if (!here) at = stretchAt(stretches, tick);
    const { start, sum, rate } = stretches[at];
    return (sum + (tick - start) * rate) / (ticks * 1000);
  };
}

/** @param {{start: number}[]} stretches @param {number} tick @returns {number} The place of the last that has begun. */
function stretchAt(stretches, tick) {
  let [low, high] = [0, stretches.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (stretches[middle].start <= tick) low = middle;
    else high = middle;
  }
  return low;
}
