// Reading, and what the engine does itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

test("where says page, site, percent, tab and channel", async () => {
  const world = makeWorld([["one", "two"], ["three"]]);
  assert.equal(said(await play(world, "where")), "say_where_scrolled one one.test 1 2 1 2 40");
});

test("where says the heading that one is under", async () => {
  const world = makeWorld();
  world.page.heading = "Coda";
  assert.equal(said(await play(world, "where")), "say_where_under one one.test 1 3 1 1 40 Coda");
});

test("where works on a page that lets nobody in", async () => {
  const world = makeWorld();
  world.page.reach = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.equal(said(await play(world, "where")), "say_where one one.test 1 3 1 1");
});

test("read reads sentence by sentence, and undo stops", async () => {
  const world = makeWorld();
  const outcome = await play(world, "read.start");
  assert.deepEqual([said(outcome), world.read], ["say_reading 2 one", ["First.", "Second."]]);
  await undo(outcome);
  assert.equal(world.speech, "paused");
});

test("read says what hinders it", async () => {
  const world = makeWorld();
  world.voice = false;
  assert.equal(said(await play(world, "read.start")), "why_no_voice");
  world.page.text = [];
  assert.equal(said(await play(world, "read.start")), "why_nothing_to_read");
});

test("stop pauses the voice and continue takes it up again", async () => {
  const world = makeWorld();
  await play(world, "read.start");
  assert.equal(said(await play(world, "stop")), "say_stopped");
  assert.equal(world.speech, "paused");
  assert.equal(said(await play(world, "continue")), "say_goes_on");
  assert.equal(world.speech, "speaking");
});

test("stop and continue hold for what the engine runs too", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "stop")), "say_nothing_runs");
  assert.equal(said(await play(world, "continue")), "why_nothing_stopped");
  world.running = true;
  assert.equal(said(await play(world, "stop")), "say_stopped");
  assert.equal(said(await play(world, "continue")), "say_goes_on");
});

test("cancel cancels what runs, silences the voice and says where one is", async () => {
  const world = makeWorld();
  world.speech = "speaking";
  assert.match(said(await play(world, "cancel")), /^say_where_scrolled one/);
  assert.deepEqual([world.log, world.speech], [["cancel"], "paused"]);
});

test("again and undo are the engine's own", async () => {
  assert.equal(said(await play(makeWorld(), "again")), "again");
  assert.equal(said(await play(makeWorld(), "undo")), "undone");
});

test("piano on and off, with an undo only where it changed something", async () => {
  const world = makeWorld();
  const outcome = await play(world, "piano.off");
  assert.equal(world.piano, false);
  await undo(outcome);
  assert.equal(world.piano, true);
  assert.equal(good(await play(world, "piano.on")).undo, undefined);
});

test("a language goes on and off by its name, and undo the other way", async () => {
  const world = makeWorld();
  const outcome = await play(world, "language.on", "morse");
  assert.equal(world.languages[1].active, true);
  await undo(outcome);
  assert.equal(world.languages[1].active, false);
  assert.equal(said(await play(world, "language.off", "swift")), "say_language_off swift");
});

test("a language that is unknown, on already, or conflicts is refused", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "language.on", "klingon")), "why_no_language_called klingon");
  assert.equal(said(await play(world, "language.on", "swift")), "why_language_on swift");
  world.broken = "why_languages_conflict";
  assert.equal(said(await play(world, "language.on", "morse")), "why_languages_conflict");
});

test("help shows all commands, or the one that is meant", async () => {
  const world = makeWorld();
  assert.equal(offered(await play(world, "help.show")).length, 4);
  assert.equal(said(await play(world, "help.command", "zoom in")), "say_help_command zoom in Make the page larger.");
  assert.deepEqual(world.log, ["help null", "help zoom.in"]);
  assert.equal(said(await play(world, "help.command", "xylophone")), "why_no_command_called xylophone");
});

test("settings and tour are opened", async () => {
  const world = makeWorld();
  await play(world, "settings.open");
  await play(world, "tour.start");
  assert.deepEqual(world.log, ["settings", "tour"]);
});

test("louder and softer say the volume, and undo each other", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "sound.louder")), "say_volume 60");
  const outcome = await play(world, "sound.softer");
  await undo(outcome);
  assert.equal(world.volume, 60);
});

test("the microphone is opened and closed, and undo puts it back", async () => {
  const world = makeWorld();
  const outcome = await play(world, "microphone.on");
  assert.deepEqual([said(outcome), world.listening], ["say_microphone_on", true]);
  await undo(outcome);
  assert.equal(world.listening, false);
  world.listening = true;
  await undo(await play(world, "microphone.off"));
  assert.equal(world.listening, true);
});

test("opened once more it stays open, and there is nothing to undo", async () => {
  const world = makeWorld();
  world.listening = true;
  assert.equal(good(await play(world, "microphone.on")).undo, undefined);
});

test("one utterance is listened for, and nothing is undone of it", async () => {
  const world = makeWorld();
  const outcome = await play(world, "microphone.once");
  assert.deepEqual([said(outcome), world.log, good(outcome).undo], ["say_listening_once", ["listen"], undefined]);
});

test("where nothing can hear, the reason is given", async () => {
  const world = makeWorld();
  world.deaf = { ok: false, why: { key: "why_hearing_unpaired", args: [] } };
  for (const name of ["microphone.on", "microphone.once"]) assert.deepEqual(await play(world, name), world.deaf);
});
