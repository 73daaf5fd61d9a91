// Finding text: hits one by one, searches of the past, and every open tab.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

const LINES = ["a slow tempo", "tempo rubato", "no such word", "the tempo again"];

/** @param {Record<string, string[]>} [texts] */
const pages = (texts = { one: LINES }) => {
  const world = makeWorld();
  world.finding.texts = texts;
  return world;
};

test("find goes to the first hit ahead, says how many there are, and offers them all", async () => {
  const world = pages();
  const outcome = good(await play(world, "find.text", " tempo "));
  assert.equal(said(outcome), "say_found 3 tempo 2 10 tempo rubato");
  assert.deepEqual([offered(outcome), outcome.chosen], [["a slow tempo", "tempo rubato", "the tempo again"], 1]);
  assert.equal(outcome.list?.[1].detail, "say_hit_under 10 Part");
  assert.deepEqual([world.finding.shown, world.finding.past], ["tempo rubato", ["tempo"]]);
});

test("a single hit, and a page too large, are said as such", async () => {
  const world = pages();
  assert.equal(said(await play(world, "find.text", "slow")), "say_found_one slow 0 a slow tempo");
  world.finding.whole = false;
  assert.equal(said(await play(world, "find.text", "tempo")), "say_found_cut 3 tempo 2 10 tempo rubato");
  assert.equal(said(await play(world, "find.text", "presto")), "why_not_found_cut presto");
});

test("PDFs are said to be left out, whether there are hits or none, here and in tabs", async () => {
  const world = pages();
  world.page.pdfs = 1;
  const more = "say_pdfs_unsearched 1";
  assert.equal(said(await play(world, "find.text", "slow")), `say_and say_found_one slow 0 a slow tempo ${more}`);
  assert.equal(said(await play(world, "find.text", "presto")), `say_and why_not_found presto ${more}`);
  assert.equal(said(await play(world, "find.tabs", "slow")), `say_and say_in_tabs_of 1 slow 1 3 ${more}`);
  assert.equal(said(await play(world, "find.tabs", "presto")), `say_and why_in_no_tab_of presto 1 3 ${more}`);
});

test("next and previous go to the hits, say their number, and undo comes back", async () => {
  const world = pages();
  const { list } = good(await play(world, "find.text", "tempo"));
  const next = good(await play(world, "item.next", null, { list, chosen: 1 }));
  assert.equal(said(next), "say_hit 3 3 the tempo again");
  assert.deepEqual([next.chosen, world.finding.shown], [2, "the tempo again"]);
  await undo(next);
  assert.deepEqual([world.offered.chosen, world.finding.shown], [1, "tempo rubato"]);
  assert.equal(said(await play(world, "item.previous", null, { list, chosen: 0 })), "say_hit 3 3 the tempo again");
});

test("open and choose select the hit and keep the list on offer", async () => {
  const world = pages();
  const { list } = good(await play(world, "find.text", "tempo"));
  const outcome = good(await play(world, "item.choose", 1, { list }));
  assert.deepEqual([said(outcome), outcome.list, outcome.chosen], ["say_selected a slow tempo", list, 0]);
  assert.equal(world.finding.shown, "a slow tempo");
  assert.equal(said(await play(world, "open", null, { list, chosen: 2 })), "say_selected the tempo again");
});

test("undo of a search shows what was shown before it", async () => {
  const world = pages();
  await undo(await play(world, "find.text", "tempo"));
  assert.equal(world.finding.shown, "");
});

test("no text, no hit and no page within reach are refused, and change nothing", async () => {
  const world = pages();
  assert.equal(said(await play(world, "find.text", "  ")), "why_no_text");
  assert.equal(said(await play(world, "find.text", "presto")), "why_not_found presto");
  world.show("two");
  assert.equal(said(await play(world, "find.text", "tempo")), "why_browser_page");
  assert.equal(world.finding.shown, "");
});

test("again seeks the last text in the page that is in front now", async () => {
  const world = pages({ one: LINES, two: ["tempo two"] });
  assert.equal(said(await play(world, "find.again")), "why_nothing_sought");
  await play(world, "find.text", "tempo");
  world.show("two");
  assert.equal(said(await play(world, "find.again")), "say_found_one tempo 0 tempo two");
});

test("searches of the past are offered, and choosing one seeks it", async () => {
  const world = pages();
  assert.equal(said(await play(world, "find.history")), "why_nothing_sought");
  await play(world, "find.text", "tempo");
  await play(world, "find.text", "slow");
  const outcome = good(await play(world, "find.history"));
  assert.deepEqual([said(outcome), offered(outcome)], ["say_sought 2 slow", ["slow", "tempo", "say_together 2"]]);
  assert.equal(said(await (outcome.list ?? [])[1].act()), "say_found 3 tempo 2 10 tempo rubato");
});

test("select selects what is shown, and keeps the list", async () => {
  const world = pages();
  assert.equal(said(await play(world, "find.select")), "why_no_hit");
  const { list } = good(await play(world, "find.text", "tempo"));
  const outcome = good(await play(world, "find.select", null, { list, chosen: 1 }));
  assert.deepEqual([said(outcome), outcome.list, outcome.chosen], ["say_selected tempo rubato", list, 1]);
});

test("find in tabs counts in each, says which could not be searched, and goes to the one chosen", async () => {
  const world = pages({ one: ["nothing"], three: LINES });
  const outcome = good(await play(world, "find.tabs", "tempo"));
  assert.equal(said(outcome), "say_in_tabs_of 1 tempo 2 3");
  assert.deepEqual(outcome.list?.map(({ title, detail }) => [title, detail]), [["three", "say_tab_hits 3 three.test a slow tempo"]]);
  const there = await (outcome.list ?? [])[0].act();
  assert.deepEqual([said(there), world.current().title], ["say_found 3 tempo 2 10 tempo rubato", "three"]);
  await undo(there);
  assert.deepEqual([world.current().title, world.finding.shown], ["one", ""]);
});

test("find in tabs refuses what is in none, and says how many were searched", async () => {
  const world = pages({ one: LINES, two: LINES, three: LINES });
  assert.equal(said(await play(world, "find.tabs", "presto")), "why_in_no_tab presto 3 3");
  world.finding.texts = { one: LINES };
  assert.equal(said(await play(world, "find.tabs", "presto")), "why_in_no_tab_of presto 1 3");
  assert.equal(said(await play(world, "find.tabs", "")), "why_no_text");
});
