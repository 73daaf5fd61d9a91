// Lists: the elements of a page by family, by name and by place; moving among them and acting on them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element } from "./elements_world.js";
import { good, makeWorld, play, said, undo } from "./world.js";
/** @import {PageElement} from "../../../extension/handlers/elements_port.js" */
/** @import {Done} from "../../../extension/handlers/ports.js" */

/** @param {Omit<PageElement, "id" | "at">[]} all */
const pageOf = (...all) => {
  const world = makeWorld();
  world.elements.all = all;
  return world;
};
/** @param {Done} done */
const titles = ({ list = [] }) => list.map(({ title }) => title);

const LINKS = [
  element("link", "Top", { visible: false, side: "above" }), element("link", "Here", { place: { row: -4, column: 4 } }),
  element("link", "Below", { visible: false, side: "below" }),
];

test("a list begins with what is in view", async () => {
  const outcome = good(await play(pageOf(...LINKS), "link.list"));
  assert.equal(said(outcome), "say_links 3 2 Here say_role_link, say_place_top_right");
  assert.deepEqual([titles(outcome), outcome.chosen], [["Top", "Here", "Below"], 1]);
});

test("with nothing in view it begins with what comes below", async () => {
  assert.equal(good(await play(pageOf(LINKS[0], LINKS[2]), "link.list")).chosen, 1);
  assert.equal(good(await play(pageOf(LINKS[0]), "link.list")).chosen, 0);
});

test("each family has its list, and says when there is none", async () => {
  const world = pageOf(element("heading", "H", { level: 2 }), element("checkbox", "F", { state: { checked: "mixed", required: true } }),
    element("button", "B", { state: { expanded: false, disabled: true } }), element("landmark", "L"), element("image", ""));
  assert.equal(said(await play(world, "heading.list")), "say_headings 1 1 H say_role_heading_level 2, say_place_middle");
  assert.equal(said(await play(world, "field.list")), "say_fields 1 1 F say_role_checkbox, say_state_mixed, say_state_required, say_place_middle");
  assert.equal(said(await play(world, "button.list")), "say_buttons 1 1 B say_role_button, say_state_collapsed, say_state_disabled, say_place_middle");
  assert.equal(said(await play(world, "landmark.list")), "say_landmarks 1 1 L landmark, say_place_middle");
  assert.equal(said(await play(world, "image.list")), "say_images 1 1 say_no_name say_role_image, say_place_middle");
  assert.equal(titles(good(await play(world, "element.list"))).length, 5);
  const none = pageOf();
  for (const [command, why] of [["link.list", "why_no_links"], ["image.list", "why_no_images"], ["element.list", "why_no_elements"]]) {
    assert.equal(said(await play(none, command)), why);
  }
});

test("a value is told, and what is covered is not to be seen", async () => {
  const world = pageOf(element("heading", "Title", { visible: false, level: 1 }), element("link", "Far", { side: "left" }));
  assert.equal(good(await play(world, "heading.list")).list?.[0].detail, "say_role_heading_level 1, say_side_hidden");
  assert.equal(good(await play(world, "link.list")).list?.[0].detail, "say_role_link, say_side_left");
});

test("moving in a list goes to the element and says it as it is then; undo goes back", async () => {
  const world = pageOf(element("checkbox", "One"), element("checkbox", "Two", { state: { checked: false } }));
  const { list, chosen } = good(await play(world, "field.list"));
  world.elements.all[1].state = { checked: true };
  const moved = good(await play(world, "item.next", null, { list, chosen }));
  assert.equal(said(moved), "say_item 2 2 Two say_role_checkbox, say_state_checked");
  await undo(moved);
  assert.deepEqual(world.elements.log, ["show Two", "leave Two"]);
});

test("an element that is gone keeps its number, so that one can go on", async () => {
  const world = pageOf(...LINKS);
  const { list } = good(await play(world, "link.list"));
  world.elements.gone.add("Here");
  const moved = good(await play(world, "item.next", null, { list, chosen: 0 }));
  assert.deepEqual([said(moved), moved.chosen], ["say_item 2 3 Here why_element_gone", 1]);
});

test("opening clicks a link, ticks a box, gives a field the focus and goes to a heading", async () => {
  const world = pageOf(element("link", "Link"), element("checkbox", "Box", { state: { checked: false } }),
    element("textbox", "Field"), element("heading", "Head"));
  const { list = [] } = good(await play(world, "element.list"));
  assert.equal(said(await list[0].act()), "say_clicked Link");
  const ticked = good(await list[1].act());
  assert.equal(said(ticked), "say_at Box say_role_checkbox, say_state_checked");
  assert.deepEqual([ticked.list, ticked.chosen], [list, 1]);
  await undo(ticked);
  assert.equal(said(await list[2].act()), "say_at Field say_role_textbox");
  assert.equal(said(await list[3].act()), "say_at Head say_role_heading");
  assert.deepEqual(world.elements.log, ["click Link", "click Box", "show Box", "click Box", "show Field", "show Head"]);
});

test("a click that may delete asks first", async () => {
  const world = pageOf(element("button", "Delete all"));
  world.elements.asks.add("Delete all");
  const { list = [] } = good(await play(world, "button.list"));
  const asked = good(await list[0].act());
  assert.deepEqual([said(asked), world.elements.log], ["say_click_asks Delete all", []]);
  await (asked.list ?? [])[0].act();
  assert.deepEqual(world.elements.log, ["click Delete all"]);
});

test("a name that one element answers clearly acts on it", async () => {
  const world = pageOf(element("button", "Save"), element("button", "Save as"), element("heading", "Safe"));
  assert.equal(said(await play(world, "element.find", "save")), "say_clicked Save");
  assert.equal(said(await play(world, "element.find", "")), "why_no_text");
});

test("of several that fit as well, all are read out to be chosen from", async () => {
  const world = pageOf(element("button", "Remove Ann"), element("link", "Remove Bob"));
  const outcome = good(await play(world, "element.find", "remove"));
  assert.equal(said(outcome), "say_elements_found 2 remove 1: Remove Ann, say_role_button, say_place_middle; "
    + "2: Remove Bob, say_role_link, say_place_middle");
  assert.deepEqual([titles(outcome), outcome.chosen], [["Remove Ann", "Remove Bob"], undefined]);
});

test("links of one name to one place are one", async () => {
  const more = element("link", "More", { href: "https://more.test/" });
  assert.equal(said(await play(pageOf(more, more), "element.find", "more")), "say_clicked More");
  const other = { ...more, href: "https://other.test/" };
  assert.equal(good(await play(pageOf(more, other), "element.find", "more")).list?.length, 2);
});

test("what can't be acted on is gone to where nothing else has the name", async () => {
  const world = pageOf(element("heading", "Prices"), element("button", "Go"));
  assert.equal(said(await play(world, "element.find", "prices")), "say_at Prices say_role_heading");
});

test("where more is on the page than is told at once, every answer about it says so", async () => {
  const world = pageOf(...LINKS, element("link", "Here", { href: "https://other.test/" }), element("field", "Name"));
  world.elements.left = 900;
  const more = (/** @type {number} */ count) => ` say_left_out ${count} ${count + 900}`;
  const says = async (/** @type {string} */ command, /** @type {unknown} */ value = null) => said(await play(world, command, value));
  assert.equal(await says("link.list"), `say_and say_links 4 2 Here say_role_link, say_place_top_right${more(4)}`);
  assert.equal(await says("image.list"), `say_and why_no_images${more(0)}`);
  assert.equal(await says("element.find", "qqq"), `say_and why_no_element_called qqq Here, Here${more(5)}`);
  assert.match(await says("element.find", "here"), /^say_and say_elements_found 2 here .* say_left_out 5 905$/);
  assert.match(await says("field.focus", 1), /^say_and say_item .* say_left_out 1 901$/);
  assert.equal(await says("field.focus", 7), `say_and why_no_such_field 7 1${more(1)}`);
  assert.match(await says("element.nearest", "image"), /^say_and why_none_near .* say_left_out 5 905$/);
});

test("a name that fits nothing changes nothing, and says what is in view", async () => {
  const world = pageOf(element("button", "Save"), element("button", "Hidden", { visible: false }));
  assert.equal(said(await play(world, "element.find", "qqq")), "why_no_element_called qqq Save");
  assert.equal(said(await play(pageOf(), "element.find", "qqq")), "why_no_element_called qqq say_nothing_named");
  assert.deepEqual(world.elements.log, []);
});

test("a place goes to the nearest element, and next to the one after that", async () => {
  const world = pageOf(element("link", "Far", { place: { row: 5, column: 5 } }), element("button", "Near", { place: { row: -3, column: -4 } }),
    element("main", "All"), element("link", "Unseen", { visible: false, place: { row: -4, column: -4 } }));
  const outcome = good(await play(world, "element.at", { row: -4, column: -4 }));
  assert.equal(said(outcome), "say_at Near say_role_button");
  assert.deepEqual([titles(outcome), outcome.chosen], [["Near", "Far"], 0]);
  await undo(outcome);
  assert.deepEqual(world.elements.log, ["show Near", "leave Near"]);
  assert.equal(said(await play(world, "element.at")), "why_no_place");
  assert.equal(said(await play(pageOf(), "element.at", { row: 0, column: 0 })), "why_no_elements");
});

test("the chosen link opens in a new tab, and undo closes it", async () => {
  const world = pageOf(element("link", "Score", { href: "https://score.test/" }), element("link", "Script", { href: "javascript:x()" }),
    element("link", "None"));
  const { list } = good(await play(world, "link.list"));
  const outcome = await play(world, "element.new-tab", null, { list, chosen: 0 });
  assert.deepEqual([said(outcome), world.current().url], ["say_clicked_new_tab Score", "https://score.test/"]);
  await undo(outcome);
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
  assert.equal(said(await play(world, "element.new-tab", null, { list, chosen: 1 })), "why_no_address_there Script");
  assert.equal(said(await play(world, "element.new-tab", null, { list, chosen: 2 })), "why_no_link It");
  world.taking.facts = { ...world.taking.facts, link: "https://focused.test/" };
  await play(world, "element.new-tab");
  assert.equal(world.current().url, "https://focused.test/");
  world.taking.reach = { ok: false, why: { key: "why_nothing_focused", args: [] } };
  assert.equal(said(await play(world, "element.new-tab")), "why_no_link_chosen");
});

test("a page out of reach is refused with its reason", async () => {
  const world = pageOf(element("link", "Link"));
  const { list = [] } = good(await play(world, "link.list"));
  world.elements.reach = { ok: false, why: { key: "why_pdf_page", args: [] } };
  for (const [command, value] of [["link.list"], ["element.find", "x"], ["element.at", { row: 0, column: 0 }]]) {
    assert.equal(said(await play(world, /** @type {string} */ (command), value)), "why_pdf_page");
  }
  world.elements.gone.add("Link");
  assert.equal(said(await list[0].act()), "why_element_gone");
});
