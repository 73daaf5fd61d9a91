// Macros: steps with open values; what is asked for, filled in, opened and closed; and what is none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOf, depthOf, doesOf, filled, givenTo, isMacro, macroOf, stepOf, toggled } from "../../../extension/core/macro.js";
import { isEntry, ownCommands, ownLanguage, readOwn } from "../../../extension/core/own.js";
import { compileLexicon } from "../../../extension/core/compiler.js";
import { feed, start } from "../../../extension/core/recogniser.js";
import { readFileSync } from "node:fs";

const shipped = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../../../extension/languages/${name}.json`, import.meta.url), "utf8"));
const TEXT = { label: "text", kind: "text" };
const SEARCH = { command: "search.web", value: "harmony", open: TEXT };
const FIRST = { command: "link.first" };
const THIRD = { command: "tab.number", open: { label: "number", kind: "number" } };

/** @param {any} does @param {string} id @param {number[]} keys */
const word = (does, id = "own.aaaa", keys = [6, 3, 6]) => ({ id, keys, says: ["find it"], does, changed: 1 });

test("commands of before are a macro that nothing is open of; what nothing is open of is kept as commands", () => {
  const commands = [FIRST];
  assert.deepEqual(macroOf({ kind: "commands", commands }), { steps: commands, times: 1 });
  assert.deepEqual(doesOf({ steps: commands, times: 1 }), { kind: "commands", commands });
  assert.equal(doesOf({ steps: commands, times: 3 }).kind, "macro");
  assert.equal(doesOf({ steps: [SEARCH], times: 1 }).kind, "macro");
  assert.equal(macroOf({ kind: "text", text: "x" }), null);
});

test("each open value is asked for once, and put in wherever it is named", () => {
  const macro = { steps: [SEARCH, THIRD, { ...SEARCH, command: "find.text" }], times: 1 };
  const asked = askedOf(macro);
  assert.deepEqual(asked, [{ ...TEXT, command: "search.web", value: "harmony" }, { label: "number", kind: "number", command: "tab.number" }]);
  const values = /** @type {unknown[]} */ (givenTo(asked, ["counterpoint", 3]));
  assert.deepEqual(filled(macro, values), [
    { command: "search.web", value: "counterpoint" }, { command: "tab.number", value: 3 }, { command: "find.text", value: "counterpoint" },
  ]);
  for (const wrong of [undefined, "counterpoint", ["counterpoint"], ["a", null]]) assert.equal(givenTo(asked, wrong), null);
  assert.deepEqual([givenTo([], undefined), givenTo(asked.slice(0, 1), "x"), givenTo(asked.slice(0, 1), undefined)], [[], ["x"], null]);
});

test("a value is opened and closed again; the same value twice is one, another has a name of its own", () => {
  /** @type {import("../../../extension/core/macro.js").Macro} */
  const macro = { steps: [{ command: "search.web", value: "a" }, { command: "find.text", value: "b" }, { command: "find.tabs", value: "a" }], times: 2 };
  const open = [0, 1, 2].reduce((now, at) => toggled(now, at, TEXT), macro);
  assert.deepEqual(open.steps.map((step) => step.open?.label), ["text", "text 2", "text"]);
  assert.deepEqual([0, 1, 2].reduce((now, at) => toggled(now, at, TEXT), open), macro);
});

test("an element is kept only with a value that names it by its place", () => {
  const target = { role: "link", name: "Grand", path: "/a" };
  assert.deepEqual(stepOf({ command: "label.click", value: [7], target }, "label").target, target);
  assert.deepEqual(stepOf({ command: "element.find", value: "grand", target }, "text"), { command: "element.find", value: "grand" });
  assert.deepEqual(stepOf({ command: "tab.next", value: null }, "none"), { command: "tab.next" });
});

test("how deep words lie in words, and whether one is a part of itself", () => {
  const does = /** @type {Record<string, any>} */ ({
    "own.a": { kind: "commands", commands: [{ command: "own.b" }] }, "own.b": { kind: "macro", steps: [{ command: "tab.next" }], times: 2 },
    "own.c": { kind: "commands", commands: [{ command: "own.d" }] }, "own.d": { kind: "commands", commands: [{ command: "own.c" }] },
  });
  const depth = (/** @type {string} */ command) => depthOf([{ command }], (one) => does[one], []);
  assert.deepEqual(["tab.next", "own.b", "own.a", "own.c"].map(depth), [0, 1, 2, Infinity]);
});

test("what is no macro is no word", () => {
  const good = { steps: [SEARCH, FIRST], times: 2 };
  assert.ok(isMacro(good) && isEntry(word({ kind: "macro", ...good })));
  const bad = [
    { ...good, times: 0 }, { ...good, times: 100 }, { ...good, times: 1.5 }, { ...good, steps: [] }, { ...good, steps: Array(101).fill(FIRST) }, { ...good, steps: [{}] },
    { ...good, steps: [{ ...SEARCH, open: { label: "", kind: "text" } }] }, { ...good, steps: [{ ...SEARCH, open: { label: "a{b", kind: "text" } }] },
    { ...good, steps: [{ ...SEARCH, open: { label: "x", kind: "none" } }] }, { ...good, steps: [{ ...FIRST, target: { role: "link" } }] },
    { ...good, steps: [SEARCH, { ...THIRD, open: { label: "text", kind: "number" } }] },
    { ...good, steps: Array.from({ length: 9 }, (_, n) => ({ ...SEARCH, open: { label: `x${n}`, kind: "text" } })) },
  ];
  for (const one of bad) assert.ok(!isMacro(one) && !isEntry(word({ kind: "macro", ...one })), JSON.stringify(one));
});

test("it goes through a file as it was", () => {
  const entry = word({ kind: "macro", steps: [SEARCH, FIRST], times: 2 });
  assert.deepEqual(readOwn(JSON.parse(JSON.stringify(ownLanguage([entry])))), { entries: [entry], wrong: 0 });
});

/** @param {any[]} entries */
const lexiconOf = (entries) => /** @type {any} */ (compileLexicon(
  [...shipped("commands").commands, ...ownCommands(entries)], [...["base", "swift", "numbers-decimal"].map(shipped), ownLanguage(entries)]).lexicon);
/** @param {any} lexicon @param {any[]} events keys, or whole events */
const play = (lexicon, events) => {
  let state = start(lexicon);
  const effects = events.flatMap((event) => {
    const step = feed(lexicon, state, typeof event === "number" ? { type: "key", key: event } : event);
    state = step.state;
    return step.effects;
  });
  return { state, effects };
};
const ASKING = word({ kind: "macro", steps: [SEARCH, THIRD, FIRST], times: 1 });
const FRAMED = [24, 6, 3, 6, 24];
const value = (/** @type {string} */ kind, /** @type {unknown} */ given) => ({ type: "value", kind, value: given });

test("a word with open values takes them one after another, by keys and spoken, and fires once", () => {
  const lexicon = lexiconOf([ASKING]);
  const { state, effects } = play(lexicon, [...FRAMED, value("text", "harmony"), 16]);
  assert.deepEqual(effects.slice(1), [
    { type: "want", command: "own.aaaa", kind: "text" }, { type: "want", command: "own.aaaa", kind: "number", given: 1 },
    { type: "command", command: "own.aaaa", kind: "number", value: ["harmony", 3] },
  ]);
  assert.equal(state.at, "rest");
  assert.deepEqual(play(lexicon, [{ type: "word", command: "own.aaaa" }, value("text", "x"), value("number", 2)]).effects.at(-1),
    { type: "command", command: "own.aaaa", kind: "number", value: ["x", 2] });
  assert.deepEqual(play(lexicon, [value("text", "x"), ...FRAMED, value("number", 2)]).effects.at(-1), { type: "command", command: "own.aaaa", kind: "number", value: ["x", 2] });
});

test("any other C drops it between two values, with what was given; a value that does not fit starts over", () => {
  const lexicon = lexiconOf([ASKING]);
  const dropped = play(lexicon, [...FRAMED, value("text", "harmony"), 0]);
  assert.deepEqual([dropped.state, dropped.effects.at(-1)], [{ at: "rest", held: null }, { type: "cancel", keys: [24, 6, 3, 6, 24], command: "own.aaaa" }]);
  const wrong = play(lexicon, [...FRAMED, value("text", "harmony"), value("place", { row: 1, column: 1 }), 16]);
  assert.deepEqual(wrong.effects.slice(-2), [{ type: "fail", where: "value", keys: [] }, { type: "command", command: "own.aaaa", kind: "number", value: ["harmony", 3] }]);
});

test("words of the same keys may take different values: a number picks which is meant", () => {
  const lexicon = lexiconOf([ASKING, word({ kind: "meaning", meaning: "m" }, "own.bbbb")]);
  assert.ok(lexicon);
  assert.deepEqual(play(lexicon, [...FRAMED, 15]).effects.at(-1), { type: "command", command: "own.bbbb" });
  assert.deepEqual(play(lexicon, [...FRAMED, 14]).effects.at(-1), { type: "want", command: "own.aaaa", kind: "text" });
});

test("a label that follows waits for its own set of labels", () => {
  const lexicon = lexiconOf([word({ kind: "macro", steps: [SEARCH, { command: "label.click", open: { label: "label", kind: "label" } }], times: 1 })]);
  const { effects } = play(lexicon, [...FRAMED, value("text", "x"), 7, { type: "labels", labels: [[7], [8]] }]);
  assert.deepEqual(effects.at(-1), { type: "command", command: "own.aaaa", kind: "label", value: ["x", [7]] });
});
