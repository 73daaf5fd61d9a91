// Rating: the page in front and places in it, kept with what is read of them, and given back by undo.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld, play, said, undo } from "./world.js";

/** @param {import("./world.js").World} world */
const kept = (world) => [...world.asking.things.values()].map(({ kind, rating, text }) => [kind, rating, text]);

test("the page in front is rated with its text, also one that nobody can read", async () => {
  const world = makeWorld();
  world.page.text = ["One. Two.", "Three."];
  const first = await play(world, "page.rate", 7);
  assert.match(said(first), /^say_page_rated .+ 7$/);
  assert.deepEqual(kept(world), [["page", 7, "One. Two. Three."]]);
  const second = await play(world, "page.rate", 0);
  await undo(second);
  assert.equal(kept(world)[0][1], 7);
  await undo(first);
  assert.equal(kept(world)[0][1], null);
  world.page.reach = { ok: false, why: { key: "why_no_access", args: [] } };
  await play(world, "page.rate", 3);
  assert.deepEqual(kept(world), [["page", 3, ""]]);
});

test("a place is what is selected, else the paragraph in view, and its address leads there", async () => {
  const world = makeWorld();
  world.page.text = ["One. Two-three.", "Four."];
  assert.match(said(await play(world, "place.rate", 10)), /^say_place_rated .+ 10$/);
  world.page.selected = true;
  await play(world, "place.rate", 4);
  assert.deepEqual(kept(world), [["place", 4, "One. Two-three. Four."]]);
  const [address] = world.asking.things.keys();
  assert.match(address, /#:~:text=One\.$/);
  world.page.text = [];
  assert.equal(said(await play(world, "place.rate", 4)), "why_no_main_text");
});

test("out of range nothing is rated, and what the server refuses is said", async () => {
  const world = makeWorld();
  for (const value of [11, -1, 2.5, "well"]) {
    for (const command of ["page.rate", "place.rate"]) assert.equal(said(await play(world, command, value)), `why_no_rating ${value}`);
  }
  world.asking.refused = { ok: false, why: { key: "why_asking_unpaired", args: [] } };
  assert.equal(said(await play(world, "page.rate", 3)), "why_asking_unpaired");
  assert.equal(world.asking.things.size, 0);
});
