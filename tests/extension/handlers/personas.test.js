// Personas and corrections by word: who answers, and what should have been answered.

import assert from "node:assert/strict";
import { test } from "node:test";
import { correctingOffers } from "../../../extension/handlers/correcting.js";
import { personaOffers } from "../../../extension/handlers/personas.js";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

test("who answers is chosen by name, with a greeting, and given back by undo", async () => {
  const world = makeWorld();
  const outcome = await play(world, "chat.persona", "clara");
  assert.deepEqual([said(outcome), world.asking.persona], ["say_persona_on Clara: Good evening.", "Clara"]);
  assert.equal(said(await play(world, "chat.persona", "Robert.")), "say_persona_on Robert");
  await undo(outcome);
  assert.equal(world.asking.persona, "");
});

test("by keys alone, the page's own and nobody are on offer, too", async () => {
  const world = makeWorld();
  const items = await personaOffers["chat.persona"](world.ports);
  assert.deepEqual(items.map(({ title }) => title), ["Clara", "Robert", "say_persona_page", "say_persona_nobody"]);
  await items[3].act();
  assert.equal(world.asking.persona, "nobody");
  await items[2].act();
  assert.equal(world.asking.persona, "");
});

test("several are listed, and why nobody is chosen is said", async () => {
  const world = makeWorld();
  world.asking.personas = [{ name: "Clara one", greeting: "", voice: "" }, { name: "Clara two", greeting: "", voice: "" }];
  assert.deepEqual(offered(good(await play(world, "chat.persona", "clara"))), ["Clara one", "Clara two"]);
  assert.equal(said(await play(world, "chat.persona", "zzz")), "why_no_persona_called zzz");
  assert.equal(said(await play(world, "chat.persona", " ")), "why_no_text");
  world.asking.refused = { ok: false, why: { key: "why_asking_unpaired", args: [] } };
  assert.equal(said(await play(world, "chat.persona", "clara")), "why_asking_unpaired");
  assert.deepEqual(await personaOffers["chat.persona"](world.ports), []);
});

test("by keys alone the words of a source are kept as what should have been answered", async () => {
  const world = makeWorld();
  assert.deepEqual(await correctingOffers["chat.correct"](world.ports), []);
  good(await play(world, "chat.ask", "Where?"));
  world.asking.over();
  const [item] = await correctingOffers["chat.correct"](world.ports);
  assert.deepEqual([item.title, item.detail], ["Bach was born in Eisenach.", "Bach"]);
  assert.equal(said(await item.act()), "say_corrected Where?");
  assert.equal(world.asking.corrections.get("q1")?.correction, "Bach was born in Eisenach.");
});

test("an answer is corrected, taught only where that is chosen, and each taken back", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "chat.correct", "In Eisenach.")), "why_nothing_asked");
  good(await play(world, "chat.ask", "Where?"));
  world.asking.over();
  const kept = good(await play(world, "chat.correct", " In Eisenach. "));
  assert.deepEqual([said(kept), world.asking.corrections.get("q1")], ["say_corrected Where?", { correction: "In Eisenach.", taught: false }]);
  const taught = await play(world, "item.choose", 1, { list: kept.list });
  assert.deepEqual([said(taught), world.asking.corrections.get("q1")?.taught], ["say_corrected_taught Where?", true]);
  await undo(taught);
  assert.deepEqual(world.asking.corrections.get("q1"), { correction: "In Eisenach.", taught: false });
  await undo(kept);
  assert.deepEqual(world.asking.corrections.get("q1"), { correction: "", taught: false });
  assert.equal(said(await play(world, "chat.correct", " ")), "why_no_text");
  world.asking.refused = { ok: false, why: { key: "why_server_says", args: ["Only an admin corrects answers."] } };
  assert.equal(said(await play(world, "chat.correct", "No.")), "why_server_says Only an admin corrects answers.");
});
