// Topics: chosen by name, taken back, and asked for where a name is no topic's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { topicOffers } from "../../../extension/handlers/topics.js";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

test("a topic is asked, too, and no longer; undo brings back those before", async () => {
  const world = makeWorld();
  const on = await play(world, "chat.topic", "bach");
  assert.deepEqual([said(on), world.asking.chosen], ["say_topic_on Bach Bach", ["Bach"]]);
  assert.equal(said(await play(world, "chat.topic", "harmony")), "say_topic_on Harmony Bach, Harmony");
  assert.equal(said(await play(world, "chat.topic", "Bach")), "say_topic_off Bach Harmony");
  const none = await play(world, "chat.topic", "harmony");
  assert.deepEqual([said(none), world.asking.chosen], ["say_topics_none", []]);
  await undo(none);
  assert.deepEqual(world.asking.chosen, ["Harmony"]);
});

test("several that are called alike are offered, and none that is called so is said", async () => {
  const world = makeWorld();
  world.asking.topics = [{ id: 1, name: "Bach organ", documents: 2 }, { id: 2, name: "Bach choir", documents: 1 }];
  const outcome = good(await play(world, "chat.topic", "bach"));
  assert.deepEqual([said(outcome), offered(outcome)], ["say_topics_found 2 bach", ["Bach organ", "Bach choir"]]);
  assert.equal(said(await play(world, "chat.topic", "cooking")), "why_no_topic_called cooking");
  assert.equal(said(await play(world, "chat.topic", " ")), "why_no_text");
});

test("while the word waits all topics are offered, with how large they are and whether they are asked", async () => {
  const world = makeWorld();
  world.asking.chosen = ["Bach"];
  const items = await topicOffers["chat.topic"](world.ports);
  assert.deepEqual(items.map(({ title, detail }) => [title, detail]), [["Bach", "say_topic_asked 2"], ["Harmony", "say_topic_size 5"]]);
});
