// Tab changes and closing: each effect, and that undo inverts it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld, play, said, undo } from "./world.js";

test("pin toggles, and undo puts the tab back where it was", async () => {
  const world = makeWorld();
  world.show("three");
  const outcome = await play(world, "tab.pin");
  assert.deepEqual(world.titles(), ["three", "one", "two"]);
  await undo(outcome);
  assert.deepEqual([world.titles(), world.named("three").pinned], [["one", "two", "three"], false]);
});

test("a pinned tab is unpinned", async () => {
  const world = makeWorld();
  await play(world, "tab.pin");
  assert.equal(said(await play(world, "tab.pin")), "say_unpinned one");
});

test("mute toggles, and undo too", async () => {
  const world = makeWorld();
  const outcome = await play(world, "tab.mute");
  assert.equal(world.current().muted, true);
  await undo(outcome);
  assert.equal(world.current().muted, false);
});

test("move goes as many places, stops at the end, and undo returns", async () => {
  const world = makeWorld();
  const outcome = await play(world, "tab.move", 9);
  assert.equal(said(outcome), "say_tab_moved 3 3");
  assert.deepEqual(world.titles(), ["two", "three", "one"]);
  await undo(outcome);
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
});

test("move does not cross into the pinned tabs, and says where it ends", async () => {
  const world = makeWorld();
  world.named("one").pinned = true;
  world.show("two");
  assert.equal(said(await play(world, "tab.move", -1)), "why_tab_first");
  assert.equal(said(await play(world, "tab.move", 0)), "why_no_step");
});

test("detach gives the tab a channel of its own, and undo brings it back to its place", async () => {
  const world = makeWorld();
  world.show("two");
  const outcome = await play(world, "tab.detach");
  assert.deepEqual(world.titles(), ["two"]);
  await undo(outcome);
  assert.deepEqual([world.titles(), world.current().title], [["one", "two", "three"], "two"]);
});

test("the only tab of a channel is not detached", async () => {
  assert.equal(said(await play(makeWorld([["one"]]), "tab.detach")), "why_only_tab");
});

test("duplicate stands beside its original, and undo closes it", async () => {
  const world = makeWorld();
  const outcome = await play(world, "tab.duplicate");
  assert.deepEqual(world.titles(), ["one", "one", "two", "three"]);
  await undo(outcome);
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
});

test("close closes the current tab, and undo opens the very same again", async () => {
  const world = makeWorld();
  world.show("two");
  const outcome = await play(world, "tab.close");
  assert.deepEqual(world.titles(), ["one", "three"]);
  await undo(outcome);
  assert.deepEqual([world.titles(), world.closed.length], [["one", "two", "three"], 0]);
});

test("undo of close takes the memory of this closing, not of an older one of the same page", async () => {
  const world = makeWorld([["one", "two"]]);
  const older = { ...world.tab("older"), url: world.named("two").url };
  world.closed.push({ id: "old", tab: older, window: null, index: 0, windowId: world.focused });
  world.show("two");
  const outcome = await play(world, "tab.close");
  await undo(outcome);
  assert.deepEqual(world.closed.map((one) => one.id), ["old"]);
});

test("a tab that the browser does not remember is opened anew by undo", async () => {
  const world = makeWorld();
  await play(world, "tab.new");
  const outcome = await play(world, "tab.close");
  await undo(outcome);
  assert.deepEqual(world.titles(), ["one", "two", "three", "New Tab"]);
});

test("closing the last tab leaves the channel open with a new one", async () => {
  const world = makeWorld([["one"]]);
  const outcome = await play(world, "tab.close");
  assert.equal(said(outcome), "say_tab_closed_last one");
  assert.deepEqual(world.titles(), ["New Tab"]);
  await undo(outcome);
  assert.deepEqual(world.titles(), ["one"]);
});

test("close others keeps the current and the pinned, and undo restores all in order", async () => {
  const world = makeWorld([["one", "two", "three", "four"]]);
  world.named("one").pinned = true;
  world.show("three");
  const outcome = await play(world, "tab.close-others");
  assert.deepEqual(world.titles(), ["one", "three"]);
  await undo(outcome);
  assert.deepEqual([world.titles(), world.current().title], [["one", "two", "three", "four"], "three"]);
});

test("close others has nothing to do beside pinned tabs", async () => {
  const world = makeWorld([["one", "two"]]);
  world.named("two").pinned = true;
  assert.equal(said(await play(world, "tab.close-others")), "why_no_other_tabs");
});

test("reopen brings back what was closed last, and undo closes it", async () => {
  const world = makeWorld();
  await world.ports.tabs.close([world.named("two").id]);
  const outcome = await play(world, "tab.reopen");
  assert.equal(said(outcome), "say_reopened two");
  await undo(outcome);
  assert.deepEqual([world.titles(), world.current().title], [["one", "three"], "one"]);
});

test("reopen with nothing closed says so", async () => {
  assert.equal(said(await play(makeWorld(), "tab.reopen")), "why_nothing_closed");
});
