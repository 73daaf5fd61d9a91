// Columns of notes: made, cut, and put in one order of time where several tracks have each its own.

/** @import { Columns } from "./roll_score.js" */

/** @param {number} count @returns {Columns} */
export const columns = (count) => ({
  count, start: new Float64Array(count), end: new Float64Array(count), pitch: new Uint8Array(count),
  velocity: new Uint8Array(count), channel: new Uint8Array(count), track: new Uint32Array(count), program: new Uint8Array(count),
});

/** @param {Columns} notes @param {number} count @returns {Columns} */
export function trimmed(notes, count) {
  if (notes.count === count) return notes;
  const { start, end, pitch, velocity, channel, track, program } = notes;
  const cut = (/** @type {any} */ column) => column.subarray(0, count);
  return {
    count, start: cut(start), end: cut(end), pitch: cut(pitch), velocity: cut(velocity),
    channel: cut(channel), track: cut(track), program: cut(program),
  };
}

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
