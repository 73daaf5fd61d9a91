// Labels: prefix-free, as short as can be, the shortest for the likeliest, and stable as the view moves.
import assert from "node:assert/strict";
import { test } from "node:test";

import { FREE } from "../../../extension/core/keys.js";
import { EASE, keyOf, labelled, meanKeys, weightOf } from "../../../extension/core/labels.js";
import { isSet } from "../../../extension/core/label_set.js";

/** @import { Target } from "../../../extension/core/labels.js" */

/** Numbers that look random, the same at each run. @param {number} seed */
const chance = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

/** @param {number} count @param {() => number} random @param {string} [name] @returns {Target[]} */
const targets = (count, random, name = "t") =>
  Array.from({ length: count }, (_, i) => ({ key: `${name}${i}`, weight: 1 + 100 * random() ** 4 }));

/** The cost of the best prefix code over 22 keys, found by merging in a plain list. @param {number[]} weights */
const best = (weights) => {
  const list = [...weights];
  let cost = 0;
  const all = list.reduce((sum, one) => sum + one, 0);
  while (list.length > 1 && (list.length - 1) % 21 !== 0) list.push(0);
  if (list.length === 1) return 1;
  while (list.length > 1) {
    list.sort((a, b) => a - b);
    const sum = list.splice(0, 22).reduce((total, one) => total + one, 0);
    cost += sum;
    list.push(sum);
  }
  return cost / all;
};

/** @param {Target[]} given */
const entropy = (given) => {
  const all = given.reduce((sum, { weight }) => sum + weight, 0);
  return given.reduce((sum, { weight }) => sum - (weight / all) * (Math.log(weight / all) / Math.log(22)), 0);
};

test("keys by ease are all that are no C, each once", () => {
  assert.deepEqual([...EASE].sort((a, b) => a - b), [...FREE]);
});

for (const count of [0, 1, 2, 21, 22, 23, 43, 44, 60, 484, 485, 600, 2000]) {
  test(`${count} labels are a set, as short as a prefix code can be`, () => {
    const given = targets(count, chance(count + 1));
    const labels = labelled(given);

    assert.equal(labels.size, count);
    assert.ok(isSet([...labels.values()]));
    if (count === 0) return;
    assert.ok(Math.abs(meanKeys(given, labels) - best(given.map(({ weight }) => weight))) < 1e-9);
    assert.ok(meanKeys(given, labels) >= entropy(given));
    assert.ok(meanKeys(given, labels) <= entropy(given) + 1);
  });
}

test("up to 22 targets have one key each, and the heaviest the easiest", () => {
  const given = targets(22, chance(5));
  const labels = labelled(given);

  assert.ok([...labels.values()].every((label) => label.length === 1));
  const [heaviest] = [...given].sort((a, b) => b.weight - a.weight);
  assert.deepEqual(labels.get(heaviest.key), [EASE[0]]);
});

test("no heavier target has a longer label than a lighter one", () => {
  const given = targets(300, chance(9)).sort((a, b) => b.weight - a.weight);
  const lengths = [...given].map(({ key }) => labelled(given).get(key)?.length ?? 0);

  assert.deepEqual(lengths, [...lengths].sort((a, b) => a - b));
});

test("the second key of a label is first sought in the other hand", () => {
  const labels = labelled(targets(60, chance(3)));
  const short = [...labels.values()].filter((label) => label.length === 2);
  const firsts = new Set(short.map(([first]) => first));
  for (const first of firsts) {
    const under = short.filter((label) => label[0] === first);
    const other = under.filter(([one, two]) => one > 12 !== two > 12);
    assert.ok(other.length >= Math.min(under.length, 11), `${first}`);
  }
});

test("those of one key share a label", () => {
  const labels = labelled([{ key: "a", weight: 1 }, { key: "b", weight: 2 }, { key: "a", weight: 3 }]);

  assert.deepEqual([...labels], [["a", [14]], ["b", [9]]]);
});

test("links of one name to one address are one; others are known by frame and number", () => {
  const link = { role: "link", name: "Home", href: "https://a.test/", frame: 0, id: 1 };

  assert.equal(keyOf(link), keyOf({ ...link, id: 2, frame: 3 }));
  assert.notEqual(keyOf(link), keyOf({ ...link, id: 2, name: "Start" }));
  assert.notEqual(keyOf(link), keyOf({ ...link, id: 2, href: "https://b.test/" }));
  assert.notEqual(keyOf({ ...link, role: "button" }), keyOf({ ...link, role: "button", id: 2 }));
  assert.notEqual(keyOf({ ...link, name: "" }), keyOf({ ...link, name: "", id: 2 }));
});

test("while a page scrolls what stays keeps its label, and all stays a set", () => {
  const random = chance(17);
  const all = targets(400, random);
  let labels = labelled(all.slice(0, 90));
  for (let from = 10; from < 300; from += 10) {
    const view = all.slice(from, from + 90);
    const after = labelled(view, labels, true);
    const stayed = view.filter(({ key }) => labels.has(key));
    assert.ok(stayed.length === 80 && isSet([...after.values()]) && after.size === 90);
    assert.deepEqual(stayed.map(({ key }) => after.get(key)), stayed.map(({ key }) => labels.get(key)));
    labels = after;
  }
});

test("kept labels stay short however often the view moves on", () => {
  const random = chance(23);
  const all = targets(3000, random);
  let labels = labelled(all.slice(0, 60));
  for (let from = 30; from < 2900; from += 30) labels = labelled(all.slice(from, from + 60), labels, true);

  assert.ok([...labels.values()].every((label) => label.length <= 3));
});

test("where no room is left, one label makes room", () => {
  const old = targets(22, chance(2), "old");
  const before = labelled(old);
  const after = labelled([...old, ...targets(30, chance(4), "new")], before, true);

  assert.equal(old.filter(({ key }) => after.get(key)?.join() !== before.get(key)?.join()).length, 1);
  assert.ok(isSet([...after.values()]) && after.size === 52);
});

test("labels of before are given up for shorter ones, but not while they are on the screen", () => {
  const many = targets(600, chance(6));
  const before = labelled(many);
  const few = many.filter(({ key }) => before.get(key)?.length === 3).slice(0, 20);

  assert.ok([...labelled(few, before, true).values()].every((label) => label.length === 3));
  assert.ok([...labelled(few, before).values()].every((label) => label.length === 1));
});

test("labels of before are kept where they cost little", () => {
  const given = targets(60, chance(8));
  const before = labelled(given);
  const moved = given.map(({ key, weight }, i) => ({ key, weight: weight * (1 + (i % 3) / 30) }));

  assert.deepEqual(labelled(moved, before), before);
});

test("any targets, kept or new, have labels that are a set", () => {
  const random = chance(99);
  let labels = new Map();
  for (let run = 0; run < 200; run += 1) {
    const from = Math.floor(random() * 300);
    const all = targets(from + Math.floor(random() * 200), chance(run % 7)).slice(from);
    labels = labelled(all, labels, random() < 0.5);
    assert.ok(isSet([...labels.values()]) && labels.size === all.length, `run ${run}`);
  }
});

test("what is larger, and what is nearer, weighs more", () => {
  const view = { width: 1000, height: 800 };
  const box = { left: 100, top: 100, width: 100, height: 20 };

  assert.ok(weightOf({ ...box, width: 200 }, null, view) > weightOf(box, null, view));
  assert.ok(weightOf(box, { x: 110, y: 110 }, view) > weightOf(box, { x: 900, y: 700 }, view));
  assert.equal(weightOf({ ...box, top: -10 }, null, view) < weightOf({ ...box, top: 0 }, null, view), true);
  assert.ok(weightOf({ ...box, top: 5000 }, null, view) > 0);
});
