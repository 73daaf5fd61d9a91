// Macros: written, opened, repeated, played with values; what stops them, what they ask, and what undo leaves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runOwn } from "../../../extension/handlers/index.js";
import { element } from "./elements_world.js";
import { good, makeWorld, offered, play, said, undo } from "./world.js";
/** @import {World} from "./world.js" */

const KEYS = [6, 3, 6];
const TEXT = { label: "text", kind: "text" };
/** @param {World} world */
const all = (world) => world.ports.own.all();
/** @param {World} world */
const only = (world) => all(world)[0];
/** @param {World} world @param {unknown} [value] */
const run = (world, value) => runOwn({ command: only(world).id, value }, world.ports);
/** @param {string} command @param {object} [more] */
const did = (command, more = {}) => ({ command, title: command, time: 0, undo: async () => undefined, ...more });
/** @param {World} world @param {string} does @param {string} [says] */
const makeWord = async (world, does, says = "scout it") => {
  await play(world, "word.new", says);
  const outcome = await play(world, "word.steps", does);
  world.log = [];
  return outcome;
};

test("a word is written down, said back as it is read, and takes the value that it leaves open", async () => {
  const world = makeWorld();
  const made = await makeWord(world, "find tab {text} then zoom in");
  assert.match(said(made), /^say_own_made 24 [\d ]+ 24 find tab \{text\} then zoom in scout it$|^say_own_made 24 [\d ]+ 24 say_own_commands find tab \{text\} then zoom in scout it$/);
  const outcome = await run(world, "three");
  assert.deepEqual([said(outcome), world.current().title, world.zoom > 1], ["say_word_done scout it 2", "three", true]);
  await undo(outcome);
  assert.deepEqual([world.current().title, world.zoom], ["one", 1]);
  assert.equal(said(await run(world)), "why_macro_given scout it text");
  await undo(made);
  assert.deepEqual(all(world), []);
});

test("a word of two open values takes both, and puts each where it is named", async () => {
  const world = makeWorld();
  await makeWord(world, "find tab {which} then zoom to {number} then find tab {which}");
  assert.equal(said(await run(world, ["three", 150])), "say_word_done scout it 3");
  assert.deepEqual([world.current().title, world.zoom], ["three", 1.5]);
  assert.equal(said(await run(world, "three")), "why_macro_given scout it which, number");
});

test("what is not understood makes no word, and the one that was begun still waits", async () => {
  const world = makeWorld();
  assert.equal(said(await makeWord(world, "zoom in then serch it")).split(" ").slice(0, 2).join(" "), "why_macro_step 2");
  assert.deepEqual([all(world).length, world.ports.own.now.draft?.says], [0, ["scout it"]]);
  await play(world, "word.steps", "zoom in");
  assert.equal(all(world).length, 1);
  assert.equal(said(await play(makeWorld(), "word.steps", "zoom in")), "why_no_draft");
  assert.equal(said(await play(world, "word.steps", " ")), "why_no_text");
});

test("the word that was made, chosen or used last is written anew, and undo has it as it was", async () => {
  const world = makeWorld();
  await makeWord(world, "zoom in");
  const changed = await play(world, "word.steps", "zoom in, 3 times");
  assert.deepEqual(only(world).does, { kind: "macro", steps: [{ command: "zoom.in" }], times: 3 });
  await undo(changed);
  assert.deepEqual(only(world).does, { kind: "commands", commands: [{ command: "zoom.in" }] });
  await play(world, "name.tab", [9, 3, 9]);
  const { list } = good(await play(world, "name.list"));
  await play(world, "word.steps", "next tab", { list, chosen: 0 });
  assert.deepEqual(only(world).does, { kind: "commands", commands: [{ command: "tab.next" }] });
});

test("a value of the last commands is left open by its number, from the list or by a word, and closed again", async () => {
  const world = makeWorld();
  world.done = [did("zoom.in"), did("find.text", { value: "harmony" }), did("search.web", { value: "harmony" }), did("tab.number", { value: 2 })];
  await play(world, "word.new", KEYS);
  const made = good(await play(world, "word.commands", 4));
  assert.deepEqual(offered(made), ["say_macro_open 1 cmd:tab.number 2", "say_macro_open 2 cmd:search.web harmony", "say_macro_open 3 cmd:find.text harmony"]);
  const opened = good(await play(world, "item.choose", 2, { list: made.list }));
  assert.deepEqual([opened.as, offered(opened)[1]], ["word.open", "say_macro_close 2 cmd:search.web harmony"]);
  await play(world, "word.open", 3);
  await play(world, "word.open", 1);
  assert.match(said(await play(world, "word.times", 2)), /tab \{number\} then search \{text\} then find \{text\} then zoom in, 2 times/);
  await play(world, "word.open", 3);
  const { steps } = /** @type {any} */ (only(world).does);
  assert.deepEqual(steps[2], { command: "find.text", value: "harmony" });
  assert.deepEqual(steps[1], { command: "search.web", value: "harmony", open: TEXT });
  await undo(await play(world, "word.open", 2));
  assert.deepEqual(/** @type {any} */ (only(world).does).steps[1].open, TEXT);
});

test("what has no value stays closed, and no step is opened that is not there", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "word.open", 1)), "why_no_own");
  await makeWord(world, "zoom in then search {text}");
  assert.equal(said(await play(world, "word.open", 1)), "why_macro_no_value 1 cmd:zoom.in");
  assert.equal(said(await play(world, "word.open", 2)), "why_macro_value 2 cmd:search.web text");
  assert.equal(said(await play(world, "word.open", 3)), "why_no_such_step 3 2");
  await play(world, "name.tab", [9, 3, 9]);
  assert.equal(said(await play(world, "word.open", 1)), "why_no_macro 9 3 9");
  assert.equal(said(await play(world, "word.times", 2)), "why_no_macro 9 3 9");
});

test("a session becomes the commands that it does, with the elements they were done on, where a value of it is left open", async () => {
  const world = makeWorld();
  const target = { role: "link", name: "Grand", path: "/a" };
  world.replay.steps.e = [{ command: "tab.number", value: 2 }, { command: "label.click", value: [7], target }, { command: "element.find", value: "grand", target }];
  await play(world, "word.new", KEYS);
  await play(world, "word.session");
  await play(world, "word.open", 1);
  assert.deepEqual(only(world).does, { kind: "macro", times: 1, steps: [
    { command: "tab.number", value: 2, open: { label: "number", kind: "number" } }, { command: "label.click", value: [7], target }, { command: "element.find", value: "grand" },
  ] });
  await run(world, 3);
  assert.deepEqual(world.log.filter((line) => line.startsWith("step")), ["step tab.number", "step label.click on Grand"]);
  world.replay.steps = {};
  await play(world, "word.new", [9, 3, 9]);
  await play(world, "word.session");
  assert.equal(said(await play(world, "word.times", 2)), "why_session_elsewhere Evening");
  world.replay.steps.e = Array(101).fill({ command: "tab.next" });
  assert.equal(said(await play(world, "word.times", 2)), "why_macro_long 101 100");
});

test("it runs as often as it is told, which has an end, and again may repeat it", async () => {
  const world = makeWorld();
  await makeWord(world, "next tab");
  assert.equal(said(await play(world, "word.times", 2)).includes("next tab, 2 times"), true);
  world.log = [];
  const outcome = good(await run(world));
  assert.deepEqual([said(outcome), world.current().title, outcome.repeats, outcome.parts, outcome.told], ["say_word_done scout it 2", "three", true, 2, true]);
  for (const wrong of [0, 100, 1.5, "3"]) assert.equal(said(await play(world, "word.times", wrong)), `why_macro_times ${wrong} 99`);
});

test("what has no way back is named by undo, and is not repeated by again", async () => {
  const world = makeWorld();
  await makeWord(world, "zoom in then click then zoom in");
  const outcome = good(await run(world));
  assert.equal(outcome.repeats, false);
  await assert.rejects(undo(outcome), (/** @type {any} */ { why }) => why.key === "why_word_left" && why.args.join() === "scout it,2,cmd:element.click");
  assert.equal(world.zoom, 1);
  await play(world, "word.steps", "click");
  const clicked = good(await run(world));
  assert.deepEqual([clicked.final, clicked.undo], [true, undefined]);
});

test("what asks back is answered by a person, and then it goes on", async () => {
  const world = makeWorld();
  world.elements.all = [element("button", "Delete")];
  world.elements.asks.add("Delete");
  await makeWord(world, "click on delete then zoom in");
  const asked = good(await run(world));
  assert.deepEqual([asked.asks, world.zoom, world.elements.log], [true, 1, []]);
  const rest = good(await play(world, "item.choose", 1, { list: asked.list }));
  assert.deepEqual([rest.as, rest.told, world.elements.log, world.zoom > 1], [only(world).id, undefined, ["click Delete"], true]);
});

test("no word is a part of itself, nor too deep in words", async () => {
  const world = makeWorld();
  await makeWord(world, "zoom in", "first word");
  await makeWord(world, "first word then zoom out", "second word");
  assert.equal(said(await runOwn({ command: all(world)[1].id }, world.ports)), "say_word_done second word 2");
  const { list } = good(await play(world, "name.list"));
  assert.equal(said(await play(world, "word.steps", "second word", { list, chosen: 0 })), "why_word_part_of_itself first word");
  assert.equal(said(await play(world, "word.steps", "first word", { list, chosen: 0 })), "why_word_part_of_itself first word");
  const names = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"].map((name) => `${name} word`);
  let before = "second word";
  const wrong = [];
  world.ports.own.fresh = () => `own.deep${"abcdefghijk"[all(world).length]}`;
  for (const name of names) {
    const outcome = await makeWord(world, before, name);
    if (!outcome.ok) wrong.push(said(outcome));
    before = name;
  }
  assert.equal(wrong[0], "why_word_deep 8");
});

test("a word within it that fails stops it, too, and all that was done is undone", async () => {
  const world = makeWorld();
  await makeWord(world, "zoom in then tab 9", "inner word");
  await makeWord(world, "next tab then inner word then zoom out", "outer word");
  const outcome = good(await runOwn({ command: all(world)[1].id }, world.ports));
  assert.equal(said(outcome), "say_word_broke outer word 2 3 cmd:own.testa say_word_broke inner word 2 2 cmd:tab.number why_no_such_tab 9 3");
  assert.deepEqual([outcome.role, outcome.parts], ["failed", 2]);
  await undo(outcome);
  assert.deepEqual([world.current().title, world.zoom], ["one", 1]);
});

test("a secret that went through it is not kept", async () => {
  const world = makeWorld();
  await makeWord(world, "type {text}");
  const { type } = world.ports.fields;
  world.ports.fields.type = async (text) => { const reply = await type(text); return reply.ok ? { ...reply, value: { ...reply.value, value: undefined } } : reply; };
  assert.equal(good(await run(world, "hunter2")).secret, true);
});

test("the first link is that of the main part, not of what is aside; of a list it is its first", async () => {
  const world = makeWorld();
  const box = (/** @type {number} */ top, height = 10) => ({ box: { left: 0, top, width: 100, height } });
  world.elements.all = [
    element("navigation", "Site", box(0, 30)), element("link", "Home", box(5)), element("main", "", box(40, 100)),
    element("link", "First", box(50)), element("link", "Second", box(70)),
  ];
  const family = world.ports.elements.list;
  world.ports.elements.list = (name) => family(name === "landmark" ? "element" : name);
  await play(world, "link.first");
  assert.deepEqual(world.elements.log, ["click First"]);
  const { list } = good(await play(world, "tab.list"));
  await play(world, "link.first", undefined, { list: list?.slice(2) });
  assert.equal(world.current().title, "three");
  world.elements.all = [];
  assert.equal(said(await play(world, "link.first")), "why_no_links");
});

test("stopped while it waits for a page, it does nothing on it later, and says where it was", async () => {
  const world = makeWorld();
  await makeWord(world, "zoom in then open the first");
  /** @type {() => void} */
  let load = () => undefined;
  world.ports.own.ready = (command) => (command === "link.first" ? new Promise((loaded) => { load = () => loaded(undefined); }) : Promise.resolve());
  const running = run(world);
  while (!world.log.includes("step zoom.in")) await Promise.resolve();
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  world.stopWord();
  const outcome = good(await running);
  load();
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  assert.deepEqual([said(outcome), outcome.role, world.log], ["say_word_stopped scout it 1 2 cmd:link.first", "cancelled", ["step zoom.in"]]);
});

test("where too many words run within one another, the next is refused", async () => {
  const world = makeWorld();
  await makeWord(world, "zoom in");
  for (let n = 0; n < 8; n += 1) world.ports.own.begin(`own.other${n}`);
  assert.equal(said(await run(world)), "why_word_deep 8");
});
