// Labels and the grid: what they name is acted on; what is shown while a word waits for one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aids } from "../../../extension/handlers/index.js";
import { element } from "./elements_world.js";
import { good, makeWorld, offered, play, said, undo } from "./world.js";
/** @import {PageElement} from "../../../extension/handlers/elements_port.js" */

/** @param {Omit<PageElement, "id" | "at">[]} all */
const pageOf = async (...all) => {
  const world = makeWorld();
  world.elements.all = all;
  await world.labels.port.show(() => {});
  return world;
};
const LINK = element("link", "Away", { href: "https://away.test/" });
const PAGE = [LINK, element("button", "Go"), element("textbox", "Name"), element("checkbox", "Yes", { state: { checked: false } })];
/** @type {any} */
const REACH = { ok: false, why: { key: "why_web_store", args: [] } };

test("a label clicks what it names, and only that", async () => {
  const world = await pageOf(...PAGE);
  assert.equal(said(await play(world, "label.click", [2])), "say_clicked Go");
  assert.deepEqual(world.elements.log, ["click Go"]);
});

test("the label of a field goes there, that of a checkbox ticks it, and undo takes it back", async () => {
  const world = await pageOf(...PAGE);
  good(await play(world, "label.click", [3]));
  assert.deepEqual(world.elements.log, ["show Name"]);
  await undo(await play(world, "label.click", [4]));
  assert.equal(world.elements.all[3].state.checked, false);
});

test("what deletes asks first, however it was chosen", async () => {
  const world = await pageOf(element("button", "Delete all"));
  world.elements.asks.add("Delete all");
  const outcome = good(await play(world, "label.click", [1]));
  assert.equal(said(outcome), "say_click_asks Delete all");
  assert.deepEqual(world.elements.log, []);
  await outcome.list?.[0].act();
  assert.deepEqual(world.elements.log, ["click Delete all"]);
});

test("a label that nothing has changes nothing, and says so", async () => {
  const world = await pageOf(...PAGE);
  assert.equal(said(await play(world, "label.click", [9, 9])), "why_no_such_label 9 9");
  assert.equal(said(await play(world, "label.focus", null)), "why_no_such_label null");
  assert.deepEqual(world.elements.log, []);
});

test("an element that is gone is said to be", async () => {
  const world = await pageOf(...PAGE);
  world.elements.gone.add("Go");
  assert.equal(said(await play(world, "label.click", [2])), "why_element_gone");
});

test("a label goes to what it names, and undo back", async () => {
  const world = await pageOf(...PAGE);
  await undo(await play(world, "label.focus", [1]));
  assert.deepEqual(world.elements.log, ["show Away", "leave Away"]);
});

test("a link opens in a new tab by its label; what is no link does not", async () => {
  const world = await pageOf(...PAGE);
  const outcome = await play(world, "label.new-tab", [1]);
  assert.equal(world.current().url, "https://away.test/");
  await undo(outcome);
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
  assert.equal(said(await play(world, "label.new-tab", [2])), "why_label_no_link Go say_role_button");
});

test("labels are kept, with the same set as a list, and hidden again", async () => {
  const world = await pageOf(...PAGE);
  const outcome = await play(world, "labels.toggle");
  assert.equal(said(outcome), "say_labels_shown 4");
  assert.deepEqual(offered(outcome), ["Away", "Go", "Name", "Yes"]);
  assert.match(good(outcome).list?.[1].detail ?? "", /^say_label_detail say_role_button, say_place_middle 2$/);
  assert.equal(world.labels.shown, true);
  assert.equal(said(await play(world, "labels.toggle")), "say_labels_hidden");
  assert.equal(world.labels.shown, false);
});

test("undo hides labels that were shown, and shows those that were hidden", async () => {
  const world = await pageOf(...PAGE);
  const outcome = await play(world, "labels.toggle");
  await undo(outcome);
  assert.equal(world.labels.shown, false);
  await play(world, "labels.toggle");
  await undo(await play(world, "labels.toggle"));
  assert.equal(world.labels.shown, true);
});

test("where the page can't be reached nothing is kept", async () => {
  const world = await pageOf(...PAGE);
  world.elements.reach = REACH;
  assert.equal(said(await play(world, "labels.toggle")), "why_web_store");
  assert.equal(world.labels.kept, false);
});

test("while a word waits for a label they are shown, told and offered; then they go", async () => {
  const world = await pageOf(...PAGE, LINK);
  const reply = await aids.label.begin(world.ports, () => {});
  assert.ok(reply.ok);
  assert.deepEqual([reply.value.labels, reply.value.list?.length], [[[1], [2], [3], [4], [5]], 5]);
  assert.equal(aids.label.played([3], world.ports), null);
  assert.deepEqual(world.labels.played, [3]);
  aids.label.end(world.ports);
  assert.equal(world.labels.shown, false);
});

test("links that share a label are told once", async () => {
  const world = await pageOf(...PAGE);
  /** @type {any} */
  let told = null;
  await aids.label.begin(world.ports, (/** @type {any} */ { value }) => { told = value; });
  world.labels.changed({ ok: true, value: [...world.labels.all, { element: world.labels.all[0].element, keys: [1] }] });
  assert.deepEqual([told.labels, told.list.length], [[[1], [2], [3], [4]], 5]);
});

test("with nothing in view for a moment a word goes on waiting; where the page left it is told why", async () => {
  const world = await pageOf(...PAGE);
  const told = /** @type {any[]} */ ([]);
  await aids.label.begin(world.ports, (reply) => told.push(reply));
  world.labels.changed({ ok: true, value: [] });
  assert.deepEqual(told, []);
  world.labels.changed(REACH);
  assert.deepEqual(told, [REACH]);
});

test("a word waits for no label where there is none, or where the page can't be reached", async () => {
  const world = await pageOf(element("heading", "Nothing to do"));
  assert.deepEqual(await aids.label.begin(world.ports, () => {}), { ok: false, why: { key: "why_no_labels", args: [] } });
  world.elements.reach = REACH;
  assert.deepEqual(await aids.label.begin(world.ports, () => {}), REACH);
});

test("the grid clicks in the middle of the last cell, and says where that is", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "grid.click", [18, 18, 18])), "say_grid_clicked 50 1");
  world.labels.acted = { name: "Map" };
  assert.equal(said(await play(world, "grid.click", [2, 2, 2])), "say_grid_clicked_on Map 0 99");
  assert.deepEqual(world.labels.log, ["click 18 18 18", "click 2 2 2"]);
});

test("the grid asks first where the click would delete", async () => {
  const world = makeWorld();
  world.labels.acted = { name: "Delete", asks: true };
  const outcome = good(await play(world, "grid.click", [13, 1, 9]));
  await outcome.list?.[0].act();
  assert.deepEqual(world.labels.log, ["click 13 1 9", "click 13 1 9 surely"]);
});

test("a link at a point that opens a new tab does, and undo closes it", async () => {
  const world = makeWorld();
  world.labels.acted = { name: "Away", open: "https://away.test/" };
  await undo(await play(world, "grid.click", [13, 1, 9]));
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
});

test("what is no point is refused", async () => {
  for (const value of [null, [1, 2], [1, 2, 11], [1, 2, 3, 4], "1 2 3"]) {
    assert.equal(said(await play(makeWorld(), "grid.click", value)), "why_no_cell");
  }
});

test("each cell that is played is drawn and said, and the grid goes", async () => {
  const world = makeWorld();
  assert.equal((await aids.grid.begin(world.ports, () => {})).ok, true);
  assert.deepEqual(aids.grid.played([14], world.ports), { key: "say_grid_cell", args: ["2", "4", "1", "5"] });
  assert.deepEqual(aids.grid.played([14, 10], world.ports), { key: "say_grid_cell", args: ["3", "4", "5", "5"] });
  assert.equal(aids.grid.played([], world.ports), null);
  aids.grid.end(world.ports);
  assert.deepEqual(world.labels.log, ["grid ", "grid 14", "grid 14 10", "grid ", "grid off"]);
});

test("where the page can't be reached no grid is drawn", async () => {
  const world = makeWorld();
  world.page.reach = REACH;
  assert.deepEqual(await aids.grid.begin(world.ports, () => {}), REACH);
});
