// Turns the ticks of a MIDI file into whole milliseconds.
//
// `server/core/smf_tempo.py` is the same. Sums are divided once, so nothing drifts.

/** @import { RawFile, Division } from "./smf_read.js" */

/** µs a quarter before the first tempo event: 120 a minute, says the standard. */
const DEFAULT_QUARTER = 500_000;

/** Stands for 30000/1001 = 29.97 frames a second. */
const DROP_FRAME = 29;

/** @typedef {(tick: number) => number} Times from ticks to ms, rounded */

/**
 * One map a track: its own in format 2, else one of the tempos of all.
 * @param {RawFile} file
 * @returns {Times[]}
 */
export function timesOf({ format, division, tracks }) {
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
  if (frames === DROP_FRAME) return (tick) => round((tick * 1001) / (30 * ticks));
  if (frames) return (tick) => round((tick * 1000) / (frames * ticks));
  const stretches = [{ start: 0, sum: 0, rate: DEFAULT_QUARTER }];
  for (const [tick, rate] of [...changes].sort(([one], [other]) => one - other)) {
    const last = stretches[stretches.length - 1];
    if (tick === last.start) last.rate = rate;
    else stretches.push({ start: tick, sum: last.sum + (tick - last.start) * last.rate, rate });
  }
  return (tick) => {
    const { start, sum, rate } = stretchAt(stretches, tick);
    return round((sum + (tick - start) * rate) / (ticks * 1000));
  };
}

/** @template {{start: number}} S @param {S[]} stretches @param {number} tick @returns {S} The last that has begun. */
function stretchAt(stretches, tick) {
  let [low, high] = [0, stretches.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (stretches[middle].start <= tick) low = middle;
    else high = middle;
  }
  return stretches[low];
}

/** @param {number} ms */
const round = (ms) => Math.floor(ms + 0.5);
