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

test("what is marked is read, and answered one after another", async () => {
  const world = makeWorld();
  const marked = ["Who?", "Why?"].map((question) => ({ id: question, question, at: null }));
  Object.assign(world.recording, { marked });
  assert.equal(said(await play(world, "inquiry.read")), "say_marked_two Who? Why?");
  assert.equal(said(await play(world, "inquiry.answered")), "why_not_recording");
  await play(world, "session.record");
  assert.equal(said(await play(world, "inquiry.answered")), "say_inquiry_answered_next 1:01 Who? Why?");
  const last = await play(world, "inquiry.answered");
  assert.equal(said(last), "say_inquiry_answered 1:01 Why?");
  assert.equal(said(await play(world, "inquiry.read")), "why_all_answered");
  await undo(last);
  assert.equal(said(await play(world, "inquiry.read")), "say_marked_one Why?");
  await play(world, "session.pause");
  assert.equal(said(await play(world, "inquiry.answered")), "why_session_paused");
});
