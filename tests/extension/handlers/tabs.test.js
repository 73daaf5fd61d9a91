// Tabs: going from one to another, finding, and the list.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

test("next goes to the tab on the right, and from the last to the first", async () => {
  const world = makeWorld();
  await play(world, "tab.next");
  await play(world, "tab.next");
  assert.equal(said(await play(world, "tab.next")), "say_tab 1 one");
});

test("previous goes from the first tab to the last, and undo comes back", async () => {
  const world = makeWorld();
  const outcome = await play(world, "tab.previous");
  assert.equal(world.current().title, "three");
  await undo(outcome);
  assert.equal(world.current().title, "one");
});

test("with one tab, next says that there is no other", async () => {
  assert.equal(said(await play(makeWorld([["one"]]), "tab.next")), "why_only_tab");
});

test("first and last go to the ends", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "tab.last")), "say_tab 3 three");
  assert.equal(said(await play(world, "tab.first")), "say_tab 1 one");
});

test("last used goes to the tab that was in front before, and again back", async () => {
  const world = makeWorld();
  world.show("three");
  world.show("two");
  assert.equal(said(await play(world, "tab.last-used")), "say_tab 3 three");
  assert.equal(said(await play(world, "tab.last-used")), "say_tab 2 two");
});

test("a number names a tab, a negative one from the end", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "tab.number", 2)), "say_tab 2 two");
  assert.equal(said(await play(world, "tab.number", -1)), "say_tab 3 three");
});

test("a number without a tab is refused with how many there are", async () => {
  for (const number of [0, 4, -4, 1.5, null]) {
    assert.equal(said(await play(makeWorld(), "tab.number", number)), `why_no_such_tab ${number} 3`);
  }
});

test("the list gives every tab with its marks, the current one chosen", async () => {
  const world = makeWorld();
  Object.assign(world.named("two"), { pinned: true, muted: true, playing: true });
  const { list = [], chosen } = good(await play(world, "tab.list"));
  assert.deepEqual(list.map((item) => item.title), ["one", "two", "three"]);
  assert.equal(list[1].detail, "say_mark_pinned, say_mark_muted, say_mark_playing, two.test");
  assert.equal(chosen, 0);
});

test("an item of the list goes to its tab, unless it was closed meanwhile", async () => {
  const world = makeWorld();
  const { list = [] } = good(await play(world, "tab.list"));
  assert.equal(said(await list[2].act()), "say_tab 3 three");
  await world.ports.tabs.close([world.named("two").id]);
  assert.equal(said(await list[1].act()), "why_tab_gone");
});

test("a new tab is in front, and undo closes it and returns", async () => {
  const world = makeWorld();
  const outcome = await play(world, "tab.new");
  assert.equal(world.current().title, "New Tab");
  await undo(outcome);
  assert.deepEqual([world.titles(), world.current().title], [["one", "two", "three"], "one"]);
});

test("find goes to the one tab that is meant, in any channel", async () => {
  const world = makeWorld([["one", "two"], ["Concert hall"]]);
  assert.equal(said(await play(world, "tab.find", "concert")), "say_tab 1 Concert hall");
  assert.equal(world.focused, world.windows[1].id);
});

test("find offers a list where several are meant alike", async () => {
  const world = makeWorld([["piano left", "piano right", "two"]]);
  assert.deepEqual(offered(await play(world, "tab.find", "piano")), ["piano left", "piano right"]);
});

test("find says of a closed tab that it is closed, and choosing opens it again", async () => {
  const world = makeWorld();
  await world.ports.tabs.close([world.named("two").id]);
  const outcome = await play(world, "tab.find", "two");
  assert.equal(said(outcome), "say_closed_found 1 two");
  const item = (good(outcome).list ?? [])[0];
  assert.equal(item.detail, "say_mark_closed two.test 1 minute ago");
  await item.act();
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
});

test("find without a hit, or without words, says so", async () => {
  assert.equal(said(await play(makeWorld(), "tab.find", "xylophone")), "why_no_tab_called xylophone");
  assert.equal(said(await play(makeWorld(), "tab.find", "  ")), "why_no_text");
});
