// Puts the notes of several tracks, each in its own order of time, into one.

/** @import { Columns } from "./roll_score.js" */

/**
 * @param {Columns} notes
 * @param {readonly number[]} stretches where each track's notes begin, and where the last end
 * @returns {Columns} the same where they are in order
 */
export function inOrderOfTime(notes, stretches) {
  const { start, count } = notes;
  let sorted = true;
  for (let at = 1; at < count && sorted; at += 1) sorted = start[at] >= start[at - 1];
  if (sorted) return notes;
  const order = orderOf(start, count, stretches);
  const gather = (/** @type {any} */ column) => {
    const made = new column.constructor(count);
    for (let at = 0; at < count; at += 1) made[at] = column[order[at]];
    return made;
  };
  const { end, pitch, velocity, channel, track, program } = notes;
  return {
    count, start: gather(start), end: gather(end), pitch: gather(pitch), velocity: gather(velocity),
    channel: gather(channel), track: gather(track), program: gather(program),
  };
}

/** Merges two and two, as long as there are several. @param {Float64Array} start @param {number} count @param {readonly number[]} stretches */
function orderOf(start, count, stretches) {
  let order = Uint32Array.from({ length: count }, (_, at) => at);
  let spare = new Uint32Array(count);
  let ends = [...new Set(stretches)];
  while (ends.length > 2) {
    const next = [0];
    for (let pair = 0; pair + 1 < ends.length; pair += 2) {
      const [low, middle, high] = [ends[pair], ends[pair + 1], ends[pair + 2] ?? ends[pair + 1]];
      merge(order, spare, start, low, middle, high);
      next.push(high);
    }
    [order, spare, ends] = [spare, order, next];
  }
  return order;
}

/** @param {Uint32Array} from @param {Uint32Array} to @param {Float64Array} start @param {number} low @param {number} middle @param {number} high */
function merge(from, to, start, low, middle, high) {
  let [one, other] = [low, middle];
  for (let at = low; at < high; at += 1) {
    const first = other >= high || (one < middle && start[from[one]] <= start[from[other]]);
    to[at] = from[first ? one++ : other++];
  }
}
