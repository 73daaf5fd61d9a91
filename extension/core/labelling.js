// Labelling: a word that waits for a label is told which there are, before or after their keys.

import { cancelled, done, wrongValue } from "./firing.js";
import { isSet, leads } from "./label_set.js";
import { rest } from "./states.js";

/** @import { Effect, State, Step, Waiting } from "./states.js" */

/**
 * Take the set of labels that there are now; one that is no set changes nothing.
 *
 * The first set judges the keys played ahead of it, as if it had been there before them. One that
 * takes its place fires nothing: keys that lead on in it are kept. An empty one leaves nothing to
 * wait for.
 * @param {State} state
 * @param {unknown} labels
 * @param {(state: State, key: number) => Step} play
 * @returns {Step}
 */
export function takeLabels(state, labels, play) {
  if (state.at !== "value" || state.kind !== "label" || !isSet(labels)) return { state, effects: [] };
  if (labels.length === 0) return { state: rest(), effects: [cancelled(state)] };
  const { digits } = state;
  if (!state.labels) return replay({ ...state, digits: [], labels }, digits, play);
  if (leads(digits, labels)) return { state: { ...state, labels }, effects: [] };
  return { state: { ...state, digits: [], labels }, effects: [wrongValue(digits)] };
}

/**
 * @param {State} state
 * @param {readonly number[]} keys
 * @param {(state: State, key: number) => Step} play
 * @returns {Step}
 */
function replay(state, keys, play) {
  /** @type {Effect[]} */
  const effects = [];
  for (const key of keys) {
    const step = play(state, key);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

/**
 * Take a whole label; while no set is known it waits for one, as keys do.
 * @param {Waiting} state
 * @param {number[]} keys
 * @returns {Step}
 */
export function spokenLabel(state, keys) {
  if (!state.labels) return { state: { ...state, digits: keys }, effects: [] };
  const label = state.labels.find((one) => one.join() === keys.join());
  if (label) return done(state, label);
  return { state: { ...state, digits: [] }, effects: [wrongValue(state.digits)] };
}
