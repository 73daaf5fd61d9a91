// Labels: short keys for what is in view, the shortest for what is large and near; stable as the view moves.
//
// An n-ary Huffman code over the 22 keys that are no C. Labels that are kept leave gaps in the tree
// of keys; what is new is merged into as many trees as there are gaps, and these take the gaps.

import { COUNT } from "./keys.js";
import { LONGEST } from "./label_set.js";
import { centreOf } from "./place.js";

/** @import { Box } from "./place.js" */

/**
 * What wants a label. Those of one key share it; the weight is how likely it is to be meant.
 * @typedef {{key: string, weight: number}} Target
 * @typedef {{weight: number, leaf: string | null, parts: Tree[]}} Tree
 * @typedef {number[]} Label its keys
 */

/**
 * From the easiest key to the hardest: white keys near the middle, hand by hand; then the black ones
 * there; then those beside a C, where a slip cancels; then the far ones.
 */
export const EASE = Object.freeze([
  14, 9, 16, 7, 17, 5, 15, 10, 18, 8, 19, 6, 13, 11, 20, 4, 21, 3, 22, 2, 23, 1,
]);
const MIDDLE = 12;
const WIDTH = EASE.length;
const RANK = new Map(EASE.map((key, rank) => [key, rank]));
/** After a key of one hand those of the other come first: it is free to strike. */
const LOW_FIRST = [...EASE].sort((a, b) => Number(a > MIDDLE) - Number(b > MIDDLE));
const HIGH_FIRST = [...EASE].sort((a, b) => Number(a < MIDDLE) - Number(b < MIDDLE));

/** Kept labels may cost this much more keys than new ones would, before all are new. */
const SLACK = 1.1;
/** At this part of the view's diagonal from the cursor a target counts half. */
const HALF_AT = 0.25;

/** @param {Box} box @param {{width: number, height: number}} view what is in view of it @returns {Box} */
const seen = ({ left, top, width, height }, view) => {
  const [from, upper] = [Math.max(left, 0), Math.max(top, 0)];
  return {
    left: from, top: upper,
    width: Math.max(Math.min(left + width, view.width) - from, 0),
    height: Math.max(Math.min(top + height, view.height) - upper, 0),
  };
};

/**
 * How likely a target is to be meant: as its side is long, and as it is near the cursor.
 * @param {Box} box
 * @param {{x: number, y: number} | null} cursor null: the middle of the view
 * @param {{width: number, height: number}} view
 */
export const weightOf = (box, cursor, view) => {
  const part = seen(box, view);
  const { x, y } = cursor ?? centreOf({ left: 0, top: 0, ...view });
  const across = Math.max(part.left - x, 0, x - part.left - part.width);
  const down = Math.max(part.top - y, 0, y - part.top - part.height);
  const far = Math.hypot(across, down) / (Math.hypot(view.width, view.height) || 1);
  return Math.sqrt(Math.max(part.width * part.height, 1)) / (1 + far / HALF_AT);
};

/**
 * What a target is known by, and shares its label with: links of one name to one address are one.
 * @param {{role: string, name: string, href?: string | undefined, frame: number, id: number}} element
 */
export const keyOf = ({ role, name, href, frame, id }) =>
  (role === "link" && href && name ? `${name}\n${href}` : `${frame}\t${id}`);

/** @param {Tree[]} trees heaviest first @returns {Tree} */
const merge = (trees) =>
  ({ weight: trees.reduce((sum, tree) => sum + tree.weight, 0), leaf: null, parts: trees });

/**
 * Merges the lightest, as many at a time as there are keys, until few enough are left. The first merge
 * is the small one, so that no gap stays empty near the root.
 * @param {Tree[]} leaves @param {number} room
 * @returns {Tree[]} heaviest first
 */
const forest = (leaves, room) => {
  const single = [...leaves].sort((a, b) => a.weight - b.weight);
  const merged = /** @type {Tree[]} */ ([]);
  let [from, next] = [0, 0];
  const lightest = () => {
    const isSingle = next >= merged.length || (from < single.length && single[from].weight <= merged[next].weight);
    return isSingle ? single[from++] : merged[next++];
  };
  for (let count = single.length; count > room;) {
    const spare = (count - room) % (WIDTH - 1);
    const size = spare === 0 ? WIDTH : spare + 1;
    merged.push(merge(Array.from({ length: size }, lightest).reverse()));
    count -= size - 1;
  }
  return [...single.slice(from), ...merged.slice(next)].sort((a, b) => b.weight - a.weight);
};

/** @param {Tree} tree @param {Label} keys that lead to it @param {Map<string, Label>} labels to fill */
const spread = ({ leaf, parts }, keys, labels) => {
  if (leaf !== null) return void labels.set(leaf, keys);
  const order = keys[keys.length - 1] > MIDDLE ? LOW_FIRST : HIGH_FIRST;
  parts.forEach((part, i) => spread(part, [...keys, order[i]], labels));
};

/** @param {Label} label how hard it is, among those of its length */
const effort = (label) => label.reduce((sum, key) => sum + (RANK.get(key) ?? WIDTH), 0);

/** The shortest keys that no kept label begins or is begun by. @param {Label[]} kept @returns {Label[]} the best first */
const gaps = (kept) => {
  const [whole, begun] = [new Set(), new Set()];
  for (const label of kept) {
    let code = 0;
    for (const key of label) {
      begun.add(code);
      code = code * COUNT + key;
    }
    whole.add(code);
  }
  /** @param {Label} keys @param {number} code the same as one number @returns {Label[]} */
  const under = (keys, code) => EASE.flatMap((key) => {
    const longer = code * COUNT + key;
    if (whole.has(longer)) return [];
    return begun.has(longer) ? under([...keys, key], longer) : [[...keys, key]];
  });
  return under([], 0).sort((a, b) => a.length - b.length || effort(a) - effort(b));
};

/** @param {readonly Target[]} targets @returns {Map<string, number>} those of one key together */
const weigh = (targets) => {
  const weights = /** @type {Map<string, number>} */ (new Map());
  for (const { key, weight } of targets) weights.set(key, Math.max(weights.get(key) ?? 0, weight));
  return weights;
};

/** The lightest of the shortest labels gives up its own, so that there is room. @param {Map<string, Label>} kept @param {Map<string, number>} weights */
const giveUp = (kept, weights) => {
  const [[key]] = [...kept].sort(([a, one], [b, other]) =>
    one.length - other.length || (weights.get(a) ?? 0) - (weights.get(b) ?? 0));
  kept.delete(key);
};

/** @param {Map<string, Label>} labels @param {Map<string, number>} weights */
const mean = (labels, weights) => {
  let [keys, all] = [0, 0];
  for (const [key, label] of labels) {
    const weight = weights.get(key) ?? 0;
    [keys, all] = [keys + weight * label.length, all + weight];
  }
  return all > 0 ? keys / all : 0;
};

/** @param {Map<string, number>} weights @param {(key: string) => boolean} [isWanted] @returns {Tree[]} */
const leavesOf = (weights, isWanted = () => true) =>
  [...weights].filter(([key]) => isWanted(key)).map(([leaf, weight]) => ({ weight, leaf, parts: [] }));

/** Each tree is as many keys more as it is likely. @param {Tree} tree @returns {number} */
const costOf = ({ weight, leaf, parts }) => (leaf !== null ? 0 : parts.reduce((sum, part) => sum + costOf(part), weight));

/** Keys that new labels would have in the mean. @param {Map<string, number>} weights */
const leastMean = (weights) => {
  const trees = forest(leavesOf(weights), WIDTH);
  const all = trees.reduce((sum, { weight }) => sum + weight, 0);
  return 1 + trees.reduce((sum, tree) => sum + costOf(tree), 0) / (all || 1);
};

/** @param {Map<string, number>} weights @param {Map<string, Label>} kept @returns {Map<string, Label>} */
const assign = (weights, kept) => {
  const labels = new Map(kept);
  let free = gaps([...labels.values()]);
  while (free.length === 0 && labels.size < weights.size) {
    giveUp(labels, weights);
    free = gaps([...labels.values()]);
  }
  forest(leavesOf(weights, (key) => !labels.has(key)), free.length).forEach((tree, i) => spread(tree, free[i], labels));
  return labels;
};

/**
 * Labels for all targets, none of which begins another.
 * @param {readonly Target[]} targets
 * @param {ReadonlyMap<string, Label>} [former] labels of before by key: what is still there keeps its own,
 *   as far as there is room
 * @param {boolean} [settled] they are on the screen now: kept, whatever it costs
 * @returns {Map<string, Label>} by key
 */
export const labelled = (targets, former = new Map(), settled = false) => {
  const weights = weigh(targets);
  const kept = new Map([...former].filter(([key]) => weights.has(key)));
  if (kept.size === 0) return assign(weights, kept);
  const labels = assign(weights, kept);
  const tooLong = [...labels.values()].some((label) => label.length > LONGEST);
  if (settled && !tooLong) return labels;
  const isDear = tooLong || mean(labels, weights) > SLACK * leastMean(weights);
  return isDear ? assign(weights, new Map()) : labels;
};

/**
 * Keys a label, each label counted as often as it is likely to be meant.
 * @param {readonly Target[]} targets
 * @param {Map<string, Label>} labels
 */
export const meanKeys = (targets, labels) => mean(labels, weigh(targets));
