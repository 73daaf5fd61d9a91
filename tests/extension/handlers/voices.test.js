// Voices: the next, one by name, their pace and volume, and names in a blink; each with its way back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld, offered, play, said, undo } from "./world.js";

test("the next voice of one's language answers, round and round, and undo goes back", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "voice.next")), "say_voice_answers Amy");
  const second = await play(world, "voice.next");
  assert.equal(world.voiced.answer_voice, "browser:daniel");
  await undo(second);
  assert.equal(world.voiced.answer_voice, "server:amy");
  await play(world, "voice.next");
  assert.equal(said(await play(world, "voice.next")), "say_voice_answers Amy");
});

test("while something is read the voice that reads is changed, and says its sentence again", async () => {
  const world = makeWorld();
  await play(world, "read.start");
  assert.equal(said(await play(world, "voice.next")), "say_voice_reads Amy");
  assert.deepEqual([world.voiced.reading_voice, world.voiced.answer_voice, world.log], ["server:amy", "", ["rate 100"]]);
});

test("where there is no other voice of one's language it is said", async () => {
  const world = makeWorld();
  world.voices = world.voices.slice(0, 2);
  await play(world, "voice.next");
  assert.equal(said(await play(world, "voice.next")), "why_no_other_voice");
  world.voices = [];
  assert.equal(said(await play(world, "voice.next")), "why_no_other_voice");
});

test("a voice is chosen by its name, of any language", async () => {
  const world = makeWorld();
  const outcome = await play(world, "voice.choose", "anna");
  assert.deepEqual([said(outcome), world.voiced.answer_voice], ["say_voice_answers Anna", "chrome:anna"]);
  await undo(outcome);
  assert.equal(world.voiced.answer_voice, "");
});

test("of several voices one is chosen from the list, and one that is not there is said to be none", async () => {
  const world = makeWorld();
  assert.deepEqual(offered(await play(world, "voice.choose", "english")), ["Amy", "Daniel"]);
  assert.equal(said(await play(world, "voice.choose", "zarathustra")), "why_no_voice_called zarathustra");
  assert.equal(said(await play(world, "voice.choose", "")), "why_no_text");
});

test("answers are spoken faster and slower, up to the ends", async () => {
  const world = makeWorld();
  const faster = await play(world, "voice.faster");
  assert.deepEqual([said(faster), world.voiced.answer_pace], ["say_voice_pace 120", 120]);
  await undo(faster);
  await play(world, "voice.slower");
  assert.equal(world.voiced.answer_pace, 80);
  world.voiced.answer_pace = 300;
  assert.equal(said(await play(world, "voice.faster")), "why_rate_most 300");
  world.voiced.answer_pace = 40;
  assert.equal(said(await play(world, "voice.slower")), "why_rate_least 40");
});

test("voices are louder and softer, up to the ends", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "voice.louder")), "say_voice_volume 60");
  assert.equal(said(await play(world, "voice.softer")), "say_voice_volume 50");
  world.voiced.voice_volume = 95;
  const most = await play(world, "voice.louder");
  assert.equal(said(await play(world, "voice.louder")), "why_voice_loudest 100");
  await undo(most);
  assert.equal(world.voiced.voice_volume, 95);
  world.voiced.voice_volume = 0;
  assert.equal(said(await play(world, "voice.softer")), "why_voice_softest 0");
});

test("names in a blink are on, and off again", async () => {
  const world = makeWorld();
  const on = await play(world, "spearcons.toggle");
  assert.deepEqual([said(on), world.voiced.spearcons], ["say_spearcons_on", true]);
  assert.equal(said(await play(world, "spearcons.toggle")), "say_spearcons_off");
  await undo(on);
  assert.equal(world.voiced.spearcons, false);
});
