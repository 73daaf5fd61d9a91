// Tabs that sound: going to the one, choosing among several, and silence for all that comes back exactly.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, play, said, undo } from "./world.js";

/** @param {...string} titles of the tabs that sound */
const sounding = (...titles) => {
  const world = makeWorld([["one", "two"], ["three", "four"]]);
  for (const title of titles) world.named(title).playing = true;
  return world;
};
/** @param {ReturnType<typeof makeWorld>} world */
const muted = (world) => world.windows.flatMap((one) => one.tabs).filter((tab) => tab.muted).map((tab) => tab.title);

test("the one tab that sounds comes to the front, in any window, and undo goes back", async () => {
  const world = sounding("four");
  const outcome = await play(world, "tab.sounding");
  assert.equal(world.current().title, "four");
  await undo(outcome);
  assert.equal(world.current().title, "one");
});

test("of several, they are listed; a muted one does not sound", async () => {
  const world = sounding("two", "three", "four");
  world.named("four").muted = true;
  const { list = [] } = good(await play(world, "tab.sounding"));
  assert.deepEqual(list.map((item) => item.title), ["two", "three"]);
  await list[1].act();
  assert.equal(world.current().title, "three");
});

test("where none sounds, or only this one, that is said", async () => {
  assert.equal(said(await play(sounding(), "tab.sounding")), "why_nothing_sounds");
  assert.equal(said(await play(sounding("one"), "tab.sounding")), "why_only_this_sounds");
});

test("silence mutes what sounds in any window, and again brings back just that", async () => {
  const world = sounding("one", "three", "four");
  world.named("four").muted = true;
  assert.equal(said(await play(world, "media.silence")), "say_silenced 2");
  assert.deepEqual(muted(world), ["one", "three", "four"]);
  assert.equal(said(await play(world, "media.silence")), "say_unsilenced 2");
  assert.deepEqual(muted(world), ["four"]);
  assert.equal(said(await play(world, "media.silence")), "say_silenced 2");
});

test("a tab that begins to sound meanwhile is silenced, too, and all come back together", async () => {
  const world = sounding("one");
  assert.equal(said(await play(world, "media.silence")), "say_muted one");
  world.named("two").playing = true;
  assert.equal(said(await play(world, "media.silence")), "say_muted two");
  assert.equal(said(await play(world, "media.silence")), "say_unsilenced 2");
  assert.deepEqual(muted(world), []);
});

test("what was unmuted or closed meanwhile is left alone", async () => {
  const world = sounding("one", "two", "three");
  await play(world, "media.silence");
  world.named("one").muted = false;
  world.named("one").playing = false;
  await world.ports.tabs.close([world.named("two").id]);
  assert.equal(said(await play(world, "media.silence")), "say_unmuted three");
  assert.equal(said(await play(world, "media.silence")), "say_muted three");
});

test("undo takes back silence, and its end", async () => {
  const world = sounding("one", "two");
  await undo(await play(world, "media.silence"));
  assert.deepEqual([muted(world), world.media.silenced], [[], []]);
  await play(world, "media.silence");
  await undo(await play(world, "media.silence"));
  assert.deepEqual(muted(world), ["one", "two"]);
  assert.equal(world.media.silenced.length, 2);
});

test("with nothing that sounds or was silenced there is nothing to do", async () => {
  assert.equal(said(await play(sounding(), "media.silence")), "why_nothing_sounds");
});
