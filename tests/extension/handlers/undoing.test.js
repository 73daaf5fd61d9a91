// The list of what was done, and undoing back to one of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, offered, play, said } from "./world.js";

/** @param {string[]} undone @param {string} command @param {object} [more] */
const entry = (undone, command, more) =>
  ({ command, title: `did ${command}`, time: 0, ...(more ?? { undo: async () => { undone.push(command); } }) });

const makeDone = () => {
  const [world, undone] = [makeWorld(), /** @type {string[]} */ ([])];
  world.done = [
    entry(undone, "zoom.in"), entry(undone, "link.list", {}), entry(undone, "tab.number", { final: true, value: 3 }),
    entry(undone, "tab.next"),
  ];
  return { world, undone };
};

test("what was done is listed, each with what undo would do, or why it can do nothing", async () => {
  const { world } = makeDone();
  const outcome = good(await play(world, "undo.list"));
  assert.deepEqual(offered(outcome), ["say_done_name cmd:zoom.in", "say_done_name cmd:link.list", "say_done_number cmd:tab.number 3", "say_done_name cmd:tab.next"]);
  assert.deepEqual(outcome.list?.map(({ detail }) => detail), [
    "say_done_detail did zoom.in say_done_undo zooms back", "say_done_detail did link.list say_done_final it only lists",
    "say_done_detail did tab.number say_done_final_plain", "say_done_detail did tab.next say_done_undo goes back",
  ]);
  assert.equal(outcome.unlisted, true);
});

test("choosing one undoes all back to it, and says what could not be", async () => {
  const { world, undone } = makeDone();
  const { list } = good(await play(world, "undo.list"));
  const outcome = await play(world, "item.choose", 4, { list });
  assert.deepEqual([said(outcome), undone], ["say_undone_but 2 why_final tab.number", ["zoom.in", "tab.next"]]);
  assert.equal(good(outcome).unlisted, true);
  assert.equal(said(await play(makeDone().world, "item.choose", 1, { list })), "say_undone_count 1");
});

test("where nothing can be undone that is a refusal", async () => {
  const { world } = makeDone();
  world.done = world.done.slice(1, 3);
  const { list } = good(await play(world, "undo.list"));
  assert.equal(said(await play(world, "item.choose", 1, { list })), "why_nothing_undone");
  assert.equal(said(await play(world, "item.choose", 2, { list })), "why_none_undone why_final tab.number");
  world.done = [];
  assert.equal(said(await play(world, "undo.list")), "why_nothing_done");
});
