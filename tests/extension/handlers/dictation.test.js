// Dictation: what goes into the field, and comes out again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, play, said, undo } from "./world.js";

test("what was said is written with its signs and lines, and undo takes all of it out", async () => {
  const world = makeWorld();
  const outcome = await play(world, "dictation.write", "dear anna comma new paragraph thank you full stop");
  assert.equal(world.fields.holds, "olddear anna,\n\nThank you.");
  assert.equal(said(outcome), "say_dictated dear anna,\n\nThank you.");
  await undo(outcome);
  assert.equal(world.fields.holds, "old");
});

test("a part that cannot go in takes those before it out again, and says why", async () => {
  const world = makeWorld();
  world.fields.refused = "\n";
  const outcome = await play(world, "dictation.write", "one new line two");
  assert.deepEqual([said(outcome), world.fields.holds], ["why_one_line Name", "old"]);
});

test("nothing said writes nothing", async () => {
  assert.equal(said(await play(makeWorld(), "dictation.write", "  ")), "why_no_text");
});

test("dictation is begun and ended, and undo puts it back", async () => {
  const world = makeWorld();
  const outcome = await play(world, "dictation.start");
  assert.deepEqual([said(outcome), world.dictating], ["say_dictation_on", true]);
  await undo(outcome);
  assert.equal(world.dictating, false);
  world.dictating = true;
  assert.equal(good(await play(world, "dictation.start")).undo, undefined);
  const ended = await play(world, "dictation.stop");
  assert.deepEqual([said(ended), world.dictating], ["say_dictation_off", false]);
  await undo(ended);
  assert.equal(world.dictating, true);
});

test("what is not going on cannot be ended", async () => {
  assert.equal(said(await play(makeWorld(), "dictation.stop")), "why_not_dictating");
});

test("where nothing can hear, the reason is given", async () => {
  const world = makeWorld();
  world.deaf = { ok: false, why: { key: "why_hearing_unpaired", args: [] } };
  for (const name of ["dictation.start", "dictation.stop"]) assert.deepEqual(await play(world, name), world.deaf);
});

test("the last piece is scratched", async () => {
  const world = makeWorld();
  await play(world, "dictation.scratch");
  assert.deepEqual(world.log, ["scratch"]);
});
