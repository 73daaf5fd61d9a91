// Recording: started, paused, resumed, stopped, saved and deleted, each with its way back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld, play, said, undo } from "./world.js";

test("a session is started once", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "session.record")), "say_session_recording Evening");
  assert.equal(said(await play(world, "session.record")), "why_recording_already");
  await play(world, "session.pause");
  assert.equal(said(await play(world, "session.record")), "why_session_paused");
});

test("a pause and its end say at which second, and undo each other", async () => {
  const world = makeWorld();
  await play(world, "session.record");
  const paused = await play(world, "session.pause");
  assert.equal(said(paused), "say_session_paused 1:01");
  assert.equal(world.recording.condition, "paused");
  await undo(paused);
  assert.equal(world.recording.condition, "recording");
  await play(world, "session.pause");
  const resumed = await play(world, "session.resume");
  assert.equal(said(resumed), "say_session_resumed 1:01");
  await undo(resumed);
  assert.equal(world.recording.condition, "paused");
});

test("what is not under way is not paused, resumed or stopped", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "session.pause")), "why_not_recording");
  assert.equal(said(await play(world, "session.resume")), "why_not_recording");
  assert.equal(said(await play(world, "session.stop")), "why_not_recording");
  await play(world, "session.record");
  assert.equal(said(await play(world, "session.resume")), "why_recording_already");
  await play(world, "session.pause");
  assert.equal(said(await play(world, "session.pause")), "why_session_paused");
});

test("a session that was stopped goes on by undo", async () => {
  const world = makeWorld();
  await play(world, "session.record");
  const stopped = await play(world, "session.stop");
  assert.equal(said(stopped), "say_session_stopped Evening 1:01");
  assert.equal(world.recording.condition, "off");
  await undo(stopped);
  assert.equal(world.recording.condition, "recording");
});

test("the last session is saved, or it is said that there is none", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "session.save")), "say_session_saved Evening Evening.mid");
  world.recording.refused = { ok: false, why: { key: "why_no_session", args: [] } };
  assert.equal(said(await play(world, "session.save")), "why_no_session");
});

test("the last session is deleted once none is under way, and undo keeps it again", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "session.delete")), "why_no_session");
  world.recording.kept = 1;
  await play(world, "session.record");
  assert.equal(said(await play(world, "session.delete")), "why_stop_first");
  await play(world, "session.stop");
  const deleted = await play(world, "session.delete");
  assert.equal(said(deleted), "say_session_deleted Evening 1:01");
  assert.equal(world.recording.kept, 0);
  await undo(deleted);
  assert.equal(world.recording.kept, 1);
});
