// Macros as text: what is shown is read back as it was; what is not understood is told, with what is near.

import assert from "node:assert/strict";
import { test } from "node:test";
import { grammarOf, readMacro, writtenMacro } from "../../../extension/core/macro_text.js";
import { ownCommands } from "../../../extension/core/own.js";
import { COMMANDS, ENGLISH, GERMAN } from "../tongues.js";

const OWN = ownCommands([
  { id: "own.step", keys: [6, 3, 6], says: ["step over"], does: { kind: "meaning", meaning: "m" }, changed: 1 },
  { id: "own.mute", keys: [9, 3, 9], says: [], does: { kind: "meaning", meaning: "m" }, changed: 1 },
]);
const IN_ENGLISH = grammarOf([...COMMANDS, ...OWN], [ENGLISH]);
const IN_GERMAN = grammarOf([...COMMANDS, ...OWN], [GERMAN, ENGLISH]);
const text = (label = "text") => ({ label, kind: "text" });

/** @param {string} written @param {any} [grammar] */
const steps = (written, grammar = IN_ENGLISH) => {
  const read = readMacro(written, grammar);
  assert.ok(read.ok, JSON.stringify(read));
  return read.macro.steps;
};
/** @param {string} written */
const why = (written) => {
  const read = readMacro(written, IN_ENGLISH);
  assert.ok(!read.ok, JSON.stringify(read));
  return `${read.why.key} ${read.why.args.join(" | ")}`.trim();
};

test("“search {text} then open the first” is a search that is asked for, and the first link", () => {
  assert.deepEqual(steps("search {text} then open the first"), [{ command: "search.web", open: text() }, { command: "link.first" }]);
  assert.deepEqual(steps("Search for {what}, and then open the first"), [{ command: "search.web", open: text("what") }, { command: "link.first" }]);
  assert.deepEqual(steps("suche {was} dann öffne das erste", IN_GERMAN), [{ command: "search.web", open: text("was") }, { command: "link.first" }]);
  assert.deepEqual(steps("search any text then open the first"), [{ command: "search.web", open: text() }, { command: "link.first" }]);
});

test("lines and semicolons part steps, too; a text in quotes may hold anything", () => {
  assert.deepEqual(steps("zoom in\nzoom out; next tab"), ["zoom.in", "zoom.out", "tab.next"].map((command) => ({ command })));
  assert.deepEqual(steps("type “now then {what}; 3 times”"), [{ command: "field.type", value: "now then {what}; 3 times" }]);
  assert.deepEqual(steps("type Dear Ann, then press enter"), [{ command: "field.type", value: "Dear Ann" }, { command: "field.enter" }]);
});

test("how often it runs stands at the end", () => {
  for (const written of ["next tab, 3 times", "next tab three times", "next tab; 3 times."]) {
    assert.deepEqual(readMacro(written, IN_ENGLISH), { ok: true, macro: { steps: [{ command: "tab.next" }], times: 3 } }, written);
  }
  assert.deepEqual(readMacro("nächster tab, 4 mal", IN_GERMAN), { ok: true, macro: { steps: [{ command: "tab.next" }], times: 4 } });
  assert.equal(why("next tab, 100 times"), "why_macro_times 100 | 99");
  assert.equal(why("next tab, 0 times"), "why_macro_times 0 | 99");
});

/** @type {any[]} */
const STEPS = [
  { command: "tab.next" }, { command: "tab.number", value: 15 }, { command: "scroll.by", value: -3 }, { command: "element.at", value: { row: -2, column: 3 } },
  { command: "label.click", value: [7, 14] }, { command: "grid.click", value: [3, 9, 15] }, { command: "search.web", value: "harmony" }, { command: "search.web", value: "for harmony" },
  { command: "search.web", value: "now then" }, { command: "search.web", value: "this then that" }, { command: "search.web", value: "run 3 times" }, { command: "field.type", value: "Dear Ann,\n“hi” then \"ho\" {x}\\" },
  { command: "field.type", value: "any text" }, { command: "find.text", value: "#3" }, { command: "tab.find", value: { choice: 3 } }, { command: "address.open", value: "https://x.test/a;b?c=1,2" },
  { command: "own.step" }, { command: "own.mute" }, { command: "search.web", open: text("what is it") }, { command: "tab.number", open: { label: "number", kind: "number" } },
];
for (const [name, grammar] of /** @type {[string, any][]} */ ([["English", IN_ENGLISH], ["German", IN_GERMAN]])) {
  test(`what is shown is read back as it was, in ${name}`, () => {
    for (const step of STEPS) {
      const written = writtenMacro({ steps: [step], times: 1 }, grammar);
      assert.deepEqual(readMacro(written, grammar), { ok: true, macro: { steps: [step], times: 1 } }, written);
    }
    const all = { steps: STEPS, times: 7 };
    assert.deepEqual(readMacro(writtenMacro(all, grammar), grammar), { ok: true, macro: all });
  });
}

test("every command there is can be a step, and is read back", () => {
  for (const { name, value } of COMMANDS.filter((one) => !/^(name|word)\./.test(one.name))) {
    const step = value === "none" ? { command: name } : { command: name, open: { label: "it", kind: value } };
    for (const grammar of [IN_ENGLISH, IN_GERMAN]) {
      const written = writtenMacro({ steps: [step], times: 1 }, grammar);
      assert.deepEqual(readMacro(written, grammar), { ok: true, macro: { steps: [step], times: 1 } }, written);
    }
  }
});

test("what is not understood is told by its step, with what is near", () => {
  assert.equal(why("zoom in then serch harmony"), "why_macro_step 2 | serch harmony | search the web, search for, same search");
  assert.equal(why("nxt tab"), "why_macro_step 1 | nxt tab | next tab");
  assert.equal(why("zoom in then then zoom out").split(" ")[0], "why_macro_step");
  assert.equal(why(""), "why_macro_empty 1");
  assert.equal(why("search"), "why_macro_value 1 | cmd:search.web | text");
  assert.equal(why("zoom in {text}"), "why_macro_no_value 1 | cmd:zoom.in");
  assert.equal(why("tab {text}"), "why_macro_kind 1 | cmd:tab.number | number | text");
  assert.equal(why("search {}"), "why_macro_label 1 | text");
  assert.match(why("3"), /^why_macro_step 1 \| 3 \| /);
  assert.equal(why("next tab then name this page home"), "why_macro_making 2 | cmd:name.address");
  assert.equal(why("search {x} then tab {x}"), "why_macro_two_kinds x");
  assert.equal(why(Array(101).fill("next tab").join(";")), "why_macro_long 101 | 100");
  assert.equal(why(Array.from({ length: 9 }, (_, n) => `search {x${n}}`).join(";")), "why_macro_open 9 | 8");
});

test("a step that stays keeps its element, and what its open value was", () => {
  const target = { role: "link", name: "Grand", path: "/a" };
  const before = { steps: [{ command: "label.click", value: [7], target }, { command: "search.web", value: "harmony", open: text() }], times: 1 };
  assert.deepEqual(readMacro("zoom in then search {what} then label 7", IN_ENGLISH, before), { ok: true, macro: { times: 1, steps: [
    { command: "zoom.in" }, { command: "search.web", open: text("what"), value: "harmony" }, { command: "label.click", value: [7], target },
  ] } });
  const other = readMacro("label 8", IN_ENGLISH, before);
  assert.deepEqual(other, { ok: true, macro: { times: 1, steps: [{ command: "label.click", value: [8] }] } });
});
