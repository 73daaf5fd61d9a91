// Replaying: sessions by their names, one at a time, step by step.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, play, said } from "./world.js";

const EVENING = { id: "a", title: "Evening practice", commands: 3 };
const MORNING = { id: "b", title: "Morning", commands: 0 };
const NIGHT = { id: "c", title: "Evening news", commands: 9 };

test("a session is replayed by its name", async () => {
  const world = makeWorld();
  world.replay.sessions = [MORNING, EVENING];
  assert.equal(said(await play(world, "session.replay", "evening")), "say_replay_begun Evening practice 3");
  assert.equal(world.replay.now?.held, false);
});

test("of several the person chooses, and there may be none", async () => {
  const world = makeWorld();
  world.replay.sessions = [];
  assert.equal(said(await play(world, "session.replay", "x")), "why_no_session");
  world.replay.sessions = [EVENING, NIGHT, MORNING];
  const found = good(await play(world, "session.replay", "evening")).list ?? [];
  assert.deepEqual(found.map(({ title }) => title), ["Evening practice", "Evening news"]);
  assert.equal(said(await play(world, "session.replay", "noon")), "why_no_session_called noon");
  good(await found[1].act());
  assert.equal(world.replay.now?.title, "Evening news");
});

test("one at a time, and one without commands not at all", async () => {
  const world = makeWorld();
  world.replay.sessions = [MORNING, EVENING];
  assert.equal(said(await play(world, "session.replay", "morning")), "why_replay_empty Morning");
  await play(world, "session.replay", "evening");
  assert.equal(said(await play(world, "session.replay", "evening")), "why_replay_already Evening practice");
});

test("step by step, each step is asked for", async () => {
  const world = makeWorld();
  world.replay.sessions = [EVENING];
  assert.equal(said(await play(world, "replay.next")), "why_no_replay");
  await play(world, "session.step", "evening");
  assert.equal(said(await play(world, "replay.next")), "say_replay_next 2 3");
  if (world.replay.now) world.replay.now.held = false;
  assert.equal(said(await play(world, "replay.next")), "why_replay_runs Evening practice");
});
