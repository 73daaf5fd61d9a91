// Fields: going to one by number, typing, Enter and Escape, picking an option, ticking, and their undo.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element } from "./elements_world.js";
import { offers } from "../../../extension/handlers/index.js";
import { good, makeWorld, play, said, undo } from "./world.js";

/** @type {import("../../../extension/handlers/ports.js").Refusal} */
const GONE = { ok: false, why: { key: "why_nothing_focused", args: [] } };

test("a field is gone to by its number in reading order, and the list goes on from there", async () => {
  const world = makeWorld();
  world.elements.all = [element("checkbox", "One"), element("link", "Link"), element("checkbox", "Two")];
  const outcome = good(await play(world, "field.focus", 2));
  assert.equal(said(outcome), "say_item 2 2 Two say_role_checkbox");
  assert.deepEqual([outcome.list?.map(({ title }) => title), outcome.chosen], [["One", "Two"], 1]);
  await undo(outcome);
  assert.deepEqual(world.elements.log, ["show Two", "leave Two"]);
  assert.equal(good(await play(world, "field.focus", -2)).chosen, 0);
});

test("a number that no field has changes nothing", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "field.focus", 1)), "why_no_fields");
  world.elements.all = [element("checkbox", "One")];
  assert.equal(said(await play(world, "field.focus", 2)), "why_no_such_field 2 1");
  assert.equal(said(await play(world, "field.focus", 0)), "why_no_such_field 0 1");
  world.elements.reach = { ok: false, why: { key: "why_pdf_page", args: [] } };
  assert.equal(said(await play(world, "field.focus", 1)), "why_pdf_page");
  assert.deepEqual(world.elements.log, []);
});

test("text is typed as it was said, and undo brings back what the field held", async () => {
  const world = makeWorld();
  const outcome = await play(world, "field.type", "Dear Ann, ");
  assert.deepEqual([said(outcome), world.fields.holds], ["say_typed Name Dear Ann, ", "Dear Ann, "]);
  await undo(outcome);
  assert.equal(world.fields.holds, "old");
  assert.equal(said(await play(world, "field.type", "")), "why_no_text");
});

test("what goes into a secret field is not read out", async () => {
  const world = makeWorld();
  world.fields.secret = true;
  assert.equal(said(await play(world, "field.type", "hunter2")), "say_typed_secret Name");
});

test("what a secret was given is not kept with what was done", async () => {
  const world = makeWorld();
  assert.equal(good(await play(world, "field.type", "Ann")).secret, undefined);
  world.fields.secret = true;
  for (const [command, value] of [["field.type", "hunter2"], ["field.choose", "green"]]) {
    assert.equal(good(await play(world, command, value)).secret, true, command);
  }
});

test("Enter is pressed, and a new line can be taken back", async () => {
  const world = makeWorld();
  const outcome = await play(world, "field.enter");
  assert.equal(said(outcome), "say_entered Name");
  await undo(outcome);
  assert.deepEqual(world.fields.log, ["enter", "line back"]);
});

test("Enter that would send or delete asks first", async () => {
  const world = makeWorld();
  world.fields.asks = true;
  const asked = good(await play(world, "field.enter"));
  assert.deepEqual([said(asked), world.fields.log], ["say_enter_asks Name", []]);
  assert.equal(said(await (asked.list ?? [])[0].act()), "say_entered Name");
  assert.deepEqual(world.fields.log, ["enter"]);
});

test("Enter on a link to another tab opens it, and undo closes it", async () => {
  const world = makeWorld();
  world.fields.open = "https://new.test/";
  const outcome = await play(world, "field.enter");
  assert.deepEqual([said(outcome), world.current().url], ["say_clicked_new_tab Name", "https://new.test/"]);
  await undo(outcome);
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
});

test("Escape says what it closed or left, and undo goes back there", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "field.escape")), "say_escaped");
  world.fields.escaped = "field";
  const outcome = await play(world, "field.escape");
  assert.equal(said(outcome), "say_escaped_field Name");
  await undo(outcome);
  assert.deepEqual(world.fields.log, ["back"]);
  world.fields.escaped = "dialog";
  assert.equal(said(await play(world, "field.escape")), "say_escaped_dialog Name");
});

test("an option that its name picks out is picked, and undo picks what was picked before", async () => {
  const world = makeWorld();
  const outcome = await play(world, "field.choose", "green.");
  assert.deepEqual([said(outcome), world.fields.picked], ["say_picked Name Green", 1]);
  await undo(outcome);
  assert.equal(world.fields.picked, 0);
});

test("of several options that fit as well one is chosen", async () => {
  const world = makeWorld();
  world.fields.options = ["North-West", "North-East", "South"];
  const outcome = good(await play(world, "field.choose", "north"));
  assert.equal(said(outcome), "say_options_found 2 north North-West, North-East");
  assert.equal(world.fields.picked, 0);
  await (outcome.list ?? [])[1].act();
  assert.equal(world.fields.picked, 1);
});

test("an option that is not there changes nothing, says what there is, and shuts the list again", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "field.choose", "qqq")), "why_no_option_called qqq Name 3 Red, Green, Dark green");
  assert.deepEqual([world.fields.picked, world.fields.shut], [0, true]);
  assert.equal(said(await play(world, "field.choose", "")), "why_no_text");
});

test("what can be picked is offered while the word waits", async () => {
  const world = makeWorld();
  const items = await offers["field.choose"](world.ports);
  assert.deepEqual(items.map(({ title, detail }) => [title, detail]), [["Red", "say_picked_now"], ["Green", ""], ["Dark green", ""]]);
  await play(world, "field.choose", { choice: 3 }, { list: items });
  assert.equal(world.fields.picked, 2);
  world.fields.reach = GONE;
  assert.deepEqual(await offers["field.choose"](world.ports), []);
});

test("a box is ticked and says its state; undo brings it back", async () => {
  const world = makeWorld();
  const outcome = await play(world, "field.tick");
  assert.deepEqual([said(outcome), world.fields.ticked], ["say_at Name say_role_checkbox, say_state_checked", true]);
  await undo(outcome);
  assert.equal(world.fields.ticked, false);
});

test("where nothing has the focus each says so", async () => {
  const world = makeWorld();
  world.fields.reach = GONE;
  for (const [command, value] of [["field.type", "x"], ["field.enter"], ["field.escape"], ["field.choose", "x"], ["field.tick"]]) {
    assert.equal(said(await play(world, /** @type {string} */ (command), value)), "why_nothing_focused");
  }
});
