// Reading aloud: what is read, going back and on, its pace, and spelling.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

const TEXT = ["One. Two.", "Three is Ünder ABC! Four.", "Five."];

/** A world in which the text is being read. @param {string[]} [text] */
const reading = async (text = TEXT) => {
  const world = makeWorld();
  world.page.text = text;
  good(await play(world, "read.start"));
  return world;
};

test("read shows the sentence that sounds, and undo stops and shows none", async () => {
  const world = makeWorld();
  world.page.text = TEXT;
  const outcome = await play(world, "read.start");
  assert.deepEqual([said(outcome), world.marked], ["say_reading 5 one", 0]);
  await undo(outcome);
  assert.deepEqual([world.speech, world.marked], ["paused", null]);
});

test("the selection, and a text too long to be read at once, are said to be that", async () => {
  const world = makeWorld();
  world.page.selected = true;
  assert.equal(said(await play(world, "read.start")), "say_reading_selection 2 one");
  world.page.whole = false;
  assert.equal(said(await play(world, "read.start")), "say_reading_part 2 one");
});

test("PDFs in the page are said to be left out, but not of a selection; where there is nothing else, it is said why", async () => {
  const world = makeWorld();
  world.page.pdfs = 2;
  assert.equal(said(await play(world, "read.start")), "say_and say_reading 2 one say_pdfs_unread 2");
  world.page.selected = true;
  assert.equal(said(await play(world, "read.start")), "say_reading_selection 2 one");
  world.page.text = [];
  assert.equal(said(await play(world, "read.main")), "why_only_pdfs");
});

test("read main reads from the beginning, and says where there is no text", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "read.main")), "say_reading_main 2 one");
  world.page.text = [];
  assert.equal(said(await play(world, "read.main")), "why_no_main_text");
  world.page.reach = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.equal(said(await play(world, "read.main")), "why_browser_page");
});

test("the end is said, and nothing is shown any more", async () => {
  const world = await reading();
  world.finish();
  assert.deepEqual([world.log, world.marked], [["done: say_read_to_end"], null]);
});

test("next and previous read on from there, undo goes back, and the ends are said", async () => {
  const world = await reading();
  assert.equal(said(await play(world, "read.previous")), "why_first_sentence");
  const next = await play(world, "read.next");
  assert.deepEqual([said(next), world.at, world.marked], ["say_sentence 2 5", 1, 1]);
  await undo(next);
  assert.equal(world.at, 0);
  world.at = 4;
  assert.equal(said(await play(world, "read.next")), "why_last_sentence");
  world.finish();
  assert.equal(said(await play(world, "read.previous")), "say_sentence 5 5");
});

test("paragraphs go to their beginning, then to the one before", async () => {
  const world = await reading();
  assert.equal(said(await play(world, "read.paragraph-next")), "say_sentence 3 5");
  await play(world, "read.next");
  assert.equal(said(await play(world, "read.paragraph-previous")), "say_sentence 3 5");
  assert.equal(said(await play(world, "read.paragraph-previous")), "say_sentence 1 5");
  assert.equal(said(await play(world, "read.paragraph-previous")), "why_first_paragraph");
  world.at = 4;
  assert.equal(said(await play(world, "read.paragraph-next")), "why_last_paragraph");
});

test("faster and slower set the pace within its limits, and undo sets it back", async () => {
  const world = await reading();
  const faster = await play(world, "read.faster");
  assert.deepEqual([said(faster), world.rate, world.log], ["say_rate 120", 120, ["rate 120", "glide 120"]]);
  await undo(faster);
  assert.deepEqual([world.rate, world.log.slice(2)], [100, ["rate 100", "glide 100"]]);
  assert.equal(said(await play(world, "read.slower")), "say_rate 80");
  world.rate = 300;
  assert.equal(said(await play(world, "read.faster")), "why_rate_most 300");
  world.rate = 40;
  assert.equal(said(await play(world, "read.slower")), "why_rate_least 40");
});

test("spell stops, spells the word being said, and offers the others of the sentence", async () => {
  const world = await reading();
  [world.at, world.letter] = [2, 9];
  const outcome = good(await play(world, "read.spell"));
  assert.equal(said(outcome), "say_spelled Ünder say_capital Ü, n, d, e, r");
  assert.deepEqual([offered(outcome), outcome.chosen, world.speech], [["Three", "is", "Ünder", "ABC"], 2, "paused"]);
  const { list } = outcome;
  const next = good(await play(world, "item.next", null, { list, chosen: 2 }));
  assert.equal(said(next), "say_spelled ABC say_capital A, say_capital B, say_capital C");
  assert.equal(said(await play(world, "open", null, { list, chosen: 1 })), "say_spelled is i, s");
});

test("a sentence without a word has nothing to spell", async () => {
  const world = await reading(["…"]);
  assert.equal(said(await play(world, "read.spell")), "why_no_word");
});

test("with nothing being read, all that goes on in it says so", async () => {
  for (const command of ["read.next", "read.previous", "read.paragraph-next", "read.paragraph-previous", "read.spell"]) {
    const world = makeWorld();
    const outcome = await play(world, command);
    assert.equal(said(outcome), "why_nothing_read", command);
  }
});

test("a voice that is gone meanwhile is said", async () => {
  const world = await reading();
  world.voice = false;
  assert.equal(said(await play(world, "read.next")), "why_no_voice");
});
