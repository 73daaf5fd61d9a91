// Slices: long work on a page, done in parts that nobody notices, and ended when it takes too long.

/** Longest task of ours, and the time all of it may take, in ms; frames within a page are waited for less long. */
const SLICE = 10;
const BUDGET = window.parent === window ? 3000 : 1000;

/** Unlike a timer it is not held back in tabs that are hidden. @returns {Promise<void>} */
const rest = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); resolve(); };
  port2.postMessage(null);
});

/**
 * Takes each thing that a generator gives, resting in between.
 * @template T
 * @param {Iterable<T>} work
 * @param {(one: T) => boolean | void} take true ends it
 * @returns {Promise<boolean>} false where the time was over before the work was
 */
export const inSlices = async (work, take) => {
  const begun = performance.now();
  let until = begun + SLICE;
  for (const one of work) {
    if (take(one)) return true;
    const now = performance.now();
    if (now < until) continue;
    if (now - begun > BUDGET) return false;
    await rest();
    until = performance.now() + SLICE;
  }
  return true;
};

/**
 * Does all of some work, resting in between.
 * @template T
 * @param {Generator<unknown, T>} work
 * @returns {Promise<T>} what it gives at the end
 */
export const finished = async (work) => {
  let until = performance.now() + SLICE;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await rest();
    until = performance.now() + SLICE;
  }
};
