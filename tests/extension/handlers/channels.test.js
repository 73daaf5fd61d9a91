// Channels: the browser's windows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

const three = () => makeWorld([["one"], ["two"], ["three"]]);

test("next and previous go round the channels in the order they were made", async () => {
  const world = three();
  assert.equal(said(await play(world, "channel.previous")), "say_channel 3 three");
  assert.equal(said(await play(world, "channel.next")), "say_channel 1 one");
});

test("undo returns to the channel before", async () => {
  const world = three();
  await undo(await play(world, "channel.next"));
  assert.equal(world.current().title, "one");
});

test("a number names a channel, and one too many is refused", async () => {
  const world = three();
  assert.equal(said(await play(world, "channel.number", 2)), "say_channel 2 two");
  assert.equal(said(await play(world, "channel.number", 4)), "why_no_such_channel 4 3");
});

test("the list says which one is current, and an item goes there", async () => {
  const world = three();
  const outcome = await play(world, "channel.list");
  assert.deepEqual(offered(outcome), ["one", "two", "three"]);
  const { list = [], chosen } = good(outcome);
  assert.deepEqual([chosen, list[0].detail, list[1].detail], [0, "say_channel_here 1", "say_channel_tabs 1"]);
  await list[1].act();
  assert.equal(world.current().title, "two");
});

test("a new channel is in front, and undo closes it", async () => {
  const world = three();
  const outcome = await play(world, "channel.new");
  assert.equal(said(outcome), "say_channel_new 4");
  await undo(outcome);
  assert.deepEqual([world.windows.length, world.current().title], [3, "one"]);
});

test("close closes the channel, and undo brings back all its tabs", async () => {
  const world = makeWorld([["one", "two"], ["three"]]);
  const outcome = await play(world, "channel.close");
  assert.equal(said(outcome), "say_channel_closed one 2");
  assert.equal(world.windows.length, 1);
  await undo(outcome);
  assert.deepEqual(world.titles(), ["one", "two"]);
});

test("a channel that the browser remembers a moment later is brought back, too", async () => {
  const world = makeWorld([["one", "two"], ["three"]]);
  const { closed } = world.ports.sessions;
  world.ports.sessions.closed = async () => [];
  const outcome = await play(world, "channel.close");
  world.ports.sessions.closed = closed;
  await undo(outcome);
  assert.deepEqual(world.titles(), ["one", "two"]);
});

test("the only channel is not closed, since the browser would end", async () => {
  assert.equal(said(await play(makeWorld(), "channel.close")), "why_last_channel");
});

test("with one channel there is no next", async () => {
  assert.equal(said(await play(makeWorld(), "channel.next")), "why_only_channel");
});
