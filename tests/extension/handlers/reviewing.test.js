// Reviewing: what a command wants goes to the page of our own in front, and what it says comes back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

test("a command goes to the page as it is named, and what the page says is said", async () => {
  const world = makeWorld();
  await play(world, "review.next");
  await play(world, "review.previous");
  await play(world, "review.list");
  await play(world, "review.read");
  await play(world, "review.hear");
  await play(world, "review.open");
  await play(world, "review.accept");
  await play(world, "review.reject");
  await play(world, "review.edit");
  await play(world, "review.expand");
  await play(world, "review.mark");
  await play(world, "review.answered");
  await play(world, "review.save");
  await play(world, "review.delete");
  await play(world, "review.start");
  await play(world, "review.stop");
  await play(world, "review.restart");
  await play(world, "dictionary.new");
  await play(world, "dictionary.meaning");
  await play(world, "dictionary.language");
  await play(world, "dictionary.undo");
  await play(world, "practice.start");
  await play(world, "practice.again");
  await play(world, "practice.next");
  await play(world, "practice.show");
  await play(world, "practice.stop");
  await play(world, "roll.repeat");
  await play(world, "roll.take");
  await play(world, "roll.feedback");
  await play(world, "roll.here");
  await play(world, "roll.where");
  await play(world, "roll.speak");
  await play(world, "roll.hear");
  await play(world, "roll.look");
  assert.deepEqual(world.intents.taken.map(({ command }) => command), [
    "review.next", "review.previous", "review.list", "review.read", "review.hear", "review.open", "review.accept", "review.reject",
    "review.edit", "review.expand", "review.mark", "review.answered", "review.save", "review.delete", "review.start", "review.stop",
    "review.restart", "dictionary.new", "dictionary.meaning", "dictionary.language", "dictionary.undo",
    "practice.start", "practice.again", "practice.next", "practice.show", "practice.stop",
    "roll.repeat", "roll.take", "roll.feedback", "roll.here", "roll.where", "roll.speak", "roll.hear", "roll.look",
  ]);
  world.intents.told = { said: "forehand", entry: [2, 20], asks: false, undo: "" };
  assert.equal(said(await play(world, "review.next")), "say_intent_entry 2 20 forehand");
  world.intents.told = { said: "", asks: false, undo: "" };
  assert.equal(said(await play(world, "practice.stop")), "say_intent_done");
});

test("what only looks is none of what was done; what changes is, with its way back where the page has one", async () => {
  const world = makeWorld();
  assert.equal(good(await play(world, "review.read")).unlisted, true);
  assert.equal(good(await play(world, "review.accept")).final, true);
  world.intents.told = { said: "Rated 7", asks: false, undo: "3" };
  const rated = await play(world, "review.rate", 7);
  const { tab } = world.intents.taken[2];
  world.show("three");
  await undo(rated);
  assert.deepEqual(world.intents.taken.slice(2), [{ command: "review.rate", value: 7, tab }, { undo: "3", tab }]);
});

test("the piano roll is given numbers as they were played; what only shows is none of what was done, a take is", async () => {
  const world = makeWorld();
  assert.equal(good(await play(world, "roll.cursor", -3)).unlisted, true);
  assert.equal(good(await play(world, "roll.row", 1)).unlisted, true);
  assert.equal(good(await play(world, "roll.select", 4)).unlisted, true);
  assert.equal(good(await play(world, "roll.zoom", 0)).unlisted, true);
  assert.deepEqual(world.intents.taken.map(({ value }) => value), [-3, 1, 4, 0]);
  assert.equal(good(await play(world, "roll.take")).final, true);
});

test("the parts of the roll's page are reached by number; a take that was moved, and a note, are done", async () => {
  const world = makeWorld();
  assert.equal(good(await play(world, "roll.start", 2)).unlisted, true);
  assert.equal(good(await play(world, "roll.pan", -1)).unlisted, true);
  assert.equal(good(await play(world, "roll.pitch", 3)).unlisted, true);
  assert.equal(good(await play(world, "roll.height", 0)).unlisted, true);
  assert.equal(good(await play(world, "roll.panel", 4)).unlisted, true);
  assert.equal(good(await play(world, "roll.switch", 1)).unlisted, true);
  assert.equal(good(await play(world, "roll.back", 5)).unlisted, true);
  assert.equal(good(await play(world, "roll.save", 6)).unlisted, true);
  assert.equal(good(await play(world, "review.order", 7)).unlisted, true);
  assert.equal(good(await play(world, "roll.edge", 8)).final, true);
  assert.equal(good(await play(world, "roll.note", "too loud")).final, true);
  assert.deepEqual(world.intents.taken.map(({ value }) => value), [2, -1, 3, 0, 4, 1, 5, 6, 7, 8, "too loud"]);
});

test("what the page asks is asked here, and answered in its tab", async () => {
  const world = makeWorld();
  world.intents.told = { said: "Delete it for good?", asks: true, undo: "" };
  const outcome = good(await play(world, "review.delete"));
  assert.deepEqual([outcome.asks, outcome.unlisted, offered(outcome)], [true, true, ["say_intent_yes Delete it for good?", "say_intent_no Delete it for good?"]]);
  world.intents.told = { said: "Deleted.", asks: false, undo: "" };
  const done = good(await (outcome.list ?? [])[0].act());
  assert.deepEqual([said(done), done.final], ["say_intent Deleted.", true]);
  assert.equal(world.intents.taken[1].sure, true);
  assert.equal(good(await (outcome.list ?? [])[1].act()).unlisted, true);
});

test("a rating out of range and no text are refused here, and a page that is not ours says so", async () => {
  const world = makeWorld();
  for (const value of [11, -1, 2.5, "well"]) assert.equal(said(await play(world, "review.rate", value)), `why_no_rating ${value}`);
  assert.equal(said(await play(world, "dictionary.search", " ")), "why_no_text");
  await play(world, "dictionary.search", "forehand.");
  assert.deepEqual(world.intents.taken.map(({ value }) => value), ["forehand"]);
  world.intents.refused = { ok: false, why: { key: "why_intent_elsewhere", args: ["http://127.0.0.1:8000"] } };
  assert.equal(said(await play(world, "review.next")), "why_intent_elsewhere http://127.0.0.1:8000");
});
