// A part of a session: its steps from one to another, or from pause to pause.

/** @import { Entry } from "./session_log.js" */
/** @import { Step } from "./replay_plan.js" */

/** From one step to another, both of them too; `to` less than `from`: there is none in it. @typedef {{from: number, to: number}} Part */

/**
 * The parts between pauses, in order: one more than there are pauses.
 * @param {readonly Entry[]} entries In order of time.
 * @param {readonly Step[]} steps Of these entries.
 * @returns {Part[]}
 */
export function partsBetweenPauses(entries, steps) {
  const pauses = entries.filter((entry) => entry.type === "marker" && entry.name === "pause");
  const before = pauses.map(({ at }) => steps.filter((step) => step.at < at).length);
  return [...before, steps.length].map((to, at) => ({ from: (before[at - 1] ?? 0) + 1, to }));
}

/**
 * The steps of a part; nobody waits before its first.
 * @param {readonly Step[]} steps
 * @param {Partial<Part>} part Without an end: up to the last; without a beginning: from the first.
 * @returns {Step[]}
 */
export function stepsIn(steps, { from = 1, to = steps.length }) {
  const chosen = steps.filter(({ number }) => number >= from && number <= to);
  return chosen.map((step, at) => (at === 0 && from > 1 ? { ...step, wait: 0 } : step));
}

/**
 * Where the next part begins.
 * @param {readonly Part[]} parts
 * @param {number} step The one under way.
 * @returns {number | null} Null in the last one.
 */
export const nextPart = (parts, step) => parts.find(({ from, to }) => from > step && to >= from)?.from ?? null;
