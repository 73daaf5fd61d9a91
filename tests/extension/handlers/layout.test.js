// Layout commands: what is heard is what is said, of all in view, of one class, or around the cursor.

import assert from "node:assert/strict";
import { test } from "node:test";
import { panOf } from "../../../extension/core/layout.js";
import { offers } from "../../../extension/handlers/index.js";
import { at } from "./layout_world.js";
import { good, makeWorld, offered, play, said } from "./world.js";

const PAGE = [
  at("heading", -5, 0, { level: 2 }), at("link", 0, -5), at("link", 1, -5), at("link", 2, -4), at("button", 3, 3), at("image", 0, 4),
];

/** @param {any[]} [found] */
const facing = (found = PAGE) => {
  const world = makeWorld();
  world.layout.found = found;
  return world;
};

test("a layout is played once, said with its counts, and sounds instead of an answer", async () => {
  const world = facing();
  const outcome = await play(world, "layout.sweep");
  assert.equal(said(outcome), "say_layout say_layout_heading 1; say_layout_left say_layout_link 3; say_layout_button 1; say_layout_image 1");
  assert.equal(world.layout.played.length, 1);
  assert.deepEqual([...new Set(world.layout.played[0].map(({ role }) => role))], ["heading", "link", "button", "image"]);
  assert.deepEqual(good(outcome).sound, { role: "layout", tones: [], pan: 0 });
});

test("the list on offer stays while one listens", async () => {
  const list = [{ title: "a", detail: "", act: async () => good(await play(makeWorld(), "where")) }];
  const outcome = await play(facing(), "layout.sweep", null, { list, chosen: 0 });
  assert.deepEqual([good(outcome).list, good(outcome).chosen], [list, 0]);
});

test("it is the user's classes in the user's order, and what is off is told and not heard", async () => {
  const world = facing();
  world.layout.classes = ["image", "link"];
  world.layout.off = ["image"];
  const outcome = await play(world, "layout.sweep");
  assert.equal(said(outcome), "say_layout say_layout_image 1; say_layout_left say_layout_link 3");
  assert.deepEqual([...new Set(world.layout.played[0].map(({ role }) => role))], ["link"]);
});

test("an empty view is said to be empty, and a page out of reach why", async () => {
  const world = facing([]);
  assert.equal(said(await play(world, "layout.sweep")), "why_layout_empty");
  assert.deepEqual(world.layout.played, []);
  world.layout.reach = { ok: false, why: { key: "why_browser_page", args: [] } };
  for (const command of ["layout.sweep", "layout.here"]) assert.equal(said(await play(world, command)), "why_browser_page");
});

test("around the cursor is around where one came last, in whichever frame", async () => {
  const world = facing([...PAGE, at("here", -5, 0, { since: 5 }), at("here", 1, -4, { frame: 3, since: 9 })]);
  assert.equal(said(await play(world, "layout.here")), "say_layout say_layout_left say_layout_link 3");
});

test("without a cursor, and where it is out of view, one is told what to do", async () => {
  assert.equal(said(await play(facing(), "layout.here")), "why_no_cursor");
  const gone = at("here", 0, 0, { box: { left: 0, top: 900, width: 10, height: 10 } });
  assert.equal(said(await play(facing([...PAGE, gone]), "layout.here")), "why_cursor_out_of_view");
});

test("one class is had by its name, said nearly right, or by its number", async () => {
  const world = facing();
  assert.equal(said(await play(world, "layout.class", "link")), "say_layout say_layout_left say_layout_link 3");
  assert.equal(said(await play(world, "layout.class", "")), "why_no_text");
  assert.deepEqual((await offers["layout.class"](world.ports)).map(({ title, detail }) => [title, detail])[0], ["say_class_heading", "say_layout_heading 1"]);
  world.layout.reach = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.deepEqual(await offers["layout.class"](world.ports), []);
  assert.match(said(await play(world, "layout.class", "zebra")), /^why_no_class_called zebra say_class_heading, /);
});

test("next sounds as what it comes to, where that is", async () => {
  const world = makeWorld();
  const list = good(await play(world, "link.list"));
  assert.equal(list.sound?.role, "link");
  const next = good(await play(world, "item.next", null, { list: list.list ?? null, chosen: null }));
  assert.deepEqual([next.sound?.role, next.sound?.pan, next.sound?.tones[0].timbre], ["link", panOf(-5), "viola"]);
  world.layout.off = ["link"];
  const silent = good(await play(world, "item.next", null, { list: list.list ?? null, chosen: null }));
  assert.deepEqual([silent.sound?.role, silent.sound?.tones], ["link", []]);
});

test("the tour offers every sound, and plays and names each as one comes to it", async () => {
  const world = makeWorld();
  const tour = good(await play(world, "sound.tour"));
  const names = offered(tour);
  assert.equal(names.length, 12 + 1 + 9);
  assert.deepEqual([names[0], names.at(-1)], ["settings_sound_role_link", "settings_sound_role_arrived"]);
  assert.equal(tour.sound?.role, "tour");
  const next = good(await play(world, "item.next", null, { list: tour.list ?? null, chosen: 0 }));
  assert.equal(said(next), "say_item 2 22 settings_sound_role_image say_tour_timbre french horn");
  assert.equal(next.sound?.tones[0].timbre, "french-horn");
  const chosen = good(await play(world, "item.choose", 3, { list: tour.list ?? null, chosen: 1 }));
  assert.deepEqual([chosen.sound?.tones[0].timbre, chosen.chosen, chosen.list?.length], ["piano", 2, 22]);
});
