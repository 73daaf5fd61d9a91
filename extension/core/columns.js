// Columns that grow: rows of numbers, each field in a typed array of its own.
//
// A million notes as objects take a second to make and ten times the memory.

/** @typedef {Float64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array} Column */

const FIRST = 64;

/** @template {Record<string, Column>} C */
export class Columns {
  length = 0;
  #room = FIRST;
  #empty;

  /** @param {C} empty One empty array for each field: its name and its type. */
  constructor(empty) {
    this.#empty = empty;
    this.held = this.#with(empty, FIRST);
  }

  /** @returns {number} The place of a new row, all 0. */
  add() {
    if (this.length === this.#room) this.#grow();
    this.length += 1;
    return this.length - 1;
  }

  #grow() {
    this.#room *= 2;
    this.held = this.#with(this.held, this.#room);
  }

  /** @param {C} from @param {number} room @returns {C} */
  #with(from, room) {
    return mapped(this.#empty, (name, column) => {
      const wider = made(column, room);
      wider.set(from[name]);
      return wider;
    });
  }

  /** @param {Uint32Array} order Places of rows. @returns {C} Those rows in that order, without spare room. */
  picked(order) {
    return mapped(this.held, (_, column) => {
      const picked = made(column, order.length);
      for (let at = 0; at < order.length; at += 1) picked[at] = column[order[at]];
      return picked;
    });
  }

  /** @returns {C} All rows as they came, without spare room. */
  whole() {
    return mapped(this.held, (_, column) => /** @type {Column} */ (column.slice(0, this.length)));
  }
}

/** @template {Record<string, Column>} C @param {C} columns @param {(name: string, column: Column) => Column} change @returns {C} */
function mapped(columns, change) {
  return /** @type {C} */ (Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, change(name, column)]),
  ));
}

/** @param {Column} like @param {number} length @returns {Column} */
const made = (like, length) => new /** @type {new (length: number) => Column} */ (like.constructor)(length);

/**
 * The order in which times rise, those of one time as they came: runs that rise already are merged.
 * Recordings are a few long runs, one a track, so this takes a fraction of a general sort's time.
 * @param {Float64Array} times
 * @param {number} length Of them, how many count.
 * @returns {Uint32Array | null} Places; null where they rise as they are.
 */
export function rising(times, length) {
  let runs = runsOf(times, length);
  if (runs.length <= 2) return null;
  let from = Uint32Array.from({ length }, (_, at) => at);
  let to = new Uint32Array(length);
  while (runs.length > 2) {
    /** @type {number[]} */
    const left = [0];
    for (let at = 0; at + 1 < runs.length; at += 2) {
      const stop = runs[Math.min(at + 2, runs.length - 1)];
      merge(times, from, to, runs[at], runs[at + 1], stop);
      left.push(stop);
    }
    [from, to, runs] = [to, from, left];
  }
  return from;
}

/** @param {Float64Array} times @param {number} length @returns {number[]} Where each run begins, and the end. */
function runsOf(times, length) {
  const runs = [0];
  for (let at = 1; at < length; at += 1) if (times[at] < times[at - 1]) runs.push(at);
  if (length) runs.push(length);
  return runs;
}

/** @param {Float64Array} times @param {Uint32Array} from @param {Uint32Array} to @param {number} start @param {number} middle @param {number} stop */
function merge(times, from, to, start, middle, stop) {
  let [left, right] = [start, middle];
  for (let at = start; at < stop; at += 1) {
    const takesLeft = right >= stop || (left < middle && times[from[left]] <= times[from[right]]);
    if (takesLeft) to[at] = from[left++];
    else to[at] = from[right++];
  }
}
