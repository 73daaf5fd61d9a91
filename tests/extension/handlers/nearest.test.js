// Nearest: the thing of a kind that is nearest to what is chosen, focused, or in the middle of the view.

import assert from "node:assert/strict";
import { test } from "node:test";
import { offers } from "../../../extension/handlers/index.js";
import { element } from "./elements_world.js";
import { good, makeWorld, play, said, undo } from "./world.js";

/** @param {number} top @param {number} [row] */
const at = (top, row = 0) => ({ box: { left: 0, top, width: 10, height: 10 }, place: { row, column: 0 } });

const pageHere = () => {
  const made = makeWorld();
  made.elements.all = [
    element("link", "Far", at(0, -5)), element("textbox", "Name", at(100, -4)), element("link", "Near", at(130, -3)),
    element("heading", "Middle", at(300)), element("link", "Covered", { ...at(110), visible: false }),
  ];
  return made;
};

test("from the focus it goes to the nearest, and next to the one after that", async () => {
  const world = pageHere();
  world.taking.focused = 1;
  const outcome = good(await play(world, "element.nearest", "link"));
  assert.equal(said(outcome), "say_item 1 2 Near say_role_link");
  assert.deepEqual([outcome.list?.map(({ title }) => title), outcome.chosen], [["Near", "Far"], 0]);
  await undo(outcome);
  assert.deepEqual(world.elements.log, ["show Near", "leave Near"]);
});

test("from the chosen item, which is not its own nearest", async () => {
  const world = pageHere();
  const { list } = good(await play(world, "link.list"));
  const outcome = await play(world, "element.nearest", "link", { list, chosen: 0 });
  assert.equal(said(outcome), "say_item 1 1 Near say_role_link");
});

test("with neither it is the one nearest the middle of the view", async () => {
  assert.equal(said(await play(pageHere(), "element.nearest", "link.")), "say_item 1 2 Near say_role_link");
  assert.equal(said(await play(pageHere(), "element.nearest", "heading")), "say_item 1 1 Middle say_role_heading");
});

test("a kind that the page lacks, or that there is not, is said", async () => {
  const world = pageHere();
  assert.equal(said(await play(world, "element.nearest", "button")), "why_none_near say_role_button");
  assert.match(said(await play(world, "element.nearest", "qqq")), /^why_no_such_kind qqq say_role_link, say_role_button/);
  assert.equal(said(await play(world, "element.nearest", "")), "why_no_text");
  world.elements.reach = { ok: false, why: { key: "why_pdf_page", args: [] } };
  assert.equal(said(await play(world, "element.nearest", "link")), "why_pdf_page");
});

test("the kinds that the page has are offered while the word waits", async () => {
  const world = pageHere();
  const items = await offers["element.nearest"](world.ports);
  assert.deepEqual(items.map(({ title, detail }) => [title, detail]), [
    ["say_role_link", "3"], ["say_kind_field", "1"], ["say_role_heading", "1"]]);
  const outcome = await play(world, "element.nearest", { choice: 2 }, { list: items });
  assert.equal(said(outcome), "say_item 1 1 Name say_role_textbox");
});

test("a word that fits several kinds gives them to choose from", async () => {
  const outcome = good(await play(pageHere(), "element.nearest", "say role"));
  assert.ok((outcome.list ?? []).length > 1);
  assert.match(said(outcome), /^say_kinds_found/);
});
