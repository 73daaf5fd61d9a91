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

test("a part: from a step, up to one, or from a pause to the next, of the session replayed last", async () => {
  const world = makeWorld();
  world.replay.sessions = [NIGHT, EVENING];
  const anew = () => { world.replay.now = null; };
  assert.equal(said(await play(world, "replay.from", 2)), "say_replay_part Evening news 2 9");
  anew();
  assert.equal(said(await play(world, "replay.until", 4)), "say_replay_part Evening news 1 4");
  anew();
  assert.equal(said(await play(world, "replay.pause", 1)), "say_replay_part Evening news 5 9");
  anew();
  assert.equal(said(await play(world, "replay.from", 10)), "why_replay_no_step Evening news 10 9");
  const none = makeWorld();
  none.replay.sessions = [];
  assert.equal(said(await play(none, "replay.from", 1)), "why_no_session");
});

test("the one that runs ends after a step that is still to come", async () => {
  const world = makeWorld();
  world.replay.now = { title: "Evening news", step: 3, of: 9, held: false };
  assert.equal(said(await play(world, "replay.until", 2)), "why_replay_past 2 3");
  assert.equal(said(await play(world, "replay.until", 6)), "say_replay_until Evening news 6");
  assert.equal(world.replay.ends, 6);
});

test("it goes on behind the next pause, where one comes", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "replay.skip")), "why_no_replay");
  world.replay.now = { title: "Evening news", step: 2, of: 9, held: false };
  assert.equal(said(await play(world, "replay.skip")), "say_replay_skipped_to 5 9");
  assert.equal(said(await play(world, "replay.skip")), "why_no_pause_comes Evening news");
});

test("the pace is set, undone and kept within its bounds", async () => {
  const world = makeWorld();
  const outcome = await play(world, "replay.pace", 200);
  assert.equal(said(outcome), "say_replay_pace 200");
  assert.equal(said(await play(world, "replay.pace", 5)), "why_not_pace 5 10 400");
  assert.equal(world.replay.pace, 200);
  await good(outcome).undo?.();
  assert.equal(world.replay.pace, 0);
  assert.equal(said(await play(world, "replay.pace", 0)), "say_replay_fast");
});

test("only the music, where there is any and nothing is replayed", async () => {
  const world = makeWorld();
  world.replay.sessions = [MORNING, EVENING];
  assert.equal(said(await play(world, "replay.music", "morning")), "why_no_music Morning");
  assert.equal(said(await play(world, "replay.music", "evening")), "say_music_begun Evening practice 3");
  assert.equal(world.replay.now, null);
  await play(world, "session.replay", "evening");
  assert.equal(said(await play(world, "replay.music", "evening")), "why_replay_already Evening practice");
});
