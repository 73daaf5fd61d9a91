// Words of one's own: made of what was done, of a text or of a meaning; run, stopped, asked about and undone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runOwn } from "../../../extension/handlers/index.js";
import { good, makeWorld, offered, play, said, undo } from "./world.js";
/** @import {World} from "./world.js" */

const KEYS = [6, 3, 6];
/** @param {World} world */
const only = (world) => world.ports.own.all()[0];
/** @param {World} world */
const run = (world) => runOwn({ command: only(world).id }, world.ports);
/** @param {string} command @param {object} [more] */
const did = (command, more = {}) => ({ command, title: command, time: 0, undo: async () => undefined, ...more });

/** @param {World} world @param {...{command: string, value?: unknown}} commands the oldest first */
const makeWord = async (world, ...commands) => {
  world.done = commands.map(({ command, value }) => did(command, { value })).reverse();
  await play(world, "word.new", KEYS);
  await play(world, "word.commands", commands.length);
  world.log = [];
};

test("a new word is played, called, and means the last commands, in the order they were done", async () => {
  const world = makeWorld();
  world.done = [did("name.tab"), did("zoom.in"), did("tab.number", { value: 3 }), did("tab.next")];
  const begun = await play(world, "word.new", KEYS);
  assert.equal(said(begun), "say_word_begun_unsaid 24 6 3 6 24 ");
  assert.deepEqual(offered(begun), ["say_word_last 1", "say_word_last 2", "say_word_last 3"]);
  assert.equal(good(begun).list?.[1].detail, "say_own_commands tab 3 then zoom in");
  assert.equal(said(await play(world, "name.call", "tidy")), "say_word_called tidy");
  const outcome = await play(world, "word.commands", 2);
  assert.deepEqual([only(world).says, only(world).keys], [["tidy"], KEYS]);
  assert.deepEqual(only(world).does, { kind: "commands", commands: [{ command: "tab.number", value: 3 }, { command: "zoom.in" }] });
  await undo(outcome);
  assert.deepEqual(world.ports.own.all(), []);
  assert.equal(said(await play(world, "word.commands", 1)), "why_no_draft");
});

test("how many of the last commands it means can be chosen from the list", async () => {
  const world = makeWorld();
  world.done = [did("zoom.in")];
  const { list } = good(await play(world, "word.new", "closer"));
  assert.equal(good(await play(world, "item.choose", 1, { list })).as, "word.commands");
  assert.deepEqual(only(world).says, ["closer"]);
});

test("more commands than were done, and what is secret, are refused", async () => {
  const world = makeWorld();
  world.done = [did("zoom.in"), did("field.type", { secret: true })];
  await play(world, "word.new", KEYS);
  for (const count of [3, 0, null]) assert.equal(said(await play(world, "word.commands", count)), `why_not_so_many ${count} 2`);
  assert.equal(said(await play(world, "word.commands", 2)), "why_word_secret");
  assert.deepEqual(world.ports.own.all(), []);
});

test("a word types a text, or means something and does nothing", async () => {
  const world = makeWorld();
  await play(world, "word.new", KEYS);
  assert.equal(said(await play(world, "word.text", " ")), "why_no_text");
  await play(world, "word.text", "Dear Ann,");
  assert.equal(said(await run(world)), "say_typed Name Dear Ann,");
  await play(world, "word.new", "coda");
  await play(world, "word.meaning", "the end of a piece");
  assert.equal(said(await runOwn({ command: world.ports.own.all()[1].id }, world.ports)), "say_own_means coda the end of a piece");
});

test("a word or a name stands for the session recorded last, and replays it", async () => {
  const world = makeWorld();
  await play(world, "word.new", KEYS);
  assert.equal(said(await play(world, "word.session")), "say_own_made_unsaid 24 6 3 6 24 say_own_session Evening ");
  assert.equal(said(await run(world)), "say_replay_begun Evening 2");
  world.replay.now = null;
  await play(world, "name.session", "practice");
  world.replay.sessions = [];
  assert.equal(said(await runOwn({ command: world.ports.own.all()[1].id }, world.ports)), "why_session_elsewhere Evening");
  assert.equal(said(await play(world, "name.session", "again")), "why_no_session");
});

test("its commands run one after another, and one undo takes all back, the newest first", async () => {
  const world = makeWorld();
  await makeWord(world, { command: "tab.number", value: 3 }, { command: "zoom.percent", value: 150 });
  const outcome = await run(world);
  assert.deepEqual([said(outcome), world.log], ["say_word_done 6 3 6 2", ["step tab.number", "step zoom.percent"]]);
  assert.deepEqual([world.current().title, world.zoom], ["three", 1.5]);
  await undo(outcome);
  assert.deepEqual([world.current().title, world.zoom], ["one", 1]);
});

test("where one of its commands cannot be undone the others are, and that is told", async () => {
  const world = makeWorld();
  await makeWord(world, { command: "zoom.in" }, { command: "tab.new" });
  const outcome = await run(world);
  await world.ports.tabs.close([world.current().id]);
  await assert.rejects(undo(outcome), (/** @type {any} */ error) => error.why.args.join() === "6 3 6,1,cmd:tab.new");
  assert.equal(world.zoom, 1);
});

test("a word that was begun is called next, and no more once something else is named", async () => {
  const world = makeWorld();
  await play(world, "word.new", KEYS);
  await play(world, "name.tab", [9, 3, 9]);
  await play(world, "name.call", "mail");
  assert.deepEqual([only(world).says, world.ports.own.now.draft], [["mail"], null]);
});

test("a list that its last command offers stays on offer", async () => {
  const world = makeWorld();
  await makeWord(world, { command: "zoom.in" }, { command: "tab.list" });
  assert.deepEqual(offered(await run(world)), ["one", "two", "three"]);
});

test("a command that fails stops it, and what was done can be undone", async () => {
  const world = makeWorld();
  await makeWord(world, { command: "zoom.in" }, { command: "tab.number", value: 9 }, { command: "zoom.in" });
  const outcome = await run(world);
  assert.equal(said(outcome), "say_word_broke 6 3 6 2 3 cmd:tab.number why_no_such_tab 9 3");
  assert.equal(good(outcome).role, "failed");
  await undo(outcome);
  assert.equal(world.zoom, 1);
  const first = makeWorld();
  await makeWord(first, { command: "tab.number", value: 9 });
  assert.equal((await run(first)).ok, false);
});

test("cancel stops it at once, though a command is still under way; its way back is not lost", async () => {
  const world = makeWorld();
  await makeWord(world, { command: "zoom.in" }, { command: "tab.next" }, { command: "tab.next" });
  /** @type {() => void} */
  let arrive = () => undefined;
  const { activate } = world.ports.tabs;
  world.ports.tabs.activate = (id) => new Promise((resolve) => { arrive = () => resolve(activate(id)); });
  const running = run(world);
  while (!world.log.includes("step tab.next")) await Promise.resolve();
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  world.stopWord();
  const outcome = await running;
  assert.deepEqual([said(outcome), good(outcome).role], ["say_word_stopped 6 3 6 1 3 cmd:tab.next", "cancelled"]);
  world.ports.tabs.activate = activate;
  arrive();
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  assert.equal(world.current().title, "two");
  await undo(outcome);
  assert.deepEqual([world.current().title, world.zoom, world.log.filter((line) => line === "step tab.next").length], ["one", 1, 1]);
});

test("a destructive command is asked about first, and the rest follows when that is chosen", async () => {
  const world = makeWorld();
  await makeWord(world, { command: "zoom.in" }, { command: "tab.close-others" }, { command: "zoom.reset" });
  const asked = await run(world);
  assert.equal(said(asked), "say_word_asks 6 3 6 cmd:tab.close-others");
  assert.deepEqual([good(asked).asks, good(asked).unlisted, world.titles().length], [true, false, 3]);
  const rest = good(await play(world, "item.choose", 1, { list: good(asked).list }));
  assert.deepEqual([rest.as, world.titles(), world.zoom], [only(world).id, ["one"], 1]);
  await undo(rest);
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
});

test("no word runs within itself, and a kind that is not known is said", async () => {
  const world = makeWorld();
  await makeWord(world, { command: "zoom.in" });
  const entry = only(world);
  await world.ports.own.put({ ...entry, does: { kind: "commands", commands: [{ command: entry.id }] } });
  assert.equal(said(await run(world)), "say_word_broke 6 3 6 1 1 cmd:own.testa why_word_in_itself 6 3 6");
  await world.ports.own.put({ ...entry, does: { kind: "dance" } });
  assert.equal(said(await run(world)), "why_own_kind 6 3 6 dance");
});
