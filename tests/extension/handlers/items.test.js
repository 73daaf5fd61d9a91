// Items and elements: moving in a list, choosing, and acting on the focus.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, play, said, undo } from "./world.js";
/** @import {Item} from "../../../extension/handlers/ports.js" */

/** @type {Item[]} */
const list = ["a", "b", "c"].map((title) =>
  ({ title, detail: `of ${title}`, act: async () => ({ ok: true, say: { key: "did", args: [title] } }) }));

test("next and previous move in the list, round its ends, and keep it on offer", async () => {
  const world = makeWorld();
  const first = good(await play(world, "item.next", null, { list, chosen: null }));
  assert.equal(said(first), "say_item 1 3 a of a");
  assert.deepEqual([first.list, first.chosen], [list, 0]);
  assert.equal(said(await play(world, "item.next", null, { list, chosen: 2 })), "say_item 1 3 a of a");
  assert.equal(said(await play(world, "item.previous", null, { list, chosen: null })), "say_item 3 3 c of c");
  assert.equal(said(await play(world, "item.previous", null, { list, chosen: 0 })), "say_item 3 3 c of c");
});

test("undo of a move offers the list as it was", async () => {
  const world = makeWorld();
  await undo(await play(world, "item.next", null, { list, chosen: 1 }));
  assert.deepEqual(world.offered, { list, chosen: 1 });
});

test("with nothing offered, next and previous go to the next and previous tab", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "item.next")), "say_tab 2 two");
  assert.equal(said(await play(world, "item.previous", null, { list: [] })), "say_tab 1 one");
});

test("choose acts on the item of that number", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "item.choose", 2, { list })), "did b");
  assert.equal(said(await play(world, "item.choose", -1, { list })), "did c");
  assert.equal(said(await play(world, "item.choose", 4, { list })), "why_no_such_item 4 3");
  assert.equal(said(await play(world, "item.choose", 1)), "why_nothing_offered");
});

test("the number of an offered item stands for a text", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "tab.find", { choice: 3 }, { list })), "did c");
  assert.equal(said(await play(world, "search.web", { choice: 1 })), "why_nothing_offered");
});

test("open acts on the chosen item, asks for one, or clicks the focused element", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "open", null, { list, chosen: 1 })), "did b");
  assert.equal(said(await play(world, "open", null, { list, chosen: null })), "why_choose_first 3");
  assert.equal(said(await play(world, "open")), "say_clicked Go");
});

test("click says what was clicked", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "element.click")), "say_clicked Go");
  assert.deepEqual(world.page.acts, [{ button: "left", sure: false }]);
});

test("a click that may delete asks, and is done when chosen", async () => {
  const world = makeWorld();
  world.page.acted = { name: "Delete all", asks: true };
  const outcome = good(await play(world, "element.click"));
  assert.equal(said(outcome), "say_click_asks Delete all");
  assert.equal(said(await (outcome.list ?? [])[0].act()), "say_clicked Delete all");
  assert.deepEqual(world.page.acts[1], { button: "left", sure: true });
});

test("a link to a new tab opens beside this one, and undo closes it", async () => {
  const world = makeWorld();
  world.page.acted = { name: "Score", open: "https://score.test/" };
  const outcome = await play(world, "element.click");
  assert.deepEqual([world.current().url, world.titles().indexOf("New Tab")], ["https://score.test/", 1]);
  await undo(outcome);
  assert.deepEqual([world.titles(), world.current().title], [["one", "two", "three"], "one"]);
});

test("a right-click says whether the page has a menu", async () => {
  const world = makeWorld();
  world.page.acted = { name: "Cell", handled: true };
  assert.equal(said(await play(world, "element.right-click")), "say_right_clicked Cell");
  world.page.acted = { name: "Cell", handled: false };
  assert.equal(said(await play(world, "element.right-click")), "say_right_clicked_unheard Cell");
});

test("clear clears the field, and undo puts its text back", async () => {
  const world = makeWorld();
  await undo(await play(world, "field.clear"));
  assert.deepEqual(world.page.acts, [{ tab: 1, frame: 0, token: 3 }]);
});

test("submit sends the form and has no undo", async () => {
  const world = makeWorld();
  const outcome = good(await play(world, "field.submit"));
  assert.deepEqual([said(outcome), outcome.undo], ["say_submitted form", undefined]);
});

test("elements of a page out of reach are refused with its reason", async () => {
  const world = makeWorld();
  world.page.reach = { ok: false, why: { key: "why_pdf_page", args: [] } };
  for (const command of ["element.click", "element.right-click", "field.clear", "field.submit"]) {
    assert.equal(said(await play(world, command)), "why_pdf_page");
  }
});
