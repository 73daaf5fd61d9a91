// Everywhere: one text, or the last searches together, in open tabs and the history; what has most of them first.

import assert from "node:assert/strict";
import { test } from "node:test";
import { offers } from "../../../extension/handlers/index.js";
import { good, makeWorld, play, said, undo } from "./world.js";
/** @import {Done} from "../../../extension/handlers/ports.js" */

/** @param {string} title @param {number} last */
const past = (title, last) => ({ url: `https://${title.replace(/ /g, "-")}.test/`, title, visits: 2, last, from: null });
/** @param {Done} done */
const titles = ({ list = [] }) => list.map(({ title }) => title);

const pageHere = () => {
  const made = makeWorld();
  made.finding.texts = { one: ["a fugue"], two: ["a fugue", "another fugue", "a canon"], three: ["nothing"] };
  made.past = [past("old fugue", 100), past("new fugue", 200), past("fugue and canon", 50)];
  return made;
};

test("a text is sought in every tab and in the history, tabs first, the last visited before older ones", async () => {
  const outcome = good(await play(pageHere(), "find.everywhere", "fugue"));
  assert.equal(said(outcome), "say_everywhere fugue 2 3 ");
  assert.deepEqual(titles(outcome), ["two", "one", "new fugue", "old fugue", "fugue and canon"]);
});

test("tabs and PDFs that could not be searched are said", async () => {
  const world = pageHere();
  delete world.finding.texts.three;
  world.page.pdfs = 1;
  const left = " say_tabs_unsearched 1 say_pdfs_unsearched 2";
  assert.equal(said(await play(world, "find.everywhere", "fugue")), `say_everywhere fugue 2 3 ${left}`);
});

test("what is chosen is found in its tab, or visited, and undo comes back", async () => {
  const world = pageHere();
  const { list = [] } = good(await play(world, "find.everywhere", "fugue"));
  const found = await list[0].act();
  assert.deepEqual([world.current().title, said(found).startsWith("say_found")], ["two", true]);
  await undo(found);
  assert.equal(world.current().title, "one");
  await list[2].act();
  assert.equal(world.current().url, "https://new-fugue.test/");
});

test("an open page is not offered again from the history", async () => {
  const world = pageHere();
  world.past = [{ ...past("two", 1), url: world.named("two").url, title: "two fugue" }];
  assert.deepEqual(titles(good(await play(world, "find.everywhere", "fugue"))), ["two", "one"]);
});

test("the last searches are sought together, and what has most of them comes first", async () => {
  const world = pageHere();
  world.finding.past = ["canon", "fugue"];
  const [together] = await offers["find.everywhere"](world.ports);
  assert.deepEqual([together.title, together.detail], ["say_together 2", "canon, fugue"]);
  const outcome = good(await together.act());
  assert.equal(said(outcome), "say_everywhere canon, fugue 2 3 ");
  assert.deepEqual(titles(outcome), ["two", "fugue and canon", "one", "new fugue", "old fugue"]);
  assert.equal(outcome.list?.[0].detail, "say_has_of 2 2 canon, fugue say_tab_hits 3 two.test a canon");
});

test("the history of searches offers each, and several together", async () => {
  const world = pageHere();
  const made = makeWorld();
  assert.equal(said(await play(made, "find.history")), "why_nothing_sought");
  world.finding.past = ["canon"];
  assert.deepEqual(titles(good(await play(world, "find.history"))), ["canon"]);
  world.finding.past = ["canon", "fugue"];
  const outcome = good(await play(world, "find.history"));
  assert.deepEqual([said(outcome), titles(outcome)], ["say_sought 2 canon", ["canon", "fugue", "say_together 2"]]);
});

test("what could not be searched is said", async () => {
  const world = pageHere();
  delete world.finding.texts.three;
  world.granted = false;
  const outcome = await play(world, "find.everywhere", "fugue");
  assert.equal(said(outcome), "say_everywhere fugue 2 0  say_tabs_unsearched 1 say_history_unsearched");
  assert.equal(said(await play(world, "find.everywhere", "gigue")), "why_nowhere gigue  say_tabs_unsearched 1 say_history_unsearched");
  assert.equal(said(await play(world, "find.everywhere", "")), "why_no_text");
});
